"""What happens in the two hirings, act by act in the order of time."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from app.candidates.actions import add_candidacy, record_interview
from app.candidates.models import Candidacy, Candidate
from app.candidates.queries import load_candidacy
from app.candidates.rows import Newcomer
from app.db import db
from app.requisitions.models import Requisition
from app.seeding.files import Row, Story
from app.seeding.meanwhile import work_until

Act = Callable[[Story, Row, datetime], None]
ACTS: dict[str, tuple[str, Act]] = {}


def act(file: str, moment: str) -> Callable[[Act], Act]:
    """Register what a row of a file does, and which of its columns says when."""

    def register(done: Act) -> Act:
        ACTS[file] = (moment, done)
        return done

    return register


def play(story: Story) -> None:
    """Do every act of every file in the order of time; rows of one moment keep their order."""
    acts = sorted(_acts(story), key=lambda one: one[0])
    for at, done, row in acts:
        work_until(at)
        done(story, row, at)
        db.session.flush()


def _acts(story: Story) -> Iterator[tuple[datetime, Act, Row]]:
    zones = {row["code"]: row["time_zone"] for row in story.rows("requisitions")}
    for file, (column, done) in ACTS.items():
        for row in story.rows(file):
            yield story.at(row[column], zones[row["requisition"]]), done, row


def recruiter_of(story: Story, requisition: Requisition) -> str:
    """Return the address of the lead recruiter."""
    return next(
        row["person"]
        for row in story.rows("members", requisition=requisition.code, lead="1")
        if row["part"] == "recruiter"
    )


def candidacy_of(story: Story, row: Row) -> Candidacy:
    """Return the candidacy a row names by requisition and address."""
    requisition = story.requisition(row["requisition"])
    candidacy_id = db.session.scalars(
        select(Candidacy.id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(
            Candidacy.requisition_id == requisition.id,
            Candidate.email_key == row["candidate"].casefold(),
        )
    ).one()
    found = load_candidacy(candidacy_id)
    assert found is not None
    return found


@act("candidates", "applied")
def add(story: Story, row: Row, at: datetime) -> None:
    """Someone applies."""
    requisition = story.requisition(row["requisition"])
    by = story.person(row["brought_by"] or recruiter_of(story, requisition))
    newcomer = Newcomer(
        name=row["name"],
        email=row["email"],
        phone=row["phone"],
        current_title=row["current_title"],
        current_employer=row["current_employer"],
        location=row["location"],
        time_zone=row["time_zone"],
        source=row["source"],
        applied_at=at,
    )
    made = add_candidacy(
        requisition,
        newcomer,
        by=by,
        at=at,
        brought_by=story.person(row["brought_by"]) if row["brought_by"] else None,
    )
    made.candidate.is_demo = True


@act("interviews", "held")
def interview(story: Story, row: Row, at: datetime) -> None:
    """An interview is held, and written down an hour later."""
    candidacy = candidacy_of(story, row)
    requisition = story.requisition(row["requisition"])
    record_interview(
        candidacy,
        round=int(row["round"]),
        kind=row["kind"],
        held_at=at,
        people=[story.person(email).id for email in row["people"].split(";")],
        by=story.person(recruiter_of(story, requisition)),
        at=min(at + timedelta(hours=1), story.now),
    )
