"""Calendar files by link, and asking for a fresh link where an old one has ended."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.decision import Refused
from app.db import db
from app.links import fresh
from app.links.actions import hash_token
from app.links.calendars import GIVERS
from app.links.guard import by_link
from app.links.models import Link
from app.people.attempts import too_many
from app.web.access import open_to_all
from app.web.requests import now

bp = Blueprint("links", __name__)
blueprints = [bp]
LONGEST = 200


@bp.get("/calendar/<token>.ics")
@by_link("calendar", "feed")
def calendar(link: Link) -> Response:
    """Give the calendar file of a link, as it stands now."""
    found = GIVERS[link.purpose](link, now())
    if found is None:
        abort(404)
    return found


@bp.get("/fresh-links")
@open_to_all
def asked() -> str:
    """Say what happens now, in the same words whether or not the link was known."""
    return render_template("links/asked.html")


@bp.post("/fresh-links")
@open_to_all
def ask() -> Response:
    """Mail a fresh link to where the old one was sent, if there is anything to send."""
    token, at = request.form.get("token", "")[:LONGEST], clock.now()
    if too_many("fresh-link", hash_token(token), at=at) or too_many(
        "fresh-link-address", request.remote_addr or "", at=at
    ):
        abort(429)
    link = fresh.hold(token)
    if link is not None:
        try:
            fresh.ask(link, at=now())
        except Refused:
            db.session.rollback()
    return redirect(url_for("links.asked"), 303)
