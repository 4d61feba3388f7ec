"""Home: what waits for me."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from app.core.todo import TodoWords, Waiting
from app.core.wording import zone_of
from app.desk import feed, queries, shell
from app.desk.agenda import agenda
from app.desk.first_steps import first_steps, what_comes
from app.desk.search import search as search_for
from app.links.calendars import register as register_calendar
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.sessions import me
from app.web.requests import now

bp = Blueprint("desk", __name__)
blueprints = [bp]
register_calendar(feed.PURPOSE, feed.give)
SHOWN = 12
LONGEST = 200
#: rows of each kind that a search drops down, and that its page lists
DROPPED, LISTED = 5, 30


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that waits, in words."""

    waiting: Waiting
    what: str
    why: str
    button: str
    url: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The rows of one group."""

    title: str
    note: str
    order: int
    rows: tuple[Row, ...]


@bp.get("/")
@needs(Permission.SIGNED_IN)
def home() -> str:
    """Show what waits for me, by group, most urgent first."""
    person = me()
    if person is None:
        abort(404)
    at = now()
    waiting = queries.waiting(person, at)
    shell.know(waiting)
    queues = _queues(waiting)
    steps = first_steps(person)
    chosen = request.args.get("show")
    shown = [queue for queue in queues if chosen in (None, queue.title)]
    items = [
        (queue.title, row.waiting.due_at, row.waiting.about or row.what)
        for queue in queues
        for row in queue.rows
        if row.waiting.due_at is not None
    ]
    return render_template(
        "desk/home.html",
        greeting=_greeting(person.time_zone),
        queues=queues,
        first_steps=steps,
        comes=() if queues else what_comes(person),
        shown=shown,
        chosen=chosen,
        agenda=None if chosen else agenda(items, at, person.time_zone),
        most=None if chosen else SHOWN,
    )


@bp.get("/search")
@needs(Permission.SIGNED_IN)
def search() -> str:
    """Show what is found by typing: a page of it, or the few rows that drop down as one types."""
    person = me()
    if person is None:
        abort(404)
    text = request.args.get("q", "").strip()[:LONGEST]
    dropped = "HX-Request" in request.headers
    groups = search_for(person, text, most=DROPPED if dropped else LISTED)
    return render_template(
        "desk/_found.html" if dropped else "desk/search.html",
        q=text,
        groups=groups,
        count=sum(len(group.rows) for group in groups),
        more=any(group.more for group in groups),
    )


def _queues(waiting: list[Waiting]) -> list[Queue]:
    words = queries.words()
    groups: dict[str, list[tuple[Waiting, TodoWords]]] = {}
    for one in waiting:
        said = words[one.kind]
        groups.setdefault(said.group, []).append((one, said))
    queues = [
        Queue(
            title,
            pairs[0][1].note,
            min(said.order for _, said in pairs),
            tuple(_row(one, said) for one, said in pairs),
        )
        for title, pairs in groups.items()
    ]
    return sorted(queues, key=_urgency)


def _urgency(queue: Queue) -> tuple[bool, datetime, int]:
    """Sort queues by their most urgent row, those without any date last."""
    due = [row.waiting.due_at for row in queue.rows if row.waiting.due_at is not None]
    return not due, min(due, default=datetime.max.replace(tzinfo=UTC)), queue.order


def _row(one: Waiting, said: TodoWords) -> Row:
    subject = one.requisition_id if said.by_requisition else one.subject_id
    values: dict[str, Any] = {said.argument: subject}
    url = url_for(said.endpoint, **values)
    return Row(one, said.what(one), said.why(one), said.button, url)


def _greeting(zone: str) -> str:
    hour = now().astimezone(zone_of(zone)).hour
    return (
        "Good morning"
        if 5 <= hour < 12
        else "Good afternoon"
        if 12 <= hour < 18
        else "Good evening"
    )
