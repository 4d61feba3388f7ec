"""Candidates from a file: choose it, look at what it would do, take it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from app.candidates.attachments import plain_filename
from app.candidates.intake import Counts
from app.candidates.rules import may_add
from app.candidates.views import bringer_in
from app.core.decision import Refused, require
from app.core.wording import plural
from app.exchange import actions, queries
from app.exchange.candidate_headings import candidate_headings
from app.exchange.candidate_preview import CandidatePreview, preview
from app.exchange.candidate_rows import DateOrderNeeded
from app.exchange.dates import DateOrder
from app.exchange.forms import ORDERS, FileForm, TakeForm
from app.exchange.models import CANDIDATES, ImportFile
from app.exchange.refusal import BadFile
from app.exchange.sheets import read_sheet
from app.exchange.views.blueprint import bp, require_mine, requisition_of, signed_in
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now

#: Lines of a long list on one page.
PAGE = 200
#: Good rows shown as an example.
SAMPLE = 5
GONE = "That file is no longer here: files wait for a day. Choose it again."


@bp.get("/requisitions/<int:requisition_id>/import")
@needs(Permission.BRING, on=load_requisition)
def import_candidates(requisition: Requisition) -> str:
    """Show the form to choose a file of candidates."""
    return _choose(requisition, FileForm())


@bp.post("/requisitions/<int:requisition_id>/import")
@needs(Permission.BRING, on=load_requisition)
def upload_candidates(requisition: Requisition) -> Any:
    """Keep a file that can be read, and show what it would do."""
    require(may_add(requisition.stage))
    form = FileForm()
    if not form.validate():
        return _choose(requisition, form), 422
    upload: FileStorage = form.file.data
    data, filename = upload.read(), plain_filename(upload.filename or "")
    try:
        candidate_headings(read_sheet(data, filename).header)
    except BadFile as bad:
        return _choose(requisition, form, str(bad)), 422
    file = actions.keep(requisition, CANDIDATES, filename, data, by=signed_in(), at=now())
    return redirect(_address("exchange.preview_candidates", file), 303)


@bp.get("/requisitions/<int:requisition_id>/imports/<int:import_file_id>")
@needs(Permission.BRING, on=queries.load_candidate_file)
def preview_candidates(file: ImportFile) -> Any:
    """Show what taking a file would do."""
    require_mine(file)
    found = _look(file, _order(request.args.get("dates", "")))
    if found is None:
        return _gone(file)
    return _page(file, found, TakeForm(formdata=None, on_duplicate="skip"))


@bp.post("/requisitions/<int:requisition_id>/imports/<int:import_file_id>/intake")
@needs(Permission.BRING, on=queries.load_candidate_file)
def take_candidates(file: ImportFile) -> Any:
    """Take the good rows."""
    require_mine(file)
    if file.taken_at is not None:
        flash("This file was taken already. Nobody was added again.")
        return redirect(_list(file.requisition_id), 303)
    form = TakeForm()
    found = _look(file, _order(form.dates.data or ""), hold=True)
    if found is None:
        return _gone(file)
    if isinstance(found, DateOrderNeeded) or not form.validate():
        return _page(file, found, form), 422
    try:
        counts = actions.take_candidates(
            requisition_of(file),
            found,
            leave_out=form.leave_out.data,
            on_duplicate=form.on_duplicate.data,
            shown=form.seal.data or "",
            brought_by=bringer_in(file.requisition_id),
            by=signed_in(),
            at=now(),
        )
    except Refused as refused:
        return _page(file, found, form, refused.reasons), 422
    actions.mark_taken(file, at=now())
    flash(told(counts))
    return redirect(_list(file.requisition_id), 303)


def told(counts: Counts) -> str:
    """Say what became of the rows of a file."""
    said = [f"{plural(counts.added, 'person', 'people')} added"]
    if counts.updated:
        said.append(f"{counts.updated} updated")
    if counts.unchanged:
        said.append(f"{counts.unchanged} here already, unchanged")
    if counts.skipped:
        said.append(f"{plural(counts.skipped, 'row')} left out")
    return ", ".join(said) + "."


Found = CandidatePreview | DateOrderNeeded


def _look(file: ImportFile, dates: DateOrder | None, *, hold: bool = False) -> Found | None:
    data = queries.content(file)
    if data is None:
        return None
    requisition = requisition_of(file)
    bringer = bringer_in(requisition.id)
    return preview(
        requisition,
        data,
        file.filename,
        by=signed_in(),
        dates=dates,
        hold=hold,
        brought_by=bringer,
    )


def _choose(requisition: Requisition, form: FileForm, wrong: str = "") -> str:
    return render_template(
        "exchange/import_candidates.html",
        requisition=requisition,
        form=form,
        wrong=wrong,
        allowed=may_add(requisition.stage),
    )


def _page(file: ImportFile, found: Found, form: TakeForm, reasons: tuple[str, ...] = ()) -> str:
    requisition = requisition_of(file)
    if isinstance(found, DateOrderNeeded):
        return render_template(
            "exchange/date_order.html",
            requisition=requisition,
            file=file,
            needed=found,
            orders=ORDERS,
        )
    dates = request.values.get("dates", "")
    start = max(0, request.args.get("from", 0, type=int))
    return render_template(
        "exchange/preview_candidates.html",
        requisition=requisition,
        file=file,
        found=found,
        form=form,
        reasons=reasons,
        dates=dates,
        counts=found.would("skip"),
        bad=found.bad[start : start + PAGE],
        start=start,
        page=PAGE,
        sample=[row for row, _ in (*found.new, *found.changed)][:SAMPLE],
        allowed=may_add(requisition.stage),
    )


def _gone(file: ImportFile) -> Any:
    flash(GONE, "attn")
    return redirect(url_for("exchange.import_candidates", requisition_id=file.requisition_id), 303)


def _address(endpoint: str, file: ImportFile) -> str:
    return url_for(endpoint, requisition_id=file.requisition_id, import_file_id=file.id)


def _list(requisition_id: int) -> str:
    return f"/requisitions/{requisition_id}/candidates"


def _order(text: str) -> DateOrder | None:
    known: dict[str, DateOrder] = {"iso": "iso", "dmy": "dmy", "mdy": "mdy"}
    return known.get(text)
