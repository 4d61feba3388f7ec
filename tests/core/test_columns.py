"""One list of columns serves pages and files."""

from dataclasses import FrozenInstanceError, dataclass

import pytest

from app.core.columns import Column, keys, values


@dataclass
class Person:
    name: str
    places: int


COLUMNS = [
    Column[Person]("name", "Name", lambda person: person.name),
    Column[Person]("places", "Places", lambda person: person.places, "number"),
]


def test_a_column_has_a_key_for_files_a_title_for_pages_and_a_kind():
    assert keys(COLUMNS) == ["name", "places"]
    assert [column.title for column in COLUMNS] == ["Name", "Places"]
    assert [column.kind for column in COLUMNS] == ["text", "number"]


def test_a_row_is_read_through_its_columns_in_their_order():
    assert values(COLUMNS, Person("Zoë", 3)) == ["Zoë", 3]


def test_a_column_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        COLUMNS[0].key = "other"
