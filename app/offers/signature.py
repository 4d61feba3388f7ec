"""Whether what was typed is plausibly the full name of the person an offer is made out to."""

import re
import unicodedata

from app.core.decision import Decision, no, unless
from app.core.names import name_key

LONGEST = 200
BLANK = "Type your full name to accept."

_PARTS = re.compile(r"[\s\-'.,]+")


def may_be_signed(full_name: str, made_out_to: str, confirmed: str = "") -> Decision:
    """Say whether a typed name can stand under an offer made out to a name.

    The same name does, whatever its accents, case and order of parts, and so does one with a
    middle name more or less, or as an initial. One that shares a part, or is written in another
    script, stands once it was ``confirmed``: typed twice, the second time knowing the difference.
    """
    if not any(sign.isalpha() for sign in full_name):
        return no(BLANK)
    if len(full_name) > LONGEST:
        return no(f"Type at most {LONGEST} characters.")
    if is_name_of(full_name, made_out_to):
        return unless()
    if not resembles(full_name, made_out_to):
        return no(
            f"You typed {_shown(full_name)}; the offer is made out to {made_out_to}. Type your "
            "full name as it stands there. If your name is another, ask for a change, and we "
            "make the offer out to it."
        )
    return unless((same_words(full_name, confirmed), differs(full_name, made_out_to)))


def differs(full_name: str, made_out_to: str) -> str:
    """Say what was typed and what stands on the offer, for the second confirmation."""
    return f"You typed {_shown(full_name)}; the offer is made out to {made_out_to}."


def is_name_of(typed: str, name: str) -> bool:
    """Say whether two texts are one full name: a middle name may be missing or an initial."""
    ours, theirs = _parts(name), _parts(typed)
    if "".join(ours) == "".join(theirs) or sorted(ours) == sorted(theirs):
        return True
    shorter, longer = sorted((ours, theirs), key=len)
    if len(shorter) < 2:
        return False
    return _covers(longer, shorter)


def resembles(typed: str, name: str) -> bool:
    """Say whether a person could have typed this for their name: a part is shared, or the script
    is another, so that the two cannot be compared.
    """
    if sum(sign.isalpha() for sign in typed) < 2:
        return False
    shared = {part for part in _parts(typed) if len(part) > 1} & set(_parts(name))
    if shared or not _scripts(typed) & _scripts(name):
        return True
    joined = "".join(_parts(typed))
    return len(joined) > 1 and not joined.isascii() and joined in "".join(_parts(name))


def same_words(one: str, other: str) -> bool:
    """Say whether two texts were typed the same, but for spaces."""
    return one.split() == other.split()


def _parts(name: str) -> list[str]:
    return [part for part in _PARTS.split(name_key(name)) if part]


def _covers(longer: list[str], shorter: list[str]) -> bool:
    """Say whether each part of one name is in the other, one by one: at least two in full."""
    left, full = list(longer), 0
    for part in sorted(shorter, key=len, reverse=True):
        found = next((one for one in left if _is_part(part, one)), None)
        if found is None:
            return False
        left.remove(found)
        full += part == found
    return full >= 2


def _is_part(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _scripts(text: str) -> set[str]:
    """Return the scripts of a text by the first word of each letter's Unicode name."""
    return {unicodedata.name(sign, "?").split()[0] for sign in text if sign.isalpha()}


def _shown(typed: str) -> str:
    return f"“{' '.join(typed.split())}”"
