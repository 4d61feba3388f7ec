"""Which columns of a file we understand: blind to case, spaces, hyphens and underscores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.exchange.refusal import BadFile
from app.exchange.sheets import column_letter

UNKNOWN = "Not a heading we know."


@dataclass(frozen=True, slots=True)
class Taken:
    """A column that is read: where it is, what it is called in the file and what it is to us."""

    index: int
    heading: str
    field: str


@dataclass(frozen=True, slots=True)
class Left:
    """A column that is not read, and why."""

    heading: str
    why: str


@dataclass(frozen=True, slots=True)
class Headings:
    """The columns of one file, sorted into those we read and those we leave, in their order."""

    taken: tuple[Taken, ...]
    left: tuple[Left, ...]


def heading_key(heading: str) -> str:
    """Return what is compared of a heading: its letters and figures."""
    return "".join(char for char in heading.casefold() if char.isalnum())


def match_headings(
    header: Sequence[str],
    aliases: Mapping[str, Sequence[str]],
    left: Mapping[str, str],
) -> Headings:
    """Sort the columns of a file; where several say the same, the earliest alias is read.

    ``aliases`` gives each field its keys, the best first; ``left`` the keys of columns we know
    and don't read, with the reason. Raise BadFile where two columns have an equal claim.
    """
    fields = {key: field for field, keys in aliases.items() for key in keys}
    best: dict[str, Taken] = {}
    for index, heading in enumerate(header):
        column = Taken(index, heading, fields.get(heading_key(heading), ""))
        if not column.field or heading in left:
            continue
        rival = best.setdefault(column.field, column)
        ours, theirs = _rank(column, aliases), _rank(rival, aliases)
        if column is not rival and ours == theirs:
            raise BadFile(
                f"The headings “{rival.heading}” and “{heading}” mean the same. "
                "Rename one or take it out."
            )
        if ours < theirs:
            best[column.field] = column
    taken = sorted(best.values(), key=lambda column: column.index)
    read = {column.index for column in taken}
    return Headings(
        tuple(taken),
        tuple(
            Left(heading or f"column {column_letter(index)}", _why(heading, fields, best, left))
            for index, heading in enumerate(header)
            if index not in read
        ),
    )


def _rank(column: Taken, aliases: Mapping[str, Sequence[str]]) -> int:
    return list(aliases[column.field]).index(heading_key(column.heading))


def _why(
    heading: str, fields: Mapping[str, str], best: Mapping[str, Taken], left: Mapping[str, str]
) -> str:
    """Say why a column is not read; an exact heading goes before what it may mean."""
    if not heading:
        return "It has no heading."
    if heading in left:
        return left[heading]
    key = heading_key(heading)
    if key in fields:
        return f"“{best[fields[key]].heading}” is read instead."
    return left.get(key, UNKNOWN)
