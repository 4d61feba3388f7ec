"""README.txt of a pack: who took it, when, what is in it, and what was cut."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.core.wording import listed, plural, zone_of
from app.exchange.exports import EXPORTS
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.scorecards.queries import owed_ids

NEVER = "Drafts of scorecards, picks still sealed, links and passwords are in no pack."
WHOLE = "Nothing: it was taken on the server's command line, by whoever runs the database."


def note(
    requisition: Requisition,
    person: Person | None,
    counts: Mapping[str, int],
    *,
    taken_by: str,
    at: datetime,
) -> str:
    """Return the text; ``counts`` are the rows of each table that is in the pack."""
    here = at.astimezone(zone_of(requisition.time_zone)).replace(microsecond=0)
    contents = [
        f"  {what}.csv: {plural(rows, 'row')}. {EXPORTS[what].sentence}"
        for what, rows in counts.items()
    ]
    lines = [
        f"{requisition.code}: {requisition.title}",
        "",
        f"Taken by {taken_by}",
        f"Taken at {here.isoformat()} ({requisition.time_zone})",
        "",
        "What is in it",
        *contents,
        "  The workbook holds the same tables, a sheet each.",
        "",
        "What was cut",
        *(f"  {line}" for line in _cuts(requisition, person, counts)),
        f"  {NEVER}",
        "",
    ]
    return "\r\n".join(lines)


def _cuts(
    requisition: Requisition, person: Person | None, counts: Mapping[str, int]
) -> Sequence[str]:
    if person is None:
        return [WHOLE]
    cuts = []
    missing = [what for what in EXPORTS if what not in counts]
    if missing:
        cuts.append(f"{person.name} may not see {listed(missing, 'or')}.")
    if Permission.SEE_HISTORY not in rights_in(requisition.id, person):
        cuts.append("Other candidates than those they may see.")
    owed = len(owed_ids(person.id, requisition.id))
    if owed:
        waits = "1 candidate waits" if owed == 1 else f"{owed} candidates wait"
        cuts.append(f"{waits} for a scorecard of {person.name}: what others said of them.")
    return cuts or [f"Nothing that {person.name} may see on the pages."]
