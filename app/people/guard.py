"""The guard of every signed-in route: who, which subject, locked, and then the moment."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

from flask import abort, g, has_request_context, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import Select, and_, bindparam, exists, select
from sqlalchemy import text as sql

from app.db import db
from app.people.models import Membership, Person, Recusal
from app.people.permissions import Permission, rights_of
from app.people.sessions import me
from app.web.access import Access, View, marked
from app.web.requests import in_one_unit, now, writes

Loader = Callable[..., Any]
_OFFICE: dict[Permission, Callable[[Person], bool]] = {
    Permission.SIGNED_IN: lambda person: True,
    Permission.ADMIN: lambda person: person.is_admin,
    Permission.HR: lambda person: person.is_hr,
}


@dataclass(frozen=True, slots=True)
class On:
    """A subject whose table does not itself name the requisition it belongs to."""

    subject: Any
    requisition_id: int


def needs(
    permission: Permission, *, on: Loader | None = None, before_factor: bool = False
) -> Callable[[View], View]:
    """Guard a view: sign-in, then the right, on what ``on(**url arguments)`` loads.

    The view is called with the loaded subject first and the URL's remaining arguments by name.
    In a request that writes, the requisition's row is locked and the subject read again before
    the clock is. Whoever must set up a second factor reaches only what is open ``before_factor``.
    """

    def mark(view: View) -> View:
        taken = set(inspect.signature(on).parameters) if on else set()

        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            person = me()
            if person is None:
                return _to_sign_in()
            if current_user.owes_factor and not before_factor:
                return redirect(url_for("accounts.factor"), 303)
            if on is None:
                _or_forbid(_OFFICE[permission](person))
                now()
                return in_one_unit(view, **arguments)
            loading = {name: arguments.pop(name) for name in taken if name in arguments}
            subject = _load(on, loading, person, permission)
            now()
            return in_one_unit(view, subject, **arguments)

        return marked(guarded, Access("needs", permission.name))

    return mark


def rights_in(requisition_id: int, person: Person) -> frozenset[Permission]:
    """Return a person's rights in a requisition (none where they are candidate or referee)."""
    if not has_request_context():
        return _rights(requisition_id, person)
    known: dict[tuple[int, int], frozenset[Permission]] = g.setdefault("rights", {})
    key = (requisition_id, person.id)
    if key not in known:
        known[key] = _rights(requisition_id, person)
    return known[key]


def may(permission: Permission, requisition_id: int) -> bool:
    """Say whether the signed-in person has a right in a requisition (for buttons)."""
    person = me()
    return person is not None and permission in rights_in(requisition_id, person)


def lock_requisition(requisition_id: int) -> None:
    """Hold the requisition's row until this transaction ends; SQLite holds all already."""
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(
            sql("SELECT id FROM requisition WHERE id = :id FOR UPDATE"), {"id": requisition_id}
        )
        db.session.expire_all()


def _load(on: Loader, arguments: dict[str, Any], person: Person, permission: Permission) -> Any:
    found = on(**arguments)
    if found is None:
        abort(404)
    requisition_id: int = found.requisition_id
    rights = rights_in(requisition_id, person)
    if not rights:
        abort(404)
    _or_forbid(permission in rights)
    if writes() and db.session.get_bind().dialect.name == "postgresql":
        lock_requisition(requisition_id)
        found = on(**arguments)
        if found is None:
            abort(404)
    return found.subject if isinstance(found, On) else found


@cache
def _parts() -> Select[bool, str, bool]:
    here: Any = bindparam("requisition_id")
    recused = exists().where(
        Recusal.requisition_id == here, Recusal.email_key == bindparam("email_key")
    )
    return (
        select(recused, Membership.part, Membership.is_lead)
        .select_from(Person)
        .outerjoin(
            Membership,
            and_(Membership.person_id == Person.id, Membership.requisition_id == here),
        )
        .where(Person.id == bindparam("person_id"))
    )


def _rights(requisition_id: int, person: Person) -> frozenset[Permission]:
    given = {"requisition_id": requisition_id, "email_key": person.email_key}
    parts = db.session.execute(_parts(), given | {"person_id": person.id}).all()
    if any(is_recused for is_recused, _, _ in parts):
        return frozenset()
    held = [(part, leads) for _, part, leads in parts if part]
    return rights_of(held, is_hr=person.is_hr)


def _or_forbid(allowed: bool) -> None:
    if not allowed:
        abort(403)


def _to_sign_in() -> Any:
    back = request.full_path.rstrip("?") if not writes() else None
    return redirect(url_for("people.sign_in", then=back), 303)
