"""history: whether every chain is as it was written."""

import sys
from functools import partial

import click
from flask.cli import with_appcontext

from app.core.wording import plural
from app.history.verification import heads
from app.history.verification import verify as recompute


@click.group()
def history() -> None:
    """What was done, by whom, in chains that cannot be altered unnoticed."""


@history.command()
@with_appcontext
def verify() -> None:
    """Recompute every chain; name the first line of each that does not fit."""
    found = heads()
    total = sum(head.last_line for head in found)
    bar = partial(click.progressbar, length=total, label="Recomputing", file=sys.stderr)
    with bar(hidden=not sys.stderr.isatty()) as shown:
        report = recompute(found, shown.update)
    for one in report.findings:
        click.echo(f"{one.chain}: {one.words}", err=True)
    if report.findings:
        chains = plural(len(report.findings), "chain")
        raise click.ClickException(f"{chains} of {report.chains} altered.")
    click.echo(f"{plural(report.lines, 'line')} in {plural(report.chains, 'chain')}, all whole.")
    if report.sealed:
        click.echo(f"Head of heads: {report.sealed}")


commands = [history]
