"""A person's own sign-offs, and the page a mailed link opens: title, version and due only."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for

from app.links.guard import by_link
from app.links.models import Link
from app.people import queries as people
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.sessions import me
from app.signoffs import queries, rules
from app.signoffs.subjects import url_of
from app.web.requests import now

bp = Blueprint("signoffs", __name__)
blueprints = [bp]


@bp.get("/signoffs")
@needs(Permission.SIGNED_IN)
def index() -> str:
    """Show what waits for me, what comes next, and what I decided."""
    person = me()
    assert person is not None
    return render_template("signoffs/index.html", mine=queries.mine(person), url_of=url_of)


@bp.get("/signoffs/<int:signoff_id>")
@needs(Permission.SIGNED_IN)
def signoff(signoff_id: int) -> Any:
    """Lead to the page of the subject on which a sign-off of mine is given."""
    person = me()
    assert person is not None
    found = queries.load_mine(signoff_id, person.id)
    if found is None:
        abort(404)
    _, chain = found
    return redirect(url_of(chain.subject_kind, chain.subject_id), 303)


@bp.get("/s/<token>")
@by_link("signoff")
def asked(link: Link) -> str:
    """Show what is asked and by when; reading and signing need sign-in."""
    found = queries.load(link.subject_id)
    if found is None:
        abort(404)
    one, chain = found
    person, subject = me(), url_of(chain.subject_kind, chain.subject_id)
    mine = person is not None and person.id == one.approver_id
    return render_template(
        "signoffs/asked.html",
        signoff=one,
        chain=chain,
        state=rules.state_of(one),
        zone=queries.zone_of(chain.requisition_id),
        whose=people.names([one.approver_id])[one.approver_id],
        signed_in_as=None if person is None else person.name,
        mine=mine,
        url=subject if mine else url_for("people.sign_in", then=subject),
        now=now(),
    )
