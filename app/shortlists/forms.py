"""What the forms of picking and settling send: an order, ticks, reasons, and the button pressed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import MultiDict

from app.shortlists.actions import ListText

Sent = MultiDict[str, str]


def read_pick(sent: Sent) -> list[int]:
    """Return the candidacies picked: those in the order sent, then the newly ticked, moved."""
    ticked = ids_in(sent.getlist("pick"))
    ordered = [one for one in ids_in(sent.getlist("order")) if one in ticked]
    return moved([*ordered, *(one for one in ticked if one not in ordered)], sent.get("move", ""))


@dataclass(frozen=True, slots=True)
class SentList:
    """A list as it was sent: the edit it was read at, and what was typed."""

    edit: int
    text: ListText


def read_list(sent: Sent) -> SentList:
    """Return the list as typed, after the button pressed: moved, taken off, put on, one reason."""
    reasons = {
        int(key.removeprefix("reason-")): _clean(value)
        for key, value in sent.items()
        if key.startswith("reason-") and _is_id(key.removeprefix("reason-"))
    }
    order = ids_in(sent.getlist("order"), once=False)
    text = ListText(order, reasons, _clean(sent.get("exception", "")))
    edit = sent.get("edit", "")
    return SentList(int(edit) if _is_id(edit) else 0, _pressed(text, sent))


def moved(order: Sequence[int], button: str) -> list[int]:
    """Return the order after a button "id:up" or "id:down"; any other value changes nothing."""
    result = list(order)
    key, _, way = button.partition(":")
    if not _is_id(key) or int(key) not in result or way not in ("up", "down"):
        return result
    here = result.index(int(key))
    there = here - 1 if way == "up" else here + 1
    if 0 <= there < len(result):
        result[here], result[there] = result[there], result[here]
    return result


def _pressed(text: ListText, sent: Sent) -> ListText:
    order = moved(text.order, sent.get("move", ""))
    if _is_id(gone := sent.get("remove", "")):
        order = [one for one in order if one != int(gone)]
    if _is_id(new := sent.get("add", "")) and int(new) not in order:
        order = [*order, int(new)]
    reasons = dict(text.reasons)
    shared = _clean(sent.get("shared_reason", ""))
    if "share" in sent and shared:
        reasons |= {one: shared for one in ids_in(sent.getlist("same")) if one not in order}
    return replace(text, order=order, reasons=reasons)


def ids_in(values: Iterable[str], *, once: bool = True) -> list[int]:
    """Return the ids among what was sent; what no row can have as its number is left out."""
    found = [int(value) for value in values if _is_id(value)]
    return list(dict.fromkeys(found)) if once else found


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10


def _clean(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\x00", "").strip()
