"""The letter of an offer: a text with {places} that its facts fill, fixed with its hash."""

import hashlib
import re

from app.candidates.queries import load_candidacy
from app.core.wording import long_day
from app.offers.models import Offer
from app.offers.pay import in_words
from app.people.permissions import MANAGER, RECRUITER
from app.people.queries import company, lead

DEFAULT = """Dear {name},

We would like you to join {company} as {title}.

Pay: {pay}
First day: {start}
Place of work: {location}
Benefits: {benefits}

You would work with {manager}.

To accept, type your full name below this letter.

Until you do, nothing is agreed. You are free to decline or to ask for more time.

{recruiter}
{company}
"""

_PLACE = re.compile(r"\{([a-z]+)\}")


def letter_text(offer: Offer) -> str:
    """Return the letter as it reads: fixed once signed off or sent, else filled as of now."""
    return offer.letter_fixed or _filled(offer.letter, facts_of(offer))


def fix(offer: Offer) -> None:
    """Fill the letter for good and keep the hash of exactly this text."""
    if offer.letter_sha256 is None:
        offer.letter_fixed = letter_text(offer)
        offer.letter_sha256 = sha256(offer.letter_fixed)


def sha256(letter: str) -> str:
    """Return the hash by which a letter is known."""
    return hashlib.sha256(letter.encode()).hexdigest()


def facts_of(offer: Offer) -> dict[str, str]:
    """Return what each {place} of a letter stands for; what is empty is left out."""
    candidacy = load_candidacy(offer.candidacy_id)
    recruiter, manager = lead(offer.requisition_id, RECRUITER), lead(offer.requisition_id, MANAGER)
    facts = {
        "name": candidacy.candidate.name if candidacy else "",
        "company": company().name,
        "title": offer.title,
        "pay": in_words(offer.amount, offer.currency, offer.period),
        "start": long_day(offer.start_on),
        "location": offer.location or "",
        "benefits": offer.benefits or "",
        "recruiter": recruiter.name if recruiter else "",
        "manager": manager.name if manager else "",
    }
    return {name: value for name, value in facts.items() if value}


def _filled(letter: str, facts: dict[str, str]) -> str:
    """Fill the places in one pass; a line that only speaks of absent benefits is left out."""
    lines = letter.replace("\r\n", "\n").split("\n")
    if "benefits" not in facts:
        lines = [line for line in lines if line.strip() != "Benefits: {benefits}"]
    return _PLACE.sub(lambda found: facts.get(found[1], found[0]), "\n".join(lines))
