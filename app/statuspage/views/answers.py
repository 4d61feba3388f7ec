"""Pages on which a candidate sends what we need: a document, or an answer."""

from typing import Any

from flask import abort, flash
from werkzeug.datastructures import FileStorage

from app.core.decision import Refused
from app.links.guard import by_link
from app.links.models import Link
from app.statuspage import actions
from app.statuspage.forms import AnswerForm, DocumentForm
from app.statuspage.queries import Own
from app.statuspage.queries.needs import ShownNeed
from app.statuspage.views.blueprint import bp, candidate_of, own_of, show, to_own_page
from app.web.requests import now


@bp.get("/c/<token>/needs/<int:need_id>")
@by_link("candidate")
def own_need(link: Link, need_id: int) -> Any:
    """Show one thing we need, and the form to send it."""
    own = own_of(link)
    need = _shown(own, need_id)
    return show("need", own, need=need, form=_form(need))


@bp.post("/c/<token>/needs/<int:need_id>")
@by_link("candidate")
def answer(link: Link, need_id: int) -> Any:
    """Keep what a candidate sends."""
    own = own_of(link)
    need = _shown(own, need_id)
    form = _form(need)
    if not form.validate():
        return show("need", own, need=need, form=form), 422
    try:
        _keep(own, need, form)
    except Refused as refused:
        return show("need", own, refused.reasons, need=need, form=form), 422
    flash("Thank you, we have it.")
    return to_own_page()


def _keep(own: Own, need: ShownNeed, form: AnswerForm | DocumentForm) -> None:
    by = candidate_of(own.candidacy)
    if isinstance(form, DocumentForm):
        file: FileStorage = form.file.data
        actions.answer_with_file(
            need.need,
            own.candidacy,
            filename=file.filename or "",
            data=file.read(),
            goes_on=own.goes_on,
            by=by,
            at=now(),
        )
    else:
        actions.answer_in_words(
            need.need,
            own.candidacy,
            words=form.words.data or "",
            goes_on=own.goes_on,
            by=by,
            at=now(),
        )


def _form(need: ShownNeed) -> AnswerForm | DocumentForm:
    return DocumentForm() if need.kind == "document" else AnswerForm()


def _shown(own: Own, need_id: int) -> ShownNeed:
    """Return a need the candidate may read of; 404 for another's, or one that is held back."""
    found = next((one for one in own.needs if one.id == need_id), None)
    if found is None:
        abort(404)
    return found
