"""Any table comes in as it is; what is no table is refused in words."""

import io
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import csv as our_csv
from app.core.columns import Column
from app.exchange.refusal import MAX_CELL, MAX_COLUMNS, MAX_ROWS, BadFile
from app.exchange.sheets import Sheet, column_letter, read_sheet
from tests.exchange import samples

HEADER = ["name", "email"]
ROWS = [["Zoë", "z@example.com"], ["José", "j@example.com"]]


def cells(sheet: Sheet) -> list[list[str]]:
    return [row.cells for row in sheet.rows]


def refusal(data: bytes, filename: str = "people.csv") -> str:
    with pytest.raises(BadFile) as refused:
        read_sheet(data, filename)
    return str(refused.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_every_usual_encoding_separator_and_line_end_is_read(delimiter, encoding, line_end):
    data = samples.csv_file(HEADER, ROWS, encoding=encoding, delimiter=delimiter, line_end=line_end)
    sheet = read_sheet(data, "people.csv")
    assert sheet.header == HEADER
    assert cells(sheet) == ROWS


@pytest.mark.parametrize("bom", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_both_orders_is_known_by_its_mark(bom):
    data = ("\ufeff" + "name;email\r\nŁukasz;l@example.com\r\n").encode(bom)
    assert cells(read_sheet(data, "x.csv")) == [["Łukasz", "l@example.com"]]


def test_a_separator_inside_a_heading_or_cell_does_not_mislead():
    data = b'"Last name, first";email;"a,b,c"\r\n"Silva, Ana, Ms";a@example.com;x\r\n'
    sheet = read_sheet(data, "x.csv")
    assert sheet.header == ["Last name, first", "email", "a,b,c"]
    assert cells(sheet) == [["Silva, Ana, Ms", "a@example.com", "x"]]


def test_excels_note_of_the_separator_is_followed_and_not_counted():
    sheet = read_sheet(b"sep=;\r\nname;email\r\nAna;a@example.com\r\n", "x.csv")
    assert sheet.header == HEADER
    assert sheet.rows[0].number == 2


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    data = b'name,notes\r\nAna,"one\r\ntwo\nthree"\r\n\r\n,\r\nBo,x\r\n'
    sheet = read_sheet(data, "x.csv")
    assert [(row.number, row.cells[0]) for row in sheet.rows] == [(2, "Ana"), (5, "Bo")]
    assert sheet.rows[0].cells[1] == "one\r\ntwo\nthree"


def test_a_heading_further_down_keeps_the_rows_own_numbers():
    sheet = read_sheet(b"\r\n,\r\nname,email\r\nAna,a@example.com\r\n", "x.csv")
    assert sheet.header == HEADER
    assert sheet.rows[0].number == 4


def test_words_that_other_readers_take_for_nothing_survive():
    rows = [[word, f"{word}@example.com"] for word in ("NA", "Null", "True", "None", "nan", "007")]
    assert cells(read_sheet(samples.csv_file(HEADER, rows), "x.csv")) == rows
    assert cells(read_sheet(samples.workbook(HEADER, rows), "x.xlsx")) == rows


def test_our_own_apostrophe_is_taken_off_again_and_no_other():
    data = b"name,phone,notes\r\n''t Hooft,'+351 21,'tis\r\n"
    assert cells(read_sheet(data, "x.csv")) == [["'t Hooft", "+351 21", "'tis"]]


@given(
    st.lists(st.text(st.characters(codec="utf-8", categories=["L", "P", "S", "Zs"])), min_size=1)
)
@settings(max_examples=50)
def test_what_we_export_is_read_as_it_was(texts):
    texts = [text for text in texts if text and not text.isspace()] or ["x"]
    columns = [Column[str]("id", "", lambda _: 1), Column[str]("text", "", lambda text: text)]
    sheet = read_sheet(b"".join(our_csv.stream(columns, texts)), "x.csv")
    assert [row.cells[1] for row in sheet.rows] == texts


def test_short_rows_are_filled_and_empty_cells_beyond_the_heading_dropped():
    sheet = read_sheet(b"name,email,phone\r\nAna\r\nBo,b@example.com,,,\r\n", "x.csv")
    assert cells(sheet) == [["Ana", "", ""], ["Bo", "b@example.com", ""]]
    assert [row.beyond for row in sheet.rows] == [(), ()]


def test_cells_beyond_the_heading_are_kept_apart():
    data = b"name,email\r\nSilva,Ana,a@example.com,,x,\r\n"
    row = read_sheet(data, "x.csv").rows[0]
    assert row.cells == ["Silva", "Ana"]
    assert row.beyond == ("a@example.com", "", "x")


def test_a_workbook_gives_the_rows_of_the_same_csv():
    header, rows = samples.GREENHOUSE, samples.greenhouse_rows()
    as_csv = read_sheet(samples.csv_file(header, rows), "x.csv")
    as_workbook = read_sheet(samples.workbook(header, rows), "x.xlsx")
    assert as_workbook.header == as_csv.header
    assert as_workbook.rows == as_csv.rows


def test_what_a_file_is_shows_in_its_content_and_not_its_name():
    workbook, text = samples.workbook(HEADER, ROWS), samples.csv_file(HEADER, ROWS)
    assert cells(read_sheet(workbook, "people.csv")) == ROWS
    assert cells(read_sheet(text, "people.xlsx")) == ROWS


def test_cells_of_a_workbook_are_read_as_a_person_sees_them():
    row = [
        *("007", 7, 1.5, 351210000000, 0.1 + 0.2, True, date(2026, 10, 12)),
        *(datetime(2026, 10, 12, 9, 30, 15), datetime(2026, 10, 12), -0.25, "'+351"),
    ]
    header = [column_letter(index) for index in range(len(row))]
    sheet = read_sheet(samples.workbook(header, [row], date_format="d/m/yy h:mm"), "x.xlsx")
    assert cells(sheet) == [
        [
            *("007", "7", "1.5", "351210000000", "0.3", "TRUE", "2026-10-12"),
            *("2026-10-12T09:30:15", "2026-10-12", "-0.25", "+351"),
        ]
    ]


def test_rows_of_a_workbook_keep_their_numbers_past_empty_ones():
    data = samples.workbook([], [["name", "email"], [], ["Ana", "a@example.com"]])
    sheet = read_sheet(data, "x.xlsx")
    assert sheet.header == HEADER
    assert [row.number for row in sheet.rows] == [4]


def test_the_first_visible_sheet_is_read_and_the_others_are_named():
    sheet = read_sheet(samples.workbook(HEADER, ROWS, before=["Notes"]), "x.xlsx")
    assert (sheet.name, sheet.others) == ("People", ())
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        book.add_worksheet("Empty")
        for name in ("First", "Second"):
            book.add_worksheet(name).write_column(0, 0, ["name", name])
    sheet = read_sheet(data.getvalue(), "x.xlsx")
    assert (sheet.name, sheet.others) == ("First", ("Empty", "Second"))
    assert cells(sheet) == [["First"]]


def test_cells_with_a_colour_but_no_content_far_away_are_no_obstacle():
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["name", "Ana"])
        sheet.write_blank(1_000_000, 16_000, None, book.add_format({"bold": True}))
    assert cells(read_sheet(data.getvalue(), "x.xlsx")) == [["Ana"]]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\r\n", b",,\r\n;\r\n,"])
def test_an_empty_file_is_refused(data):
    assert "empty" in refusal(data) or "no rows" in refusal(data)


def test_an_empty_workbook_is_refused():
    assert refusal(samples.workbook([], [])) == (
        "“people.csv” has no visible sheet with anything in it."
    )


@pytest.mark.parametrize("make", [samples.csv_file, samples.workbook])
def test_a_heading_alone_is_refused(make):
    assert refusal(make(HEADER, [["", ""]])) == "The file has a heading but no rows under it."


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"name,email\r\nA\x00na,a@example.com\r\n",
        b"\xef\xbb\xbfname,email\r\nJos\xe9,j@example.com\r\n",
        b"name,email\r\n\x81\x8d,a@example.com\r\n",
        "name,email\r\nAna,a@example.com\r\n".encode("utf-16-le"),
    ],
)
def test_what_is_no_text_is_refused(data):
    assert "characters that no text has" in refusal(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x1f\x8b\x08x", "archive"),
        (b"<html><table><tr><td>name", "web page"),
        (b'\xef\xbb\xbf <?xml version="1.0"?><a/>', "web page or XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "old Excel file (.xls)"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
        (b"PK\x03\x04 and then nothing", "is damaged"),
        (samples.zip_of({"content.xml": b"<a/>", "mimetype": b"x"}), "OpenDocument"),
        (samples.zip_of({"word/document.xml": b"<a/>"}), "a Word document"),
        (samples.zip_of({"xl/workbook.bin": b"x"}), ".xlsb"),
        (samples.zip_of({"people.csv": b"name,email"}), "zip archive"),
    ],
)
def test_files_of_other_kinds_are_refused_by_what_they_are(data, said):
    sentence = refusal(data, "people.csv")
    assert said in sentence
    assert sentence.startswith("“people.csv” is ")


def test_quotation_marks_that_do_not_pair_are_refused_with_their_row():
    never_closed = b'name,email\r\nAna,a@example.com\r\n"Bo,b@example.com\r\nCy,c@example.com\r\n'
    not_doubled = b'name,email\r\nAna "A" B,a@example.com\r\n"Bo "B" C",b@example.com\r\n'
    for data in (never_closed, not_doubled):
        assert refusal(data).startswith("The quotation marks in row 3 do not pair")


@pytest.mark.parametrize("length", [MAX_CELL + 1, 3_000_000])
def test_a_cell_longer_than_a_spreadsheet_holds_is_refused_with_its_row(length):
    data = samples.csv_file(HEADER, [*ROWS, ["x" * length, "x@example.com"]])
    assert "in row 4" in refusal(data)
    assert "32,767 characters" in refusal(data)


def test_a_cell_of_three_megabytes_in_a_workbook_is_refused():
    part = b"<si><t>%s</t></si></sst>" % (b"x" * 3_000_000)
    data = samples.workbook(HEADER, ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = book.read("xl/sharedStrings.xml")
    start = shared.rindex(b"<si>")
    data = samples.repacked(data, {"xl/sharedStrings.xml": shared[:start] + part})
    assert "32,767 characters" in refusal(data)


def test_a_cell_as_long_as_a_spreadsheet_holds_is_read():
    rows = [["x" * MAX_CELL, "x@example.com"]]
    assert cells(read_sheet(samples.csv_file(HEADER, rows), "x.csv")) == rows


def test_more_rows_than_we_take_are_refused():
    data = b"n\r\n" + b"1\r\n" * (MAX_ROWS + 1)
    assert "more than 100,000 rows" in refusal(data)
    assert len(read_sheet(data[:-3], "x.csv").rows) == MAX_ROWS


@pytest.mark.parametrize("make", [samples.csv_file, samples.workbook])
def test_more_columns_than_we_take_are_refused(make):
    header = [f"h{number}" for number in range(MAX_COLUMNS + 1)]
    assert "501 columns" in refusal(make(header, [header]))
    assert len(read_sheet(make(header[:-1], [header[:-1]]), "x").header) == MAX_COLUMNS


def test_more_cells_than_we_take_are_refused():
    data = b",".join(b"h%d" % n for n in range(400)) + b"\r\n" + b"1\r\n" * 12_501
    assert "too large to read at once" in refusal(data)


def test_a_heading_that_is_there_twice_is_refused():
    data = b"name,Email,phone, email \r\nAna,a@example.com,1,b@example.com\r\n"
    assert refusal(data) == (
        "The heading “email” is there twice, over columns B and D. Rename one or take it out."
    )


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [column_letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA")
    ]


class TestBombs:
    """A small workbook never asks for much memory: each is refused before it is opened."""

    SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    SWELLS = "fill the memory"

    def sheet(self, inside: bytes) -> bytes:
        part = self.SHEET + b"<sheetData>" + inside + b"</sheetData></worksheet>"
        return samples.repacked(samples.workbook(HEADER, ROWS), {"xl/worksheets/sheet1.xml": part})

    def test_one_that_is_packed_hundreds_of_times(self):
        data = self.sheet(b" " * 60_000_000)
        assert len(data) < 100_000
        assert self.SWELLS in refusal(data)

    def test_one_whose_directory_says_too_much(self):
        data = self.sheet(b"")
        assert self.SWELLS in refusal(self.claiming(data, 300_000_000))

    def test_one_whose_directory_says_too_little(self):
        data = self.sheet(b" " * 9_000_000)
        assert self.SWELLS in refusal(self.claiming(data, 500))

    @pytest.mark.parametrize("far", [b"XFD1048576", b"A999999999", b"ZZZZZ1", b"xfd1", b"SG1"])
    def test_one_with_a_cell_very_far_away(self, far):
        for cell in (b'<c r="%s"><v>1</v></c>', b"<x:c x='/>' r = '%s' ><v>1</v></x:c>"):
            sentence = refusal(self.sheet(b'<row r="1">' + cell % far + b"</row>"))
            assert "too large" in sentence or "columns" in sentence

    def test_one_with_a_row_very_far_away(self):
        row = b'<row r="%d"><c><v>1</v></c><c><v>2</v></c><c r="CC1"><v>1</v></c></row>'
        assert "too large" in refusal(self.sheet(row % 1_048_576))

    def test_one_that_repeats_a_long_text_in_very_many_cells(self):
        shared = b"<sst><si><t>%s</t></si></sst>" % (b"x" * 30_000)
        cells = b"".join(b'<c r="A%d" t="s"><v>0</v></c>' % n for n in range(1, 14_000))
        data = samples.repacked(self.sheet(cells), {"xl/sharedStrings.xml": shared})
        assert len(data) < 200_000
        assert self.SWELLS in refusal(data)

    def test_many_cells_and_a_long_text_that_is_used_once_are_read(self):
        rows = [["Ana", f"a{n}@example.com"] for n in range(10_000)]
        rows[5][0] = "x" * 25_000
        assert cells(read_sheet(samples.workbook(HEADER, rows), "x.xlsx")) == rows

    @pytest.mark.parametrize("count", [b"9999999999999", b"&#57;9999999", b"+99999999"])
    def test_one_that_promises_more_entries_than_it_has(self, count):
        shared = b'<sst count="1" uniqueCount="%s"><si><t>x</t></si></sst>' % count
        data = samples.repacked(self.sheet(b""), {"xl/sharedStrings.xml": shared})
        assert "is damaged" in refusal(data)

    def test_one_in_an_encoding_that_hides_its_cells(self):
        part = '<?xml version="1.0" encoding="UTF-16"?><worksheet/>'.encode("utf-16")
        data = samples.workbook(HEADER, ROWS)
        data = samples.repacked(data, {"xl/worksheets/sheet1.xml": part})
        assert "is damaged" in refusal(data)

    def claiming(self, data: bytes, size: int) -> bytes:
        """Write another unpacked size of the sheet into the zip's directory."""
        changed = bytearray(data)
        entry = changed.rindex(b"xl/worksheets/sheet1.xml") - 46
        assert changed[entry : entry + 4] == b"PK\x01\x02"
        changed[entry + 24 : entry + 28] = size.to_bytes(4, "little")
        return bytes(changed)


def test_a_protected_part_is_refused():
    data = bytearray(samples.workbook(HEADER, ROWS))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert "protected with a password" in refusal(bytes(data))


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9, 0.99])
def test_a_workbook_cut_short_is_refused(cut):
    data = samples.workbook(HEADER, ROWS)
    assert "is damaged" in refusal(data[: int(len(data) * cut)])


def test_broken_xml_is_refused():
    data = samples.workbook(HEADER, ROWS)
    data = samples.repacked(data, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})
    assert "is damaged" in refusal(data)


def test_numbers_that_are_none_are_empty_cells():
    row = b'<row r="%d"><c r="A%d" t="str"><v>%s</v></c><c r="B%d"><v>%s</v></c></row>'
    part = b"".join(
        row % (n, n, name, n, value)
        for n, name, value in [(1, b"name", b"1"), (2, b"Ana", b"NaN"), (3, b"Bo", b"1e999")]
    )
    sheet = read_sheet(TestBombs().sheet(part), "x.xlsx")
    assert cells(sheet) == [["Ana", ""], ["Bo", ""]]
