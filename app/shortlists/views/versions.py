"""Frozen versions: what an approver signs, and all of a requisition."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.core.decision import Refused
from app.core.wording import plural
from app.people import queries as people
from app.people.guard import may, needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.shortlists import queries
from app.shortlists.models import Shortlist
from app.shortlists.views.blueprint import bp, myself, undo
from app.signoffs import actions as signing
from app.signoffs import queries as signoffs
from app.web.requests import now


@bp.get("/shortlists/<int:shortlist_id>")
@needs(Permission.SEE_FROZEN, on=queries.load_version)
def version(shortlist: Shortlist) -> str:
    """Show a frozen version: what an approver signs."""
    return _version(shortlist)


@bp.post("/shortlists/<int:shortlist_id>/signatures")
@needs(Permission.SEE_FROZEN, on=queries.load_version)
def sign(shortlist: Shortlist) -> Any:
    """Sign this version."""
    reason = request.form.get("reason", "")
    try:
        _may_read(shortlist)
        chain = _chain(shortlist)
        done = signing.sign(chain, by=myself(), reason=reason, at=now())
    except Refused as error:
        return _version(shortlist, wrong=error, reason=reason, wrong_at="reason"), 409
    flash(
        f"You signed version {shortlist.version}. It is approved."
        if done
        else f"You signed version {shortlist.version}."
    )
    return redirect(url_for("shortlists.version", shortlist_id=shortlist.id), 303)


@bp.post("/shortlists/<int:shortlist_id>/refusals")
@needs(Permission.SEE_FROZEN, on=queries.load_version)
def send_back(shortlist: Shortlist) -> Any:
    """Send this version back with a reason."""
    refusal = request.form.get("refusal", "")
    try:
        _may_read(shortlist)
        signing.send_back(_chain(shortlist), by=myself(), reason=refusal, at=now())
    except Refused as error:
        blank = not refusal.strip()
        status = 422 if blank else 409
        return _version(shortlist, wrong=error, refusal=refusal, wrong_at="refusal"), status
    flash(f"You sent version {shortlist.version} back. The leads see your reason.")
    return redirect(url_for("shortlists.version", shortlist_id=shortlist.id), 303)


@bp.get("/requisitions/<int:requisition_id>/signoffs", endpoint="signoffs")
@needs(Permission.SEE_FROZEN, on=load_requisition)
def signoffs_of(requisition: Requisition) -> str:
    """Show the current version's sign-offs, and every version put forward."""
    versions = [one for one in queries.versions(requisition.id) if one.put_forward_at is not None]
    current = queries.current(requisition.id)
    return render_template(
        "shortlists/signoffs.html",
        requisition=requisition,
        versions=versions,
        statuses=queries.statuses(versions),
        names=people.names(one.put_forward_by_id or 0 for one in versions),
        seen=queries.version_for(current, myself()) if current else None,
        settles=may(Permission.SETTLE, requisition.id),
        now=now(),
    )


def _version(
    shortlist: Shortlist,
    *,
    wrong: Refused | None = None,
    reason: str = "",
    refusal: str = "",
    wrong_at: str = "",
) -> str:
    undo()
    return render_template(
        "shortlists/version.html",
        requisition=queries.requisition_of(shortlist),
        seen=queries.version_for(shortlist, myself()),
        wrong=str(wrong) if wrong else "",
        wrong_at=wrong_at,
        reason=reason,
        refusal=refusal,
        now=now(),
    )


def _may_read(shortlist: Shortlist) -> None:
    owed = len(queries.owed_of(shortlist, myself()))
    if owed:
        waits = plural(owed, "candidate on this list waits", "candidates on this list wait")
        raise Refused(f"{waits} for your card. Hand in your marks first.")


def _chain(shortlist: Shortlist) -> Any:
    found = signoffs.chain_of("shortlist", shortlist.id)
    if found is None:
        raise Refused("No sign-off is required by policy for this version.")
    return found
