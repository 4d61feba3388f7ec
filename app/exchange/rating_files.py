"""A plain file of ratings, read for the engine: checked cell by cell, named by row and column."""

import gzip
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from app.engine.arrays import Codes, Floats
from app.engine.inputs import HIGHEST_MARK, LARGEST_WEIGHT, LOWEST_MARK
from app.engine.ratings import Axis, RatingError, Ratings, ratings_of
from app.exchange.bad_cells import BadCell
from app.exchange.coded import Coded, open_table
from app.exchange.rating_headings import rating_headings
from app.exchange.refusal import BadFile

Scale = tuple[float, float]
OUR_SCALE: Scale = (LOWEST_MARK, HIGHEST_MARK)
#: The panel of a file that names none.
ONE_PANEL = "all"
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
FLAGS = {
    "": False,
    **dict.fromkeys(("true", "yes", "1"), True),
    **dict.fromkeys(("false", "no", "0"), False),
}
Value = TypeVar("Value")


class BadCells(ValueError):
    """Cells that cannot be taken, in the order of the file's rows."""

    def __init__(self, cells: Sequence[BadCell]) -> None:
        super().__init__(f"{len(cells)} cells cannot be taken.")
        self.cells = tuple(sorted(cells, key=lambda cell: cell.row))


@dataclass(frozen=True, slots=True)
class RatingFile:
    """The ratings of a file, and how many of its rows were left out: drafts not handed in, and
    what was said of candidates no longer in play."""

    ratings: Ratings
    drafts: int
    gone: int


def read_ratings(
    data: bytes, filename: str, *, scale: Scale = OUR_SCALE, weights: Mapping[str, float]
) -> RatingFile:
    """Read a CSV file, plain or gzipped, or a workbook; `weights` go before those of the file.

    A blank rating is not assessed. Marks on our own scale, 1 to 5, are whole; on another they may
    have decimals. A criterion without a weight weighs 1. Where a row says when it was submitted,
    as our export does, one that was not is a draft and left out, and a mark without an
    independent one was given after seeing others'. Where a row says that its candidate is no longer
    in play, as our export does, it is left out, as the ranking leaves them out.

    Raises BadFile for what is no such table, BadCells for what cannot be taken, each cell named.
    """
    table = open_table(_unpacked(data, filename), filename)
    del data
    places = rating_headings(table.header)
    columns = table.columns(list(places.values()))
    sheet = _Sheet(
        {field: table.header[place] for field, place in places.items()},
        dict(zip(places, columns.coded, strict=True)),
        columns.numbers,
        list(columns.bad),
    )
    del table, columns
    return _ratings(sheet, scale, weights)


def _unpacked(data: bytes, filename: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        raise BadFile(f"“{filename}” is a damaged .gz file. Pack it again.") from None


@dataclass(slots=True)
class _Sheet:
    """The columns we read by our names of them, and what was found wrong so far."""

    headings: Mapping[str, str]
    columns: dict[str, Coded]
    numbers: Codes
    bad: list[BadCell]

    def keep(self, rows: Codes) -> None:
        """Leave out all other rows."""
        self.columns = {field: column.kept(rows) for field, column in self.columns.items()}
        self.numbers = self.numbers[rows]

    def complain(self, field: str, rows: Codes, words: Callable[[str], str]) -> None:
        """Note the cells of one column in these rows; `words` takes what a cell holds."""
        column = self.columns[field]
        for row in rows.tolist():
            text = column.labels[column.codes[row]]
            number = int(self.numbers[row])
            self.bad.append(BadCell(number, self.headings[field], words(text), text))


def _ratings(sheet: _Sheet, scale: Scale, weights: Mapping[str, float]) -> RatingFile:
    _drop_blank_rows(sheet)
    if not len(sheet.numbers):
        raise BadFile("The file has a heading but no rows under it.")
    gone, drafts = _drop_gone(sheet), _drop_drafts(sheet)
    for field in ("candidate", "rater", "criterion"):
        _require_filled(sheet, field)
    value = _marks(sheet, "rating", scale)
    _check_not_assessed(sheet, value)
    independent = _independent(sheet, value, scale)
    facts = _Facts(
        panels=_per_criterion(sheet, "panel", str, ONE_PANEL),
        weights=_per_criterion(sheet, "weight", _weight, 1.0),
        must_have=_per_criterion(sheet, "must_have", _flag, other=False),
    )
    if sheet.bad:
        raise BadCells(sheet.bad)
    ratings = _laid_out(sheet, facts, value, independent, scale, weights)
    return RatingFile(ratings, drafts, gone)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the file says of each criterion, in the order of its labels."""

    panels: list[str]
    weights: list[float]
    must_have: list[bool]


def _laid_out(
    sheet: _Sheet,
    facts: _Facts,
    value: Floats,
    independent: Floats | None,
    scale: Scale,
    weights: Mapping[str, float],
) -> Ratings:
    criteria = sheet.columns["criterion"]
    axes = [
        Axis(sheet.columns[field].labels, sheet.columns[field].codes)
        for field in ("candidate", "rater", "criterion")
    ]
    try:
        return ratings_of(
            axes[0],
            axes[1],
            axes[2],
            value,
            weights=_chosen(criteria.labels, facts.weights, weights),
            panels=facts.panels,
            must_have=facts.must_have,
            independent=independent,
            scale=scale,
        )
    except RatingError as error:
        doubled = _doubled(sheet)
        raise BadCells(doubled) if doubled else BadFile(str(error)) from None


def _chosen(
    criteria: Sequence[str], found: Sequence[float], wanted: Mapping[str, float]
) -> list[float]:
    for name in wanted:
        if name not in criteria:
            raise BadFile(
                f"There is no criterion “{name}” to weigh. "
                f"The file has {', '.join(f'“{one}”' for one in sorted(criteria))}."
            )
    return [wanted.get(name, weight) for name, weight in zip(criteria, found, strict=True)]


def _doubled(sheet: _Sheet) -> list[BadCell]:
    """Name every row whose candidate, rater and criterion stand in one before it."""
    key = np.zeros(len(sheet.numbers), dtype=np.int64)
    for field in ("candidate", "rater", "criterion"):
        key = key * len(sheet.columns[field].labels) + sheet.columns[field].codes
    order = np.argsort(key, kind="stable")
    starts = np.flatnonzero(np.diff(key[order], prepend=-1))
    first = np.repeat(order[starts], np.diff(starts, append=len(order)))
    again = np.flatnonzero(first != order)
    return [
        BadCell(
            int(sheet.numbers[order[place]]),
            sheet.headings["criterion"],
            "This rater marked this candidate on this criterion in row "
            f"{sheet.numbers[first[place]]} already.",
            "",
        )
        for place in again.tolist()
    ]


def _drop_blank_rows(sheet: _Sheet) -> None:
    """Rows of separators alone say nothing."""
    fields = [sheet.columns[field] for field in ("candidate", "rater", "criterion", "rating")]
    if all("" in column.labels for column in fields):
        blank = [column.codes == column.labels.index("") for column in fields]
        sheet.keep(np.flatnonzero(~np.logical_and.reduce(blank)))


def _drop_drafts(sheet: _Sheet) -> int:
    """In a file that says when rows were submitted, those that were not are nobody's word yet."""
    moments = sheet.columns.get("submitted_at")
    if moments is None or "" not in moments.labels or len(moments.labels) == 1:
        return 0
    submitted = moments.codes != moments.labels.index("")
    sheet.keep(np.flatnonzero(submitted))
    return int((~submitted).sum())


def _drop_gone(sheet: _Sheet) -> int:
    """Whoever withdrew or was set aside is not ranked, and their raters are not compared by it."""
    column = sheet.columns.get("in_play")
    if column is None:
        return 0
    said = [FLAGS.get(text.casefold()) if text else True for text in column.labels]
    unclear = column.rows_of([place for place, flag in enumerate(said) if flag is None])
    sheet.complain("in_play", unclear, lambda text: f"“{text}” is neither true nor false.")
    gone = column.rows_of([place for place, flag in enumerate(said) if flag is False])
    if len(gone) == len(sheet.numbers):
        raise BadFile("Nobody in the file is still in play.")
    if len(gone):
        sheet.keep(np.setdiff1d(np.arange(len(sheet.numbers)), gone, assume_unique=True))
        for field in ("candidate", "rater"):
            sheet.columns[field] = sheet.columns[field].used()
    return len(gone)


def _require_filled(sheet: _Sheet, field: str) -> None:
    column = sheet.columns[field]
    if "" in column.labels:
        rows = column.rows_of([column.labels.index("")])
        sheet.complain(field, rows, lambda _: f"The {field} is missing.")


def _marks(sheet: _Sheet, field: str, scale: Scale) -> Floats:
    """The marks of a column, NaN where blank."""
    column = sheet.columns[field]
    found = np.array([_mark(text, scale) for text in column.labels], dtype=np.float64)
    wrong = np.flatnonzero(np.isnan(found) & np.array([bool(text) for text in column.labels]))
    if len(wrong):
        what = _scale_words(scale)
        sheet.complain(field, column.rows_of(wrong), lambda text: f"“{text}” is no mark: {what}.")
    return found[column.codes]


def _mark(text: str, scale: Scale) -> float:
    if not NUMBER.fullmatch(text):
        return float("nan")
    value = float(text)
    whole = scale != OUR_SCALE or value.is_integer()
    return value if whole and scale[0] <= value <= scale[1] else float("nan")


def _scale_words(scale: Scale) -> str:
    if scale == OUR_SCALE:
        return "it must be a whole number from 1 to 5"
    return f"it must be a number from {scale[0]:g} to {scale[1]:g}, with a point for decimals"


def _check_not_assessed(sheet: _Sheet, value: Floats) -> None:
    column = sheet.columns.get("not_assessed")
    if column is None:
        return
    said = [FLAGS.get(text.casefold()) for text in column.labels]
    for flag, words in (
        (None, "“{}” is neither true nor false."),
        (True, "This row says not assessed and gives a mark."),
    ):
        rows = column.rows_of([place for place, each in enumerate(said) if each is flag])
        rows = rows[~np.isnan(value[rows])] if flag else rows
        sheet.complain("not_assessed", rows, words.format)


def _independent(sheet: _Sheet, value: Floats, scale: Scale) -> Floats | None:
    """The marks made before seeing others; None where the file does not tell them apart."""
    moments = sheet.columns.get("submitted_at")
    if "independent_rating" not in sheet.columns or moments is None:
        return None
    if "" in moments.labels and len(moments.labels) == 1:
        return None
    return _marks(sheet, "independent_rating", scale)


def _per_criterion(
    sheet: _Sheet, field: str, read: Callable[[str], Value], other: Value
) -> list[Value]:
    """One value a criterion, from rows that must agree; `other` where none of them says."""
    criteria = sheet.columns["criterion"]
    found = [other] * len(criteria.labels)
    column = sheet.columns.get(field)
    if column is None:
        return found
    values: dict[int, Value] = {}
    for place, text in enumerate(column.labels):
        try:
            values[place] = read(text)
        except ValueError as error:
            sheet.complain(field, column.rows_of([place]), str(error).format)
    key = criteria.codes * len(column.labels) + column.codes
    kinds, first = np.unique(key, return_index=True)
    told: dict[int, int] = {}
    for pair, row in sorted(zip(kinds.tolist(), first.tolist(), strict=True), key=lambda at: at[1]):
        criterion, place = divmod(pair, len(column.labels))
        if place not in values or not column.labels[place]:
            continue
        before = told.setdefault(criterion, row)
        if before == row:
            found[criterion] = values[place]
        elif values[place] != found[criterion]:
            sheet.complain(field, np.flatnonzero(key == pair), _other_words(sheet, field, before))
    return found


def _other_words(sheet: _Sheet, field: str, before: int) -> Callable[[str], str]:
    column, criteria = sheet.columns[field], sheet.columns["criterion"]
    name = criteria.labels[criteria.codes[before]]
    said, number = column.labels[column.codes[before]], sheet.numbers[before]
    return lambda text: f"“{name}” has “{said}” in row {number} and “{text}” here."


def _weight(text: str) -> float:
    if not text:
        return 1.0
    value = float(text) if NUMBER.fullmatch(text) else -1.0
    if not 0 <= value <= LARGEST_WEIGHT:
        raise ValueError(f"“{text}” is no weight: it must be a number from 0 up.")
    return value


def _flag(text: str) -> bool:
    try:
        return FLAGS[text.casefold()]
    except KeyError:
        raise ValueError(f"“{text}” is neither true nor false.") from None
