"""The company's people and requisitions, from ``seed_data/``."""

from sqlalchemy import select

from app.accounts.actions import NewAccount, add
from app.db import db
from app.history.actions import WORKER, Actor
from app.people.models import Company, Person
from app.people.passwords import hash_password
from app.requisitions.actions import Details, open_requisition
from app.requisitions.criteria import CriterionFacts
from app.requisitions.making import make
from app.requisitions.models import Requisition
from app.requisitions.team import add_approver, add_member
from app.seeding.files import Row, Story

NAME, ZONE = "Caravela Freight", "Europe/Lisbon"


def settle(story: Story, password: str) -> None:
    """Name the company and give every person of the files an account with one password.

    The first comes by the command line; whoever runs accounts then makes the others.
    """
    company = db.session.scalars(select(Company)).one()
    company.name, company.time_zone, company.demo_loaded_at = NAME, ZONE, story.now
    hashed, began = hash_password(password), story.at("-40d 09:00", ZONE)
    by: Person | Actor = WORKER
    for row in story.rows("people"):
        new = NewAccount(
            email=row["email"],
            name=row["name"],
            time_zone=row["time_zone"],
            title=row["title"] or None,
            admin=row["admin"] == "1",
            hr=row["hr"] == "1",
        )
        made = add(new, by=by, at=began, password_hash=hashed)
        made.is_demo = True
        by = made if made.is_admin else by


def open_all(story: Story) -> None:
    """Make and open every requisition with its team, criteria and approvers."""
    for row in story.rows("requisitions"):
        _open(story, row)


def _open(story: Story, row: Row) -> None:
    code, zone = row["code"], row["time_zone"]
    leads = {
        one["part"]: story.person(one["person"])
        for one in story.rows("members", requisition=code, lead="1")
    }
    by, made_at = leads["recruiter"], story.at(row["made"], zone)
    requisition = make(
        code,
        Details(row["title"], zone, row["client"] or None, row["location"] or None),
        places=int(row["places"]),
        recruiter=by,
        manager=leads["hiring manager"],
        by=by,
        at=made_at,
        criteria=[_criterion(one) for one in story.rows("criteria", requisition=code)],
    )
    requisition.is_demo = True
    _gather(story, requisition, by)
    open_requisition(requisition, by=by, at=story.at(row["opened"], zone))


def _gather(story: Story, requisition: Requisition, by: Person) -> None:
    at = requisition.created_at
    for one in story.rows("members", requisition=requisition.code, lead="0"):
        add_member(requisition, story.person(one["person"]), one["part"], by=by, at=at)
    for one in story.rows("approvers", requisition=requisition.code):
        add_approver(requisition, one["subject"], story.person(one["person"]), by=by, at=at)


def _criterion(row: Row) -> CriterionFacts:
    return CriterionFacts(
        name=row["criterion"],
        kind=row["kind"],
        area=row["area"],
        weight=float(row["weight"]),
        must_have=row["must_have"] == "1",
        question=row["question"] or None,
        anchors=tuple(row[f"anchor_{number}"] or None for number in range(1, 6)),
    )
