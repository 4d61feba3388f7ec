"""The pack: every table a person may take as CSV, one workbook of them all, and who took it."""

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import RawIOBase
from typing import Any

from app.core.csv import stream
from app.core.wording import zone_of
from app.exchange.books import book, pieces_of
from app.exchange.exports import EXPORTS, Export, filename, may_take
from app.exchange.pack_note import note
from app.history.actions import Actor, record
from app.people.models import Person
from app.requisitions.models import Requisition

PACK = "pack"


def tables_for(requisition: Requisition, person: Person | None, at: datetime) -> list[Export]:
    """Return the tables of the pack: all without a person, else those they may take."""
    return [
        one for one in EXPORTS.values() if person is None or may_take(one, requisition, person, at)
    ]


def note_taking(
    requisition: Requisition, tables: Sequence[Export], *, by: Person | Actor, at: datetime
) -> None:
    """Add the line of history that says who took the pack, and which tables."""
    record(
        "exchange.packed",
        by=by,
        at=at,
        subject=requisition,
        requisition_id=requisition.id,
        tables=[one.what for one in tables],
    )


def pack_of(
    requisition: Requisition,
    person: Person | None,
    tables: Sequence[Export],
    *,
    taken_by: str,
    at: datetime,
) -> Iterator[bytes]:
    """Yield the zip piece by piece; each table is read once, for its CSV and its sheet.

    The rows are those of the single files, by the same queries, cut to the same person.
    """
    pipe, about, counts = _Pipe(), _Entries(requisition, at), dict[str, int]()
    workbook = tempfile.TemporaryFile()  # noqa: SIM115 - closed once it is read to its end
    with zipfile.ZipFile(pipe, "w") as archive:

        def added(name: str, pieces: Iterator[bytes], packed: bool = False) -> Iterator[bytes]:
            with archive.open(about(name, packed), "w", force_zip64=True) as entry:
                for piece in pieces:
                    entry.write(piece)
                    yield pipe.drained()

        with book(workbook, zone_of(requisition.time_zone), at) as sheets:
            for one in tables:
                table = one.table(requisition, person, at)
                with sheets.sheet(one.what, table.columns) as sheet:
                    rows = stream(table.columns, sheet.passing(table.rows))
                    yield from added(f"{one.what}.csv", rows)
                counts[one.what] = sheet.count
        name = filename(requisition, at, "xlsx")
        yield from added(name, pieces_of(workbook), packed=True)
        said = note(requisition, person, counts, taken_by=taken_by, at=at)
        archive.writestr(about("README.txt"), said)
    yield pipe.drained()


class _Entries:
    """Describes the files of the zip, all of the moment it was taken."""

    def __init__(self, requisition: Requisition, at: datetime) -> None:
        here = at.astimezone(zone_of(requisition.time_zone))
        self._taken = (here.year, here.month, here.day, here.hour, here.minute, here.second)

    def __call__(self, name: str, packed: bool = False) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, self._taken)
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return info


class _Pipe(RawIOBase):
    """What is written is taken out again; nothing goes back in it, so it is never whole."""

    def __init__(self) -> None:
        self._held: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._held.append(bytes(data))
        return len(data)

    def drained(self) -> bytes:
        held, self._held = b"".join(self._held), []
        return held
