"""The files of ``seed_data/``, as rows by heading."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from app.core.workdays import end_of_workday_after
from app.people.models import Person
from app.people.queries import by_email
from app.requisitions.models import Requisition
from app.requisitions.queries import by_code
from app.seeding.moments import moment
from app.settings import ROOT

FOLDER = ROOT / "seed_data"
Row = dict[str, str]


@dataclass(frozen=True)
class Story:
    """The seed files, and the moment from which their offsets count."""

    now: datetime
    folder: Path = FOLDER

    def rows(self, name: str, **where: str) -> Iterator[Row]:
        """Yield the rows of one file, those only whose cells are as ``where`` says."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if all(row[column] == value for column, value in where.items()):
                    yield row

    def due(self, text: str, zone: str) -> datetime:
        """Return a deadline: as ``at``, or ``+1d``, the end of the next working day."""
        if text.startswith("+"):
            return end_of_workday_after(self.now, int(text[1:].removesuffix("d")), zone)
        return self.at(text, zone)

    def at(self, text: str, zone: str) -> datetime:
        """Return the moment a cell means."""
        return moment(text, now=self.now, zone=zone)

    @cached_property
    def _people(self) -> dict[str, Person]:
        return {}

    def person(self, email: str) -> Person:
        """Return a person by address."""
        if email not in self._people:
            found = by_email(email)
            if found is None:
                raise LookupError(f"seed data names somebody unknown: {email}")
            self._people[email] = found
        return self._people[email]

    def requisition(self, code: str) -> Requisition:
        """Return a requisition by code."""
        found = by_code(code)
        if found is None:
            raise LookupError(f"seed data names an unknown requisition: {code}")
        return found
