"""The page of whoever runs the installation."""

from flask import Blueprint, render_template

from app.people.guard import needs
from app.people.permissions import Permission
from app.upkeep import queries
from app.web.requests import now

bp = Blueprint("upkeep", __name__)
blueprints = [bp]


@bp.get("/health")
@needs(Permission.ADMIN)
def health() -> str:
    """Show whether worker, mail, jobs, disk and backup are well."""
    return render_template("upkeep/health.html", health=queries.health(now()))
