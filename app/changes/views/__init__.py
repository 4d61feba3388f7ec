"""Pages of what reaches across packages."""

from app.changes.views import leaving, own, slipping, together
from app.changes.views.blueprint import bp

__all__ = ["blueprints", "leaving", "own", "slipping", "together"]

blueprints = [bp]
