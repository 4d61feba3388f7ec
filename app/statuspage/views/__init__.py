"""Pages of a candidate's own page: theirs by link, and those of the team about it."""

from app.statuspage.views import addresses, answers, changing, page, settings, team
from app.statuspage.views.blueprint import bp

__all__ = ["addresses", "answers", "blueprints", "changing", "page", "settings", "team"]

blueprints = [bp]
