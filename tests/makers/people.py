"""People and their parts."""

from functools import cache

from app.core.names import name_key
from app.people.models import Membership, Person, Recusal
from app.people.words import keep_person

PASSWORD = "a quiet harbour at dawn"


def person(make, name=None, *, email=None, admin=False, hr=False, **columns):
    """A person with an account and PASSWORD; `password=None` for one merely invited."""
    number = make.number()
    name = name or f"Person {number}"
    email = email or f"person{number}@example.com"
    password = columns.pop("password", PASSWORD)
    columns = {
        "time_zone": "Europe/Lisbon",
        "created_at": make.at,
        "password_hash": password and hashed(password),
        "password_set_at": password and make.at,
        **columns,
    }
    made = make.add(
        Person(
            name=name,
            name_key=name_key(name),
            email=email,
            email_key=email.casefold(),
            is_admin=admin,
            is_hr=hr,
            **columns,
        )
    )
    keep_person(made)
    return made


def member(make, requisition, part, person=None, *, lead=False):
    """Give a person (a new one unless named) a part in a requisition; returns the person."""
    person = person or make.person()
    make.add(
        Membership(
            requisition_id=requisition.id,
            person_id=person.id,
            part=part,
            is_lead=lead,
            added_at=make.at,
        )
    )
    return person


def recusal(make, requisition, email, why="candidate"):
    """An address that is a candidate or referee of a requisition."""
    return make.add(Recusal(requisition_id=requisition.id, email_key=email.casefold(), why=why))


@cache
def hashed(password):
    from app.people.passwords import hash_password

    return hash_password(password)
