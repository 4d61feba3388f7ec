"""requisitions: the list, a new one, opening and closing."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from app.core import clock
from app.core.csv import stream
from app.core.decision import Refused
from app.core.zones import known_zone
from app.db import unit_of_work
from app.history.actions import WORKER
from app.people.guard import lock_requisition
from app.people.models import Person
from app.people.queries import by_email, company
from app.requisitions import actions, columns, making, queries
from app.requisitions.criteria import CriterionFacts
from app.requisitions.files import read_criteria
from app.requisitions.models import Requisition


@click.group()
def requisitions() -> None:
    """Requisitions."""


@requisitions.command("list")
@with_appcontext
def list_requisitions() -> None:
    """Write all requisitions as CSV: code, title, stage, places, candidates."""
    for piece in stream(columns.REQUISITIONS, queries.every_row()):
        click.echo(piece, nl=False)


@requisitions.command("add")
@click.argument("code")
@click.option("--title", required=True)
@click.option("--places", required=True, type=int)
@click.option("--recruiter", required=True, metavar="EMAIL", help="Leads it.")
@click.option("--manager", required=True, metavar="EMAIL", help="Decides with the recruiter.")
@click.option("--zone", default=None, help="Time zone; the company's unless given.")
@click.option("--client", default=None, help="Client or department.")
@click.option("--location", default=None)
@click.option(
    "--criteria",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV: criterion,kind,area,weight,must_have,anchor_1,…,anchor_5",
)
@with_appcontext
def add_requisition(
    code: str,
    title: str,
    places: int,
    recruiter: str,
    manager: str,
    zone: str | None,
    client: str | None,
    location: str | None,
    file: Path | None,
) -> None:
    """Make the requisition CODE as a draft."""
    try:
        criteria = _criteria(file)
        with unit_of_work():
            made = making.make(
                code,
                actions.Details(_short(title, "title"), _zone(zone), client, location),
                places=places,
                recruiter=_person(recruiter),
                manager=_person(manager),
                by=WORKER,
                at=clock.now(),
                criteria=criteria,
            )
            said = f"{made.code} is a draft with {len(criteria)} criteria."
    except Refused as refused:
        raise click.ClickException("\n".join(refused.reasons)) from None
    click.echo(said)


@requisitions.command("open")
@click.argument("code")
@with_appcontext
def open_requisition(code: str) -> None:
    """Open the requisition CODE."""
    try:
        with unit_of_work():
            actions.open_requisition(_locked(code), by=WORKER, at=clock.now())
    except Refused as refused:
        raise click.ClickException("\n".join(refused.reasons)) from None
    click.echo(f"{code} is open.")


@requisitions.command("close")
@click.argument("code")
@with_appcontext
def close_requisition(code: str) -> None:
    """Close the requisition CODE."""
    try:
        with unit_of_work():
            actions.close_requisition(_locked(code), by=WORKER, at=clock.now())
    except Refused as refused:
        raise click.ClickException("\n".join(refused.reasons)) from None
    click.echo(f"{code} is closed.")


def _criteria(file: Path | None) -> list[CriterionFacts]:
    return read_criteria(file.read_bytes()) if file else []


def _short(text: str, what: str) -> str:
    if len(text) > 200:
        raise Refused(f"The {what} is longer than 200 characters.")
    return text


def _zone(zone: str | None) -> str:
    if zone is None:
        return company().time_zone
    known = known_zone(zone)
    if known is None:
        raise Refused(
            f"“{zone}” is not a time zone or a city we know, such as Europe/Lisbon or Lisbon."
        )
    return known


def _person(email: str) -> Person:
    found = by_email(email)
    if found is None:
        raise Refused(f"Nobody has an account with the address {email}.")
    return found


def _locked(code: str) -> Requisition:
    found = queries.by_code(code)
    if found is None:
        raise Refused(f"There is no requisition {code}.")
    lock_requisition(found.id)
    return found


commands = [requisitions]
