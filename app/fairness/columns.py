"""The counts as a file: one line a question, passage and group, rounded as on the page."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.core.columns import Column
from app.fairness.queries import Report
from app.fairness.rules import Line


@dataclass(frozen=True, slots=True)
class FileLine:
    """One group in one passage, or why the passage shows none."""

    question: str
    start: str
    end: str
    line: Line | None
    why_not: str | None


def _word(row: FileLine) -> str | None:
    if row.line is None:
        return row.why_not
    if row.line.too_few:
        return "Too few to say"
    return "One person more or fewer would change this" if row.line.one_more_changes else None


COLUMNS: tuple[Column[FileLine], ...] = (
    Column("question", "Question", lambda row: row.question),
    Column("from", "From", lambda row: row.start),
    Column("to", "To", lambda row: row.end),
    Column("group", "Group", lambda row: row.line.group if row.line else None),
    Column("people_about", "People, about", lambda row: row.line.people if row.line else None),
    Column("rate_about", "Rate, about", lambda row: row.line.rate if row.line else None),
    Column("ratio_about", "Of the highest", lambda row: row.line.ratio if row.line else None),
    Column(
        "under_four_fifths",
        "Under four fifths",
        lambda row: row.line.flagged if row.line and not row.line.too_few else None,
    ),
    Column(
        "may_be_chance",
        "May be chance",
        lambda row: row.line.by_chance if row.line and not row.line.too_few else None,
    ),
    Column("note", "Note", _word),
)


def file_lines(report: Report) -> Iterator[FileLine]:
    """Yield the lines of a report."""
    if report.why_not:
        yield FileLine("", "", "", None, report.why_not)
    for question in report.questions:
        for passage in question.passages:
            told = question.words, passage.start, passage.end
            if passage.shown.why_not:
                yield FileLine(*told, None, passage.shown.why_not)
            for line in passage.shown.lines:
                yield FileLine(*told, line, None)
