"""Where a message stands, and what may be done with it."""

from datetime import datetime

from app.core.decision import Decision, unless
from app.core.moves import Moves, move
from app.mail.models import Message

#: purposes whose link a person may show by hand (law L16); a sign-off or reset link never
SHOWN_BY_HAND = ("candidate", "referee", "offer")

MOVES = Moves(
    "message",
    ("draft", "held", "queued", "sending", "in doubt", "sent", "failed", "void"),
    {
        "write on": move("draft", "draft", "It is {state}, so it is no longer yours to change."),
        "queue": move("draft", "queued", "It is {state}. Only a draft is sent off."),
        "hold": move("draft, queued", "held", "It is {state}, so it cannot be held."),
        "edit": move("held", "held", "It is {state}, so it does not wait for hr."),
        "release": move("held", "queued", "It is {state}, so it does not wait for hr."),
        "send back": move("held", "draft", "It is {state}, so it does not wait for hr."),
        "take back": move("held, queued", "draft", "It is {state}, so it cannot be taken back."),
        "send": move("queued", "sending", "It is {state}."),
        "arrive": move("sending", "sent", "It is {state}."),
        "send again": move("failed, in doubt", "queued", "It is {state}, so it is not sent again."),
        "void": move("draft, held, queued", "void", "It is {state}, so it cannot be stopped."),
    },
)


def status(message: Message, *, in_doubt: bool) -> str:
    """Return draft, held, queued, sending, in doubt, sent, failed or void."""
    if message.void_at is not None:
        return "void"
    if message.sent_at is not None:
        return "sent"
    if message.failed_at is not None:
        return "failed"
    if message.sending_at is not None:
        return "in doubt" if in_doubt else "sending"
    if message.held_at is not None and message.released_at is None:
        return "held"
    return "draft" if message.queued_at is None else "queued"


def may_send_again(message: Message, *, in_doubt: bool, own_way: bool) -> Decision:
    """Say whether a person may send it again; ``own_way`` kinds have a page of their own for it."""
    return MOVES.may("send again", status(message, in_doubt=in_doubt)) & unless(
        (not own_way, "An offer is sent again from its own page, since its clock starts anew."),
    )


def may_show_link(message: Message, at: datetime, *, own_way: bool) -> Decision:
    """Say whether the link of a message may be shown by hand; ``own_way`` as above."""
    return unless(
        (not own_way, "The link of an offer is shown on the offer’s own page."),
        (message.link_purpose is not None, "This message has no link."),
        (
            message.link_purpose in SHOWN_BY_HAND or message.link_purpose is None,
            "A link to sign in, sign off or set a password is never shown by hand.",
        ),
        (
            status(message, in_doubt=False) not in ("held", "draft"),
            "This message waits for HR’s release, so nothing of it is shown before.",
        ),
        (message.void_at is None, "This message was stopped, so its link would lead nowhere."),
        (
            message.link_ends_at is None or at < message.link_ends_at,
            "What this link was for has ended.",
        ),
    )
