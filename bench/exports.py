"""How long the candidates of a requisition take as a file: all of it, and until its first byte."""

import time
from pathlib import Path

from bench.imports import take, write
from bench.program import MANY, Took, apart, begin, databases, folder, name_of, program, taking

ROUNDS = 3


def main(rows: int = MANY) -> None:
    """Print the table."""
    print(f"{rows:,} candidates; at most 2 s, first byte within 50 ms, at most 30 MiB")
    for database in databases():
        with folder() as name:
            begin(name, database)
            file = Path(name) / "people.csv"
            write(file, rows)
            apart(take, name, database, file)
            for who in (None, "rita@example.com"):
                print(f"{name_of(database):11} {'cut to one' if who else 'whole':11}", end="")
                print(apart(export, name, database, who))


def export(folder: str, database: str | None, email: str | None) -> str:
    """Return in words how the best of a few rounds went; the first warms up."""
    with program(folder, database):
        rounds = [_export(email) for _ in range(ROUNDS)]
    took, first, size = min(rounds[1:], key=lambda one: one[0].seconds)
    grown = max(one.grown for one, _, _ in rounds)
    return (
        f"{took.seconds:.2f} s ({took.processor:.2f} s of processor), first byte after "
        f"{first * 1000:.0f} ms, {size / 2**20:.1f} MiB, memory +{grown:.0f} MiB"
    )


def _export(email: str | None) -> tuple[Took, float, int]:
    from app.core import clock
    from app.db import db
    from app.exchange.exports import EXPORTS, csv_of
    from app.people.queries import by_email
    from app.requisitions.queries import by_code

    db.session.rollback()
    requisition = by_code("BENCH")
    assert requisition is not None
    person = by_email(email) if email else None
    with taking() as took:
        started = time.perf_counter()
        pieces = csv_of(EXPORTS["candidates"], requisition, person, clock.now())
        size = len(next(pieces))
        first = time.perf_counter() - started
        size += sum(map(len, pieces))
    return took, first, size


if __name__ == "__main__":
    main()
