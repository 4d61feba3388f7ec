"""Pages of what reaches across packages."""

from app.changes.views import leaving, together
from app.changes.views.blueprint import bp

__all__ = ["blueprints", "leaving", "together"]

blueprints = [bp]
