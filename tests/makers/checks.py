"""Requests to name referees, referees, references that came in, and waivers."""

from datetime import timedelta

from app.checks.models import Referee, RefereeRequest, ReferenceMark, ReferenceWaiver
from app.core.names import name_key


def referee_request(make, candidacy, *, asked_by=None, **columns):
    """That a candidate was asked, now, to name referees within three days."""
    columns = {"asked_at": make.at, "due_at": make.at + timedelta(days=3), **columns}
    asked_by = asked_by or make.person()
    return make.add(RefereeRequest(candidacy_id=candidacy.id, asked_by_id=asked_by.id, **columns))


def referee(make, candidacy, name=None, *, email=None, relation="manager", asked=False, **columns):
    """A referee named a day ago with consent; `asked=True` for one who has been asked since."""
    number = make.number()
    name = name or f"Referee {number}"
    email = email or f"referee{number}@example.net"
    columns = {
        "named_at": make.at - timedelta(days=1),
        "consented_at": make.at - timedelta(days=1),
        "worked_at": "Northwind",
        **({"asked_at": make.at, "due_at": make.at + timedelta(days=3)} if asked else {}),
        **columns,
    }
    make.session.refresh(candidacy, ["requisition_id"])
    _recuse(make, candidacy.requisition_id, email)
    return make.add(
        Referee(
            candidacy_id=candidacy.id,
            name=name,
            name_key=name_key(name),
            email=email,
            email_key=email.casefold(),
            relation=relation,
            **columns,
        )
    )


def reference_in(make, candidacy, name=None, *, values=None, again="yes", comment=None, **columns):
    """A referee whose reference is in, with a mark on each current criterion (4 unless given).

    `values` are the marks in the order of the criteria, none where they could not say.
    """
    from app.requisitions.queries import current_requirements

    columns = {"received_at": make.at, **columns}
    made = make.referee(candidacy, name, asked=True, again=again, comment=comment, **columns)
    criteria = current_requirements(candidacy.requisition_id).criteria
    given = [4] * len(criteria) if values is None else values
    for criterion, value in zip(criteria, given, strict=True):
        make.add(ReferenceMark(referee_id=made.id, criterion_id=criterion.id, value=value))
    make.session.refresh(made)
    return made


def reference_waiver(make, candidacy, relation="manager", *, by=None, reason="Retired long ago"):
    """That a required kind of reference is done without for one candidacy."""
    by = by or make.person()
    return make.add(
        ReferenceWaiver(
            candidacy_id=candidacy.id,
            relation=relation,
            reason=reason,
            waived_at=make.at,
            waived_by_id=by.id,
        )
    )


def _recuse(make, requisition_id, email):
    from app.people.models import Recusal

    known = make.session.query(Recusal).filter_by(
        requisition_id=requisition_id, email_key=email.casefold(), why="referee"
    )
    if known.first() is None:
        make.add(Recusal(requisition_id=requisition_id, email_key=email.casefold(), why="referee"))
