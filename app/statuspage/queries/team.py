"""A candidate's page as those who recruit see it: what was asked, what came, what they ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.candidates.models import Attachment
from app.db import db
from app.mail.models import Message
from app.people.models import Person
from app.statuspage.models import AddressChange, Need, OwnQuestion
from app.statuspage.queries.addresses import open_change
from app.statuspage.queries.own import Own
from app.statuspage.rules import need_state


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need, who asked, the file that came, and whether its mail waits to be released."""

    need: Need
    asked_by: str
    file: Attachment | None
    is_held: bool

    @property
    def state(self) -> str:
        """Open, answered or taken back."""
        return need_state(self.need)


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question of theirs, and the letter that answers it, if there is one."""

    question: OwnQuestion
    letter: Message | None
    answered_by: str | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has written an answer."""
        letter = self.letter
        stopped = letter is None or letter.void_at is not None or letter.failed_at is not None
        return self.question.answered_at is None and stopped


@dataclass(frozen=True, slots=True)
class TheirPage:
    """All of it."""

    own: Own
    needs: Sequence[NeedLine]
    questions: Sequence[QuestionLine]
    change: AddressChange | None


def of_candidacy(own: Own, at: datetime) -> TheirPage:
    """Return what the team sees beside the page itself, the newest first."""
    needs = db.session.execute(
        select(Need, Person.name, Attachment, Message)
        .join(Person, Person.id == Need.asked_by_id)
        .outerjoin(Attachment, Attachment.id == Need.attachment_id)
        .join(Message, Message.id == Need.message_id)
        .where(Need.candidacy_id == own.candidacy.id)
        .order_by(Need.id.desc())
        .limit(50)
    )
    questions = db.session.execute(
        select(OwnQuestion, Message, Person.name)
        .outerjoin(Message, Message.id == OwnQuestion.message_id)
        .outerjoin(Person, Person.id == OwnQuestion.answered_by_id)
        .where(OwnQuestion.candidacy_id == own.candidacy.id)
        .order_by(OwnQuestion.id.desc())
        .limit(50)
    )
    return TheirPage(
        own,
        [
            NeedLine(
                need,
                name,
                _there(file),
                is_held=message.queued_at is None and message.void_at is None,
            )
            for need, name, file, message in needs
        ],
        [QuestionLine(question, letter, name) for question, letter, name in questions],
        open_change(own.candidacy.candidate_id, at),
    )


def _there(file: Attachment | None) -> Attachment | None:
    return file if file is not None and file.removed_at is None else None
