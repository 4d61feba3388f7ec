"""Cards asked for, excused and submitted."""

from datetime import datetime

from sqlalchemy import select

from app.db import db
from app.requisitions.queries import current_requirements
from app.scorecards import actions
from app.scorecards.answers import Answer, Answers, read_mark
from app.scorecards.models import Ask
from app.scorecards.queries import AskOf, load_ask
from app.seeding.acts import act, candidacy_of, recruiter_of
from app.seeding.files import Row, Story


@act("asks", "asked")
def ask(story: Story, row: Row, at: datetime) -> None:
    """A card is asked of a rater."""
    requisition = story.requisition(row["requisition"])
    actions.ask(
        requisition,
        [(candidacy_of(story, row).id, story.person(row["person"]).id, row["panel"])],
        due_at=story.due(row["due"], requisition.time_zone),
        by=story.person(recruiter_of(story, requisition)),
        at=at,
    )


@act("excuses", "when")
def excuse(story: Story, row: Row, at: datetime) -> None:
    """A rater is excused."""
    found = _found(story, row)
    actions.excuse(found.ask, reason=row["reason"], by=story.person(row["by"]), at=at)


@act("scorecards", "submitted")
def submit(story: Story, row: Row, at: datetime) -> None:
    """A rater submits their card."""
    found = _found(story, row)
    ids = {one.name: one.id for one in current_requirements(found.requisition_id).criteria}
    named = ("requisition", "candidate", "person", "panel")
    marks = {
        ids[one["criterion"]]: Answer(*read_mark(one["mark"]), note=one["note"] or None)
        for one in story.rows("marks", **{column: row[column] for column in named})
    }
    actions.submit(
        found, Answers(marks, row["recommendation"]), by=story.person(row["person"]), at=at
    )


def _found(story: Story, row: Row) -> AskOf:
    ask_id = db.session.scalars(
        select(Ask.id).where(
            Ask.candidacy_id == candidacy_of(story, row).id,
            Ask.person_id == story.person(row["person"]).id,
            Ask.panel == row["panel"],
        )
    ).one()
    found = load_ask(ask_id)
    assert found is not None
    return found
