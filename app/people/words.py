"""The words by which rows are searched for: kept beside them, found by their beginnings.

A beginning is a range of one index on both databases (words are compared byte by byte), so a search
reads what it shows however many rows there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.core.names import name_key, words
from app.db import Base, db, insert_many
from app.people.models import Person, PersonWord

LAST = "\U0010ffff"
MOST_TERMS = 5

Of = InstrumentedAttribute[int]


def keep(of: Of, texts: Mapping[int, Iterable[str | None]], **beside: Mapping[int, int]) -> None:
    """Keep the words of these texts for the row of each id, in place of what was kept.

    ``of`` is the column that names the row (``PersonWord.person_id``); ``beside`` gives other
    columns, each by id.
    """
    db.session.execute(delete(of.class_).where(of.in_(list(texts))))
    rows = [
        {of.key: owner, "word": word} | {name: values[owner] for name, values in beside.items()}
        for owner, said in texts.items()
        for word in sorted(words(*said))
    ]
    insert_many(Base.metadata.tables[of.class_.__tablename__], rows)


def keep_person(person: Person) -> None:
    """Keep the words of a person's name and address."""
    keep(PersonWord.person_id, {person.id: (person.name, person.email)})


def terms(text: str) -> list[str]:
    """Return what is looked for, folded, the longest (which fits the fewest) first."""
    found = dict.fromkeys(name_key(text.replace("\0", "")).split())
    return sorted(found, key=len, reverse=True)[:MOST_TERMS]


def found_by(of: Of, wanted: Sequence[str]) -> ColumnElement[bool]:
    """Return a condition on a table of words: a row's first word that begins with the first term.

    Each row is found once, whatever number of its words fit; it has a word for every other term.
    """
    first, *others = wanted
    table: Any = of.class_
    earlier: Any = aliased(table)
    again = exists().where(
        getattr(earlier, of.key) == of,
        _begins(earlier.word, first),
        earlier.word < table.word,
    )
    conditions = [_begins(table.word, first), ~again.correlate(table)]
    for term in others:
        other: Any = aliased(table)
        has = exists().where(getattr(other, of.key) == of, _begins(other.word, term))
        conditions.append(has.correlate(table))
    return and_(*conditions)


def _begins(word: ColumnElement[str], with_: str) -> ColumnElement[bool]:
    return and_(word >= with_, word < with_ + LAST)
