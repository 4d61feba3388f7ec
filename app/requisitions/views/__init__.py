"""The pages of requisitions: the list, a new one, settings, requirements."""

from app.requisitions.views import listing, requirements, settings, stage
from app.requisitions.views.blueprint import bp

blueprints = [bp]
__all__ = ["blueprints", "listing", "requirements", "settings", "stage"]
