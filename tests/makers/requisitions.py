"""Requisitions with their places, policy, criteria and leads."""

from sqlalchemy import select

from app.core.names import name_key
from app.people.models import Membership
from app.requisitions.actions import keep_words
from app.requisitions.models import (
    Criterion,
    Place,
    Policy,
    PolicyStep,
    Requirements,
    Requisition,
)


def requisition(
    make, *, code=None, title="Product designer", stage="open", places=1, criteria=None, **given
):
    """An opening with policy, places, current criteria, a lead recruiter and a lead manager.

    `recruiter=` and `manager=` name the leads; `policy={…}` changes numbers; `criteria` is a list
    of dicts as `make.criterion` takes them (two soft and two hard where none is given);
    `approvers=[…]` sign shortlists and offers, in this order (`{"offer": […]}`: only those).
    """
    code = code or f"R-{make.number()}"
    recruiter, manager = given.pop("recruiter", None), given.pop("manager", None)
    policy, approvers = given.pop("policy", {}), given.pop("approvers", ())
    moments = {
        "draft": {},
        "open": {"opened_at": make.at},
        "closed": {"opened_at": make.at, "closed_at": make.at},
    }
    columns = {"time_zone": "Europe/Lisbon", "created_at": make.at, **moments[stage], **given}
    made = make.add(
        Requisition(
            code=code,
            code_key=code.casefold(),
            title=title,
            name_key=name_key(f"{code} {title}"),
            **columns,
        )
    )
    keep_words(made)
    for number in range(1, places + 1):
        make.add(Place(requisition_id=made.id, number=number))
    make.add(Policy(requisition_id=made.id, **policy))
    make.requirements(made, criteria=criteria)
    make.member(made, "recruiter", recruiter, lead=True)
    make.member(made, "hiring manager", manager, lead=True)
    if not isinstance(approvers, dict):
        approvers = {"shortlist": approvers, "offer": approvers}
    for what, people in approvers.items():
        make.approvers(made, what, *people)
    return made


def approvers(make, requisition, what, *people):
    """Put people into the sign-off order of a `shortlist` or an `offer`, in this order."""
    has = {
        person_id
        for (person_id,) in make.session.execute(
            select(Membership.person_id).where(
                Membership.requisition_id == requisition.id, Membership.part == "approver"
            )
        )
    }
    for position, person in enumerate(people, 1):
        if person.id not in has:
            make.member(requisition, "approver", person)
        make.add(
            PolicyStep(
                requisition_id=requisition.id,
                subject_kind=what,
                position=position,
                person_id=person.id,
            )
        )
    return list(people)


FOUR = (
    {"name": "Listening", "kind": "soft", "area": "culture"},
    {"name": "Giving feedback", "kind": "soft", "area": "skills"},
    {"name": "Interaction design", "kind": "hard", "area": "skills", "must_have": True},
    {"name": "Prototyping", "kind": "hard", "area": "experience"},
)


def requirements(make, requisition, *, version=1, criteria=None):
    """One version of a requisition's criteria, current."""
    made = make.add(Requirements(requisition_id=requisition.id, version=version, made_at=make.at))
    for position, one in enumerate(FOUR if criteria is None else criteria, 1):
        make.criterion(made, position=position, **one)
    make.session.refresh(made)
    return made


def criterion(make, requirements, *, name=None, kind="soft", area="skills", **columns):
    """One criterion, weight 1 unless said."""
    name = name or f"Criterion {make.number()}"
    columns = {
        "position": make.number(),
        "weight": 1.0,
        "must_have": False,
        "question": f"Tell us of a time that showed {name.lower()}.",
        **{f"anchor_{mark}": f"What a {mark} looks like" for mark in range(1, 6)},
        **columns,
    }
    return make.add(
        Criterion(
            requirements_id=requirements.id,
            name=name,
            name_key=name_key(name),
            kind=kind,
            area=area,
            **columns,
        )
    )
