"""Blanks: what a text leaves to be filled, {in braces} or as a line of ____."""

import re
from collections.abc import Collection

_BLANK = re.compile(r"\{[^{}\n]{0,60}\}|_{3,}|\.{6,}|…{2,}")


def blanks(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return what is left to fill in a text, each once: {places} not ``known``, lines of ____.

    All of it where there is no text.
    """
    if not text.strip():
        return ("the whole text",)
    places = {f"{{{name}}}" for name in known}
    return tuple(dict.fromkeys(one for one in _BLANK.findall(text) if one not in places))
