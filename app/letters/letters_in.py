"""Letters in: what a candidate wrote to somebody here, handed on to those who answer."""

from datetime import datetime

from sqlalchemy import select, update

from app.candidates.models import Candidacy
from app.core.decision import require, unless
from app.db import db
from app.history.actions import record
from app.letters.models import LetterIn
from app.people.models import Person

LONGEST = 20_000


def load_letter_in(letter_id: int) -> LetterIn | None:
    """Return one letter in."""
    return db.session.get(LetterIn, letter_id)


def letters_from(candidacy_id: int) -> list[LetterIn]:
    """Return what was handed on of one candidate, newest first."""
    return list(
        db.session.scalars(
            select(LetterIn)
            .where(LetterIn.candidacy_id == candidacy_id)
            .order_by(LetterIn.id.desc())
        )
    )


def hand_on(candidacy: Candidacy, words: str, *, by: Person, at: datetime) -> LetterIn:
    """Hand on what a candidate wrote to somebody here: it waits on the desk of who answers."""
    require(
        unless(
            (bool(words.strip()), "Paste what they wrote."),
            (len(words) <= LONGEST, "At most 20,000 characters."),
        )
    )
    made = LetterIn(
        requisition_id=candidacy.requisition_id,
        candidacy_id=candidacy.id,
        words=words.strip(),
        told_at=at,
        told_by_id=by.id,
    )
    db.session.add(made)
    db.session.flush()
    _record("handed_on", made, by=by, at=at)
    return made


def answer(letter: LetterIn, *, by: Person, at: datetime) -> None:
    """Keep that it is answered."""
    done = db.session.execute(
        update(LetterIn)
        .where(LetterIn.id == letter.id, LetterIn.answered_at.is_(None))
        .values(answered_at=at, answered_by_id=by.id)
        .returning(LetterIn.id)
    ).first()
    require(unless((done is not None, "This was answered already.")))
    db.session.refresh(letter)
    _record("answered", letter, by=by, at=at)


def _record(verb: str, letter: LetterIn, *, by: Person, at: datetime) -> None:
    record(
        f"letters.{verb}",
        by=by,
        at=at,
        subject=letter,
        requisition_id=letter.requisition_id,
        candidacy_id=letter.candidacy_id,
    )
