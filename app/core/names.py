"""How names are found and compared; the names themselves stay as their owners write them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

#: Folding can lengthen a text (ß, ﷺ); the column of a key ends here.
KEY_LENGTH = 400

#: Letters that Unicode does not take apart into a plain one and a mark.
PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŋ": "n",
        "ƒ": "f",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        "ə": "e",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "ʻ": "'",
        "ʹ": "'",
        "´": "'",
        "`": "'",
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
    }
)


def name_key(text: str) -> str:
    """Return the key by which a name is searched and sorted.

    Blind to case, accents, kinds of apostrophe and hyphen, and width; spaces are single. Other
    scripts stay, without their combining marks.
    """
    if text.isascii():
        return " ".join(text.casefold().replace("`", "'").split())[:KEY_LENGTH]
    # Marks come off first (a compatibility form would turn a free-standing accent into a space),
    # and again after folding, which can bring new ones (İ becomes i and a dot).
    folded = _without_marks(unicodedata.normalize("NFKD", text.translate(PLAIN)).casefold())
    folded = _without_marks(unicodedata.normalize("NFKD", folded.translate(PLAIN)))
    return " ".join(unicodedata.normalize("NFC", folded).split())[:KEY_LENGTH]


#: The longest word kept for searching; an address fits whole.
WORD_LENGTH = 254

_PARTS = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003134f]")


def words(*texts: str | None) -> set[str]:
    """Return the folded words by whose beginnings something of these texts is found.

    O'Brien is found as "o'brien", "obrien" and "brien"; an address whole. Scripts that put no
    space between words are found from any of their letters on.
    """
    found: set[str] = set()
    for word in (word for text in texts if text for word in name_key(text).split()):
        found.add(word)
        if "@" in word:
            continue
        for part in _PARTS.finditer(word):
            rest = word[part.start() :]
            found.update((rest, "".join(_PARTS.findall(rest))))
        if _UNSPACED.search(word):
            found.update(word[start:] for start in range(1, len(word)))
    return {word[:WORD_LENGTH] for word in found if word}


#: Scripts whose letters our own fonts do not draw: where each begins and ends, and the tag by which
#: a page names it. Kana and Hangul write one language; of the others only the script is certain.
SCRIPTS = (
    ((0x0590, 0x05FF), "und-Hebr"),
    ((0x0600, 0x08FF), "und-Arab"),
    ((0xFB50, 0xFEFF), "und-Arab"),
    ((0x0900, 0x0DFF), "und-Deva"),
    ((0x0E00, 0x0EFF), "und-Thai"),
    ((0x3040, 0x30FF), "ja"),
    ((0x1100, 0x11FF), "ko"),
    ((0xAC00, 0xD7AF), "ko"),
    ((0x3400, 0x9FFF), "und-Hani"),
    ((0x20000, 0x3134F), "und-Hani"),
)


def script_tag(text: str) -> str | None:
    """Return the language tag of a text written wholly in another script, none for Latin or both.

    Japanese mixes kana with Han, so one kana makes it Japanese.
    """
    if text.isascii():
        return None
    tags = {_tag(ord(char)) for char in text if char.isalpha()}
    for tag in ("ja", "ko"):
        if tags in ({tag}, {tag, "und-Hani"}):
            return tag
    return tags.pop() if len(tags) == 1 else None


def _tag(code: int) -> str | None:
    return next((tag for (first, last), tag in SCRIPTS if first <= code <= last), None)


def same_name(one: str, other: str) -> bool:
    """Whether two spellings can be one name: equal but for case, accents and spaces."""
    return one == other or name_key(one) == name_key(other)


class _Marks(dict[int, int | None]):
    """What becomes of each character, worked out at its first use: marks go, all else stays."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        goes = _is_accent(char) or unicodedata.category(char) == "Cf"
        self[code] = None if goes else code
        return self[code]


_MARKS = _Marks()


def _without_marks(text: str) -> str:
    """Drop accents and invisible format characters."""
    return text.translate(_MARKS)


def _is_accent(char: str) -> bool:
    """Whether a mark may be left out: above, below or through a letter, or a vowel point.

    By Unicode's combining classes: 200 and more are accents, 8 the marks of kana, 10 to 36 the
    points of Hebrew, Arabic and Syriac. Vowels of Thai or Hindi are letters in all but name.
    """
    place = unicodedata.combining(char)
    return place >= 200 or place == 8 or 10 <= place <= 36


def told_apart(people: Iterable[tuple[int, str, str | None]]) -> dict[int, str]:
    """Return names by id out of (id, name, e-mail): where two are alike, each with its e-mail."""
    named = {number: (name, email) for number, name, email in people}
    alike = Counter(name_key(name) for name, _ in named.values())
    return {
        number: f"{name} ({email})" if email and alike[name_key(name)] > 1 else name
        for number, (name, email) in named.items()
    }


def isolated(name: str) -> str:
    """Return a name for the middle of a sentence: one written from right to left stays together."""
    to_the_left = any(unicodedata.bidirectional(char) in ("R", "AL") for char in name)
    return f"\u2068{name}\u2069" if to_the_left else name
