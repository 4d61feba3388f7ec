"""people: who has an account, and making one."""

import sys

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import with_appcontext

from app.accounts import actions, columns, factors, queries
from app.core import clock
from app.core.csv import stream
from app.core.decision import Refused
from app.core.zones import known_zone
from app.db import unit_of_work
from app.history.actions import WORKER
from app.people.models import Person
from app.people.passwords import hash_password, may_be_password
from app.people.queries import by_email, company


@click.group()
def people() -> None:
    """Accounts."""


@people.command("list")
@with_appcontext
def list_people() -> None:
    """Write everybody as CSV: email, name, roles, active."""
    for piece in stream(columns.PEOPLE, queries.every_row()):
        click.echo(piece, nl=False)


@people.command("add")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--title", default=None)
@click.option("--zone", default=None, help="Time zone; the company's unless given.")
@click.option("--admin", is_flag=True, help="Runs accounts and settings.")
@click.option("--hr", is_flag=True, help="Acts in every requisition.")
@click.option(
    "--password-stdin", is_flag=True, help="Read the password; without it an invitation is mailed."
)
@with_appcontext
def add_person(
    email: str,
    name: str,
    title: str | None,
    zone: str | None,
    admin: bool,
    hr: bool,
    password_stdin: bool,
) -> None:
    """Make an account for EMAIL."""
    new = actions.NewAccount(_address(email), _name(name), _zone(zone), title, admin, hr)
    hashed = _hashed(new) if password_stdin else None  # slow, so before the write begins
    try:
        with unit_of_work():
            if hashed is None:
                actions.invite(new, by=WORKER, at=clock.now())
            else:
                actions.add(new, by=WORKER, at=clock.now(), password_hash=hashed)
    except Refused as refused:
        raise click.ClickException("\n".join(refused.reasons)) from None
    click.echo(f"{new.name} <{new.email}> {'is added' if hashed else 'is invited'}.")


@people.command("roles")
@click.argument("email")
@click.option("--admin/--no-admin", default=None, help="Runs accounts and settings.")
@click.option("--hr/--no-hr", default=None, help="Acts in every requisition.")
@with_appcontext
def change_roles(email: str, admin: bool | None, hr: bool | None) -> None:
    """Give or take the roles of EMAIL in the office; what is not named stays."""
    try:
        with unit_of_work():
            person = _known(email)
            actions.change_roles(
                person,
                admin=person.is_admin if admin is None else admin,
                hr=person.is_hr if hr is None else hr,
                by=WORKER,
                at=clock.now(),
            )
            roles = " and ".join(queries.office_roles(person)) or "none"
    except Refused as refused:
        raise click.ClickException("\n".join(refused.reasons)) from None
    click.echo(f"Roles of {email.strip()}: {roles}.")


@people.command("reset-factor")
@click.argument("email")
@with_appcontext
def reset_factor(email: str) -> None:
    """Take away the second factor of EMAIL, as where the only admin lost their phone."""
    try:
        with unit_of_work():
            factors.reset(_known(email), by=WORKER, at=clock.now())
    except Refused as refused:
        raise click.ClickException("\n".join(refused.reasons)) from None
    click.echo(f"{email.strip()} signs in with the password alone until they set up a phone.")


def _known(email: str) -> Person:
    person = by_email(email)
    if person is None:
        raise click.ClickException(f"Nobody has an account with “{email}”.")
    return person


def _address(email: str) -> str:
    try:
        validate_email(email.strip(), check_deliverability=False)
    except EmailNotValidError:
        raise click.ClickException(f"“{email}” is not an e-mail address.") from None
    if len(email.strip()) > 254:
        raise click.ClickException("The address is longer than 254 characters.")
    return email.strip()


def _name(name: str) -> str:
    if not name.strip() or len(name) > 200:
        raise click.ClickException("A name has 1 to 200 characters.")
    return name.strip()


def _zone(zone: str | None) -> str:
    if zone is None:
        return company().time_zone
    known = known_zone(zone)
    if known is None:
        raise click.ClickException(
            f"“{zone}” is not a time zone or a city we know, such as Europe/Lisbon or Lisbon."
        )
    return known


def _hashed(new: actions.NewAccount) -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    decision = may_be_password(password, new.email, new.name)
    if not decision:
        raise click.ClickException("\n".join(decision.reasons))
    return hash_password(password)


commands = [people]
