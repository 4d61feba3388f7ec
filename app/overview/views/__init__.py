"""Pages that show several packages together."""

from app.overview.views import candidacy, history, lists, requisition
from app.overview.views.blueprint import bp

__all__ = ["blueprints", "candidacy", "history", "lists", "requisition"]

blueprints = [bp]
