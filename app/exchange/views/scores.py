"""Scores filled in offline and brought back: choose the file, look at it, take it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.datastructures import FileStorage

from app.candidates.attachments import plain_filename
from app.core.decision import Refused
from app.core.wording import plural
from app.exchange import actions, queries
from app.exchange.forms import FileForm, SealForm
from app.exchange.models import SCORES, ImportFile
from app.exchange.refusal import BadFile
from app.exchange.score_preview import ScorePreview, preview, read_scores
from app.exchange.views.blueprint import bp, require_mine, requisition_of, signed_in
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.scorecards.intake import Taken
from app.web.requests import now

GONE = "That file is no longer here: files wait for a day. Choose it again."


@bp.get("/requisitions/<int:requisition_id>/scores/import")
@needs(Permission.SEE_SCORES, on=load_requisition)
def import_scores(requisition: Requisition) -> str:
    """Show the form to choose a file of scores."""
    return _choose(requisition, FileForm())


@bp.post("/requisitions/<int:requisition_id>/scores/import")
@needs(Permission.SEE_SCORES, on=load_requisition)
def upload_scores(requisition: Requisition) -> Any:
    """Keep a file that can be read, and show what it would do."""
    form = FileForm()
    if not form.validate():
        return _choose(requisition, form), 422
    upload: FileStorage = form.file.data
    data, filename = upload.read(), plain_filename(upload.filename or "")
    try:
        read_scores(data, filename)
    except BadFile as bad:
        return _choose(requisition, form, str(bad)), 422
    file = actions.keep(requisition, SCORES, filename, data, by=signed_in(), at=now())
    return redirect(
        url_for("exchange.preview_scores", requisition_id=requisition.id, import_file_id=file.id),
        303,
    )


@bp.get("/requisitions/<int:requisition_id>/scores/imports/<int:import_file_id>")
@needs(Permission.SEE_SCORES, on=queries.load_score_file)
def preview_scores(file: ImportFile) -> Any:
    """Show what taking a file would do."""
    require_mine(file)
    found = _look(file)
    return _gone(file) if found is None else _page(file, found)


@bp.post("/requisitions/<int:requisition_id>/scores/imports/<int:import_file_id>/intake")
@needs(Permission.SEE_SCORES, on=queries.load_score_file)
def take_scores(file: ImportFile) -> Any:
    """Take what the file says of cards still owed."""
    require_mine(file)
    if file.taken_at is not None:
        flash("This file was taken already. Nothing was written again.")
        return redirect(_scores(file), 303)
    found = _look(file)
    if found is None:
        return _gone(file)
    try:
        taken = actions.take_scores(
            requisition_of(file),
            found,
            shown=SealForm().seal.data or "",
            by=signed_in(),
            at=now(),
        )
    except Refused as refused:
        return _page(file, found, refused.reasons), 422
    actions.mark_taken(file, at=now())
    flash(told(taken))
    return redirect(_scores(file), 303)


def told(taken: Taken) -> str:
    """Say what came of a file."""
    counted = (
        (taken.submitted, f"{plural(taken.submitted, 'scorecard')} submitted"),
        (taken.saved, f"{plural(taken.saved, 'draft')} kept"),
        (taken.unchanged, f"{taken.unchanged} unchanged"),
    )
    return ", ".join(words for count, words in counted if count) + "."


def _look(file: ImportFile) -> ScorePreview | None:
    data = queries.content(file)
    if data is None:
        return None
    scores = read_scores(data, file.filename)
    return preview(requisition_of(file), scores, by=signed_in(), at=now())


def _choose(requisition: Requisition, form: FileForm, wrong: str = "") -> str:
    return render_template(
        "exchange/import_scores.html", requisition=requisition, form=form, wrong=wrong
    )


def _page(file: ImportFile, found: ScorePreview, reasons: tuple[str, ...] = ()) -> str:
    return render_template(
        "exchange/preview_scores.html",
        requisition=requisition_of(file),
        file=file,
        found=found,
        reasons=reasons,
    )


def _gone(file: ImportFile) -> Any:
    flash(GONE, "attn")
    return redirect(url_for("exchange.import_scores", requisition_id=file.requisition_id), 303)


def _scores(file: ImportFile) -> str:
    return f"/requisitions/{file.requisition_id}/scores"
