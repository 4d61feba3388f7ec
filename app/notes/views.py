"""Pages and acts of notes: a thread, one line of it, mending, withdrawing, having read it."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy, sees
from app.core.decision import Refused
from app.notes import actions, queries
from app.notes.actions import Thread
from app.notes.forms import NoteForm, WordsForm
from app.notes.models import Note
from app.people.guard import may, needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import get as get_requisition
from app.requisitions.queries import load_requisition
from app.scorecards.queries import owed_ids
from app.web.requests import now

bp = Blueprint("notes", __name__)
blueprints = [bp]
#: No id is larger.
LARGEST = 2**31 - 1


@bp.get("/candidacies/<int:candidacy_id>/notes")
@needs(Permission.SEE_CANDIDATES, on=load_candidacy)
def of_candidacy(candidacy: Candidacy) -> Any:
    """Show the thread of a candidacy."""
    return _thread_page(_thread_of(candidacy))


@bp.post("/candidacies/<int:candidacy_id>/notes")
@needs(Permission.SEE_CANDIDATES, on=load_candidacy)
def write_on_candidacy(candidacy: Candidacy) -> Any:
    """Add a line to the thread of a candidacy."""
    return _write(_thread_of(candidacy))


@bp.get("/requisitions/<int:requisition_id>/notes")
@needs(Permission.SEE_HISTORY, on=load_requisition)
def of_requisition(requisition: Requisition) -> Any:
    """Show the thread of a requisition."""
    return _thread_page(Thread(requisition.id))


@bp.post("/requisitions/<int:requisition_id>/notes")
@needs(Permission.SEE_HISTORY, on=load_requisition)
def write_on_requisition(requisition: Requisition) -> Any:
    """Add a line to the thread of a requisition."""
    return _write(Thread(requisition.id))


@bp.get("/notes/<int:note_id>")
@needs(Permission.SEE_REQUISITION, on=queries.load_note)
def note(found: Note) -> Any:
    """Show one note, and what its reader may do with it."""
    return _note_page(_readable(found))


@bp.post("/notes/<int:note_id>/correction")
@needs(Permission.SEE_REQUISITION, on=queries.load_note)
def correct(found: Note) -> Any:
    """Put other words in the place of those just written."""
    form = WordsForm()
    if not form.validate():
        return _note_page(_readable(found), form), 422
    try:
        actions.correct(
            _readable(found),
            text=form.text.data or "",
            speaks_of_interview=form.speaks_of_interview,
            by=_me(),
            at=now(),
        )
    except Refused as refused:
        return _note_page(found, form, refused.reasons), 409
    flash("Your note is mended.")
    return redirect(_url(found), 303)


@bp.post("/notes/<int:note_id>/withdrawal")
@needs(Permission.SEE_REQUISITION, on=queries.load_note)
def withdraw(found: Note) -> Any:
    """Mark a note as withdrawn."""
    actions.withdraw(_readable(found), by=_me(), at=now())
    flash("Your note is withdrawn. It stays in the thread, marked so.")
    return redirect(_url(found), 303)


@bp.post("/notes/<int:note_id>/answer")
@needs(Permission.RUN, on=queries.load_note)
def answer(found: Note) -> Any:
    """Keep that a candidate's follow-up was answered."""
    actions.answer(_readable(found), by=_me(), at=now())
    flash("Noted: it is answered.")
    return redirect(_url(found), 303)


@bp.post("/notes/<int:note_id>/reading")
@needs(Permission.SEE_REQUISITION, on=queries.load_note)
def read(found: Note) -> Any:
    """Take a note that mentions the reader off their desk."""
    actions.read(_readable(found), by=_me(), at=now())
    flash("Taken off your desk.")
    return redirect(_url(found), 303)


def _thread_of(candidacy: Candidacy) -> Thread:
    if not sees(_me(), candidacy):
        abort(404)
    return Thread(candidacy.requisition_id, candidacy)


def _readable(found: Note) -> Note:
    if not queries.shows(_me(), found):
        abort(404)
    return found


def _write(thread: Thread) -> Any:
    people = queries.mentionable(thread, _me())
    form = NoteForm().offer(people)
    if not form.validate():
        return _thread_page(thread, form), 422
    text = form.text.data or ""
    mentioned = {*(form.mention.data or ()), *queries.named_in(text, people)}
    requisition = get_requisition(thread.requisition_id)
    try:
        written = actions.write(
            thread,
            kind=form.kind.data,
            text=text,
            speaks_of_interview=form.speaks_of_interview,
            mentioned=mentioned,
            happened_at=form.happened_in(requisition.time_zone) if requisition else None,
            awaits_answer=bool(form.awaits.data),
            by=_me(),
            at=now(),
        )
    except Refused as refused:
        form.happened.errors = list(refused.reasons)
        return _thread_page(thread, form), 422
    flash("Your note is kept. For ten minutes you can mend it.")
    return redirect(_url(written), 303)


def _thread_page(thread: Thread, form: NoteForm | None = None) -> str:
    before = request.args.get("before", type=int)
    before = None if before is None else min(max(before, 0), LARGEST)
    people = queries.mentionable(thread, _me())
    return render_template(
        "notes/thread.html",
        thread=thread,
        requisition=get_requisition(thread.requisition_id),
        page=queries.page(thread, _me(), now(), before=before),
        before=before,
        form=form or NoteForm(formdata=None).offer(people),
        **_around(thread),
    )


def _note_page(found: Note, form: WordsForm | None = None, reasons: tuple[str, ...] = ()) -> str:
    candidacy = load_candidacy(found.candidacy_id) if found.candidacy_id else None
    speaks = "yes" if found.speaks_of_interview else "no"
    return render_template(
        "notes/note.html",
        thread=Thread(found.requisition_id, candidacy),
        requisition=get_requisition(found.requisition_id),
        line=queries.line(found, _me(), now()),
        form=form or WordsForm(formdata=None, text=found.text, speaks=speaks),
        reasons=reasons,
        url=_url(found),
        waits=queries.waits_for_answer(found, candidacy)
        and may(Permission.RUN, found.requisition_id),
        opens_thread=may(
            Permission.SEE_CANDIDATES if candidacy else Permission.SEE_HISTORY,
            found.requisition_id,
        ),
    )


def _around(thread: Thread) -> dict[str, Any]:
    """Return whether the reader owes a card, which hides what speaks of interviews."""
    owed = owed_ids(_me().id, thread.requisition_id)
    owes = bool(owed) if thread.candidacy_id is None else thread.candidacy_id in owed
    return {"owes": owes, "whole": may(Permission.SEE_HISTORY, thread.requisition_id)}


def _url(found: Note) -> str:
    """Return the address of a note's thread, at the note."""
    mark = f"note-{found.id}"
    if found.candidacy_id is None:
        return url_for("notes.of_requisition", _anchor=mark, requisition_id=found.requisition_id)
    return url_for("notes.of_candidacy", _anchor=mark, candidacy_id=found.candidacy_id)


def _me() -> Person:
    person = me()
    assert person is not None
    return person
