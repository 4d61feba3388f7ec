"""What a desk says while nothing waits: how to begin, or what will come, by one's own parts."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.db import db
from app.people.models import Membership, Person
from app.people.permissions import AGENCY, APPROVER, INTERVIEWER, MANAGER, OBSERVER, RECRUITER
from app.requisitions.models import Requisition

COMES = {
    RECRUITER: "As a recruiter, you find here the next step of each requisition you run.",
    MANAGER: "As a hiring manager, you find here cards to fill, picks to seal and lists to settle.",
    INTERVIEWER: "As an interviewer, you find here the scorecards you are asked for.",
    APPROVER: "As an approver, you find here each list and offer that needs your word.",
    OBSERVER: "As an observer, you read the lists that are put forward. Nothing is asked of you.",
    AGENCY: "As an agency recruiter, you bring in your candidates and find them under Candidates.",
}
NO_PART = (
    "You have no part in a requisition yet. Its recruiter gives you one; or open one yourself, "
    "and you lead it."
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do first: what, why, where, and whether it is done."""

    title: str
    why: str
    endpoint: str
    is_done: bool


def first_steps(person: Person) -> tuple[Step, ...]:
    """Return what an admin does first; nothing once there are people and a requisition."""
    if not person.is_admin:
        return ()
    people = db.session.scalar(select(func.count(Person.id))) or 0
    opened = db.session.scalar(select(Requisition.id).limit(1)) is not None
    if people > 1 and opened:
        return ()
    return (
        Step(
            "Company settings",
            "The name that candidates read, and the time zone to start from.",
            "accounts.company_settings",
            is_done=False,
        ),
        Step(
            "Invite your team",
            "Recruiters, hiring managers, interviewers and approvers each have an account.",
            "accounts.new",
            is_done=people > 1,
        ),
        Step(
            "Open a requisition",
            "Whoever opens it leads it. A recruiter can do this, too.",
            "requisitions.new",
            is_done=opened,
        ),
    )


def what_comes(person: Person) -> list[str]:
    """Say what will stand on an empty desk, by the parts a person has."""
    parts = set(
        db.session.scalars(
            select(Membership.part).where(Membership.person_id == person.id).distinct()
        )
    )
    said = [text for part, text in COMES.items() if part in parts]
    if person.is_hr:
        said.append("In HR, you find every requisition under Requisitions.")
    if person.is_admin:
        said.append("As an admin, you run accounts and settings under People.")
    return said or [NO_PART]
