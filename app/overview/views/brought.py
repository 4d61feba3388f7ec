"""One candidacy for the agency recruiter who brought it."""

from typing import Any

from flask import render_template

from app.candidates import queries as candidates
from app.candidates.forms import AttachmentForm
from app.notes import queries as notes
from app.notes.actions import Thread
from app.notes.forms import NoteForm
from app.overview.brought import WORDS
from app.overview.queries.candidacy import Opened
from app.overview.views.blueprint import viewer
from app.people.permissions import RECRUITER
from app.people.queries import lead
from app.statuspage.queries import standing_of
from app.web.requests import now

#: So many notes stand on the page; the thread has the others.
LATEST = 10


def brought(found: Opened) -> Any:
    """Show where it stands, its dates, files and debriefs; never who else, or what anybody said."""
    here, requisition = found.candidacy, found.requisition
    standing = standing_of(here, requisition, now())
    thread = Thread(requisition.id, here)
    is_open = standing == "offered" and found.offer is not None
    return render_template(
        "overview/brought.html",
        candidacy=here,
        candidate=here.candidate,
        requisition=requisition,
        words=WORDS[standing],
        answer_by=found.offer.closes_at if is_open and found.offer else None,
        recruiter=lead(requisition.id, RECRUITER),
        meetings=candidates.interviews(here.id),
        attachments=candidates.attachments(here.id, by=viewer()),
        attachment_form=AttachmentForm(formdata=None),
        notes=notes.page(thread, viewer(), now(), limit=LATEST),
        note_form=NoteForm(formdata=None, kind="debrief").offer({}),
    )
