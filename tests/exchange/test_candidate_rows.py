"""Candidates out of other systems' files: what is good, what is bad and where (law L18)."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from email_validator import validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import csv as our_csv
from app.core.columns import Column
from app.exchange.addresses import PLAIN, read_email
from app.exchange.candidate_rows import (
    BadCell,
    CandidateFile,
    CandidateRow,
    DateOrderNeeded,
    Double,
    read_candidates,
)
from app.exchange.refusal import BadFile
from app.exchange.sheets import Row, Sheet, read_sheet
from tests.exchange import samples


def read(header: list[str], *rows: list[str], **options) -> CandidateFile:
    numbered = [Row(number, list(cells)) for number, cells in enumerate(rows, start=2)]
    result = read_candidates(Sheet(header, numbered), **options)
    assert isinstance(result, CandidateFile)
    return result


def one(**cells: str) -> CandidateRow | list[BadCell]:
    """Read one row of our own columns: the good row, or what is bad in it."""
    row = {"name": "Ana Sá", "email": "ana@example.com", **cells}
    result = read(list(row), list(row.values()), zone=ZoneInfo("Europe/Lisbon"))
    return list(result.bad) or result.rows[0]


def message(**cells: str) -> str:
    """Return what is wrong with the only bad cell of a row."""
    bad = one(**cells)
    assert isinstance(bad, list)
    assert len(bad) == 1
    assert bad[0].column in cells
    return bad[0].message


@pytest.fixture(params=["csv", "workbook"])
def greenhouse(request) -> CandidateFile:
    make = samples.csv_file if request.param == "csv" else samples.workbook
    data = make(samples.GREENHOUSE, samples.greenhouse_rows())
    result = read_candidates(read_sheet(data, "x"))
    assert isinstance(result, CandidateFile)
    return result


class TestAnExportLikeGreenhouses:
    def test_has_every_bad_cell_named_by_row_and_heading(self, greenhouse):
        assert [(cell.row, cell.column, cell.value) for cell in greenhouse.bad] == [
            (5, "Email 1", "not-an-address"),
            (7, "Email 1", "P4.148@EXAMPLE.COM"),
            (9, "First Name", ""),
            (11, "Application Date", "31/02/2026"),
            (13, "Email 1", ""),
        ]
        assert greenhouse.bad_rows == {5, 7, 9, 11, 13}

    def test_says_what_is_wrong_in_plain_words(self, greenhouse):
        said = [str(cell) for cell in greenhouse.bad]
        assert said[0].startswith("row 5, column Email 1: Not an e-mail address.")
        assert said[1:] == [
            "row 7, column Email 1: Belongs to Nguyễn von Trapp (row 6).",
            "row 9, column First Name: Empty, and so is the rest of the name.",
            "row 11, column Application Date: There is no 31 February 2026.",
            "row 13, column Email 1: Empty, and there is no external_id to know this person by.",
        ]

    def test_gives_all_other_rows_as_they_are(self, greenhouse):
        assert len(greenhouse.rows) == 35
        assert not greenhouse.doubles
        assert greenhouse.rows[1] == CandidateRow(
            row=3,
            name="Siobhán D'Souza",
            first_name="Siobhán",
            last_name="D'Souza",
            email="p1.37@example.com",
            email_key="p1.37@example.com",
            phone="+351 21 000 0000",
            current_title="Analytics\nEngineer",
            current_employer="=cmd|' /C calc'!A0",
            location="Kraków",
            source="Agency",
            applied_at=datetime(2026, 10, 30, 12, tzinfo=UTC),
            notes="+1 from the panel",
        )
        assert {row.last_name for row in greenhouse.rows} >= {"NA", "Null", "True", "D'Souza"}
        assert {row.phone for row in greenhouse.rows} >= {"0123 456 789", "00447700900123", ""}

    def test_says_which_columns_are_read_and_which_are_left(self, greenhouse):
        assert {column.heading: column.field for column in greenhouse.taken} == {
            "First Name": "first_name",
            "Last Name": "last_name",
            "Company": "current_employer",
            "Title": "current_title",
            "Phone 1": "phone",
            "Email 1": "email",
            "Website 1": "portfolio_url",
            "Address 1": "location",
            "Source": "source",
            "Application Date": "applied_at",
            "Notes": "notes",
        }
        assert [column.heading for column in greenhouse.left] == ["Job", "Stage"]
        assert all("know" not in column.why for column in greenhouse.left)


def test_an_export_like_levers_is_read_day_first_and_whole():
    data = samples.csv_file(samples.LEVER, samples.lever_rows(), encoding="cp1252", delimiter=";")
    result = read_candidates(read_sheet(data, "x.csv"))
    assert isinstance(result, CandidateFile)
    assert not result.bad
    assert len(result.rows) == 30
    first = result.rows[0]
    assert (first.name, first.current_title, first.location) == (
        "Zoë NA",
        "Engineer; data",
        "Zürich",
    )
    assert first.applied_at == datetime(2026, 9, 1, 12, tzinfo=UTC)
    assert [column.heading for column in result.left] == ["Stage", "Owner", "Tags", "Posting"]


def test_our_own_export_is_read_and_its_other_columns_left():
    texts = {
        "candidate_id": "17",
        "name": "'t Hooft",
        "email": "hooft@example.com",
        "phone": "+31 20",
        "status": "in play",
        "applied_at": datetime(2026, 10, 12, 9, 30, 1, 250, tzinfo=UTC),
        "owner": "Rita",
        "external_id": "x-1",
    }
    columns = [
        Column[dict](key, key, lambda row, key=key: row.get(key)) for key in samples.OUR_EXPORT
    ]
    result = read_candidates(read_sheet(b"".join(our_csv.stream(columns, [texts])), "x.csv"))
    assert isinstance(result, CandidateFile)
    assert result.rows == (
        CandidateRow(
            row=2,
            name="'t Hooft",
            email="hooft@example.com",
            email_key="hooft@example.com",
            phone="+31 20",
            applied_at=datetime(2026, 10, 12, 9, 30, 1, 250, tzinfo=UTC),
            external_id="x-1",
        ),
    )
    assert [column.heading for column in result.left] == [
        *("candidate_id", "status", "last_word_at", "next_promise_due", "owner")
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Candidate Name", "name"),
        ("FULL_NAME", "name"),
        ("full-name", "name"),
        ("E-mail 1", "email"),
        ("E-Mail", "email"),
        ("Email Address", "email"),
        ("Primary email address", "email"),
        ("Date Applied", "applied_at"),
        ("Date-Added", "applied_at"),
        ("Application date", "applied_at"),
        ("Candidate ID", "external_id"),
        ("External ID", "external_id"),
        ("LinkedIn", "linkedin_url"),
        ("Headline", "current_title"),
        ("Sources", "source"),
        ("Phone number", "phone"),
        ("Time Zone", "time_zone"),
        ("Interview date", "interviewed_at"),
    ],
)
def test_headings_of_other_systems_are_understood(heading, field):
    header = [*{"name", "email"} - {field}, heading]
    assert heading in {c.heading for c in read(header).taken if c.field == field}


def test_the_plainest_of_several_headings_is_read_and_the_others_are_named():
    header = ["Headline", "Email", "Date Added", "Title", "Name", "Applied at", "Shoe size", ""]
    result = read(header, ["h", "a@example.com", "2026-01-01", "t", "Ana", "2026-02-02", "38", "x"])
    assert result.rows[0].current_title == "t"
    assert result.rows[0].applied_at == datetime(2026, 2, 2, 12, tzinfo=UTC)
    assert [(column.heading, column.why) for column in result.left] == [
        ("Headline", "“Title” is read instead."),
        ("Date Added", "“Applied at” is read instead."),
        ("Shoe size", "Not a heading we know."),
        ("column H", "It has no heading."),
    ]


def test_two_headings_that_mean_the_same_are_refused():
    with pytest.raises(BadFile, match="“E-mail” and “email” mean the same"):
        read(["name", "E-mail", "email"])


@pytest.mark.parametrize(
    ("header", "said"),
    [(["email", "phone"], "No column holds the name"), (["name", "phone"], "the e-mail address")],
)
def test_a_file_that_cannot_say_who_anyone_is_is_refused(header, said):
    with pytest.raises(BadFile, match=said):
        read(header)


class TestNames:
    def test_of_two_parts_are_first_and_last_and_never_mended(self):
        header = ["first_name", "last_name", "email"]
        result = read(
            header,
            ["josé maría", "DE LA O", "a@example.com"],
            ["", "Teller", "b@example.com"],
            [" Björk ", "", "c@example.com"],
        )
        assert [row.name for row in result.rows] == ["josé maría DE LA O", "Teller", "Björk"]
        assert result.rows[0].last_name == "DE LA O"

    def test_in_one_column_serve_where_the_two_are_empty(self):
        header = ["name", "first_name", "last_name", "email"]
        result = read(
            header, ["Ana Sá", "", "", "a@example.com"], ["x", "Bo", "Li", "b@example.com"]
        )
        assert [row.name for row in result.rows] == ["Ana Sá", "Bo Li"]

    @pytest.mark.parametrize("name", ["Ana\nSá", "Ana\u2028Sá"])
    def test_stand_on_one_line(self, name):
        assert "one line" in message(name=name)

    def test_have_room_for_two_hundred_characters(self):
        assert isinstance(one(name="x" * 200), CandidateRow)
        assert "200 at most" in message(name="x" * 201)
        result = read(["First Name", "Last Name", "email"], ["x" * 120, "y" * 120, "a@example.com"])
        assert [(cell.column, cell.message) for cell in result.bad] == [
            ("First Name", "The whole name has 241 characters, 200 at most.")
        ]

    def test_hold_nothing_that_cannot_be_seen(self):
        assert "cannot be seen" in message(name="Ana\x00")


class TestAddresses:
    @pytest.mark.parametrize(
        "email",
        [
            *("plain", "a@b", "a@@example.com", "a b@example.com", "a@example..com", "@x.com"),
            *("a@example.invalid", "a@localhost", "Ana <a@example.com>", "a@x.com; b@x.com"),
            *("a" * 65 + "@example.com", "a@" + "b" * 250 + ".com", "=1+1", "x" * 30_000),
        ],
    )
    def test_that_are_none_are_bad_cells(self, email):
        assert message(email=email).startswith("Not an e-mail address.")

    @pytest.mark.parametrize(
        "email",
        [
            *("o'brien@example.com", "用户@example.com", "a@bücher.example.com"),
            *("a@example.test", "ana@mail.caravela.local"),
        ],
    )
    def test_that_are_unusual_are_good(self, email):
        row = one(email=email)
        assert isinstance(row, CandidateRow)
        assert row.email == email

    def test_are_shown_as_given_and_compared_without_case(self):
        row = one(email=" Ana.SA@Example.COM ")
        assert isinstance(row, CandidateRow)
        assert (row.email, row.email_key) == ("Ana.SA@Example.COM", "ana.sa@example.com")

    @given(
        st.text("aZ0._+-'", min_size=1, max_size=12),
        st.lists(st.text("aZ0-", min_size=1, max_size=8), min_size=1, max_size=3),
        st.sampled_from(["com", "test", "local", "Co", "x", "c0", "xn--p1ai", "arpa", "onion"]),
    )
    @settings(max_examples=400)
    def test_that_the_quick_look_takes_the_full_check_takes_alike(self, local, labels, end):
        address = f"{local}@{'.'.join(labels)}.{end}"
        if PLAIN.fullmatch(address):
            found = validate_email(address, check_deliverability=False, strict=True)
            assert read_email(address).key == found.normalized.casefold()

    def test_of_the_web_are_http_or_https(self):
        for url in ("https://example.com/me?a=1#x", "http://example.com", "HTTPS://Example.com/é"):
            row = one(portfolio_url=url)
            assert isinstance(row, CandidateRow)
            assert row.portfolio_url == url

    def test_of_the_web_without_a_beginning_get_https(self):
        row = one(linkedin_url="www.linkedin.com/in/ana")
        assert isinstance(row, CandidateRow)
        assert row.linkedin_url == "https://www.linkedin.com/in/ana"

    @pytest.mark.parametrize(
        "url",
        [
            *(
                "javascript:alert(1)",
                "ftp://example.com",
                "data:text/html,x",
                "https://",
                "//x.com",
            ),
            *(
                "https:// example.com",
                "n/a",
                "https://[::1",
                'https://x.com/"><script>',
                "mailto:a@x",
            ),
        ],
    )
    def test_of_the_web_of_other_kinds_are_bad_cells(self, url):
        assert message(portfolio_url=url).startswith("Not a web address.")


class TestTheSamePersonTwice:
    HEADER = ["name", "email", "external_id"]

    def test_under_one_name_is_a_double_and_not_bad(self):
        result = read(
            self.HEADER,
            ["José Núñez", "j@example.com", ""],
            ["JOSE  NUNEZ", "J@Example.com", ""],
            ["No Mail", "", "7"],
            ["No Mail", "", "7"],
        )
        assert [row.row for row in result.rows] == [2, 4]
        assert result.doubles == (Double(3, "JOSE  NUNEZ", 2), Double(5, "No Mail", 4))
        assert not result.bad

    def test_under_another_name_is_bad_by_address_and_by_id(self):
        result = read(
            self.HEADER,
            ["Ana", "a@example.com", "1"],
            ["Bo", "A@example.com", "2"],
            ["Cy", "", "1"],
            ["Di", "a@example.com", "1"],
        )
        assert [str(cell) for cell in result.bad] == [
            "row 3, column email: Belongs to Ana (row 2).",
            "row 4, column external_id: Belongs to Ana (row 2).",
            "row 5, column email: Belongs to Ana (row 2).",
            "row 5, column external_id: Belongs to Ana (row 2).",
        ]

    def test_with_another_address_under_one_id_is_bad(self):
        result = read(self.HEADER, ["Ana", "a@example.com", "1"], ["Ana", "b@example.com", "1"])
        assert [str(cell) for cell in result.bad] == [
            "row 3, column external_id: In row 2 too, with another e-mail address."
        ]

    def test_is_taken_from_the_row_that_is_good(self):
        result = read(
            [*self.HEADER, "time_zone"],
            ["Ana", "a@example.com", "", "Mars"],
            ["Ana", "a@example.com", "", "Europe/Lisbon"],
            ["Ana", "a@example.com", "", ""],
            ["Bo", "a@example.com", "", ""],
        )
        assert [row.row for row in result.rows] == [3]
        assert result.doubles == (Double(4, "Ana", 3),)
        assert [(cell.row, cell.message) for cell in result.bad] == [
            (2, "Not a time zone. Write it as Europe/Lisbon."),
            (5, "Belongs to Ana (row 3)."),
        ]

    def test_without_an_address_is_known_by_id(self):
        row = one(email="", external_id="gh-7")
        assert isinstance(row, CandidateRow)
        assert (row.email, row.email_key, row.external_id) == ("", "", "gh-7")


class TestDates:
    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("2026-10-12", datetime(2026, 10, 12, 11, tzinfo=UTC)),
            ("2026/1/5", datetime(2026, 1, 5, 12, tzinfo=UTC)),
            ("2026-10-12T09:30:00+02:00", datetime(2026, 10, 12, 7, 30, tzinfo=UTC)),
            ("2026-10-12 09:30:15.5 UTC", datetime(2026, 10, 12, 9, 30, 15, 500_000, tzinfo=UTC)),
            ("2026-10-12T09:30Z", datetime(2026, 10, 12, 9, 30, tzinfo=UTC)),
            ("2026-10-12 09:30 -0400", datetime(2026, 10, 12, 13, 30, tzinfo=UTC)),
            ("2026-10-12 09:30", datetime(2026, 10, 12, 8, 30, tzinfo=UTC)),
            ("12 Oct 2026", datetime(2026, 10, 12, 11, tzinfo=UTC)),
            ("12-Oct-2026", datetime(2026, 10, 12, 11, tzinfo=UTC)),
            ("Mon, 12th October 2026", datetime(2026, 10, 12, 11, tzinfo=UTC)),
            ("Sept. 3, 2026", datetime(2026, 9, 3, 11, tzinfo=UTC)),
            ("October 12, 2026 at 12:05 AM", datetime(2026, 10, 11, 23, 5, tzinfo=UTC)),
            ("16/09/2026", datetime(2026, 9, 16, 11, tzinfo=UTC)),
            ("9/16/2026 5:07 pm", datetime(2026, 9, 16, 16, 7, tzinfo=UTC)),
            ("16.09.2026", datetime(2026, 9, 16, 11, tzinfo=UTC)),
            ("05-05-2026", datetime(2026, 5, 5, 11, tzinfo=UTC)),
        ],
    )
    def test_are_understood_and_a_day_alone_is_its_noon_there(self, text, at):
        row = one(applied_at=text)
        assert isinstance(row, CandidateRow)
        assert row.applied_at == at

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("31/02/2026", "There is no 31 February 2026."),
            ("2026-02-29", "There is no 29 February 2026."),
            ("2026-13-01", "There is no month 13."),
            ("45/13/2026", "There is no month 13."),
            ("2026-00-10", "There is no month 0."),
            ("soon", "Not a date. Write it as 2026-10-31."),
            ("12/10/26", "Not a date. Write it as 2026-10-31."),
            ("12 Brumaire 2026", "Not a date. Write it as 2026-10-31."),
            ("2026-W41-1", "Not a date. Write it as 2026-10-31."),
            ("46000", "Not a date. Write it as 2026-10-31."),
            ("0026-10-12", "The year 0026 cannot be right."),
            ("2026-10-12 25:00", "There is no such time of day."),
            ("2026-10-12 13:00 pm", "There is no such time of day."),
            ("2026-10-12 10:00 +99:00", "There is no such time of day."),
        ],
    )
    def test_that_are_none_are_bad_cells(self, text, said):
        assert message(applied_at=text) == said

    HEADER = ["name", "email", "Date Applied", "Interview date"]

    def rows(self, *dates: tuple[str, str]) -> list[list[str]]:
        return [
            [f"P{n}", f"p{n}@example.com", first, second] for n, (first, second) in enumerate(dates)
        ]

    def sheet(self, *dates: tuple[str, str]) -> Sheet:
        return Sheet(self.HEADER, [Row(n, row) for n, row in enumerate(self.rows(*dates), 2)])

    def test_of_a_whole_column_tell_which_comes_first(self):
        rows = self.rows(("03/04/2026", "03/04/2026"), ("16/04/2026", "03/16/2026"))
        first, second = read(self.HEADER, *rows).rows
        assert first.applied_at == datetime(2026, 4, 3, 12, tzinfo=UTC)
        assert first.interviewed_at == datetime(2026, 3, 4, 12, tzinfo=UTC)
        assert second.applied_at == datetime(2026, 4, 16, 12, tzinfo=UTC)
        assert second.interviewed_at == datetime(2026, 3, 16, 12, tzinfo=UTC)

    def test_that_can_be_read_both_ways_are_asked_about(self):
        sheet = self.sheet(("2026-04-03", "03/04/2026"), ("05/05/2026", ""))
        assert read_candidates(sheet) == DateOrderNeeded(("Interview date",), "03/04/2026")

    def test_that_contradict_each_other_are_asked_about(self):
        sheet = self.sheet(("16/04/2026", ""), ("04/16/2026", ""), ("03/04/2026", ""))
        assert read_candidates(sheet) == DateOrderNeeded(("Date Applied",), "03/04/2026")

    def test_are_read_as_the_answer_says(self):
        rows = self.rows(("03/04/2026", ""), ("04/16/2026", ""))
        by_day, by_month = (read(self.HEADER, *rows, dates=order) for order in ("dmy", "mdy"))
        assert by_day.rows[0].applied_at == datetime(2026, 4, 3, 12, tzinfo=UTC)
        assert [cell.message for cell in by_day.bad] == [
            "There is no month 16, read with the day first."
        ]
        assert by_month.rows[0].applied_at == datetime(2026, 3, 4, 12, tzinfo=UTC)
        assert not by_month.bad

    def test_with_the_year_last_are_bad_where_the_answer_is_iso(self):
        rows = self.rows(("03/04/2026", "2026-04-03"), ("2026-04-03", ""))
        result = read(self.HEADER, *rows, dates="iso")
        assert [(cell.row, cell.column) for cell in result.bad] == [(2, "Date Applied")]
        assert "The year is not first" in result.bad[0].message


def test_time_zones_are_those_of_the_world_whatever_their_case():
    row = one(time_zone="europe/lisbon")
    assert isinstance(row, CandidateRow)
    assert row.time_zone == "Europe/Lisbon"
    for wrong in ("Lisbon", "GMT+1", "../etc/passwd"):
        assert "Not a time zone" in message(time_zone=wrong)


@pytest.mark.parametrize(
    ("field", "length"),
    [("phone", 80), ("current_title", 300), ("source", 200), ("external_id", 120)],
)
def test_text_that_the_database_could_not_hold_is_a_bad_cell(field, length):
    assert isinstance(one(**{field: "x" * length}), CandidateRow)
    assert f"{length} at most" in message(**{field: "x" * (length + 1)})


def test_every_bad_cell_of_a_row_is_named():
    bad = one(email="x", applied_at="y", time_zone="z", portfolio_url="javascript:1")
    assert isinstance(bad, list)
    assert [cell.column for cell in bad] == ["email", "applied_at", "time_zone", "portfolio_url"]


def test_a_row_with_a_cell_beyond_the_heading_is_bad_and_the_others_are_not():
    data = b"name,email\r\nAna,a@example.com\r\nSilva,Bo,b@example.com\r\n"
    result = read_candidates(read_sheet(data, "x.csv"))
    assert isinstance(result, CandidateFile)
    assert [row.row for row in result.rows] == [2]
    assert (
        BadCell(
            3, "C", "No heading stands over this cell, so the row may be shifted.", "b@example.com"
        )
        in result.bad
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "Ana", "ANA", "Bo"]),
            st.sampled_from(["", "a@x.com", "A@X.com", "b@x.com", "bad"]),
            st.sampled_from(["", "1", "2"]),
            st.sampled_from(["", "UTC", "Mars"]),
        ),
        max_size=8,
    )
)
def test_every_row_is_good_or_bad_or_a_double_and_no_key_is_good_twice(rows):
    result = read(["name", "email", "external_id", "time_zone"], *map(list, rows))
    good, doubles = [r.row for r in result.rows], [d.row for d in result.doubles]
    assert sorted([*good, *doubles, *result.bad_rows]) == list(range(2, len(rows) + 2))
    assert all(double.of_row in good for double in result.doubles)
    for key in ("email_key", "external_id"):
        keys = [getattr(row, key) for row in result.rows if getattr(row, key)]
        assert len(keys) == len(set(keys))
