"""The copy of one candidate's data: theirs alone, without marks, notes or anybody else's name."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.candidates.files import path_of
from app.candidates.models import Attachment, Candidacy, Candidate, Interview
from app.checks.models import Referee
from app.db import db
from app.mail.models import Message
from app.people.queries import company
from app.requisitions.models import Requisition
from app.statuspage.mails import COPY
from app.statuspage.models import Need, OwnQuestion

#: what a mail can carry; larger files are listed only
MOST_BYTES = 8 * 1024 * 1024
CONTACT = (
    "name",
    "email",
    "phone",
    "current_title",
    "current_employer",
    "location",
    "time_zone",
    "portfolio_url",
    "linkedin_url",
    "profiles",
)
README = """This is what {company} keeps of you as a candidate, as of {day}.

your-data.json holds it in a form that programs read. The folder files holds what you sent on your
page, as far as a mail can carry it. What others wrote, and anybody else's name or address, is not
in it: it is theirs. Of those you named to speak for you it says only what they are to you.
Answers to the voluntary questions are kept apart without your name, so they cannot be here.
"""


def last_copy_at(candidate_id: int) -> datetime | None:
    """Return when a copy was last asked for."""
    return db.session.scalar(
        select(func.max(Message.written_at)).where(
            Message.kind == COPY, Message.subject_id == candidate_id
        )
    )


def copy_file(candidate_id: int, at: datetime) -> bytes:
    """Return a zip of all we may hand out of one candidate's data."""
    candidate = db.session.get_one(Candidate, candidate_id)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        readme = README.format(company=company().name, day=at.date().isoformat())
        packed.writestr("README.txt", readme)
        told = json.dumps(data_of(candidate), ensure_ascii=False, indent=2)
        packed.writestr("your-data.json", told)
        for name, data in _sent_files(candidate_id):
            packed.writestr(name, data)
    return file.getvalue()


def data_of(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate's data as plain data."""
    return {
        "contact": {name: getattr(candidate, name) for name in CONTACT},
        "known_since": _moment(candidate.created_at),
        "consented_at": _moment(candidate.consented_at),
        "kept_until": _moment(candidate.retain_until),
        "applications": [
            _application(candidacy, title)
            for candidacy, title in db.session.execute(
                select(Candidacy, Requisition.title)
                .join(Requisition, Requisition.id == Candidacy.requisition_id)
                .where(Candidacy.candidate_id == candidate.id)
                .order_by(Candidacy.id)
            ).all()
        ],
    }


def _application(candidacy: Candidacy, title: str) -> dict[str, Any]:
    """Return one application; a person has a handful of them at most."""
    interviews = db.session.scalars(
        select(Interview).where(Interview.candidacy_id == candidacy.id).order_by(Interview.held_at)
    )
    files = db.session.scalars(
        select(Attachment)
        .where(Attachment.candidacy_id == candidacy.id, Attachment.removed_at.is_(None))
        .order_by(Attachment.id)
    )
    referees = db.session.scalars(
        select(Referee.relation).where(Referee.candidacy_id == candidacy.id).order_by(Referee.id)
    )
    needs = db.session.scalars(
        select(Need)
        .where(Need.candidacy_id == candidacy.id, Need.answered_at.is_not(None))
        .order_by(Need.id)
    )
    questions = db.session.scalars(
        select(OwnQuestion).where(OwnQuestion.candidacy_id == candidacy.id).order_by(OwnQuestion.id)
    )
    return {
        "for": title,
        "applied_at": _moment(candidacy.applied_at),
        "interviewed_at": [_moment(one.held_at) for one in interviews],
        "withdrawn_at": _moment(candidacy.withdrawn_at),
        "must_answer_elsewhere_by": _moment(candidacy.own_deadline_at),
        "files": [
            {
                "kind": one.kind,
                "name": one.filename if one.added_by_id is None else None,
                "sent_by_you": one.added_by_id is None,
                "added_at": _moment(one.added_at),
            }
            for one in files
        ],
        "people_who_speak_for_you": list(referees),
        "your_answers": [
            {"at": _moment(one.answered_at), "answer": one.answer} for one in needs if one.answer
        ],
        "your_questions": [
            {"at": _moment(one.asked_at), "question": one.words} for one in questions
        ],
    }


def _sent_files(candidate_id: int) -> Iterator[tuple[str, bytes]]:
    room = MOST_BYTES
    files = db.session.scalars(
        select(Attachment)
        .join(Candidacy, Candidacy.id == Attachment.candidacy_id)
        .where(
            Candidacy.candidate_id == candidate_id,
            Attachment.added_by_id.is_(None),
            Attachment.removed_at.is_(None),
        )
        .order_by(Attachment.id.desc())
    )
    for one in files:
        path = path_of(one.stored_as)
        if one.size <= room and path.is_file():
            room -= one.size
            yield f"files/{one.id}-{one.filename}", path.read_bytes()


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
