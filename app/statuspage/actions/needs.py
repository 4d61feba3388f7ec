"""What we need of a candidate: asking, answering, taking back, reading."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, update

from app.candidates.actions import attach
from app.candidates.models import Attachment, Candidacy
from app.core.decision import Refused, require
from app.db import db
from app.history.actions import Actor
from app.mail.actions import void
from app.people.models import Person
from app.requisitions.models import Requisition
from app.statuspage import mails, rules
from app.statuspage.actions.lines import line
from app.statuspage.models import KINDS, Need
from app.statuspage.queries.needs import open_needs

DAY = timedelta(days=1)


def need(
    candidacy: Candidacy,
    requisition: Requisition,
    *,
    kind: str,
    words: str,
    due_at: datetime | None,
    by: Person,
    at: datetime,
) -> Need:
    """Ask a candidate for a document by its name, or a question, on their page and by mail.

    The page shows it once the mail that says so is not held back.
    """
    if kind not in KINDS:
        raise Refused("Choose what you need: a document, or an answer.")
    require(
        rules.may_need(
            words,
            email=candidacy.candidate.email,
            in_play=candidacy.in_play,
            stage=requisition.stage,
            open_needs=len(open_needs(candidacy.id)),
        )
    )
    if due_at is not None and due_at <= at:
        raise Refused("That day is over. Choose one that lies ahead.")
    asked = Need(
        candidacy_id=candidacy.id,
        kind=kind,
        words=words.strip(),
        asked_at=at,
        asked_by_id=by.id,
        due_at=due_at,
    )
    db.session.add(asked)
    db.session.flush()
    message = mails.needed(asked, candidacy, requisition, by=by, at=at)
    asked.message_id = message.id if message else None
    line("needed", asked, candidacy, by=by, at=at, kind=kind)
    return asked


def answer_in_words(
    asked: Need, candidacy: Candidacy, *, words: str, goes_on: bool, by: Actor, at: datetime
) -> None:
    """Keep a candidate's answer to a question."""
    if asked.kind != "question":
        raise Refused("We asked for a document here. Choose a file.")
    if not words.strip():
        raise Refused("Write your answer first.")
    if len(words) > rules.LONGEST_ANSWER:
        raise Refused(f"At most {rules.LONGEST_ANSWER:,} characters.")
    require(rules.may_answer(rules.need_state(asked), goes_on=goes_on))
    _answer(asked, candidacy, by=by, at=at, answer=words.strip())


def answer_with_file(
    asked: Need,
    candidacy: Candidacy,
    *,
    filename: str,
    data: bytes,
    goes_on: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Keep the document a candidate sends, once it is what it is called."""
    if asked.kind != "document":
        raise Refused("We asked a question here. Write your answer.")
    today = db.session.scalar(
        select(func.count())
        .select_from(Attachment)
        .where(
            Attachment.candidacy_id == candidacy.id,
            Attachment.added_by_id.is_(None),
            Attachment.added_at > at - DAY,
        )
    )
    require(rules.may_answer(rules.need_state(asked), goes_on=goes_on, files_today=today or 0))
    kept = attach(candidacy, filename=filename, data=data, by=by, at=at, kind="other")
    _answer(asked, candidacy, by=by, at=at, attachment_id=kept.id)


def take_back(asked: Need, candidacy: Candidacy, *, by: Person, at: datetime) -> None:
    """Need it no longer; it goes from their page, and its mail is stopped if it has not gone."""
    if not _move(asked, taken_back_at=at):
        require(rules.NEEDS.may("take back", rules.need_state(asked)))
    void(mails.NEEDED, asked.id, at=at, reason="It is not needed any more.")
    line("need_taken_back", asked, candidacy, by=by, at=at, kind=asked.kind)


def read(asked: Need, *, at: datetime) -> None:
    """Keep that somebody of ours has seen the answer, so that it leaves the desk."""
    db.session.execute(
        update(Need)
        .where(Need.id == asked.id, Need.answered_at.is_not(None), Need.read_at.is_(None))
        .values(read_at=at)
    )


def _answer(
    asked: Need, candidacy: Candidacy, *, by: Actor, at: datetime, **facts: str | int
) -> None:
    if not _move(asked, answered_at=at, **facts):
        require(rules.NEEDS.may("answer", rules.need_state(asked)))
    line("need_answered", asked, candidacy, by=by, at=at, kind=asked.kind)


def _move(asked: Need, **facts: datetime | str | int) -> bool:
    """Write an end unless there is one; of two at once the database lets one win."""
    done = db.session.execute(
        update(Need)
        .where(Need.id == asked.id, Need.answered_at.is_(None), Need.taken_back_at.is_(None))
        .values(**facts)
    )
    db.session.refresh(asked)
    return bool(done.rowcount)  # type: ignore[attr-defined]
