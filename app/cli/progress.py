"""Progress of long work, for whoever watches a terminal; a file or a pipe hears nothing."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic

import click

EVERY = 0.5


def say(text: str) -> None:
    """Say what goes on now."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


def counted(pieces: Iterable[bytes], done: str) -> Iterator[bytes]:
    """Pass on the pieces of a file, and say twice a second how much there is."""
    if not sys.stderr.isatty():
        yield from pieces
        return
    size, said = 0, monotonic()
    for piece in pieces:
        size += len(piece)
        if monotonic() - said > EVERY:
            said = monotonic()
            click.echo(f"\r{done}: {size / 2**20:,.1f} MiB", nl=False, err=True)
        yield piece
    click.echo(f"\r{done}: {size / 2**20:,.1f} MiB", err=True)
