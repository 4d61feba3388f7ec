"""How an offer's state reads, to the team and to the candidate."""

from datetime import datetime

from app.core.wording import long_moment, moment
from app.offers.queries.reading import Shown

#: what a change may be asked about → how its form says it
CHANGES = {"pay": "The pay", "start": "The first day", "other": "Something else"}

#: state → (kind of tag, icon)
TAGS = {
    "draft": ("", "pencil"),
    "awaiting sign-off": ("attn", "hourglass-split"),
    "ready": ("info", "send"),
    "on its way": ("info", "send"),
    "not delivered": ("late", "exclamation-triangle"),
    "open": ("info", "envelope-paper"),
    "accepted": ("ok", "check2"),
    "declined": ("", "x-lg"),
    "withdrawn": ("", "arrow-counterclockwise"),
    "lapsed": ("", "clock"),
    "replaced": ("", "arrow-repeat"),
    "reneged": ("late", "exclamation-triangle"),
}


def standing(shown: Shown, zone: str | None = None) -> str:
    """Say how an offer ended, and when, in the candidate's time unless another is named."""
    offer = shown.offer
    ends = {
        "accepted": ("This offer was accepted on {}.", offer.accepted_at),
        "declined": ("This offer was declined on {}.", offer.declined_at),
        "withdrawn": ("This offer was withdrawn on {}.", offer.withdrawn_at),
        "replaced": ("A newer version replaced this offer on {}.", offer.replaced_at),
        "lapsed": ("This offer ended on {}, without an answer.", offer.closes_at),
        "reneged": ("This offer was accepted, and given up on {}.", offer.reneged_at),
    }
    if shown.status not in ends:
        return f"This offer is {shown.status}."
    text, at = ends[shown.status]
    return text.format(f"{long_moment(at, zone or shown.zone)} time" if at else "an unknown day")


def standing_for_team(shown: Shown) -> str:
    """Say how an offer ended, in the requisition's time."""
    return standing(shown, shown.team_zone)


def ended_moment(shown: Shown, now: datetime) -> str:
    """Return the moment of an offer's end, short, in the team's zone; empty while it has none."""
    offer = shown.offer
    at = (
        offer.accepted_at
        or offer.declined_at
        or offer.withdrawn_at
        or offer.replaced_at
        or (offer.closes_at if shown.status == "lapsed" else None)
    )
    return moment(at, shown.team_zone, now) if at else ""
