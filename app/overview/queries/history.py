"""History told in sentences, with the names of candidates."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.candidates.queries import names
from app.history.queries import Line, cut, cut_office, lines_about, lines_of
from app.history.words import sentence
from app.people.models import Person
from app.scorecards.queries import owed_ids

PAGE = 50
#: How a verb is drawn, or all of a package's.
ICONS = {
    "candidates": "person",
    "candidates.attached": "paperclip",
    "candidates.interviewed": "people",
    "candidates.withdrew": "box-arrow-left",
    "candidates.noted_withdrawal": "box-arrow-left",
    "candidates.set_aside": "dash-circle",
    "letters.called": "telephone",
    "letters": "envelope",
    "scorecards": "clipboard-check",
    "shortlists": "list-ol",
    "signoffs": "check2-square",
    "checks": "chat-left-quote",
    "notes": "chat-left-text",
    "offers": "envelope-paper",
    "promises": "hourglass-split",
    "mail": "envelope",
}
#: Marks where the name goes; no text has this character.
HERE = "\ufdd0"


@dataclass(frozen=True, slots=True)
class Told:
    """One line: who, what they did, and whom it is about.

    The name stands between ``words`` and ``rest`` where the sentence has it inside, else apart.
    """

    line: Line
    who: str
    words: str
    rest: str
    name: str | None
    is_inside: bool

    @property
    def icon(self) -> str:
        """The name of the drawing that stands before it."""
        verb = self.line.verb
        return ICONS.get(verb) or ICONS.get(verb.partition(".")[0], "circle")


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, newest first, and the line after which it goes on."""

    lines: Sequence[Told]
    before: int | None


def page(person: Person, requisition_id: int, before: int | None) -> Page:
    """Return a page of a requisition's history, cut for a person who owes cards (law L1)."""
    found = lines_of(requisition_id, before=before, limit=PAGE + 1)
    hidden = owed_ids(person.id, requisition_id)
    shown = list(cut(found[:PAGE], hidden))
    more = shown[-1].line if len(found) > PAGE else None
    return Page(_told(shown), more)


def office_page(before: int | None) -> Page:
    """Return a page of the office's own history; of a candidacy it names and quotes nothing."""
    found = lines_of(None, before=before, limit=PAGE + 1)
    shown = list(cut_office(found[:PAGE]))
    more = shown[-1].line if len(found) > PAGE else None
    return Page([_one(line, None) for line in shown], more)


def about(requisition_id: int, candidacy_id: int, name: str, *, owes: bool) -> list[Told]:
    """Return what happened to one candidacy, newest first, cut for a reader who owes a card."""
    found = lines_about(requisition_id, candidacy_id)
    return _told(list(cut(found, {candidacy_id} if owes else ())), {candidacy_id: name})


def _told(lines: Sequence[Line], known: dict[int, str] | None = None) -> list[Told]:
    candidates = known or names({one.candidacy_id for one in lines if one.candidacy_id})
    return [_one(line, candidates.get(line.candidacy_id or 0)) for line in lines]


def _one(line: Line, name: str | None) -> Told:
    who = name if line.actor_kind == "candidate" and name else line.who
    words, inside, rest = sentence(line, HERE if name else None).partition(HERE)
    is_said = line.actor_kind == "candidate" and not inside
    return Told(line, who, words, rest, None if is_said else name, bool(inside))
