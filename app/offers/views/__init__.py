"""Pages of offers: the team's, the versions', and the candidate's own by link."""

from app.offers.views import answers, calendar, sending, team, versions
from app.offers.views.blueprint import bp

__all__ = ["answers", "blueprints", "calendar", "sending", "team", "versions"]

blueprints = [bp]
