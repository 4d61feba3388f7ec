"""Verbs on files that come in: keep one for its preview, take it."""

import hashlib
from datetime import datetime

from sqlalchemy import update

from app.candidates.actions import take_rows
from app.candidates.attachments import plain_filename
from app.candidates.intake import Counts, OnDuplicate
from app.candidates.rules import may_add
from app.core.decision import require
from app.db import db
from app.exchange import files
from app.exchange.candidate_preview import CandidatePreview
from app.exchange.models import ImportFile
from app.exchange.rules import may_take, may_take_scores
from app.exchange.score_preview import ScorePreview
from app.people.models import Person
from app.requisitions.models import Requisition
from app.scorecards.intake import Taken, take_score_rows
from app.work.actions import call_for


def keep(
    requisition: Requisition, kind: str, filename: str, data: bytes, *, by: Person, at: datetime
) -> ImportFile:
    """Keep a chosen file for a day, so that what is taken is what was looked at."""
    file = ImportFile(
        requisition_id=requisition.id,
        person_id=by.id,
        kind=kind,
        filename=plain_filename(filename),
        stored_as=files.keep(data, at=at),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        uploaded_at=at,
    )
    db.session.add(file)
    db.session.flush()
    due_at = at + files.KEPT_FOR
    call_for("exchange.forget", due_at=due_at)
    return file


def take_candidates(
    requisition: Requisition,
    preview: CandidatePreview,
    *,
    leave_out: bool,
    on_duplicate: OnDuplicate,
    by: Person,
    at: datetime,
    shown: str | None = None,
    brought_by: Person | None = None,
) -> Counts:
    """Take the good rows of a file, all or none; return what became of every row.

    ``shown`` is the seal of the preview a person decided on: where the world has changed since,
    they are asked to look again.
    """
    require(may_add(requisition.stage))
    would = preview.would(on_duplicate)
    require(
        may_take(
            bad_rows=len(preview.bad_rows),
            leave_out=leave_out,
            something=shown is None or bool(would.added or would.updated),
            as_shown=shown in (None, preview.seal),
        )
    )
    judged = preview.good_judged
    taken = take_rows(
        requisition,
        [row for row, _ in judged],
        on_duplicate,
        by=by,
        at=at,
        verdicts=[verdict for _, verdict in judged] if preview.held else (),
        brought_by=brought_by,
    )
    left_out = len(preview.again) + len(preview.bad_rows)
    return Counts(taken.added, taken.updated, taken.unchanged, taken.skipped + left_out)


def take_scores(
    requisition: Requisition, preview: ScorePreview, *, shown: str | None, by: Person, at: datetime
) -> Taken:
    """Fill the cards a file speaks of, all or none: drafts, and those that are whole submitted.

    ``shown`` is the seal of the preview a person decided on, none where nobody looked before.
    """
    require(
        may_take_scores(
            bad_cells=len(preview.bad),
            cards=1 if shown is None else preview.cards,
            as_shown=shown in (None, preview.seal),
        )
    )
    return take_score_rows(requisition, preview.file.rows, by, at)


def mark_taken(file: ImportFile, *, at: datetime) -> bool:
    """Say that a file was taken; no where it was already."""
    taken = db.session.execute(
        update(ImportFile)
        .where(ImportFile.id == file.id, ImportFile.taken_at.is_(None))
        .values(taken_at=at)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]
