"""The offer-language check as a company has set it: its own phrases, and rules it switched off."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from app.core.decision import Decision, Refused, no, require, unless
from app.core.wording import listed
from app.db import db
from app.history.actions import record
from app.mail.models import OfferPhrase, OfferRuleOff
from app.mail.offer_language import RULES, Finding, Phrase, find, own_words
from app.people.models import Person
from app.people.queries import company

SHOWN = 4


def check(text: str) -> list[Finding]:
    """Return what in a text reads like an offer, by the rules and the company's own list."""
    own = [Phrase(one.words, one.reason) for one in phrases()]
    own.append(Phrase(f"welcome to {company().name}", RULES["welcome"].reason))
    return find(text, phrases=own, off=switched_off())


def may_go(found: Sequence[Finding], override: str | None) -> Decision:
    """Say whether a text may go out: nothing found, or a person wrote why it may (law L11)."""
    if not found or (override or "").strip():
        return unless()
    said = [f"“{one.words}”" for one in found[:SHOWN]]
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return no(
        f"This reads like an offer: {listed(said)}{more}. {found[0].reason} "
        "Say it another way, or write why it may go out as it is."
    )


def phrases() -> list[OfferPhrase]:
    """Return the company's own phrases, in the order of the alphabet."""
    return list(
        db.session.scalars(
            select(OfferPhrase)
            .where(OfferPhrase.removed_at.is_(None))
            .order_by(OfferPhrase.words_key)
        )
    )


def rules_off() -> dict[str, OfferRuleOff]:
    """Return the rules that are switched off, by name."""
    found = db.session.scalars(select(OfferRuleOff).where(OfferRuleOff.on_at.is_(None)))
    return {one.rule: one for one in found}


def switched_off() -> frozenset[str]:
    """Return the names of the rules that are switched off."""
    return frozenset(rules_off())


def load_phrase(phrase_id: int) -> OfferPhrase | None:
    """Return one phrase of the list."""
    return db.session.get(OfferPhrase, phrase_id)


def add_phrase(words: str, reason: str, *, by: Person, at: datetime) -> OfferPhrase:
    """Put a phrase on the company's list."""
    words, reason = " ".join(words.split()), " ".join(reason.split())
    require(
        unless(
            (bool(own_words(words)), "Write the words to look for."),
            (bool(reason), "Write why. Whoever uses these words reads it."),
            (len(words) <= 200 and len(reason) <= 300, "Keep it short: 200 letters, 300 for why."),
        )
    )
    made = OfferPhrase(
        words=words, words_key=own_words(words), reason=reason, added_at=at, added_by_id=by.id
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused("These words are on the list already.") from None
    record("mail.phrase_added", by=by, at=at, subject=made, requisition_id=None, words=words)
    return made


def remove_phrase(phrase: OfferPhrase, *, by: Person, at: datetime) -> None:
    """Take a phrase off the list."""
    done = db.session.execute(
        update(OfferPhrase)
        .where(OfferPhrase.id == phrase.id, OfferPhrase.removed_at.is_(None))
        .values(removed_at=at, removed_by_id=by.id)
        .returning(OfferPhrase.id)
    ).first()
    require(unless((done is not None, "These words are off the list already.")))
    words = phrase.words
    record("mail.phrase_removed", by=by, at=at, subject=phrase, requisition_id=None, words=words)


def switch_off(rule: str, reason: str, *, by: Person, at: datetime) -> OfferRuleOff:
    """Switch a rule off, for a reason."""
    reason = " ".join(reason.split())
    require(
        unless(
            (rule in RULES, "There is no such rule."),
            (bool(reason), "Write why. It is kept, and shown here."),
            (len(reason) <= 300, "Keep it within 300 letters."),
        )
    )
    made = OfferRuleOff(rule=rule, reason=reason, off_at=at, off_by_id=by.id)
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        raise Refused("This rule is off already.") from None
    title = RULES[rule].title
    record("mail.rule_off", by=by, at=at, subject=made, requisition_id=None, rule=title)
    return made


def switch_on(rule: str, *, by: Person, at: datetime) -> None:
    """Switch a rule on again."""
    found = rules_off().get(rule)
    require(unless((found is not None, "This rule is on already.")))
    assert found is not None
    db.session.execute(
        update(OfferRuleOff)
        .where(OfferRuleOff.id == found.id, OfferRuleOff.on_at.is_(None))
        .values(on_at=at, on_by_id=by.id)
    )
    title = RULES[rule].title
    record("mail.rule_on", by=by, at=at, subject=found, requisition_id=None, rule=title)
