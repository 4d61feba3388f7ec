"""What the team reads: references of a requisition, of a candidacy, of all mine, and one."""

from typing import Any

from flask import abort, render_template, request

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.checks import queries, rules
from app.checks.forms import ReasonForm
from app.checks.queries import RefereeOf
from app.checks.views.blueprint import bp, requisition_of, signed_in
from app.people.guard import may, needs
from app.people.permissions import MANAGER, RECRUITER, Permission
from app.people.queries import lead, names
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now


@bp.get("/references")
@needs(Permission.SIGNED_IN)
def index() -> str:
    """List the references of my requisitions, the most pressing first."""
    show = request.args.get("show", "open")
    if show not in queries.SHOWN:
        abort(404)
    after = request.args.get("after", type=int)
    page = queries.index(signed_in(), now(), show=show, after=after)
    return render_template(
        "checks/index.html", page=page, show=show, tabs=queries.SHOWN, paged=after is not None
    )


@bp.get("/requisitions/<int:requisition_id>/references")
@needs(Permission.SEE_REFERENCES, on=load_requisition)
def of_requisition(requisition: Requisition) -> str:
    """Show whom each candidate in play named, and how far their references are."""
    show = request.args.get("show")
    if show not in (None, "started", "all"):
        abort(404)
    q, after = request.args.get("q", ""), request.args.get("after", type=int)
    listed = queries.of_requisition(
        requisition, now(), show=show or ("all" if q else "started"), q=q, after=after
    )
    if show is None and not listed.started:
        listed = queries.of_requisition(requisition, now(), show="all", q=q, after=after)
    return render_template(
        "checks/of_requisition.html",
        requisition=requisition,
        listed=listed,
        show=show or ("started" if listed.started and not q else "all"),
        q=q,
        paged=after is not None,
        standing=queries.list_standing(requisition.id),
        leads=[one.name for part in (RECRUITER, MANAGER) if (one := lead(requisition.id, part))],
        finalists=queries.finalist_ids(requisition.id, signed_in()),
        **rights(requisition.id),
    )


@bp.get("/candidacies/<int:candidacy_id>/references")
@needs(Permission.SEE_REFERENCES, on=load_candidacy)
def of_candidacy(candidacy: Candidacy) -> str:
    """Show the references of one candidate."""
    requisition = requisition_of(candidacy.requisition_id)
    one = queries.of_candidacies(requisition, [candidacy], now())[0]
    return render_template(
        "checks/of_candidacy.html",
        requisition=requisition,
        one=one,
        finalists=queries.finalist_ids(requisition.id, signed_in()),
        **rights(requisition.id),
    )


@bp.get("/references/<int:referee_id>")
@needs(Permission.SEE_REFERENCES, on=queries.load_referee)
def answer(found: RefereeOf) -> str:
    """Show what a referee said, or where their reference stands and what may be done."""
    return answer_page(found, ReasonForm())


def answer_page(found: RefereeOf, form: ReasonForm) -> str:
    """Render one reference, with what the viewer may do about it."""
    at, referee = now(), found.referee
    state = rules.state(referee, at)
    one = queries.of_candidacies(found.requisition, [found.candidacy], at)[0]
    shown = next(each for each in one.referees if each.referee.id == referee.id)
    people = {referee.named_by_id, referee.taken_by_id, referee.waived_by_id, referee.read_by_id}
    said = queries.said_by(referee, found.requisition.id, signed_in()) if state == "in" else None
    more: dict[str, Any] = {
        "mend": rules.may_mend(state, by_candidate=False),
        "remove": rules.may_remove(state, asked=referee.asked_at is not None),
        "remind": rules.may_remind(found.hiring, state, reminded_at=referee.reminded_at, at=at),
        "take_down": rules.may_take_down(shown.asking),
        "decline": rules.MOVES.may("decline", state),
        "put_off": rules.MOVES.may("put off", state),
        "waive": rules.MOVES.may("waive", state),
    }
    return render_template(
        "checks/answer.html",
        found=found,
        referee=referee,
        requisition=found.requisition,
        state=state,
        said=said,
        ask=shown.may_ask,
        may_do=more,
        form=form,
        names=names(one for one in people if one),
        same_mailbox=rules.same_mailbox(
            referee.email_key, found.candidacy.candidate.email_key or ""
        ),
        **rights(found.requisition.id),
    )


def rights(requisition_id: int) -> dict[str, bool]:
    """Say which buttons the viewer may press."""
    return {
        "may_run": may(Permission.RUN, requisition_id),
        "may_offer": may(Permission.OFFER, requisition_id),
    }
