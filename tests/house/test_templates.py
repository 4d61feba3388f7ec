"""Templates obey the strict content policy: nothing inline, unescaped or from afar."""

import re

import pytest

from tests.house.tree import templates, where

RULES = {
    "an inline style": r"\sstyle\s*=",
    "a style element": r"<style\b",
    "a script without src": r"<script\b(?![^>]*\ssrc\s*=)",
    "an inline handler": r"<[a-z][^>]*?\son[a-z]+\s*=",
    "an address that runs script": r"javascript:",
    "a script in an htmx attribute": r"\shx-on|\"js:",
    "unescaped text": r"\|\s*safe\b|autoescape\s+false",
    "something from another host": r"""\s(?:src|href|action)\s*=\s*["'](?:https?:)?//""",
}


@pytest.mark.parametrize("what", RULES)
def test_no_template_has(what):
    pattern = re.compile(RULES[what], re.IGNORECASE | re.DOTALL)
    found = [
        f"{where(path, text.count(chr(10), 0, match.start()) + 1)} has {what}: {match[0].strip()!r}"
        for path, text in templates().items()
        for match in pattern.finditer(_without_comments(text))
    ]
    assert not found, "\n".join(found)


def _without_comments(text: str) -> str:
    def blank(match: re.Match[str]) -> str:
        return "\n" * match[0].count("\n")

    return re.sub(r"\{#.*?#\}", blank, text, flags=re.DOTALL)
