"""One's private calendar address, on one's own account."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.accounts import feeds
from app.accounts.views.blueprint import bp, viewer
from app.db import db
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.web.requests import now


@bp.get("/account/calendar")
@needs(Permission.SIGNED_IN)
def calendar() -> str:
    """Show whether I have an address, and what I can do about it."""
    return _page()


@bp.post("/account/calendar")
@needs(Permission.SIGNED_IN)
def make_calendar() -> str:
    """Make my address, in place of any before, and show it this once."""
    person = db.session.get_one(Person, viewer().id, with_for_update=True)
    return _page(feeds.make_feed(person, at=now()))


@bp.post("/account/calendar/ending")
@needs(Permission.SIGNED_IN)
def end_calendar() -> Response:
    """End my address."""
    feeds.end_feed(viewer(), at=now())
    flash("The calendar address has ended. A calendar that asks for it gets nothing.")
    return redirect(url_for("accounts.calendar"), 303)


def _page(address: str = "") -> str:
    person = viewer()
    return render_template(
        "accounts/calendar.html",
        person=person,
        secret=address,
        feed=feeds.feed_of(person.id, now()),
    )
