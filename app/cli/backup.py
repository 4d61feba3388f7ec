"""backup and restore: everything in one file, and out of it again."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.database import migrate_database
from app.cli.readiness import require_present_database
from app.core import clock
from app.core.decision import Refused
from app.core.wording import plural
from app.upkeep.archive import Manifest
from app.upkeep.backup import Progress, back_up
from app.upkeep.restore import Restored
from app.upkeep.restore import restore as put_back


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def backup(file: Path) -> None:
    """Write all data and uploaded files to FILE, while the program runs."""
    try:
        with _bar("Backing up") as progress:
            manifest = back_up(file, at=clock.now(), progress=progress)
    except OSError as error:
        raise click.ClickException(f"No backup was written: {error.strerror}.") from None
    click.echo(f"{file} holds {_counted(manifest)}.")
    if manifest.gone:
        gone = plural(len(manifest.gone), "uploaded file")
        click.echo(f"{gone} named in the database could not be found.", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@with_appcontext
def restore(file: Path) -> None:
    """Put the backup in FILE into an empty database, all or nothing."""
    migrate_database()
    require_present_database()
    try:
        with _bar("Restoring") as progress:
            restored = put_back(file, at=clock.now(), progress=progress)
    except Refused as refused:
        raise click.ClickException("\n".join(refused.reasons)) from None
    except OSError as error:
        raise click.ClickException(f"Nothing was restored: {error.strerror}.") from None
    click.echo(f"Restored {_counted(restored.manifest)}, as of {restored.manifest.taken_at}.")
    for line in _advice(restored):
        click.echo(line)


def _counted(manifest: Manifest) -> str:
    return f"{plural(manifest.rows, 'row')} and {plural(len(manifest.files), 'uploaded file')}"


def _advice(restored: Restored) -> Iterator[str]:
    yield "Everybody signs in again."
    if restored.waiting:
        yield (
            f"{plural(restored.waiting, 'message')} waited to be sent when the backup was taken. "
            "The worker sends them when it is started with SMTP_URL."
        )
    if restored.unreadable:
        yield (
            f"{plural(restored.unreadable, 'second factor')} cannot be read with this "
            "installation's secret key. Put the old instance/secret_key in its place, or run "
            "for each person: flask --app app people reset-factor EMAIL"
        )


@contextmanager
def _bar(label: str) -> Iterator[Progress]:
    """Give a bar that begins once its length is known; it is seen on a terminal only."""
    shown = click.progressbar(
        length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    )

    def begin(total: int) -> Callable[[int], None]:
        shown.length = total
        return shown.update

    with shown:
        yield begin


commands = [backup, restore]
