"""What stands above every page of a requisition: its facts, and the tabs a person may open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.core.wording import city, plural
from app.people.guard import may
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import places

#: text, what follows /requisitions/<id>, the right it takes. Addresses, not endpoints: this
#: storey knows none of the packages above it.
TABS: Final[Sequence[tuple[str, str, Permission]]] = (
    ("Overview", "", Permission.SEE_REQUISITION),
    ("Requirements", "/requirements", Permission.SEE_SCORES),
    ("Candidates", "/candidates", Permission.SEE_CANDIDATES),
    ("Scores", "/scores", Permission.SEE_SCORES),
    ("Ranking", "/ranking", Permission.SEE_SCORES),
    ("Decide", "/decision", Permission.SEE_SCORES),
    ("Sign-offs", "/signoffs", Permission.SEE_FROZEN),
    ("References", "/references", Permission.SEE_REFERENCES),
    ("Offers", "/offers", Permission.SEE_PAY),
    ("Promises", "/promises", Permission.SEE_HISTORY),
    ("History", "/history", Permission.SEE_HISTORY),
    ("Settings", "/settings", Permission.SEE_HISTORY),
)
STAGE_TAGS: Final = {"draft": ("", "pencil"), "open": ("info", "circle"), "closed": ("", "lock")}


@dataclass(frozen=True, slots=True)
class Heading:
    """The line beside the title, the stage's tag, and the tabs (text, url, current, no count)."""

    sub: str
    stage: str
    tag: tuple[str, str]
    tabs: Sequence[tuple[str, str, bool, None]]


def heading(requisition: Requisition, current: str) -> Heading:
    """Return what stands above the page called ``current`` for the signed-in person.

    An agency recruiter is not told that places are filled: it ends for theirs, who learn it first.
    """
    seats = places(requisition.id)
    inside = may(Permission.RUN, requisition.id) or not may(Permission.BRING, requisition.id)
    filled = sum(place.filled_at is not None for place in seats) if inside else 0
    stage = "filled" if seats and filled == len(seats) else requisition.stage
    if requisition.stage == "closed":
        stage = "closed"
    facts = (
        f"{plural(len(seats), 'place')}, {filled} filled"
        if filled
        else plural(len(seats), "place"),
        requisition.client,
        requisition.location or city(requisition.time_zone),
    )
    return Heading(
        " · ".join(fact for fact in facts if fact),
        stage,
        ("ok", "check-circle-fill") if stage == "filled" else STAGE_TAGS[stage],
        [
            (text, f"/requisitions/{requisition.id}{path}", text == current, None)
            for text, path, right in TABS
            if may(right, requisition.id)
        ],
    )
