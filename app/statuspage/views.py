"""The candidate's own page."""

from typing import Any

from flask import Blueprint, abort, render_template, request

from app.checks.forms import RefereeForm
from app.links.guard import by_link
from app.links.models import Link
from app.people.queries import company
from app.statuspage import queries
from app.web.requests import now

bp = Blueprint("statuspage", __name__)
blueprints = [bp]


@bp.get("/c/<token>")
@by_link("candidate")
def page(link: Link) -> Any:
    """Show a candidate where they stand and what we need of them."""
    own = queries.own(link.subject_id, now())
    if own is None:
        abort(404)
    return render_template(
        "statuspage/page.html",
        own=own,
        form=RefereeForm(formdata=None, relation=next(iter(own.still_to_name), None)),
        company_name=company().name,
        token=(request.view_args or {})["token"],
    )
