"""The headings of a plain file of ratings, one mark a row, and of our own export of scores."""

from collections.abc import Sequence

from app.exchange.headings import match_headings
from app.exchange.refusal import BadFile

ALIASES: dict[str, tuple[str, ...]] = {
    "candidate": ("candidate", "candidateid"),
    "rater": ("rater", "rateremail", "raterid"),
    "criterion": ("criterion", "criteria"),
    "rating": ("rating", "mark", "score"),
    "panel": ("panel", "kind"),
    "weight": ("weight",),
    "must_have": ("musthave",),
    "not_assessed": ("notassessed",),
    "independent_rating": ("independentrating",),
    "submitted_at": ("submittedat",),
    "in_play": ("inplay",),
}
NEEDED = {
    "candidate": "No column says who a row is about. Call it “candidate”.",
    "rater": "No column says who gave the mark. Call it “rater”.",
    "criterion": "No column names the criterion. Call it “criterion”.",
    "rating": "No column holds the marks. Call it “rating”.",
}


def rating_headings(header: Sequence[str]) -> dict[str, int]:
    """Return where each column we read is; raise BadFile where one we need is missing."""
    found = {one.field: one.index for one in match_headings(header, ALIASES, {}).taken}
    for field, words in NEEDED.items():
        if field not in found:
            raise BadFile(words)
    return found
