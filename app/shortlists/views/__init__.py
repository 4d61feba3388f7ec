"""Pages and acts of deciding, by noun."""

from app.shortlists.views import lists, picks, room, versions
from app.shortlists.views.blueprint import bp

__all__ = ["lists", "picks", "room", "versions"]

blueprints = [bp]
