"""Pages and acts of references: for the team, for the candidate, for the referee."""

from app.checks.views import acts, lists, outside
from app.checks.views.blueprint import bp

blueprints = [bp]
__all__ = ["acts", "blueprints", "lists", "outside"]
