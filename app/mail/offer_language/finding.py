"""Finding in a text what reads like an offer."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.mail.offer_language.abroad import ABROAD
from app.mail.offer_language.job import JOB
from app.mail.offer_language.outcome import OUTCOME
from app.mail.offer_language.reading import Sentence, plain, sentences
from app.mail.offer_language.rule import Rule
from app.mail.offer_language.signals import Signals
from app.mail.offer_language.terms import TERMS

_RULES: Final = (*JOB, *TERMS, *OUTCOME, *ABROAD)
_SOUNDS: Final = Signals()

#: All that hr can switch off, by name.
RULES: dict[str, Rule | Signals] = {one.name: one for one in (*_RULES, _SOUNDS)}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words a company added to the list, and why they are not to be used."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase found in a text: where, what it says, and why it is a risk."""

    start: int
    end: int
    words: str
    reason: str
    rule: str


def find(text: str, *, phrases: Sequence[Phrase] = (), off: Collection[str] = ()) -> list[Finding]:
    """Return what in a text reads like an offer, in order; overlapping findings are told once.

    ``phrases`` are the company's own, ``off`` the names of rules it has switched off.
    """
    own = [(_own(one.words), one.reason) for one in phrases if plain(one.words)]
    found: list[Finding] = []
    for sentence in sentences(text):
        for start, end, reason, rule in _in_sentence(sentence, own, off):
            a, b = sentence.place(start, end)
            found.append(Finding(a, b, " ".join(text[a:b].split()), reason, rule))
    return _apart(found)


def own_words(words: str) -> str:
    """Return a company's phrase as it is looked for; empty where it has no letter."""
    return plain(words)


def _in_sentence(
    sentence: Sentence, own: Sequence[tuple[re.Pattern[str], str]], off: Collection[str]
) -> Iterator[tuple[int, int, str, str]]:
    for pattern, reason in own:
        for match in pattern.finditer(sentence.words):
            yield match.start(), match.end(), reason, "own"
    known = False
    for rule in _RULES:
        for start, end in rule.matches(sentence):
            known = True
            if rule.name not in off:
                yield start, end, rule.reason, rule.name
    # what a rule knows is for that rule to tell, and stays untold where hr switched it off
    if not known and _SOUNDS.name not in off:
        for start, end in _SOUNDS.matches(sentence):
            yield start, end, _SOUNDS.reason, _SOUNDS.name


def _own(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(plain(words))}(?!\w)")


def _apart(found: Sequence[Finding]) -> list[Finding]:
    apart: list[Finding] = []
    for one in sorted(found, key=lambda finding: (finding.start, -finding.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart
