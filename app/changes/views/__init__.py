"""Pages of what reaches across packages."""

from app.changes.views import leaving, slipping, together
from app.changes.views.blueprint import bp

__all__ = ["blueprints", "leaving", "slipping", "together"]

blueprints = [bp]
