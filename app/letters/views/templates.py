"""The texts letters begin with: a list, and a page for each with its preview and versions."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.decision import Decision, Refused, no
from app.core.languages import LANGUAGES
from app.db import db
from app.letters import templates
from app.letters.forms import TemplateForm
from app.letters.models import LetterTemplate
from app.letters.places import PLACES, filled
from app.letters.templates import Wording, load_template
from app.letters.views.blueprint import bp, viewer
from app.mail.phrases import check
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.queries import company, names
from app.web.requests import now


@bp.get("/texts")
@needs(Permission.HR)
def texts() -> str:
    """List the templates."""
    return render_template("letters/texts.html", found=templates.templates(), languages=LANGUAGES)


@bp.get("/texts/new")
@needs(Permission.HR)
def new_text() -> str:
    """Show the sheet for a new template."""
    return _page(None, TemplateForm(formdata=None))


@bp.post("/texts")
@needs(Permission.HR)
def make_text() -> Any:
    """Make a template, or show how it would read."""
    form = TemplateForm()
    if request.form.get("act") == "preview":
        return _page(None, form, preview=True)
    if not form.validate():
        return _page(None, form), 422
    try:
        made = templates.make(
            form.name.data or "",
            form.language.data,
            _wording(form),
            standing=bool(form.standing.data),
            by=viewer(),
            at=now(),
        )
    except Refused as refused:
        db.session.rollback()
        return _page(None, form, refused=no(*refused.reasons), preview=True), 422
    flash("The text is kept." + (" Release it to use it." if made.standing else ""))
    return redirect(url_for("letters.text", template_id=made.id), 303)


@bp.get("/texts/<int:template_id>")
@needs(Permission.HR)
def text(template_id: int) -> str:
    """Show a template, how it reads, and its versions."""
    return _page(_load(template_id), None, preview=True)


@bp.post("/texts/<int:template_id>")
@needs(Permission.HR)
def reword(template_id: int) -> Any:
    """Change what it says: a new version."""
    template, form = _load(template_id), TemplateForm()
    if request.form.get("act") == "preview":
        return _page(template, form, preview=True)
    form.name.data, form.language.data = template.name, template.language
    if not form.validate():
        return _page(template, form), 422
    try:
        templates.reword(template, _wording(form), by=viewer(), at=now())
    except Refused as refused:
        db.session.rollback()
        return _page(_load(template_id), form, refused=no(*refused.reasons), preview=True), 422
    flash("Saved as a new version." + (" Release it to use it." if template.standing else ""))
    return redirect(url_for("letters.text", template_id=template_id), 303)


@bp.post("/texts/<int:template_id>/release")
@needs(Permission.HR)
def release_text(template_id: int) -> Any:
    """Release a standing text."""
    try:
        templates.release(_load(template_id), by=viewer(), at=now())
    except Refused as refused:
        db.session.rollback()
        page = _page(_load(template_id), None, refused=no(*refused.reasons), preview=True)
        return page, 409
    flash("Released. Sent as it stands, it waits for nobody.")
    return redirect(url_for("letters.text", template_id=template_id), 303)


@bp.post("/texts/<int:template_id>/retirement")
@needs(Permission.HR)
def retire_text(template_id: int) -> Response:
    """Take it out of use."""
    templates.retire(_load(template_id), by=viewer(), at=now())
    flash("Out of use. Letters written with it stay as they are.")
    return redirect(url_for("letters.texts"), 303)


def _load(template_id: int) -> LetterTemplate:
    found = load_template(template_id)
    if found is None:
        abort(404)
    return found


def _wording(form: TemplateForm) -> Wording:
    return Wording(form.subject.data or "", form.body.data or "", form.override.data or None)


def _page(
    template: LetterTemplate | None,
    form: TemplateForm | None,
    *,
    refused: Decision | None = None,
    preview: bool = False,
) -> str:
    found = templates.versions(template.id) if template is not None else []
    if form is None:
        latest = found[0]
        form = TemplateForm(
            formdata=None,
            subject=latest.subject,
            body=latest.body,
            override=latest.override_reason,
        )
    subject, body = form.subject.data or "", form.body.data or ""
    example = {
        "first_name": "Ana",
        "name": "Ana Sá",
        "title": "Product Designer",
        "company": company().name,
        "writer": viewer().name,
        "recruiter": "Rui Costa",
    }
    return render_template(
        "letters/text.html",
        template=template,
        versions=found,
        who=names({one.made_by_id for one in found}),
        form=form,
        refused=refused,
        places=PLACES,
        languages=LANGUAGES,
        reads=(filled(subject, example), filled(body, example)) if preview else None,
        found=check(f"{subject}\n\n{body}") if preview else [],
    )
