"""One candidacy: who it is, where it stands, what happened, and what may be done now."""

from typing import Any

from flask import abort, render_template

from app.candidates import queries as candidates
from app.candidates.forms import AttachmentForm, InterviewForm
from app.checks.queries import readiness
from app.letters.forms import CallForm, LetterForm
from app.letters.rules import may_write
from app.offers.queries import live_offer
from app.overview.queries import candidacy as one
from app.overview.queries import history
from app.overview.queries.lists import statuses_for
from app.overview.views.blueprint import bp, viewer
from app.people.guard import needs, rights_in
from app.people.models import Person
from app.people.permissions import Permission
from app.people.queries import members
from app.scorecards.queries import asks_on, progress_of, sees_marks
from app.scorecards.rules import OPEN
from app.web.requests import now

FINALISTS = frozenset({"finalist", "offered", "hired", "declined"})


@bp.get("/candidacies/<int:candidacy_id>")
@needs(Permission.SEE_CANDIDATES, on=one.load)
def candidacy(found: one.Opened) -> Any:
    """Show one candidacy, cut to the viewer."""
    if not found.is_seen:
        abort(404)
    rights = rights_in(found.requisition_id, viewer())
    runs = Permission.RUN in rights
    whole = Permission.SEE_REFERENCES in rights
    status = statuses_for(viewer(), [found.candidacy], now())[found.candidacy.id]
    return render_template(
        "overview/candidacy.html",
        candidacy=found.candidacy,
        candidate=found.candidacy.candidate,
        requisition=found.requisition,
        status=status,
        neighbours=candidates.neighbours(viewer(), found.candidacy),
        meetings=one.meetings(found.candidacy.id),
        attachments=candidates.attachments(found.candidacy.id),
        runs=runs,
        whole=whole,
        **_cards(found, scores=Permission.SEE_SCORES in rights),
        **(_forms(found) if runs else {}),
        **(_inside(found, status) if whole else {}),
    )


def _cards(found: one.Opened, *, scores: bool) -> dict[str, Any]:
    """Return who was asked; whether the viewer owes one decides what else they may open."""
    if not scores:
        return {"scores": False, "asked": [], "owed": []}
    asked = [(ask, ask.state(now())) for ask in asks_on(found.candidacy.id)]
    return {
        "scores": True,
        "asked": asked,
        "owed": [ask for ask, state in asked if ask.person_id == viewer().id and state in OPEN],
        "progress": progress_of([ask for ask, _ in asked], now()).get(found.candidacy.id),
        "sees_marks": bool(asked) and sees_marks(viewer(), found.candidacy),
        "tags": one.STATE_TAGS,
    }


def _forms(found: one.Opened) -> dict[str, Any]:
    interview = InterviewForm(formdata=None)
    interview.offer_people(_team(found.requisition_id))
    return {
        "interview_form": interview,
        "attachment_form": AttachmentForm(formdata=None),
        "letter_form": LetterForm(formdata=None),
        "call_form": CallForm(formdata=None),
        "may_write": may_write(found.candidacy.candidate.email),
    }


def _inside(found: one.Opened, status: str) -> dict[str, Any]:
    """Return what recruiters, managers and hr see besides: what happened, references, the offer."""
    here = found.candidacy
    shown: dict[str, Any] = {
        "told": history.about(viewer(), here.requisition_id, here.id, here.candidate.name)
    }
    if status in FINALISTS:
        shown["references"] = readiness([here.id], here.requisition_id)[here.id]
    if status == "offered":
        shown["offer"] = live_offer(here.id, now())
    return shown


def _team(requisition_id: int) -> list[Person]:
    people = {person.id: person for _, person in members(requisition_id)}
    return sorted(people.values(), key=lambda person: (person.name_key, person.id))
