"""Pages and acts of scorecards, by noun."""

from app.scorecards.views import asking, card, comparison, ranking, raters
from app.scorecards.views.blueprint import bp

__all__ = ["asking", "card", "comparison", "ranking", "raters"]

blueprints = [bp]
