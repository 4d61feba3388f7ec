"""The file a backup is: a zip of a manifest, one entry per table and one per uploaded file.

``manifest.json`` names the format, the moment, the migration, and for every entry its SHA-256 and
how many rows it holds. ``tables/<name>.jsonl`` has one JSON object a row, ``files/<name>`` is a
file as it was uploaded.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile

from app.core.decision import Refused

FORMAT = 1
MANIFEST = "manifest.json"
PIECE = 1 << 20
#: what a kept file may be called: nothing that leads out of its folder
PLAIN_NAME = re.compile(r"[0-9a-z][0-9a-z._-]{0,79}")
DAMAGED = "The backup is damaged, so nothing was restored."


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest says of one entry: its checksum, and the rows of a table."""

    sha256: str
    rows: int = 0


@dataclass(slots=True)
class Manifest:
    """What a backup says about itself; ``gone`` are files a row names that were not there."""

    taken_at: str
    migration: str
    tables: dict[str, Entry] = field(default_factory=dict)
    files: dict[str, Entry] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """How many rows all tables have."""
        return sum(entry.rows for entry in self.tables.values())


class Writer:
    """Writes a backup into an open file; ``close`` puts the manifest at its end."""

    def __init__(self, file: IO[bytes], *, taken_at: str, migration: str) -> None:
        self.manifest = Manifest(taken_at, migration)
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6)

    def table(self, name: str, rows: Iterable[dict[str, Any]]) -> None:
        """Write the rows of a table; values are what JSON knows."""
        counted = _Counted(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)
        digest = self._entry(_table_entry(name), counted)
        self.manifest.tables[name] = Entry(digest, counted.passed)

    def file(self, name: str, path: Path) -> None:
        """Write a kept file as it lies on disk; one that is not there is named as gone."""
        try:
            source = path.open("rb")
        except FileNotFoundError:
            self.manifest.gone.append(name)
            return
        with source:
            pieces = iter(lambda: source.read(PIECE), b"")
            self.manifest.files[name] = Entry(self._entry(_file_entry(name), pieces))

    def close(self) -> None:
        """Write the manifest and end the file."""
        said = {
            "format": FORMAT,
            "taken_at": self.manifest.taken_at,
            "migration": self.manifest.migration,
            "tables": {
                name: {"rows": one.rows, "sha256": one.sha256}
                for name, one in self.manifest.tables.items()
            },
            "files": {name: {"sha256": one.sha256} for name, one in self.manifest.files.items()},
            "gone": self.manifest.gone,
        }
        self._zip.writestr(MANIFEST, json.dumps(said, indent=1))
        self._zip.close()

    def _entry(self, name: str, pieces: Iterable[bytes]) -> str:
        digest = hashlib.sha256()
        with self._zip.open(name, "w", force_zip64=True) as entry:
            for piece in pieces:
                digest.update(piece)
                entry.write(piece)
        return digest.hexdigest()


class Reader:
    """Reads a backup; whatever does not fit its manifest is ``Refused`` in words."""

    def __init__(self, file: IO[bytes]) -> None:
        with _intact():
            try:
                self._zip = ZipFile(file)
                said = json.loads(self._zip.read(MANIFEST))
            except (BadZipFile, KeyError, ValueError):
                raise Refused("This file is not a backup of Finalist.") from None
            if said.get("format") != FORMAT:
                raise Refused("This backup was written by a newer Finalist. Use the newer program.")
            self.manifest = Manifest(
                str(said["taken_at"]),
                str(said["migration"]),
                {name: Entry(**one) for name, one in said["tables"].items()},
                {name: Entry(**one) for name, one in said["files"].items()},
                list(said["gone"]),
            )
        if not all(PLAIN_NAME.fullmatch(name) for name in self.manifest.files):
            raise Refused(DAMAGED)

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table; the last step compares the checksum."""
        expected, rows = self.manifest.tables[name], 0
        with _intact():
            for line in self._checked(_table_entry(name), expected.sha256):
                rows += 1
                yield json.loads(line)
        if rows != expected.rows:
            raise Refused(DAMAGED)

    def file(self, name: str) -> Iterator[bytes]:
        """Yield a kept file in pieces; the last step compares the checksum."""
        with _intact():
            yield from self._checked(_file_entry(name), self.manifest.files[name].sha256)

    def _checked(self, name: str, sha256: str) -> Iterator[bytes]:
        digest = hashlib.sha256()
        with self._zip.open(name) as entry:
            pieces = entry if name.endswith(".jsonl") else iter(lambda: entry.read(PIECE), b"")
            for piece in pieces:
                digest.update(piece)
                yield piece
        if digest.hexdigest() != sha256:
            raise Refused(DAMAGED)


@dataclass
class _Counted:
    pieces: Iterable[bytes]
    passed: int = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.passed += 1
            yield piece


@contextmanager
def _intact() -> Iterator[None]:
    """Say in our words that a file is not what it was when it was written."""
    try:
        yield
    except (BadZipFile, LargeZipFile, EOFError, zlib.error, LookupError, TypeError, ValueError):
        raise Refused(DAMAGED) from None


def _table_entry(name: str) -> str:
    return f"tables/{name}.jsonl"


def _file_entry(name: str) -> str:
    return f"files/{name}"
