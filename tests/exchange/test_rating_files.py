"""Plain files of ratings, as other programs write them and as people break them."""

import gzip
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.exchange.coded import PlainTable, RowTable, open_table
from app.exchange.rating_files import BadCells, read_ratings
from app.exchange.refusal import BadFile
from tests.exchange.samples import workbook

HEAD = "candidate,rater,criterion,rating\n"
PLAIN = HEAD + "a,r,x,5\na,s,x,4\nb,r,x,2\nb,s,x,\na,r,y,3\n"


def read(text, *, scale=(1, 5), weights=None, name="marks.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return read_ratings(data, name, scale=scale, weights=weights or {})


def marks(text, **options):
    """The marks as (candidate, rater, criterion, value), in the engine's order."""
    found = read(text, **options).ratings
    return [
        (found.candidates[c], found.raters[r], found.criteria[k], v)
        for c, r, k, v in zip(
            found.candidate, found.rater, found.criterion, found.value.tolist(), strict=True
        )
    ]


def bad(text, **options):
    with pytest.raises(BadCells) as caught:
        read(text, **options)
    return [str(cell) for cell in caught.value.cells]


EXPECTED = [
    *[("a", "r", "x", 5), ("a", "r", "y", 3), ("a", "s", "x", 4)],
    ("b", "r", "x", 2),
]


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace(",", ";").encode("cp1252"),
        PLAIN.replace(",", "\t").encode(),
        ("sep=;\n" + PLAIN.replace(",", ";")).encode(),
        PLAIN.replace("a,r,x", '"a","r","x"').encode(),
        PLAIN.replace(",", ", ").replace("\n", " \n").encode(),
        PLAIN.replace("b,s,x,\n", "\n\nb,s,x\n\n,,,\n").encode(),
        PLAIN.rstrip("\n").encode(),
        gzip.compress(PLAIN.encode()),
        workbook(HEAD.strip().split(","), [row.split(",") for row in PLAIN.splitlines()[1:]]),
    ],
    ids=[
        *["plain", "bom", "utf-16", "crlf", "semicolons", "tabs", "sep", "quoted", "blanks"],
        *["empty lines", "no last line end", "gzip", "workbook"],
    ],
)
def test_the_same_marks_come_out_of_every_way_to_write_them(data) -> None:
    assert marks(data) == EXPECTED


def test_the_headings_of_other_files_are_understood_and_other_columns_passed_over() -> None:
    text = "Note,Rater-Email,KIND,Candidate ID,Criterion,Score\nwell,r,soft,7,x,4\n"
    found = read(text).ratings
    assert (found.candidates, found.raters, found.panels) == (("7",), ("r",), ("soft",))


def test_names_stay_what_they_are() -> None:
    rows = HEAD + "007,NA,x,1\n7,NULL,x,2\n7.0,nan,x,3\nŁódź Élan,True,x,4\n'=a,'-b,x,5\n"
    found = read(rows).ratings
    assert found.candidates == ("007", "7", "7.0", "=a", "Łódź Élan")
    assert found.raters == ("-b", "NA", "NULL", "True", "nan")


def test_weights_panels_and_must_haves_are_one_a_criterion() -> None:
    head = "candidate,rater,criterion,rating,panel,weight,must_have\n"
    text = head + "a,r,x,4,soft,.50,true\na,r,y,4,hard,3,\na,s,x,4,soft,0.5,TRUE\nb,r,y,4,,,\n"
    found = read(text).ratings
    assert found.panels == ("soft", "hard")
    assert found.weights.tolist() == [0.5, 3]
    assert found.must_have.tolist() == [True, False]
    assert read(text, weights={"y": 7}).ratings.weights.tolist() == [0.5, 7]
    assert read(PLAIN).ratings.weights.tolist() == [1, 1]
    assert read(PLAIN).ratings.panels == ("all", "all")


def test_what_rows_say_differently_of_one_criterion_is_named() -> None:
    head = "candidate,rater,criterion,rating,panel,weight\n"
    assert bad(head + "a,r,x,4,soft,1\na,s,x,4,hard,2\nb,s,x,3,hard,2\n") == [
        "row 3, column panel: “x” has “soft” in row 2 and “hard” here.",
        "row 3, column weight: “x” has “1” in row 2 and “2” here.",
        "row 4, column panel: “x” has “soft” in row 2 and “hard” here.",
        "row 4, column weight: “x” has “1” in row 2 and “2” here.",
    ]


@pytest.mark.parametrize("mark", ["0", "6", "four", "3,5", "4.5", "-1", "1e0", "NaN", "٣", "5+"])
def test_a_mark_that_is_none_is_named_by_row_and_column(mark) -> None:
    quoted = f'"{mark}"' if "," in mark else mark
    assert bad(f"{HEAD}a,r,x,4\nb,r,x,{quoted}\n") == [
        f"row 3, column rating: “{mark}” is no mark: it must be a whole number from 1 to 5."
    ]


def test_another_scale_has_its_own_ends_and_decimals() -> None:
    text = HEAD + "a,r,x,0\nb,r,x,7.25\nc,r,x,10\n"
    assert [row[3] for row in marks(text, scale=(0, 10))] == [0, 7.25, 10]
    assert bad(text, scale=(1, 7)) == [
        f"row {row}, column rating: “{mark}” is no mark: "
        "it must be a number from 1 to 7, with a point for decimals."
        for row, mark in ((2, "0"), (3, "7.25"), (4, "10"))
    ]
    assert marks(HEAD + "a,r,x,-3\n", scale=(-3, 3)) == [("a", "r", "x", -3)]
    assert marks(HEAD + "a,r,x,4.0\n") == [("a", "r", "x", 4)]


def test_what_is_missing_doubled_or_shifted_is_named() -> None:
    rows = "a,r,x,4\n,r,x,4\nb,,x,4\nb,s,,4\nb,s\n"
    assert bad(HEAD + rows) == [
        "row 3, column candidate: The candidate is missing.",
        "row 4, column rater: The rater is missing.",
        "row 5, column criterion: The criterion is missing.",
        "row 6, column criterion: The criterion is missing.",
    ]
    again = "This rater marked this candidate on this criterion in row 2 already."
    assert bad(HEAD + "a,r,x,4\na,s,x,4\n\na,r,x,4\na,r,x,\n") == [
        f"row {row}, column criterion: {again}" for row in (5, 6)
    ]
    assert bad(HEAD + "a,r,x,4\na,r,x,y,4\n")[0] == (
        "row 3, column E: No heading stands over this cell, so the row may be shifted."
    )


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("a,r,x,4,-1,,", "column weight: “-1” is no weight: it must be a number from 0 up."),
        ("a,r,x,4,{0},,", "column weight: “{0}” is no weight: it must be a number from 0 up."),
        ("a,r,x,4,,perhaps,", "column must_have: “perhaps” is neither true nor false."),
        ("a,r,x,4,,,perhaps", "column not_assessed: “perhaps” is neither true nor false."),
        ("a,r,x,4,,,true", "column not_assessed: This row says not assessed and gives a mark."),
    ],
)
def test_a_weight_or_flag_that_is_none_is_named(cell, words) -> None:
    head = "candidate,rater,criterion,rating,weight,must_have,not_assessed\n"
    assert bad(f"{head}{cell}\n") == [f"row 2, {words}"]


def test_our_export_keeps_marks_after_seeing_others_apart_and_leaves_drafts_out() -> None:
    head = "candidate_id,criterion,kind,rater_email,rating,submitted_at,independent_rating\n"
    moment = "2026-11-20T18:00:00+00:00"
    found = read(
        head
        + f"1,x,soft,r@example.com,5,{moment},3\n"
        + f"1,x,soft,s@example.com,4,{moment},\n"
        + "2,x,soft,r@example.com,2,,\n"
    )
    assert found.drafts == 1
    assert found.ratings.value.tolist() == [5, 4]
    assert found.ratings.independent.tolist() == pytest.approx([3, np.nan], nan_ok=True)
    unsaid = read(head + "1,x,soft,r@example.com,5,,\n")
    assert (unsaid.drafts, unsaid.ratings.independent.tolist()) == (0, [5])


def test_who_is_no_longer_in_play_is_left_out_with_raters_who_saw_nobody_else() -> None:
    head = "candidate,rater,criterion,rating,in_play\n"
    found = read(head + "a,r,x,4,true\nb,r,x,3,\nc,r,x,5,false\nc,s,y,5,no\n")
    assert (found.gone, found.drafts) == (2, 0)
    assert (found.ratings.candidates, found.ratings.raters) == (("a", "b"), ("r",))
    assert found.ratings.criteria == ("x", "y")
    assert bad(head + "a,r,x,4,perhaps\n") == [
        "row 2, column in_play: “perhaps” is neither true nor false."
    ]
    with pytest.raises(BadFile, match="Nobody in the file is still in play"):
        read(head + "a,r,x,4,false\n")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (HEAD.encode(), "no rows under it"),
        ((HEAD + ",,,\n").encode(), "no rows under it"),
        (b"candidate,rater,rating\na,r,4\n", "names the criterion"),
        (b"who,rater,criterion,rating\na,r,x,4\n", "who a row is about"),
        (b"candidate,criterion,rating\na,x,4\n", "who gave the mark"),
        (b"candidate,rater,criterion\na,r,x\n", "holds the marks"),
        (b"candidate,rater,criterion,rating,Rating\na,r,x,4,4\n", "there twice"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
        (bytes(Random(0).randbytes(4_000)), "no table we can read"),
        (b'candidate,rater,criterion,rating\n"a,r,x,4\n', "quotation marks"),
        (gzip.compress(PLAIN.encode(), mtime=0)[:-9], "damaged .gz"),
        (gzip.compress(b"", mtime=0), "is empty"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(data, words) -> None:
    with pytest.raises(BadFile, match=words):
        read(data)


def test_zero_weights_and_weights_of_nobody_are_refused_in_words() -> None:
    with pytest.raises(BadFile, match="All weights are zero"):
        read(PLAIN, weights={"x": 0, "y": 0})
    with pytest.raises(BadFile, match=r"no criterion “z” to weigh\. The file has “x”, “y”"):
        read(PLAIN, weights={"z": 1})


CELL = st.text(alphabet="ab1é; =", max_size=20)


@settings(max_examples=100)
@given(st.lists(st.tuples(CELL, CELL).filter(lambda row: "".join(row).strip()), min_size=1))
def test_taken_apart_at_once_or_row_by_row_a_table_is_the_same(rows) -> None:
    lines = ["first,second", *(",".join(row) for row in rows)]
    fast = PlainTable("\n".join(lines).encode(), ",")
    assert fast.regular
    slow = RowTable((number, line.split(",")) for number, line in enumerate(lines, start=1))
    expected = [[cell.strip() for cell in row] for row in rows]
    for table in (fast, slow):
        columns = table.columns([0, 1])
        texts = [[one.labels[one.codes[row]] for one in columns.coded] for row in range(len(rows))]
        assert texts == expected
        assert columns.numbers.tolist() == list(range(2, len(rows) + 2))


def test_long_and_many_different_cells_are_told_apart() -> None:
    random = Random(1)
    cells = [f"candidate number {random.randrange(10**9):012d}" for _ in range(5_000)]
    text = "name,place\n" + "".join(f"{cell},{cell[-1]}\n" for cell in cells)
    table = open_table(text.encode(), "x.csv")
    assert isinstance(table, PlainTable)
    one, two = table.columns([0, 1]).coded
    assert [one.labels[code] for code in one.codes] == cells
    assert [two.labels[code] for code in two.codes] == [cell[-1] for cell in cells]
