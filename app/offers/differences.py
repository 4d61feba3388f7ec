"""Two versions of an offer, field by field: what was, what is, and by which name."""

from dataclasses import dataclass

from app.core.wording import long_day
from app.offers.models import Offer
from app.offers.pay import in_words


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not the same in two versions; ``name`` as the package's table says it."""

    name: str
    before: str
    now: str


def differences(before: Offer, after: Offer) -> tuple[Difference, ...]:
    """Return every field of a package, and the letter's own text, that two versions differ in."""
    rows = (
        ("Title", before.title, after.title),
        ("Pay", _pay(before), _pay(after)),
        ("First day", long_day(before.start_on), long_day(after.start_on)),
        ("Place of work", before.location or "", after.location or ""),
        ("Benefits", before.benefits or "", after.benefits or ""),
        ("Letter", before.letter, after.letter),
    )
    return tuple(Difference(*row) for row in rows if row[1] != row[2])


def _pay(offer: Offer) -> str:
    return in_words(offer.amount, offer.currency, offer.period)
