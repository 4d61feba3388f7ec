"""Views of lists that a person keeps under a name: kept, listed, removed."""

import re
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import delete, func, select

from app.core.decision import require, unless
from app.db import db
from app.people.models import KeptView, Person

MOST = 20
#: the lists of which views are kept
LISTS = re.compile(
    r"/(candidates|requisitions|offers|people|messages|requisitions/\d{1,9}/(candidates|decision))"
)


def keep(person: Person, *, path: str, query: str, name: str, at: datetime) -> KeptView:
    """Keep a choice; one of the same name gives way."""
    name = " ".join(name.split())
    query = urlencode(parse_qsl(query))
    known = select(func.count()).where(
        KeptView.person_id == person.id, KeptView.path == path, KeptView.name != name
    )
    require(
        unless(
            (LISTS.fullmatch(path) is not None, "There is no such list."),
            (bool(name), "Give the view a name."),
            (len(name) <= 60, "Use at most 60 letters for the name of a view."),
            (0 < len(query) <= 1000, "There is nothing chosen to keep."),
            (
                (db.session.scalar(known) or 0) < MOST,
                f"{MOST} views of a list are kept at most. Remove one first.",
            ),
        )
    )
    db.session.execute(
        delete(KeptView).where(
            KeptView.person_id == person.id, KeptView.path == path, KeptView.name == name
        )
    )
    kept = KeptView(person_id=person.id, path=path, name=name, query=query, kept_at=at)
    db.session.add(kept)
    db.session.flush()
    return kept


def remove(person: Person, view_id: int) -> KeptView | None:
    """Remove one of a person's own views; return what it was."""
    kept = db.session.scalar(
        select(KeptView).where(KeptView.id == view_id, KeptView.person_id == person.id)
    )
    if kept is not None:
        db.session.delete(kept)
    return kept


def views_kept(person: Person, path: str) -> list[KeptView]:
    """Return a person's views of a list, by name."""
    return list(
        db.session.scalars(
            select(KeptView)
            .where(KeptView.person_id == person.id, KeptView.path == path)
            .order_by(KeptView.name, KeptView.id)
        )
    )
