"""import: candidates and scores from files."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

from app.candidates.intake import Counts, OnDuplicate
from app.candidates.rules import may_add
from app.cli.progress import say
from app.core import clock
from app.core.decision import Refused, require
from app.core.wording import listed, plural
from app.db import unit_of_work
from app.exchange import candidate_preview, score_preview
from app.exchange.actions import take_candidates, take_scores
from app.exchange.bad_cells import BadCell
from app.exchange.candidate_preview import CandidatePreview
from app.exchange.candidate_rows import DateOrderNeeded
from app.exchange.dates import DateOrder
from app.exchange.refusal import BadFile
from app.people.guard import lock_requisition, rights_in
from app.people.models import Person
from app.people.permissions import Permission
from app.people.queries import by_email
from app.requisitions.models import Requisition
from app.requisitions.queries import by_code
from app.scorecards.intake import Taken

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group("import")
def import_() -> None:
    """Take candidates or scores from a CSV or XLSX file."""


@import_.command("candidates")
@click.argument("file", type=FILE)
@click.option("--requisition", "code", required=True, metavar="CODE")
@click.option("--by", "email", required=True, metavar="EMAIL", help="Who imports.")
@click.option(
    "--dates", type=click.Choice(["iso", "dmy", "mdy"]), help="Day or month first, if unsure."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--skip-bad", is_flag=True, help="Leave bad rows out and take the rest.")
@click.option("--on-duplicate", type=click.Choice(["skip", "update"]), default="skip")
@with_appcontext
def candidates(
    file: Path,
    code: str,
    email: str,
    dates: DateOrder | None,
    dry_run: bool,
    skip_bad: bool,
    on_duplicate: OnDuplicate,
) -> None:
    """Take the candidates in FILE into a requisition."""
    data = file.read_bytes()
    try:
        with unit_of_work():
            by, requisition = _right(email, code, Permission.RUN)
            require(may_add(requisition.stage))
            say(f"Reading {file.name} …")
            found = candidate_preview.preview(
                requisition, data, file.name, by=by, dates=dates, hold=True
            )
            if isinstance(found, DateOrderNeeded):
                raise click.ClickException(_unsure(found))
            _tell(found.bad)
            if found.bad and not skip_bad:
                _nothing_written()
            if dry_run:
                counts = found.would(on_duplicate)
            else:
                counts = _take(requisition, found, on_duplicate, by)
    except (BadFile, Refused) as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(_counted(counts))


@import_.command("scores")
@click.argument("file", type=FILE)
@click.option("--requisition", "code", required=True, metavar="CODE")
@click.option("--by", "email", required=True, metavar="EMAIL", help="Whose scores they are.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@with_appcontext
def scores(file: Path, code: str, email: str, dry_run: bool) -> None:
    """Fill the cards a rater still owes from FILE, in the columns of our own export."""
    data = file.read_bytes()
    try:
        with unit_of_work():
            by, requisition = _right(email, code, Permission.SEE_SCORES)
            at = clock.now()
            read = score_preview.read_scores(data, file.name)
            found = score_preview.preview(requisition, read, by=by, at=at)
            _tell(found.bad)
            if found.bad:
                _nothing_written()
            taken = found.would
            if not dry_run:
                taken = take_scores(requisition, found, shown=None, by=by, at=at)
    except (BadFile, Refused) as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(_cards(taken))


def _right(email: str, code: str, permission: Permission) -> tuple[Person, Requisition]:
    """Return who acts and where, locked; refuse whoever may not."""
    person, requisition = by_email(email), by_code(code)
    if requisition is None:
        raise click.ClickException(f"There is no requisition {code}.")
    if person is None or not person.active:
        raise click.ClickException(f"Nobody has an account with the address {email}.")
    if permission not in rights_in(requisition.id, person):
        raise click.ClickException(f"{person.name} may not do that in {requisition.code}.")
    lock_requisition(requisition.id)
    return person, requisition


def _take(
    requisition: Requisition, found: CandidatePreview, on_duplicate: OnDuplicate, by: Person
) -> Counts:
    say(f"Taking {plural(len(found.good), 'row')} …")
    return take_candidates(
        requisition, found, leave_out=True, on_duplicate=on_duplicate, by=by, at=clock.now()
    )


def _unsure(needed: DateOrderNeeded) -> str:
    return (
        f"Nothing in {listed(needed.columns)} says whether the day or the month comes first "
        f"({needed.example} can be read both ways). Say --dates dmy or --dates mdy."
    )


def _tell(bad: Iterable[BadCell]) -> None:
    for cell in bad:
        click.echo(str(cell), err=True)


def _nothing_written() -> NoReturn:
    """End in failure, which undoes all; the bad cells were named before."""
    raise SystemExit(1)


def _counted(counts: Counts) -> str:
    return (
        f"{counts.added} added, {counts.updated} updated, "
        f"{counts.unchanged} unchanged, {counts.skipped} skipped"
    )


def _cards(taken: Taken) -> str:
    passed: Sequence[str] = (
        [f"{plural(taken.passed_over, 'row')} of other raters passed over"]
        if taken.passed_over
        else []
    )
    counted = [
        f"{taken.submitted} submitted",
        f"{taken.saved} kept as drafts",
        f"{taken.unchanged} unchanged",
    ]
    return ", ".join([*counted, *passed])


commands = [import_]
