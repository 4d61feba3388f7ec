"""The headings of files of scores: those of our own export, and the plainest other words."""

from app.exchange.headings import Headings, match_headings
from app.exchange.refusal import BadFile

ALIASES: dict[str, tuple[str, ...]] = {
    "candidate_id": ("candidateid",),
    "email": ("email", "candidateemail"),
    "criterion": ("criterion", "criteria"),
    "kind": ("kind", "panel"),
    "rater_email": ("rateremail", "rater"),
    "rating": ("rating", "mark", "score"),
    "not_assessed": ("notassessed",),
    "note": ("note", "evidence", "comment"),
    "requirements_version": ("requirementsversion",),
    "recommendation": ("recommendation",),
}
_OURS = "Kept here, never read from a file."
LEFT = {
    "name": "People are known by id or e-mail.",
    **dict.fromkeys(
        (
            *("weight", "raterrole", "submittedat", "substitutefor", "independentrating"),
            *("musthave", "inplay", "area"),
        ),
        _OURS,
    ),
}


def score_headings(header: list[str]) -> Headings:
    """Return what we understand of a file of scores.

    Raise BadFile where no column could say whom, which criterion, or what.
    """
    headings = match_headings(header, ALIASES, LEFT)
    fields = {column.field for column in headings.taken}
    if not fields & {"candidate_id", "email"}:
        raise BadFile("No column says who a row is about. Call one “candidate_id” or “email”.")
    if "criterion" not in fields:
        raise BadFile("No column names the criterion. Call it “criterion”.")
    if "rating" not in fields:
        raise BadFile("No column holds the marks. Call it “rating”.")
    return headings
