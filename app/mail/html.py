"""A letter's plain text as simple HTML: paragraphs, line breaks and links, and nothing else."""

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")
_PAGE = Markup(
    '<!doctype html><html lang="{}"><head><meta charset="utf-8"></head>'
    '<body style="font:16px/1.5 sans-serif;max-width:40em">{}</body></html>'
)
_PARAGRAPH = Markup('<p dir="auto">{}</p>')
_LINK = Markup('<a href="{0}">{0}</a>')


def as_html(text: str, language: str) -> str:
    """Return a text as a page; every sign of it is shown, none of it is markup."""
    paragraphs = [one for one in re.split(r"\n\s*\n", text.strip("\n")) if one.strip()]
    body = Markup("").join(_PARAGRAPH.format(_lines(one)) for one in paragraphs)
    return str(_PAGE.format(language, body))


def _lines(paragraph: str) -> Markup:
    return Markup("<br>").join(_linked(line) for line in paragraph.split("\n"))


def _linked(line: str) -> Markup:
    parts, end = [], 0
    for found in _ADDRESS.finditer(line):
        parts += [escape(line[end : found.start()]), _LINK.format(found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(line[end:])])
