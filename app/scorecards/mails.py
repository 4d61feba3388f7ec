"""The mails of an ask, as they are written into the outbox. Each leads to an ordinary address."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app

from app.candidates.models import Candidacy
from app.core.wording import long_moment, plural
from app.mail.actions import To, queue
from app.people.models import Person
from app.people.queries import company
from app.requisitions.models import Requisition
from app.scorecards.models import Ask
from app.scorecards.queries import AskRow

ASKED, REMINDER, LATE = "scorecards.ask", "scorecards.reminder", "scorecards.late"
KINDS = (ASKED, REMINDER, LATE)
#: A reminder by hand: one mail about all the cards a rater owes in a requisition.
NUDGE = "scorecards.nudge"
_FIRST = {
    ASKED: "{by} asks you for your {panel} scorecard on {name}, for {title}.",
    REMINDER: "your {panel} scorecard on {name}, for {title}, is still to come.",
    LATE: "your {panel} scorecard on {name}, for {title}, is late. The others wait for it.",
}
_SUBJECT = {
    ASKED: "Your scorecard for {name}",
    REMINDER: "Still to come: your scorecard for {name}",
    LATE: "Late: your scorecard for {name}",
}


def write(
    kind: str,
    ask: Ask,
    rater: Person,
    candidacy: Candidacy,
    requisition: Requisition,
    *,
    at: datetime,
    by: Person | None = None,
    send_at: datetime | None = None,
) -> None:
    """Queue one mail of an ask to its rater, once for each time they were asked."""
    words = {
        "by": by.name if by else "The team",
        "panel": ask.panel,
        "name": candidacy.candidate.name,
        "title": requisition.title,
    }
    base = current_app.config["BASE_URL"].rstrip("/")
    due = "It was due" if kind == LATE else "It takes about three minutes and is due"
    body = (
        f"Dear {rater.name},\n\n"
        f"{_FIRST[kind].format(**words)}\n\n"
        f"{due} on {long_moment(ask.due_at, requisition.time_zone)}.\n\n"
        f"{base}/scorecards/{ask.id}\n\n"
        "Until it is in, the others’ marks for this candidate stay hidden from you, so that your "
        f"view stays your own.\n\n{company().name}"
    )
    queue(
        kind,
        ask.id,
        to=To(rater.name, rater.email, candidacy.id, rater.id),
        subject=f"{_SUBJECT[kind].format(**words)}: {requisition.title}",
        body=body,
        at=at,
        key=f"{kind}:{ask.id}:{ask.asked_at.isoformat()}",
        requisition_id=requisition.id,
        by=by,
        send_at=send_at,
    )


def write_nudge(
    rater: Person,
    cards: Sequence[tuple[AskRow, str]],
    requisition: Requisition,
    *,
    by: Person,
    at: datetime,
    send_at: datetime,
) -> None:
    """Queue one mail to a rater about all the cards they owe; ``cards`` with candidates' names."""
    base = current_app.config["BASE_URL"].rstrip("/")
    lines = "\n\n".join(
        f"{name}, {ask.panel}, due {long_moment(ask.due_at, requisition.time_zone)}\n"
        f"{base}/scorecards/{ask.id}"
        for ask, name in cards
    )
    queue(
        NUDGE,
        requisition.id,
        to=To(rater.name, rater.email, None, rater.id),
        subject=f"Still to come: {plural(len(cards), 'scorecard')} for {requisition.title}",
        body=(
            f"Dear {rater.name},\n\n{by.name} asks you to think of "
            f"{plural(len(cards), 'scorecard')} for {requisition.title}. "
            f"Each takes about three minutes.\n\n{lines}\n\n{company().name}"
        ),
        at=at,
        key=f"{NUDGE}:{requisition.id}:{rater.id}:{at.isoformat()}",
        requisition_id=requisition.id,
        by=by,
        send_at=send_at,
    )
