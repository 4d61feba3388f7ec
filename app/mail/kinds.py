"""The register of message kinds: what each needs to know at sending, given by its package."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.mail.models import Message

StillTrue = Callable[[Message, datetime], bool]
Hook = Callable[[Message, datetime], None]


def always(message: Message, at: datetime) -> bool:
    """Hold for a message that makes sense whatever happened since."""
    return True


def nothing(message: Message, at: datetime) -> None:
    """Do nothing at this step."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message.

    ``still_true(message, at)`` is asked before sending. ``on_sending`` runs in the transaction
    that commits ``sending_at`` (an offer's clock starts there, and fills the message's facts);
    ``on_sent`` in the one that records the server's yes; ``on_not_now`` when it took nothing and
    will be tried again; ``on_refused`` when it said no for good. ``reached`` runs when the mail
    was taken, and when its link was handed over by hand instead. ``waits_for_a_person`` keeps a
    message in doubt after a crash from being sent again.
    """

    name: str
    still_true: StillTrue = always
    on_sending: Hook = nothing
    on_sent: Hook = nothing
    on_not_now: Hook = nothing
    on_refused: Hook = nothing
    reached: Hook = nothing
    waits_for_a_person: bool = False


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known by name (a package's ``messages.py`` does so at start)."""
    KINDS.update({kind.name: kind for kind in kinds})
