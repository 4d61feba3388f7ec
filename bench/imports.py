"""How many rows a second a list of candidates is taken in: new, again unchanged, and changed."""

import csv
import random
from pathlib import Path

from bench.program import (
    MANY,
    Took,
    apart,
    begin,
    databases,
    folder,
    name_of,
    program,
    taking,
)

FIRST = ("Ana", "Bo", "Châu", "Ewa", "Farid", "Gül", "Ines", "José", "Kofi", "Łucja", "Mei")
LAST = ("Ferreira", "Lindqvist", "Nguyễn", "Kowalska", "Rahman", "Okafor", "Tan", "Zhang")
HEADING = (
    "name,email,phone,current_title,current_employer,location,time_zone,source,applied_at,"
    "external_id"
)


def write(file: Path, rows: int, *, title: str = "Engineer") -> None:
    """Write a list of so many people, the same at each call but for their title."""
    draw = random.Random(0)  # noqa: S311
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(HEADING.split(","))
        for number in range(rows):
            name = f"{draw.choice(FIRST)} {draw.choice(LAST)} {number}"
            writer.writerow(
                [
                    name,
                    f"person{number}@example.com",
                    f"+351 {number:09}",
                    title,
                    "A company",
                    "Lisbon",
                    "Europe/Lisbon",
                    "Job board",
                    "2026-11-02T09:00:00+00:00",
                    f"X{number}",
                ]
            )


def take(folder: str, database: str | None, file: Path, changed: bool = False) -> Took:
    """Take a list by the command line's own command."""
    way = ["--on-duplicate", "update"] if changed else []
    args = ["import", "candidates", str(file), "--requisition", "BENCH"]
    with program(folder, database) as app, taking() as took:
        app.test_cli_runner().invoke(
            args=[*args, "--by", "rita@example.com", *way], catch_exceptions=False
        )
    return took


def main(rows: int = MANY) -> None:
    """Print the table."""
    print(f"{rows:,} candidates; at least 5,000 rows a second, at most 400 MiB")
    for database in databases():
        with folder() as name:
            begin(name, database)
            file = Path(name) / "people.csv"
            write(file, rows)
            took = {what: apart(take, name, database, file) for what in ("new", "unchanged")}
            write(file, rows, title="Director")
            took["changed"] = apart(take, name, database, file, True)  # noqa: FBT003
            for what, one in took.items():
                print(
                    f"{name_of(database):11} {what:10} {rows / one.seconds:8,.0f} a second, "
                    f"{rows / one.processor:8,.0f} by the processor, memory +{one.grown:.0f} MiB"
                )


if __name__ == "__main__":
    main()
