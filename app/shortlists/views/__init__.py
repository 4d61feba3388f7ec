"""Pages and acts of deciding, by noun."""

from app.shortlists.acting.views import bp as acting_bp
from app.shortlists.views import lists, picks, room, versions
from app.shortlists.views.blueprint import bp

__all__ = ["lists", "picks", "room", "versions"]

blueprints = [bp, acting_bp]
