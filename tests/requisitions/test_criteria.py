"""Criteria as they are typed or come in a file."""

import pytest

from app.core.decision import Refused
from app.requisitions.criteria import COLUMNS, may_be_criteria, read, shares, weight_of
from app.requisitions.files import read_criteria

GOOD = {"criterion": "SQL", "kind": "hard", "area": "skills", "weight": "2"}
FILE = """criterion,kind,area,weight,must_have,anchor_1,anchor_2,anchor_3,anchor_4,anchor_5
SQL,hard,skills,20,yes,No joins,,Joins,,Windows
Łistening,Soft,Culture,"1,5",,,,,,
"""


def reading(*rows):
    return read(enumerate(rows, 1))


def test_a_row_is_read_into_its_parts():
    (one,) = reading(GOOD | {"must_have": "Yes", "anchor_5": " Windows "}).criteria
    assert (one.name, one.kind, one.area, one.weight) == ("SQL", "hard", "skills", 2.0)
    assert one.must_have
    assert one.anchors == (None, None, None, None, "Windows")


def test_empty_rows_are_passed_over_and_keep_their_numbers():
    found = reading({}, GOOD, {"kind": "soft"}, {"criterion": "X"})
    assert len(found.criteria) == 1
    assert {row for row, _ in found.wrong} == {4}


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("criterion", " "),
        ("criterion", "x" * 121),
        ("criterion", "a\x00b"),
        ("kind", "firm"),
        ("area", "looks"),
        ("weight", ""),
        ("weight", "four"),
        ("weight", "-1"),
        ("weight", "nan"),
        ("weight", "inf"),
        ("weight", "1001"),
        ("must_have", "perhaps"),
        ("anchor_3", "x" * 501),
        ("question", "x" * 1001),
    ],
)
def test_a_bad_cell_is_named_by_row_and_column(column, text):
    assert list(reading(GOOD, GOOD | {"criterion": "Other", column: text}).wrong) == [(2, column)]


def test_a_name_is_there_once_whatever_its_case_or_accents():
    assert (2, "criterion") in reading(
        GOOD | {"criterion": "Café"}, GOOD | {"criterion": "CAFE"}
    ).wrong


def test_weights_take_a_comma_or_a_point():
    assert (weight_of("1,5"), weight_of(" 1.5 "), weight_of("1,5,5")) == (1.5, 1.5, None)


def test_all_weights_zero_are_refused_and_some_are_not():
    zero, one = GOOD | {"weight": "0"}, GOOD | {"criterion": "Talk"}
    assert "zero" in may_be_criteria(reading(zero).criteria).why
    assert may_be_criteria(reading(zero, one).criteria)
    assert not may_be_criteria([])


def test_shares_are_of_all_weight():
    found = reading(GOOD, GOOD | {"criterion": "Talk", "weight": "6"}).criteria
    assert shares(found) == [0.25, 0.75]


def test_more_criteria_than_a_card_can_hold_are_refused():
    many = [GOOD | {"criterion": f"C{number}"} for number in range(41)]
    assert not may_be_criteria(reading(*many).criteria)


def test_a_file_in_the_columns_of_the_contract_is_read():
    one, other = read_criteria(("\ufeff" + FILE).encode())
    assert (one.name, one.weight, one.must_have) == ("SQL", 20.0, True)
    assert one.anchors == ("No joins", None, "Joins", None, "Windows")
    assert (other.name, other.kind, other.area, other.weight) == (
        "Łistening",
        "soft",
        "culture",
        1.5,
    )


def test_the_columns_of_the_contract_are_these():
    assert ",".join(COLUMNS) == FILE.splitlines()[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xff\xfe\x00\x01", "UTF-8"),
        (b'criterion,kind,area,weight\n"x', "CSV"),
        (b"criterion,kind\nSQL,hard\n", "column weight: this column is missing"),
        (b"criterion,kind,area,weight,colour\n", "column colour: this column is not known"),
        (b"criterion,kind,area,weight,weight\n", "twice"),
        (b"criterion,kind,area,weight\nSQL,hard,skills,1,2\n", "row 2: more cells"),
        (b"criterion,kind,area,weight\nSQL,hard,skills,four\n", "row 2, column weight"),
        (b"criterion,kind,area,weight\n", "at least one"),
        (b"criterion,kind,area,weight\n" + b"x" * 1_000_001, "too large"),
        (b"criterion,kind,area,weight\n" + b"x" * 200_000 + b",hard,skills,1\n", "CSV"),
    ],
)
def test_a_file_that_is_not_criteria_is_refused_in_words(data, words):
    with pytest.raises(Refused, match=words):
        read_criteria(data)


def test_every_bad_cell_of_a_file_is_named():
    data = b"criterion,kind,area,weight\n,hard,skills,1\nSQL,firm,looks,four\n"
    with pytest.raises(Refused) as refused:
        read_criteria(data)
    assert [reason.split(":")[0] for reason in refused.value.reasons] == [
        "row 2, column criterion",
        "row 3, column kind",
        "row 3, column area",
        "row 3, column weight",
    ]
