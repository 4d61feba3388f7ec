"""Invented people in files of the shapes other systems export, good rows and bad."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date

import xlsxwriter

GREENHOUSE = [
    *("First Name", "Last Name", "Company", "Title", "Phone 1", "Email 1", "Website 1"),
    *("Address 1", "Job", "Stage", "Source", "Application Date", "Notes"),
]
LEVER = [
    *("Full-Name", "Email", "Phone", "Headline", "Location", "Stage", "Owner", "Sources"),
    *("Tags", "Date-Added", "Posting"),
]
OUR_EXPORT = [
    *("candidate_id", "name", "email", "phone", "current_title", "current_employer"),
    *("location", "time_zone", "source", "status", "applied_at", "interviewed_at"),
    *("last_word_at", "next_promise_due", "owner", "external_id"),
]

FIRST = ["Wei", "Siobhán", "Björn", "Łukasz", "Nguyễn", "Zoë", "Дмитрий", "Ελένη", "Mateo"]
LAST = ["NA", "Null", "True", "Şahin", "D'Souza", "García-Lorca", "Å", "von Trapp", "Smith-Jones"]
EMPLOYERS = ["Acme, Inc.", "=cmd|' /C calc'!A0", "Großhandel GmbH", ""]
TITLES = ["Data Engineer", "Analytics\nEngineer", "Senior Data Engineer"]
PHONES = ["0123 456 789", "+351 21 000 0000", "00447700900123", ""]
NOTES = ["", "+1 from the panel", "-2 hours offset", "@mention", 'He said "yes", twice', "one\ntwo"]
DATES = ["2026-10-12", "2026-10-30", "2026-11-02"]


def _pick(options: Sequence[str], number: int, step: int) -> str:
    return options[number * step % len(options)]


def greenhouse_rows(count: int = 40, *, with_bad: bool = True) -> list[list[str]]:
    """Return rows of which, with bad ones, those of the file numbered 5, 7, 9, 11 and 13 are."""
    rows = [
        [
            _pick(FIRST, n, 1),
            _pick(LAST, n, 4),
            _pick(EMPLOYERS, n, 1),
            _pick(TITLES, n, 1),
            _pick(PHONES, n, 1),
            f"p{n}.{n * 37}@example.com",
            _pick(["https://example.com/me", ""], n, 1),
            _pick(["Lisboa", "Kraków", "Θεσσαλονίκη", ""], n, 1),
            "Senior Data Engineer",
            _pick(["Onsite", "Final Interview"], n, 1),
            _pick(["LinkedIn", "Agency", "Referral"], n, 1),
            _pick(DATES, n, 1),
            _pick(NOTES, n, 1),
        ]
        for n in range(count)
    ]
    if with_bad:
        rows[3][5] = "not-an-address"
        rows[5][5] = rows[4][5].upper()
        rows[7][0] = rows[7][1] = ""
        rows[9][11] = "31/02/2026"
        rows[11][5] = ""
    return rows


def lever_rows(count: int = 30) -> list[list[str]]:
    """Return rows with one column for the name and the day first; cp1252 can write them all."""
    return [
        [
            f"{_pick(['Zoë', 'José', 'Søren', 'Amélie'], n, 1)} {_pick(LAST[:3], n, 1)}",
            f"q{n}@example.com",
            _pick(["+33 1 23 45 67 89", "0123", ""], n, 1),
            "Engineer; data",
            "Zürich",
            "On-site",
            "Recruiter",
            "Agency, referral",
            "spark;sql",
            f"{n % 27 + 1:02}/{9 + n % 3:02}/2026",
            "Senior Data Engineer",
        ]
        for n in range(count)
    ]


def csv_file(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    encoding: str = "utf-8-sig",
    delimiter: str = ",",
    line_end: str = "\r\n",
) -> bytes:
    """Return a CSV file as another system would write it, without our apostrophes."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows([header, *rows])
    return text.getvalue().encode(encoding)


def workbook(
    header: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    before: Sequence[str] = (),
    date_format: str = "dd/mm/yyyy",
) -> bytes:
    """Return an XLSX file: text stays text, ``before`` are hidden sheets in front."""
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(data, options) as book:
        dated = book.add_format({"num_format": date_format})
        hidden = [book.add_worksheet(name) for name in before]
        sheet = book.add_worksheet("People")
        sheet.activate()
        sheet.set_first_sheet()
        for other in hidden:
            other.write(0, 0, "nothing here")
            other.hide()
        for number, row in enumerate([header, *rows]):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, dated)
                else:
                    sheet.write(number, column, value)
    return data.getvalue()


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """Return a zip with some of its parts exchanged or added."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *changes]):
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return result.getvalue()


def zip_of(parts: dict[str, bytes]) -> bytes:
    """Return a zip with these parts."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return result.getvalue()
