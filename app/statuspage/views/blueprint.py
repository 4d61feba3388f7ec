"""The blueprint of these pages, and what each page by link begins with."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.candidates.models import Candidacy
from app.history.actions import Actor
from app.links.models import Link
from app.people.models import Person
from app.people.sessions import me
from app.statuspage import queries
from app.statuspage.queries import Own
from app.statuspage.words import WAITS
from app.web.requests import now

bp = Blueprint("statuspage", __name__)


def own_of(link: Link) -> Own:
    """Return the candidacy a link is of, as its candidate may see it; 404 where it is gone."""
    own = queries.own(link.subject_id, now())
    if own is None:
        abort(404)
    return own


def candidate_of(candidacy: Candidacy) -> Actor:
    """Return the candidate as the one who acts."""
    return Actor("candidate", candidacy.candidate_id)


def signed_in() -> Person:
    """Return who is signed in."""
    person = me()
    assert person is not None
    return person


def token() -> str:
    """Return the token of this request, for the addresses on its own page."""
    found: str = (request.view_args or {})["token"]
    return found


def to_own_page() -> Response:
    """Lead back to the page."""
    return redirect(url_for("statuspage.page", token=token()), 303)


def show(name: str, own: Own, reasons: tuple[str, ...] = (), **shown: Any) -> str:
    """Draw one of the candidate's pages."""
    return render_template(
        f"statuspage/{name}.html", own=own, token=token(), reasons=reasons, WAITS=WAITS, **shown
    )
