"""synth: an invented company of any size, for benchmarks."""

import secrets
import sys

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from app.cli.seed import TABLES
from app.core import clock
from app.db import db
from app.people.passwords import hash_password
from app.seeding.invented import Size, invent

SOME = click.IntRange(min=1)


@click.command()
@click.option("--requisitions", type=SOME, default=1, show_default=True)
@click.option("--candidates", type=click.IntRange(min=0), default=1000, show_default=True)
@click.option("--raters", type=click.IntRange(min=0), default=5, show_default=True)
@click.option("--criteria", type=click.IntRange(0, 40), default=8, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="The same gives the same.")
@with_appcontext
def synth(requisitions: int, candidates: int, raters: int, criteria: int, seed: int) -> None:
    """Fill an empty database with invented people, for benchmarks.

    CANDIDATES are spread over the requisitions, ten to a team. In the first ten up to 200 each were
    interviewed and have scorecards of every rater.
    """
    for table in TABLES:
        if db.session.scalar(select(table.id).limit(1)):
            raise click.ClickException(
                "The database holds people, requisitions or candidates, so nothing was added. "
                "Name an empty one by DATABASE_URL."
            )
    password = secrets.token_urlsafe(12)
    size = Size(requisitions, candidates, raters, criteria, seed)
    invent(size, hash_password(password), clock.now(), lambda done: _tell(done, candidates))
    click.echo(f"{candidates} candidates in {requisitions} requisitions.")
    click.echo(f"Sign in as recruiter@example.com, manager@example.com, {_raters(raters)}")
    click.echo(f"or hr@example.com, password: {password}")


def _raters(count: int) -> str:
    return f"rater1@example.com to rater{count}@example.com"


def _tell(done: int, of: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {of:,} candidates", nl=done >= of, err=True)


commands = [synth]
