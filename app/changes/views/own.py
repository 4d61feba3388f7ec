"""The candidate withdraws by themselves, on a second page, so that no stray thumb does it."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.changes import actions
from app.changes.forms import OwnWithdrawalForm
from app.changes.mails import tell_recruiter
from app.changes.rules import may_leave
from app.changes.views.blueprint import bp
from app.core.decision import Refused
from app.history.actions import Actor
from app.links.guard import by_link
from app.links.models import Link
from app.offers.queries import live_offer, statuses
from app.requisitions.queries import get as get_requisition
from app.web.requests import now


@bp.get("/c/<token>/withdrawal")
@by_link("candidate")
def own_withdrawal(link: Link) -> Any:
    """Ask once more, and say what it ends."""
    return _page(_candidacy(link), OwnWithdrawalForm())


@bp.post("/c/<token>/withdrawal")
@by_link("candidate")
def withdraw_myself(link: Link) -> Any:
    """End the candidacy, as its candidate asks."""
    candidacy, form = _candidacy(link), OwnWithdrawalForm()
    if not form.validate():
        return _page(candidacy, form), 422
    by = Actor("candidate", candidacy.candidate_id)
    try:
        actions.withdraw(candidacy, note=form.note.data, by=by, at=now())
    except Refused as refused:
        return _page(candidacy, form, refused.reasons), 409
    tell_recruiter(candidacy, at=now())
    flash("You withdrew. Thank you for telling us.")
    return redirect(url_for("statuspage.page", token=_token()), 303)


def _candidacy(link: Link) -> Candidacy:
    candidacy = load_candidacy(link.subject_id)
    if candidacy is None:
        abort(404)
    return candidacy


def _page(candidacy: Candidacy, form: OwnWithdrawalForm, reasons: tuple[str, ...] = ()) -> str:
    offer = live_offer(candidacy.id, now())
    return render_template(
        "changes/own_withdrawal.html",
        requisition=get_requisition(candidacy.requisition_id),
        form=form,
        may=may_leave(statuses([candidacy.id], now())[candidacy.id]),
        offer=offer is not None and offer.sent_at is not None,
        reasons=reasons,
        token=_token(),
    )


def _token() -> str:
    token: str = (request.view_args or {})["token"]
    return token
