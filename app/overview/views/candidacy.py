"""One candidacy: who it is, where it stands, what happened, and what may be done now."""

from typing import Any

from flask import abort, render_template

from app.candidates import queries as candidates
from app.candidates.forms import AttachmentForm
from app.candidates.rules import state
from app.checks.queries import readiness
from app.letters.rules import may_write
from app.notes import queries as notes
from app.notes.actions import Thread
from app.notes.forms import NoteForm
from app.overview.queries import candidacy as one
from app.overview.queries import history
from app.overview.thanks import thanks
from app.overview.views.blueprint import bp, viewer
from app.overview.views.brought import brought
from app.people.guard import needs, rights_in
from app.people.permissions import Permission
from app.promises import queries as promises
from app.reports.holding import Told
from app.reports.queries.held import of_candidacy
from app.scorecards.queries import asks_on, progress_of
from app.scorecards.rules import OPEN
from app.web.requests import now

FINALISTS = frozenset({"finalist", "offered", "hired", "declined"})
#: So many notes stand on the page; the thread has the others.
LATEST = 5


@bp.get("/candidacies/<int:candidacy_id>")
@needs(Permission.SEE_CANDIDATES, on=one.load)
def candidacy(found: one.Opened) -> Any:
    """Show one candidacy, cut to the viewer."""
    if not found.is_seen:
        abort(404)
    rights = rights_in(found.requisition_id, viewer())
    runs = Permission.RUN in rights
    if Permission.BRING in rights and not runs:
        return brought(found)
    whole = Permission.SEE_REFERENCES in rights
    meetings = one.meetings(found.candidacy.id)
    cards = _cards(found, scores=Permission.SEE_SCORES in rights)
    status = _status(found, owes=bool(cards["owed"]))
    met = any(viewer().id == person_id for held in meetings for person_id, _ in held.people)
    return render_template(
        "overview/candidacy.html",
        candidacy=found.candidacy,
        candidate=found.candidacy.candidate,
        requisition=found.requisition,
        status=status,
        neighbours=candidates.neighbours(viewer(), found.candidacy),
        meetings=meetings,
        attachments=candidates.attachments(found.candidacy.id),
        runs=runs,
        whole=whole,
        opens_marks=bool(cards["asked"]) and not cards["owed"] and (whole or met),
        thanks=thanks(
            (held.interview.held_at for held in meetings),
            notes.thanked_at(found.candidacy.id, viewer()) if meetings else (),
        ),
        waits=_waits(found, only_cards=bool(cards["owed"]) or not whole) if cards["scores"] else [],
        **cards,
        **_notes(found),
        **(_forms(found) if runs else {}),
        **(_inside(found, status, owes=bool(cards["owed"])) if whole else {}),
    )


def _status(found: one.Opened, *, owes: bool) -> str:
    """Return where it stands; whoever owes a card learns only whether it has ended."""
    here = found.candidacy
    if owes:
        return state(here.withdrawn_at, here.set_aside_at)
    return found.status


def _cards(found: one.Opened, *, scores: bool) -> dict[str, Any]:
    """Return who was asked, and which cards the viewer owes, which decides what else they see."""
    if not scores:
        return {"scores": False, "asked": [], "owed": []}
    asked = [(ask, ask.state(now())) for ask in asks_on(found.candidacy.id)]
    return {
        "scores": True,
        "asked": asked,
        "owed": [ask for ask, told in asked if ask.person_id == viewer().id and told in OPEN],
        "progress": progress_of([ask for ask, _ in asked], now()).get(found.candidacy.id),
        "tags": one.STATE_TAGS,
    }


def _waits(found: one.Opened, *, only_cards: bool) -> list[Told]:
    """Return whom it waits for; of who is up, or gone further, whoever owes a card learns not."""
    zone = found.requisition.time_zone
    return of_candidacy(found.candidacy, zone, now(), only_cards=only_cards)


def _notes(found: one.Opened) -> dict[str, Any]:
    """Return the latest of the thread, and the form for one more; people are named by an @."""
    thread = Thread(found.requisition_id, found.candidacy)
    return {
        "notes": notes.page(thread, viewer(), now(), limit=LATEST),
        "note_form": NoteForm(formdata=None).offer({}),
    }


def _forms(found: one.Opened) -> dict[str, Any]:
    return {
        "attachment_form": AttachmentForm(formdata=None),
        "may_write": may_write(found.candidacy.candidate.email),
    }


def _inside(found: one.Opened, status: str, *, owes: bool) -> dict[str, Any]:
    """Return what recruiters, managers and hr see besides: what happened, references, the offer."""
    here = found.candidacy
    shown: dict[str, Any] = {
        "told": history.about(here.requisition_id, here.id, here.candidate.name, owes=owes),
        "promises": promises.waiting_for(here.id, now()),
    }
    if status in FINALISTS:
        shown["references"] = readiness([here.id], here.requisition_id)[here.id]
    if status == "offered":
        shown["offer"] = found.offer
    return shown
