"""The register of message kinds: what each needs to know at sending, given by its package."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.mail.models import Message


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along with a mail: its name, media type with parameters, and bytes."""

    name: str
    media: tuple[str, str]
    content: bytes
    parameters: tuple[tuple[str, str], ...] = ()


Links = Callable[[Message, datetime], dict[str, str]]
Files = Callable[[Message, datetime], Sequence[Attachment]]
StillTrue = Callable[[Message, datetime], bool]
Hook = Callable[[Message, datetime], None]


def always(message: Message, at: datetime) -> bool:
    """Hold for a message that makes sense whatever happened since."""
    return True


def nothing(message: Message, at: datetime) -> None:
    """Do nothing at this step."""


def no_links(message: Message, at: datetime) -> dict[str, str]:
    """Mint nothing beside the message's own link."""
    return {}


def no_files(message: Message, at: datetime) -> Sequence[Attachment]:
    """Send nothing along."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of message.

    ``still_true(message, at)`` is asked before sending. ``on_sending`` runs in the transaction
    that commits ``sending_at`` (an offer's clock starts there, and fills the message's facts);
    ``on_sent`` in the one that records the server's yes; ``on_not_now`` when it took nothing and
    will be tried again; ``on_refused`` when it said no for good. ``reached`` runs when the mail
    was taken, and when its link was handed over by hand instead. ``waits_for_a_person`` keeps a
    message in doubt after a crash from being sent again. ``links`` mints further addresses by the
    name of their place (one of ``filling.MINTED``), and ``files`` makes what goes along: both as
    the mail goes out, after ``on_sending``, and both kept nowhere.
    """

    name: str
    still_true: StillTrue = always
    on_sending: Hook = nothing
    on_sent: Hook = nothing
    on_not_now: Hook = nothing
    on_refused: Hook = nothing
    reached: Hook = nothing
    waits_for_a_person: bool = False
    links: Links = no_links
    files: Files = no_files


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known by name (a package's ``messages.py`` does so at start)."""
    KINDS.update({kind.name: kind for kind in kinds})
