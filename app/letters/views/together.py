"""One letter to several candidates: the page before, the preview, and sending it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from app.core.decision import Decision, Refused, no
from app.core.wording import plural
from app.db import db
from app.letters import queries, templates, together
from app.letters.forms import LetterForm, template_choices
from app.letters.models import TemplateVersion
from app.letters.places import PLACES
from app.letters.views.blueprint import bp, viewer
from app.mail.phrases import check
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now


@bp.get("/requisitions/<int:requisition_id>/letters")
@needs(Permission.RUN, on=load_requisition)
def write_together(requisition: Requisition) -> Any:
    """Show a letter to those chosen, and my letters here that wait still."""
    form, found = LetterForm(formdata=None), templates.usable(templates.templates())
    chosen = templates.for_language(found, request.args.get("template", 0, type=int), None)
    if chosen is not None:
        form.template.data = str(chosen.template_id)
        form.subject.data, form.body.data = chosen.subject, chosen.body
    return _page(requisition, form)


@bp.post("/requisitions/<int:requisition_id>/letters")
@needs(Permission.RUN, on=load_requisition)
def send_together(requisition: Requisition) -> Any:
    """Send it to those who can have it, or show how it reads."""
    form, requisition_id, at = LetterForm(), requisition.id, now()
    form.offer_together(requisition, viewer(), at)
    if request.form.get("act") == "preview":
        return _page(requisition, form, preview=True)
    if not form.validate():
        return _page(requisition, form), 422
    try:
        sent = together.send(
            requisition,
            together.chosen(viewer(), requisition.id, _ids()),
            form.letter(_template(form)),
            when=form.when.data,
            once=form.once.data or "",
            tell=lambda zone: form.told_in_zone(zone, at),
            by=viewer(),
            at=at,
        )
    except Refused as refused:
        db.session.rollback()
        again = load_requisition(requisition_id)
        assert again is not None
        return _page(again, form, preview=True, refused=no(*refused.reasons)), 409
    held = sum(one.held_at is not None for one in sent)
    flash(
        f"{plural(held, 'letter waits', 'letters wait')} for HR’s release."
        if held
        else f"{plural(len(sent), 'letter is', 'letters are')} in the outbox. "
        "You can take each back until it goes."
    )
    return redirect(url_for("letters.write_together", requisition_id=requisition_id), 303)


def _template(form: LetterForm) -> TemplateVersion | None:
    chosen = form.template.data or ""
    found = templates.usable(templates.templates())
    return next((one for one in found if str(one.template_id) == chosen), None)


def _ids() -> list[int]:
    return sorted({one for one in request.values.getlist("candidacy", type=int) if one < 2**31})


def _page(
    requisition: Requisition,
    form: LetterForm,
    *,
    preview: bool = False,
    refused: Decision | None = None,
) -> str:
    at, template = now(), _template(form)
    form.offer_together(requisition, viewer(), at)
    found = together.chosen(viewer(), requisition.id, _ids())
    plan = together.plan(
        requisition,
        found,
        template=template,
        when=form.when.data,
        at=at,
        once=form.once.data or "",
        promises=form.told_in_zone(requisition.time_zone, at).made is not None,
    )
    shown = request.values.get("shown", 0, type=int)
    reader = next(
        (one for one in plan.reached if one.candidacy.id == shown),
        plan.reached[0] if plan.reached else None,
    )
    letter = form.letter(template)
    reads = None
    if preview and reader:
        reads = together.preview(
            letter,
            reader.candidacy,
            tell=lambda zone: form.told_in_zone(zone, at),
            by=viewer(),
            at=at,
        )
    return render_template(
        "letters/together.html",
        requisition=requisition,
        form=form,
        plan=plan,
        reader=reader,
        reads=reads,
        found=check(f"{reads[0]}\n\n{reads[1]}") if reads else [],
        refused=refused,
        templates=template_choices(templates.usable(templates.templates())),
        places=PLACES,
        waiting=queries.waiting_letters(viewer(), requisition.id, at),
    )
