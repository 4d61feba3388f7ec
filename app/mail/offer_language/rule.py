"""A rule of the offer-language check: what it looks like, and what makes it harmless.

Patterns are read against plain words (``reading``): lower case, no accents, contractions
spelt out. ``{role}`` and its like stand for the words listed in ``_WORDS``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.mail.offer_language.reading import Sentence

#: The clause says the contrary, or is sorry.
NEGATED = re.compile(
    r"\b(?:not|no|never|cannot|nothing|nobody|none|neither|nor|unable|without"
    "|instead of|rather than"
    "|unfortunately|regret|sadly|sorry|unwise|too (?:early|soon)|far from|hardly|refuse|unlikely"
    r"|wrong|doubt|before|until)\b"
)
#: Sayings whose no denies nothing.
IDIOMS = re.compile(
    r"\b(?:cannot wait|(?:there is )?(?:no|without a?) (?:doubt|question)|nothing to "
    "worry|(?:do )?not worry"
    "|not regret|nothing left|nothing (?:stands|standing|is standing|is"
    "|can go) (?:between|in|wrong)"
    "|(?:crazy|mad|fools?|stupid|silly) not to|(?:nobody|no one) but you"
    "|should not (?:really )?(?:be )?(?:tell|say|telling|saying)|no doubts?"
    "|do not (?:take|accept|sign) (?:the|any|that|their) (?:other )?(?:job|offer|contract|one)"
    r"|(?:nobody|no one) else|no need|no reason|no longer|no wonder)\b"
)
#: What is said depends on something, is asked, or is only reported.
DEPENDS = re.compile(
    r"\b(?:if|whether|unless|in case|supposing|provided|whoever|should (?:we|you|it"
    "|there|the|this)"
    "|were (?:we|you|it)|would you be|could you|might|may or may not|imagine|suppose"
    "|you (?:wrote|told us|told me|said|mentioned)(?: that)? you|successful "
    r"candidate|everyone who|anyone who|any candidate)\b"
)
#: After the match: it depends on us or on something else, not on what the candidate wants.
DEPENDS_AFTER = re.compile(
    r"\b(?:if (?:we|it|the|there|all|and when)|provided|should (?:we|the|it))\b"
)
#: An if that leaves it to them: the job is theirs for a word.
WISHES = re.compile(
    r"\b(?:if you (?:still |really |do )?(?:want|like|wish|agree|say yes|say so"
    "|are (?:still |up )?"
    r"(?:interested|willing|happy|keen|for it))|se quiser\w*|wenn (?:sie"
    r"|du) (?:mochte\w*|wollen|willst"
    r"|magst)|si (?:lo )?(?:quieres?|desea)|si (?:vous le|tu le) \w+|se (?:vuole"
    r"|vuoi)|als (?:je|u) wilt?)\b"
)
#: Somebody else is spoken of, or another company.
OTHERS = re.compile(
    r"\b(?:another (?:candidate|applicant|person|finalist|company|firm|offer)"
    "|other (?:candidates?"
    "|applicants?|finalists?|offer|offers|people)|someone else|somebody|someone with|elsewhere"
    r"|candidate who|competing|(?:an|the) other (?:company|firm|employer))\b"
)

#: what the names in braces stand for
_WORDS: Final = {
    "role": (
        "(?:job|role|position|post|place|spot|seat|internship|traineeship|apprenticeship|vacancy"
        "|employment|contract|engagement|work)"
    ),
    "some": r"(?:[\w-]+ ){0,5}?",
    "few": r"(?:[\w-]+ ){0,3}?",
    "glad": (
        "(?:pleased|delighted|happy|glad|thrilled|excited|proud|honou?red|privileged|overjoyed"
        "|pleasure|honou?r|joy|privilege)"
    ),
    "we": "(?:we|i|the company|the board|the team|the panel|management|my boss|the director|hr)",
    "money": (
        r"(?:(?:eur|usd|gbp|chf) ?\d[\d.,]*k?|\d[\d.,]*k|\d[\d.,]*(?: \w+)? ?(?:euros?"
        "|eur|dollars?"
        "|usd|pounds|gbp|francs|chf|percent|gross|net|a (?:year|month)|per (?:year"
        "|month|annum|hour"
        r"|day))|\d{2,3}[.,]\d{3})"
    ),
    "team": (
        "(?:team|company|family|firm|crew|department|group|organi[sz]ation|business|board"
        "|staff|club)"
    ),
    "costs": (
        r"\b(?:travel|hotel|train|ticket|taxi|flight|costs?|expenses|refund\w*|fare|parking)\b"
    ),
    # what may be offered to anybody: another date, a call, feedback
    "kind": (
        "(?:an?other |an? |the |some |two |three |several |any |our |more |different |new |short "
        r"|further )*(?:[\w-]+ ){0,2}?(?:slots?|calls?|dates?|times?|interviews?"
        "|coffee|tours?|feedback"
        r"|refund|chance|conversation|talks?|visits?|appointments?|apolog\w+|help"
        "|support|answers?"
        "|context|explanation|extension|parking|lunch|video|alternatives?|choice|second|minutes"
        r"|moment|glimpse|look|advice|seats?|chair|water|room|desk)\b"
    ),
    "round": (
        "(?:round|interviews?|stage|step|talk|call|meeting|test|assessment|presentation|workshop"
        "|finals?|shortlist|conversation|trial)"
    ),
}


@dataclass(frozen=True)
class Rule:
    """A kind of risk: its reason, what it looks like, and what makes it harmless.

    ``harmless`` is looked for in the whole sentence; ``guarded`` rules leave alone what is denied,
    conditional or, where ``others``, about somebody else; ``asks`` is whether a question can be a
    risk too.
    """

    name: str
    title: str
    reason: str
    patterns: Sequence[str]
    harmless: str = ""
    guarded: bool = True
    asks: bool = False
    others: bool = True
    negated: re.Pattern[str] = NEGATED
    depends: re.Pattern[str] = DEPENDS

    @cached_property
    def _compiled(self) -> list[re.Pattern[str]]:
        return [re.compile(rf"\b(?:{_filled(one)})\b") for one in self.patterns]

    @cached_property
    def _harmless(self) -> re.Pattern[str] | None:
        return re.compile(_filled(self.harmless)) if self.harmless else None

    def matches(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield where in the sentence's words this rule finds something."""
        if sentence.asks and not self.asks:
            return
        if self._harmless and self._harmless.search(sentence.words):
            return
        for pattern in self._compiled:
            for match in pattern.finditer(sentence.words):
                if not (self.guarded and self._is_harmless(sentence, match)):
                    yield match.span()

    def _is_harmless(self, sentence: Sentence, match: re.Match[str]) -> bool:
        so_far = IDIOMS.sub("", sentence.clause_before(match.start()) + match.group())
        after = sentence.words[match.end() :]
        return bool(
            self.negated.search(so_far)
            or self.depends.search(WISHES.sub("", sentence.words[: match.end()]))
            or DEPENDS_AFTER.search(after)
            or (self.others and OTHERS.search(so_far + after.partition(",")[0]))
        )


def _filled(pattern: str) -> str:
    for name, words in _WORDS.items():
        pattern = pattern.replace("{" + name + "}", words)
    return pattern
