"""export: a table of a requisition as a file."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import with_appcontext

from app.cli.progress import counted
from app.core import clock
from app.core.decision import Refused
from app.db import unit_of_work
from app.exchange.exports import EXPORTS, csv_of, may_take, workbook_of
from app.exchange.pack import PACK, note_taking, pack_of, tables_for
from app.history.actions import WORKER
from app.people.models import Person
from app.people.queries import by_email
from app.requisitions.models import Requisition
from app.requisitions.queries import by_code

WRITERS = {"csv": csv_of, "xlsx": workbook_of}


@click.command("export")
@click.argument("what", type=click.Choice([*EXPORTS, PACK]))
@click.option("--requisition", "code", required=True, metavar="CODE")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--as", "email", metavar="EMAIL", help="Cut to what this person may see.")
@click.option("--format", "kind", type=click.Choice(["csv", "xlsx"]), default="csv")
@with_appcontext
def export(what: str, code: str, output: Path | None, email: str | None, kind: str) -> None:
    """Write a table of a requisition, or all of them as a pack; without --as, all that is there."""
    requisition = by_code(code)
    if requisition is None:
        raise click.ClickException(f"There is no requisition {code}.")
    person = _person(email) if email else None
    try:
        pieces = _pack(code, person) if what == PACK else _table(what, requisition, person, kind)
        with _opened(output) as file:
            for piece in counted(pieces, "Written"):
                file.write(piece)
    except OSError as error:
        raise click.ClickException(f"Not written: {error.strerror}.") from None
    except Refused as refused:
        raise click.ClickException(str(refused)) from None


def _table(
    what: str, requisition: Requisition, person: Person | None, kind: str
) -> Iterator[bytes]:
    at = clock.now()
    if person is not None and not may_take(EXPORTS[what], requisition, person, at):
        raise click.ClickException(f"{person.name} may not take {what} of {requisition.code}.")
    return WRITERS[kind](EXPORTS[what], requisition, person, at)


def _pack(code: str, person: Person | None) -> Iterator[bytes]:
    """Note in history that the pack was taken, and return its pieces."""
    with unit_of_work():
        requisition = by_code(code)
        assert requisition is not None
        at = clock.now()
        tables = tables_for(requisition, person, at)
        if person is not None and not tables:
            raise click.ClickException(f"{person.name} may not take anything of {code}.")
        note_taking(requisition, tables, by=WORKER, at=at)
    taken_by = "the command line of the server"
    if person is not None:
        taken_by += f", cut to what {person.name} <{person.email}> may see"
    return pack_of(requisition, person, tables, taken_by=taken_by, at=at)


def _opened(output: Path | None) -> AbstractContextManager[BinaryIO]:
    return output.open("wb") if output else nullcontext(sys.stdout.buffer)


def _person(email: str) -> Person:
    """Return whose view is asked for."""
    person = by_email(email)
    if person is None or not person.active:
        raise click.ClickException(f"Nobody has an account with the address {email}.")
    return person


commands = [export]
