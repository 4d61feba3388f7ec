"""export: a table of a requisition as a file."""

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import with_appcontext

from app.core import clock
from app.exchange.exports import EXPORTS, csv_of, may_take
from app.people.models import Person
from app.people.queries import by_email
from app.requisitions.models import Requisition
from app.requisitions.queries import by_code

#: What is known by name already and comes later.
LATER = {
    "xlsx": "Workbooks are not written yet. Take the table as CSV.",
    "pack": "The pack of all tables is not written yet. Take them one by one: "
    + ", ".join(EXPORTS),
}


@click.command("export")
@click.argument("what", type=click.Choice([*EXPORTS, "pack"]))
@click.option("--requisition", "code", required=True, metavar="CODE")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--as", "email", metavar="EMAIL", help="Cut to what this person may see.")
@click.option("--format", "kind", type=click.Choice(["csv", "xlsx"]), default="csv")
@with_appcontext
def export(what: str, code: str, output: Path | None, email: str | None, kind: str) -> None:
    """Write a table of a requisition; without --as, all of it."""
    for wanted in (what, kind):
        if wanted in LATER:
            raise click.ClickException(LATER[wanted])
    at = clock.now()
    requisition = by_code(code)
    if requisition is None:
        raise click.ClickException(f"There is no requisition {code}.")
    person = _cut_to(email, what, requisition) if email else None
    pieces = csv_of(EXPORTS[what], requisition, person, at)
    try:
        with _opened(output) as file:
            for piece in pieces:
                file.write(piece)
    except OSError as error:
        raise click.ClickException(f"Not written: {error.strerror}.") from None


def _opened(output: Path | None) -> AbstractContextManager[BinaryIO]:
    return output.open("wb") if output else nullcontext(sys.stdout.buffer)


def _cut_to(email: str, what: str, requisition: Requisition) -> Person:
    """Return whose view is asked for; refuse what they may not take."""
    person = by_email(email)
    if person is None or not person.active:
        raise click.ClickException(f"Nobody has an account with the address {email}.")
    if not may_take(EXPORTS[what], requisition, person, clock.now()):
        raise click.ClickException(f"{person.name} may not take {what} of {requisition.code}.")
    return person


commands = [export]
