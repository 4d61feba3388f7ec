"""Verbs on cards: keep a draft, submit, reopen."""

from datetime import datetime

from sqlalchemy import func, select, update

from app.candidates.models import Candidacy
from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor, record
from app.people.models import Person
from app.requisitions.actions import bump_inputs
from app.requisitions.models import Criterion
from app.requisitions.queries import current_requirements
from app.scorecards.answers import Answers, wanting
from app.scorecards.models import Ask, Mark, Scorecard, ScorecardVersion
from app.scorecards.queries import AskOf, ask_row, own_card, were_open_to
from app.scorecards.rules import MOVES, may_reopen


def panel_criteria(found: AskOf) -> list[Criterion]:
    """Return the criteria a card marks, in order."""
    requirements = current_requirements(found.requisition_id)
    return [one for one in requirements.criteria if one.kind == found.ask.panel]


def save_draft(
    found: AskOf, answers: Answers, *, at: datetime, entered_by: Person | None = None
) -> Scorecard:
    """Keep what is on the card so far; nobody but its rater sees it.

    ``entered_by`` is hr, where they enter it on the rater's behalf.
    """
    require(MOVES.may("save", state_of(found.ask, at)))
    return _write(found, answers, at=at, entered_by=entered_by)


def submit(
    found: AskOf,
    answers: Answers,
    *,
    by: Person,
    at: datetime,
    rater: Person | None = None,
) -> Scorecard:
    """Hand in a card that answers every criterion and recommends; it does not change any more.

    ``rater`` is whose card it is, where hr enters it on their behalf.
    """
    require(MOVES.may("submit", state_of(found.ask, at)))
    criteria = [one.id for one in panel_criteria(found)]
    if missing := wanting(answers, criteria):
        raise Refused(*missing.values())
    whose = rater or by
    seen_before = were_open_to(whose, found.candidacy, at)
    card = _write(found, answers, at=at, entered_by=by if whose.id != by.id else None)
    first = card.first_submitted_at is None
    seen_before = seen_before or card.after_seeing_others
    done = db.session.execute(
        update(Scorecard)
        .where(Scorecard.id == card.id, Scorecard.submitted_at.is_(None))
        .values(
            submitted_at=at,
            first_submitted_at=func.coalesce(Scorecard.first_submitted_at, at),
            after_seeing_others=seen_before,
        )
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Refused("This scorecard is in already.")
    if first and not seen_before:
        db.session.execute(
            update(Mark).where(Mark.scorecard_id == card.id).values(independent_value=Mark.value)
        )
    db.session.refresh(card)
    found.ask.card_in_at = at
    bump_inputs(found.requisition_id)
    if whose.id == by.id:
        _record("submitted", card, found.candidacy, by=by, at=at)
    else:
        actor = Actor("person", by.id, on_behalf_of_id=whose.id)
        _record("entered", card, found.candidacy, by=actor, at=at)
    return card


def reopen(found: AskOf, *, reason: str, by: Person, at: datetime) -> Scorecard:
    """Let a rater change their card once more; the version handed in is kept, and counts on."""
    in_play = found.candidacy.in_play
    require(
        may_reopen(
            state_of(found.ask, at),
            in_play=in_play,
            ended=found.ask.ended_at is not None,
            reason=reason,
        )
    )
    card = own_card(found.ask)
    assert card is not None
    seen_others = were_open_to(by, found.candidacy, at)
    kept = db.session.scalar(select(func.count()).where(ScorecardVersion.scorecard_id == card.id))
    db.session.add(
        ScorecardVersion(
            scorecard_id=card.id,
            number=(kept or 0) + 1,
            submitted_at=card.submitted_at,
            after_seeing_others=card.after_seeing_others,
            reopen_reason=reason.strip(),
            body=_body(card),
        )
    )
    done = db.session.execute(
        update(Scorecard)
        .where(Scorecard.id == card.id, Scorecard.submitted_at.is_not(None))
        .values(
            submitted_at=None,
            reopened_at=at,
            reopen_reason=reason.strip(),
            after_seeing_others=card.after_seeing_others or seen_others,
        )
    )
    if not done.rowcount:  # type: ignore[attr-defined]
        raise Refused("This scorecard was reopened already.")
    db.session.refresh(card)
    found.ask.card_in_at = None
    bump_inputs(found.requisition_id)
    _record("reopened", card, found.candidacy, by=by, at=at, reason=reason.strip())
    return card


def state_of(ask: Ask, at: datetime) -> str:
    """Return where an ask stands."""
    row = ask_row(ask.id)
    return row.state(at) if row else "not asked"


def _write(found: AskOf, answers: Answers, *, at: datetime, entered_by: Person | None) -> Scorecard:
    """Put answers into the card of an ask, which is made at the first."""
    card = own_card(found.ask)
    if card is None:
        card = Scorecard(
            candidacy_id=found.ask.candidacy_id,
            rater_id=found.ask.person_id,
            panel=found.ask.panel,
            requirements_id=current_requirements(found.requisition_id).id,
            marks=[],
        )
        db.session.add(card)
    card.recommendation, card.note, card.saved_at = answers.recommendation, answers.note, at
    if entered_by is not None:
        card.entered_by_id = entered_by.id
    marks = {mark.criterion_id: mark for mark in card.marks}
    for criterion in panel_criteria(found):
        mark = marks.get(criterion.id)
        if mark is None:
            mark = Mark(criterion_id=criterion.id)
            card.marks.append(mark)
        said = answers.of(criterion.id)
        mark.value, mark.not_assessed, mark.note = said.value, said.not_assessed, said.note
    db.session.flush()
    return card


def _body(card: Scorecard) -> dict[str, object]:
    """Return a card as plain data, to be kept."""
    return {
        "recommendation": card.recommendation,
        "note": card.note,
        "marks": {
            str(mark.criterion_id): {
                "value": mark.value,
                "not_assessed": mark.not_assessed,
                "note": mark.note,
                "independent_value": mark.independent_value,
            }
            for mark in card.marks
        },
    }


def _record(
    verb: str,
    card: Scorecard,
    candidacy: Candidacy,
    *,
    by: Person | Actor,
    at: datetime,
    **detail: str,
) -> None:
    record(
        f"scorecards.{verb}",
        by=by,
        at=at,
        subject=card,
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        rater_id=card.rater_id,
        panel=card.panel,
        **detail,
    )
