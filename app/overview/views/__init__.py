"""Pages that show several packages together."""

from app.overview.views import candidacy, history, lists, report, requisition, timeline
from app.overview.views.blueprint import bp

__all__ = ["blueprints", "candidacy", "history", "lists", "report", "requisition", "timeline"]

blueprints = [bp]
