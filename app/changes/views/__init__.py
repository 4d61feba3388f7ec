"""Pages of what reaches across packages."""

from app.changes.views import leaving, own, together
from app.changes.views.blueprint import bp

__all__ = ["blueprints", "leaving", "own", "together"]

blueprints = [bp]
