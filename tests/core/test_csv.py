"""CSV: no cell starts a formula, and everything comes back as it was (law L19)."""

import csv as stdlib
import io
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import csv
from app.core.columns import Column

DANGEROUS = ["=1+1", "+351 21", "-2 hours", "@mention", "\tx", "\rx", "'t Hooft", "''", "'"]


def write(*rows: tuple[object, ...]) -> bytes:
    width = len(rows[0])
    columns = [
        Column[tuple[object, ...]](f"c{number}", "", lambda row, n=number: row[n])
        for number in range(width)
    ]
    return b"".join(csv.stream(columns, rows))


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_could_start_a_formula_gets_an_apostrophe(text):
    assert csv.quote_cell(text) == f"'{text}"
    assert csv.unquote_cell(f"'{text}") == text


@pytest.mark.parametrize("text", ["", "Ana", " =1", "1+1", "a'b", "(=)", "\n=1"])
def test_other_text_is_written_as_it_is(text):
    assert csv.quote_cell(text) == text


@pytest.mark.parametrize("text", ["'tis", "'", "' =1", "'1"])
def test_reading_strips_an_apostrophe_only_before_a_dangerous_character(text):
    assert csv.unquote_cell(text) == text


def test_reading_strips_one_apostrophe_and_no_more():
    assert csv.unquote_cell("'''x") == "''x"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (-3, "-3"),
        (-0.5, "-0.5"),
        (Decimal("-1200.50"), "-1200.50"),
        (Decimal("1E+6"), "1000000"),
        (date(2026, 11, 2), "2026-11-02"),
        (datetime(2026, 11, 2, 9, 30, tzinfo=UTC), "2026-11-02T09:30:00+00:00"),
        (
            datetime(2026, 7, 2, 9, 30, tzinfo=timezone(timedelta(hours=-5))),
            "2026-07-02T09:30:00-05:00",
        ),
        ("-3", "'-3"),
    ],
)
def test_a_value_is_written_by_its_type_and_numbers_are_never_prefixed(value, cell):
    assert csv.cell_text(value) == cell


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        csv.cell_text(datetime(2026, 11, 2, 9, 30))


def test_a_value_that_no_cell_can_hold_is_refused():
    with pytest.raises(TypeError, match="list"):
        csv.cell_text(["a"])


def test_a_file_has_a_bom_commas_and_crlf():
    assert write(("Zoë", 1), ("a,b", None)) == '\ufeffc0,c1\r\nZoë,1\r\n"a,b",\r\n'.encode()


def test_a_file_without_rows_has_its_heading():
    columns = [Column[str]("name", "Name", str)]
    assert b"".join(csv.stream(columns, [])) == b"\xef\xbb\xbfname\r\n"


def test_a_long_file_is_streamed_in_pieces_that_join_without_a_seam():
    columns = [Column[int]("n", "N", lambda row: row)]
    pieces = list(csv.stream(columns, range(1_234)))
    assert len(pieces) == 3
    assert list(csv.parse(b"".join(pieces))) == [["n"], *([str(n)] for n in range(1_234))]


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=5))
def test_any_text_survives_writing_and_reading(rows):
    assert list(csv.parse(write(("a", "b", "c"), *rows)))[2:] == [list(row) for row in rows]


@given(st.text(st.sampled_from("=+-@\t\r\n'\",;a "), max_size=6))
def test_no_written_text_starts_a_formula_and_all_of_it_survives(text):
    data = write((text, "end"))
    with io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="") as lines:
        raw = list(stdlib.reader(lines))[1][0]
    assert not raw.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert list(csv.parse(data))[1] == [text, "end"]


@given(
    st.datetimes(
        min_value=datetime(1950, 1, 1),
        max_value=datetime(2100, 1, 1),
        timezones=st.integers(-720, 840).map(lambda m: timezone(timedelta(minutes=m))),
    )
)
def test_a_moment_survives_to_the_microsecond(at):
    assert csv.parse_moment(csv.cell_text(at)) == at


@pytest.mark.parametrize("text", ["2026-11-02", "2026-11-02T09:30:00", "soon"])
def test_a_cell_that_is_no_moment_with_an_offset_is_refused(text):
    with pytest.raises(ValueError, match=r"moment|offset"):
        csv.parse_moment(text)


def test_flags_are_read_whatever_their_case():
    assert [csv.parse_flag(text) for text in ("true", "FALSE", " True ", "")] == [
        *(True, False, True, None)
    ]
    with pytest.raises(ValueError, match="neither true nor false"):
        csv.parse_flag("perhaps")


def test_an_empty_cell_is_no_moment():
    assert csv.parse_moment(" ") is None
