"""Reading a text as the offer-language check does: sentences of plain words that know their place.

Case, accents, kinds of apostrophe, line breaks and contractions make no difference: "You’re HIRED"
is read as "you are hired". A comma, a colon, a dash or a bracket ends a clause and is kept as ",".
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*(?:k\b)?|[^\W\d_]+(?:['’‘`´][^\W\d_]+)*|[.!?…;]+|\n[ \t]*\n+"
    r"|[,:()–—/]|\s-+\s|[€$£%]",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…;]+|\n\s*\n+")
_MONEY: Final = {"€": "eur", "$": "usd", "£": "gbp", "%": "percent"}

#: English contractions, by what follows the apostrophe
_ENDINGS: Final = {"re": "are", "ve": "have", "ll": "will", "d": "would", "m": "am"}
_WHOLE: Final = {
    "can't": "cannot",
    "won't": "will not",
    "shan't": "shall not",
    "let's": "let us",
    # typed in haste
    "youre": "you are",
    "youve": "you have",
    "youll": "you will",
    "weve": "we have",
    "dont": "do not",
    "cant": "cannot",
    "ur": "you are",
    "u": "you",
}
#: before 's it is a verb; before any other word the 's says whose
_IS_AFTER: Final = frozenset(
    (
        *("it", "that", "there", "here", "he", "she", "what", "who", "where", "how", "all", "this"),
        *("job", "role", "position", "post", "place", "spot", "seat", "everything", "decision"),
        *("answer", "offer", "contract", "salary"),
    )
)
_INVISIBLE: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in plain words, and where in the text each of its letters comes from."""

    words: str
    places: tuple[tuple[int, int, int], ...]
    asks: bool

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text the words from ``start`` to ``end`` stand."""
        touched = [(a, b) for at, a, b in self.places if start <= at < end]
        return touched[0][0], touched[-1][1]

    def clause_before(self, start: int) -> str:
        """Return the words of the clause up to ``start``."""
        return self.words[:start].rpartition(",")[2]


def sentences(text: str) -> Iterator[Sentence]:
    """Read a text, sentence by sentence."""
    kept = [at for at, sign in enumerate(text) if sign not in _INVISIBLE]
    seen = "".join(text[at] for at in kept)
    words: list[tuple[str, int, int]] = []
    for token in _TOKEN.finditer(seen):
        said = token.group()
        if _ENDS.fullmatch(said):
            if words:
                yield _sentence(words, asks="?" in said)
            words = []
        else:
            place = kept[token.start()], kept[token.end() - 1] + 1
            words += [(word, *place) for word in _plain(said)]
    if words:
        yield _sentence(words, asks=False)


def plain(text: str) -> str:
    """Return a phrase in plain words."""
    return " ".join(one.words for one in sentences(text))


def _sentence(words: list[tuple[str, int, int]], *, asks: bool) -> Sentence:
    line, places = "", []
    for word, start, end in words:
        if line:
            line += " "
        places.append((len(line), start, end))
        line += word
    return Sentence(line, tuple(places), asks)


def _plain(said: str) -> list[str]:
    said = said.strip()
    if said in _MONEY:
        return [_MONEY[said]]
    if said in ",:()–—/" or not said.strip("-"):
        return [","]
    folded = unicodedata.normalize("NFKD", said.casefold())
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign))
    folded = re.sub("[’‘`´]", "'", folded)
    if folded in _WHOLE:
        return _WHOLE[folded].split()
    if folded.endswith("n't"):
        return [folded[:-3], "not"]
    stem, apostrophe, ending = folded.rpartition("'")
    if not apostrophe:
        return [folded]
    if ending == "s":
        return [stem, "is"] if stem in _IS_AFTER else [stem]
    return [*stem.split("'"), _ENDINGS.get(ending, ending)]
