"""Workbooks as we write them: real dates and numbers, no formula, and the way back."""

import random
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from app.core.columns import Column
from app.core.decision import Refused
from app.exchange import books
from app.exchange.candidate_preview import preview
from app.exchange.sheets import read_sheet

LISBON = ZoneInfo("Europe/Lisbon")
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
HOSTILE = (
    '=HYPERLINK("http://x")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "'x",
    "'=1",
    "<r><t>&</t></r>",
    "<b>",
    "_x0041_",
    "a\nb",
    " both ",
    "http://example.com",
    "0123",
    "Łucja 王",
)


def written(values):
    """Return a workbook of one column."""
    file = BytesIO()
    columns = [Column("text", "Text", lambda row: row)]
    with books.book(file, LISBON, AT) as book, book.sheet("one", columns) as sheet:
        for value in values:
            sheet.add(value)
    return file.getvalue()


def cells(data):
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("one")
    return [row[0] for row in sheet.to_python()][1:]


def test_text_is_never_a_formula_or_a_link_and_all_of_it_comes_back():
    data = written(HOSTILE)
    xml = zipfile.ZipFile(BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml
    assert b"<hyperlink" not in xml
    assert not any(str(cell).startswith(("=", "+", "-", "@")) for cell in cells(data))
    assert [row.cells[0] for row in read_sheet(data, "x.xlsx").rows] == list(HOSTILE)


def test_numbers_sums_flags_and_dates_are_what_they_are():
    assert cells(written([7, 2.5, Decimal("51000.50"), True])) == [7, 2.5, 51000.5, True]
    assert cells(written([date(2027, 1, 4)])) == [date(2027, 1, 4)]
    summer = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    assert cells(written([summer])) == [datetime(2026, 7, 1, 10, 30)]


def test_an_hour_that_comes_twice_is_text_with_its_offset():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert cells(written([first, first + timedelta(hours=1)])) == [
        "2026-10-25T00:30:00+00:00",
        "2026-10-25T01:30:00+00:00",
    ]


def test_any_second_comes_back_as_itself():
    draw = random.Random(3)
    moments = [AT + timedelta(seconds=draw.randrange(-(10**9), 10**9)) for _ in range(2000)]
    found = cells(written(moments))
    for moment, cell in zip(moments, found, strict=True):
        if isinstance(cell, datetime):
            assert cell.replace(tzinfo=LISBON).astimezone(UTC) == moment


def test_the_heading_stays_in_sight_and_columns_are_as_wide_as_their_text():
    xml = zipfile.ZipFile(BytesIO(written(["x" * 30]))).read("xl/worksheets/sheet1.xml")
    assert b'state="frozen"' in xml
    assert b'width="32.7' in xml


def test_text_longer_than_a_cell_says_that_it_was_cut():
    (cell,) = cells(written(["x" * 40_000]))
    assert len(cell) == 32_767
    assert cell.endswith("the CSV has it whole)")


def test_more_rows_than_a_sheet_holds_are_refused_in_words(monkeypatch):
    monkeypatch.setattr(books, "MOST_ROWS", 2)
    with pytest.raises(Refused, match="Take the table as CSV"):
        written([1, 2, 3])


def test_reading_our_own_workbook_back_changes_nothing(client, make):
    requisition = make.requisition(time_zone="Europe/Lisbon")
    recruiter = make.member(requisition, "recruiter")
    for number, text in enumerate(HOSTILE):
        if text.strip() == text and text.isprintable():
            person = make.candidate(f"N {text}", email=f"p{number}@example.com", phone=text)
            applied = datetime(2026, 10, 25, 0, 30, 5, number, tzinfo=UTC) + timedelta(hours=number)
            make.candidacy(requisition, candidate=person, applied_at=applied, source=text)
    client.sign_in(recruiter)
    data = client.get(f"/requisitions/{requisition.id}/exports/candidates.xlsx").data
    found = preview(requisition, data, "own.xlsx", by=recruiter)
    assert not found.bad
    counts = found.would("update")
    assert (counts.added, counts.updated, counts.skipped) == (0, 0, 0)
    assert counts.unchanged > 8
