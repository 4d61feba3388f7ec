"""A person's own sign-offs, and the page a mailed link opens: title, version and due only."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.links.actions import use_up
from app.links.guard import by_link, ended_page
from app.links.models import Link
from app.people import queries as people
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.sessions import me
from app.signoffs import queries, rules
from app.signoffs.disavowal import disavow
from app.signoffs.models import Chain, Signoff
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


@bp.get("/disavowals/<token>")
@by_link("disavowal")
def disavowal(link: Link) -> str | tuple[str, int]:
    """Ask whether a signature was not theirs; nothing is undone by opening the page."""
    if (signed := _signed(link)) is None:
        return ended_page(link.purpose), 410
    signoff, chain = signed
    return render_template(
        "signoffs/disavowal.html",
        signoff=signoff,
        chain=chain,
        may=rules.may_disavow(rules.state_of(signoff)),
        zone=queries.zone_of(chain.requisition_id),
        action=request.path,
        now=now(),
    )


@bp.post("/disavowals/<token>")
@by_link("disavowal")
def undo_signature(link: Link) -> Response | tuple[str, int]:
    """Undo the signature."""
    signed = _signed(link)
    if signed is None or not use_up(link, at=now()):
        return ended_page(link.purpose), 410
    disavow(*signed, at=now())
    flash("The signature is undone, and you are signed out everywhere. Look in your mail.")
    return redirect(url_for("people.sign_in"), 303)


def _signed(link: Link) -> tuple[Signoff, Chain] | None:
    """Return the signature that a link confirms: not one given after it was mailed."""
    found = queries.load(link.subject_id)
    given_at = found[0].decided_at if found is not None else None
    return found if given_at is not None and given_at <= link.made_at else None
