"""What changed between two frozen versions, read from what was frozen alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.wording import ordinal

Frozen = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what it is, as it was, as it is; nothing where it was not or is not."""

    kind: str
    what: str
    before: str | None
    after: str | None


def changes_between(before: Frozen, after: Frozen) -> list[Change]:
    """Return who was added, removed or moved, and whose reason changed, in list order."""
    was = {row["candidacy_id"]: row for row in before["finalists"]}
    now = {row["candidacy_id"]: row for row in after["finalists"]}
    return [
        *_requirements(before, after),
        *_seats(
            {row["position"]: row["name"] for key, row in was.items() if key not in now},
            {row["position"]: row["name"] for key, row in now.items() if key not in was},
        ),
        *(_moved(was[key], row) for key, row in now.items() if _place(was.get(key), row)),
        *(_reason(was[key], row) for key, row in now.items() if _said(was.get(key), row)),
        *_left_out(before["left_out"], after["left_out"]),
    ]


def added(before: Frozen | None, after: Frozen) -> set[int]:
    """Return the candidacies that are new on the list."""
    if before is None:
        return set()
    was = {row["candidacy_id"] for row in before["finalists"]}
    return {row["candidacy_id"] for row in after["finalists"]} - was


def _requirements(before: Frozen, after: Frozen) -> list[Change]:
    was, now = before["requirements_version"], after["requirements_version"]
    if was == now:
        return []
    return [Change("requirements", "Requirements", f"version {was}", f"version {now}")]


def _seats(gone: Mapping[int, str], new: Mapping[int, str]) -> list[Change]:
    """Say who left the list and who came onto it, position by position."""
    kinds = {(True, True): "replaced", (True, False): "removed", (False, True): "added"}
    return [
        Change(
            kinds[position in gone, position in new],
            f"{ordinal(position)} position",
            gone.get(position),
            new.get(position),
        )
        for position in sorted(gone.keys() | new.keys())
    ]


def _moved(was: Frozen, now: Frozen) -> Change:
    return Change("moved", now["name"], ordinal(was["position"]), ordinal(now["position"]))


def _reason(was: Frozen, now: Frozen) -> Change:
    return Change("reason", f"Reason for {now['name']}", was["reason"], now["reason"])


def _place(was: Frozen | None, now: Frozen) -> bool:
    return was is not None and was["position"] != now["position"]


def _said(was: Frozen | None, now: Frozen) -> bool:
    return was is not None and was["reason"] != now["reason"]


def _left_out(before: Sequence[Frozen], after: Sequence[Frozen]) -> list[Change]:
    was = {row["candidacy_id"]: row for row in before}
    return [
        Change("reason", f"Why not {row['name']}", was[key]["reason"], row["reason"])
        for row in after
        if _said(was.get(key := row["candidacy_id"]), row)
    ]
