"""The composer: a letter to one candidate, its drafts, taking it back; and a call."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.core.decision import Decision, Refused, no
from app.core.languages import LANGUAGES
from app.core.wording import when as said_when
from app.db import db
from app.letters import actions, letters_in, queries, templates
from app.letters.forms import CallForm, LetterForm, template_choices
from app.letters.models import TemplateVersion
from app.letters.places import PLACES, filled, no_blank_left, places_of
from app.letters.rules import may_write, send_moment
from app.letters.views.blueprint import bp, viewer
from app.mail import holding
from app.mail.delivery import goes_out
from app.mail.models import Message
from app.mail.phrases import check
from app.mail.quiet import after_quiet
from app.mail.voice import hr_address, voice_of
from app.people.guard import needs
from app.people.permissions import Permission
from app.promises.told import told_in
from app.requisitions.queries import get as get_requisition
from app.web.requests import now

DRAFT = "draft"


@bp.get("/candidacies/<int:candidacy_id>/letters")
@needs(Permission.RUN, on=load_candidacy)
def letters(candidacy: Candidacy) -> Any:
    """Show the letters written, and a sheet for one more."""
    form, found = LetterForm(formdata=None), templates.usable(templates.templates())
    chosen = templates.for_language(
        found, request.args.get("template", 0, type=int), candidacy.candidate.language
    )
    if chosen is not None:
        form.template.data = str(chosen.template_id)
        form.subject.data, form.body.data = chosen.subject, chosen.body
    form.answers.data = request.args.get("answers", "")[:12]
    form.asked.data = request.args.get("asked", "")[:9]
    form.subject.data = form.subject.data or request.args.get("subject", "")[:200]
    return _letters_page(candidacy, form.offer(candidacy, viewer(), now()), found=found)


@bp.post("/candidacies/<int:candidacy_id>/letters")
@needs(Permission.RUN, on=load_candidacy)
def write(candidacy: Candidacy) -> Any:
    """Put a letter into the outbox, or keep it as a draft."""
    form = _form(candidacy)
    draft = request.form.get("act") == DRAFT
    if not form.validate():
        return _letters_page(candidacy, form), 422
    at, candidacy_id = now(), candidacy.id
    try:
        message = actions.write(
            candidacy,
            form.letter(_template(form), form.told_of_promises(candidacy, at)),
            once=form.once.data or "",
            asked=int(form.asked.data) if (form.asked.data or "").isdecimal() else None,
            by=viewer(),
            at=at,
            send_at=send_moment(form.when.data, actions.zone_of(candidacy), at),
            draft=draft,
        )
        _answered(form, candidacy, at)
    except Refused as refused:
        return _again(candidacy_id, form, refused)
    flash(_said(message, at))
    return redirect(url_for("letters.letters", candidacy_id=candidacy_id), 303)


@bp.post("/candidacies/<int:candidacy_id>/letters/preview")
@needs(Permission.RUN, on=load_candidacy)
def preview(candidacy: Candidacy) -> Any:
    """Show the letter as its reader would see it, and what in it reads like an offer."""
    form = _form(candidacy)
    if request.headers.get("HX-Request"):
        return render_template("letters/_reading.html", **_reading(candidacy, form))
    return _letters_page(candidacy, form, **_reading(candidacy, form))


@bp.post("/candidacies/<int:candidacy_id>/language")
@needs(Permission.RUN, on=load_candidacy)
def set_language(candidacy: Candidacy) -> Response:
    """Keep in which language they are written to."""
    chosen = request.form.get("language", "")
    language = chosen if chosen in LANGUAGES else None
    actions.set_language(candidacy, language, by=viewer(), at=now())
    flash("Their language is saved.")
    return redirect(url_for("letters.letters", candidacy_id=candidacy.id), 303)


@bp.get("/letters/<int:draft_id>/draft")
@needs(Permission.RUN, on=queries.load_letter)
def draft(message: Message) -> Any:
    """Show a draft to go on with."""
    form = LetterForm(
        formdata=None,
        subject=message.subject,
        body=message.body,
        tells_outcome=bool(message.facts.get("tells_outcome")),
        override=message.override_reason,
    )
    candidacy = _candidacy(message)
    form.offer(candidacy, viewer(), now(), told=told_in(message))
    return _letters_page(candidacy, form, message=message)


@bp.post("/letters/<int:draft_id>/draft")
@needs(Permission.RUN, on=queries.load_letter)
def write_on(message: Message) -> Any:
    """Keep a draft as it was changed, send it off, or throw it away."""
    act, at = request.form.get("act"), now()
    candidacy, message_id = _candidacy(message), message.id
    form = _form(candidacy)
    try:
        if act == "away":
            holding.throw_away(message, by=viewer(), at=at)
            flash("Thrown away.")
            return redirect(url_for("letters.letters", candidacy_id=candidacy.id), 303)
        if not form.validate():
            return _letters_page(candidacy, form, message=message), 422
        told = replace(form.told_of_promises(candidacy, at), moves=told_in(message).moves)
        letter = form.letter(told=told)
        if act == DRAFT:
            actions.write_on(message, letter)
        else:
            send_at = send_moment(form.when.data, actions.zone_of(candidacy), at)
            actions.send_draft(message, letter, by=viewer(), at=at, send_at=send_at)
    except Refused as refused:
        return _again(candidacy.id, form, refused, message_id)
    flash(_said(message, at))
    return redirect(url_for("letters.letters", candidacy_id=candidacy.id), 303)


@bp.post("/letters/<int:draft_id>/undoing")
@needs(Permission.RUN, on=queries.load_letter)
def take_back(message: Message) -> Response:
    """Take back a letter that has not gone out; it is a draft again."""
    message_id, candidacy_id = message.id, message.subject_id
    try:
        holding.take_back(message, by=viewer(), at=now())
    except Refused as refused:
        db.session.rollback()
        flash(refused.reasons[0])
        return redirect(url_for("letters.letters", candidacy_id=candidacy_id), 303)
    flash("Taken back. It is a draft again.")
    return redirect(url_for("letters.draft", draft_id=message_id), 303)


@bp.get("/candidacies/<int:candidacy_id>/calls")
@needs(Permission.RUN, on=load_candidacy)
def calls(candidacy: Candidacy) -> Any:
    """Show the form for a call."""
    return _page("calls", candidacy, form=CallForm().offer(candidacy, viewer(), now()))


@bp.post("/candidacies/<int:candidacy_id>/calls")
@needs(Permission.RUN, on=load_candidacy)
def note_call(candidacy: Candidacy) -> Any:
    """Keep that somebody called."""
    form, candidacy_id = CallForm(), candidacy.id
    form.offer(candidacy, viewer(), now())
    if not form.validate():
        return _page("calls", candidacy, form=form), 422
    try:
        actions.note_call(
            candidacy,
            note=form.note.data or "",
            tells_outcome=bool(form.told.data),
            told=form.told_of_promises(candidacy, now()),
            by=viewer(),
            at=now(),
        )
    except Refused as refused:
        db.session.rollback()
        again = load_candidacy(candidacy_id)
        assert again is not None
        return _page("calls", again, form=form, reasons=refused.reasons), 422
    flash(f"Your call to {candidacy.candidate.name} is noted.")
    return redirect(url_for("overview.candidacy", candidacy_id=candidacy.id), 303)


def _form(candidacy: Candidacy) -> LetterForm:
    """Return what was typed, with what may be promised to a candidate, and kept."""
    form = LetterForm()
    form.offer(candidacy, viewer(), now())
    return form


def _template(form: LetterForm) -> TemplateVersion | None:
    chosen = form.template.data or ""
    if not chosen.isdecimal():
        return None
    found = templates.usable(templates.templates())
    return next((one for one in found if one.template_id == int(chosen)), None)


def _answered(form: LetterForm, candidacy: Candidacy, at: datetime) -> None:
    """Where the letter answers one of theirs, keep that it is answered."""
    answers = form.answers.data or ""
    letter = letters_in.load_letter_in(int(answers)) if answers.isdecimal() else None
    if letter is not None and letter.candidacy_id == candidacy.id and not letter.answered_at:
        letters_in.answer(letter, by=viewer(), at=at)


def _said(message: Message, at: datetime) -> str:
    """Say what became of a letter, in one sentence."""
    if message.held_at is not None and message.released_at is None:
        return f"HR speaks here, so the letter to {message.to_name} waits for HR’s release."
    if message.queued_at is None:
        return "Kept as a draft. Nobody gets it before you send it off."
    if not goes_out():
        return f"The letter to {message.to_name} is kept with the messages, and not mailed."
    goes, zone = message.next_try_at or at, message.zone or viewer().time_zone
    return (
        f"The letter to {message.to_name} is in the outbox. It goes {said_when(goes, zone, at)}, "
        "by their clock. You can take it back until then."
    )


def _reading(candidacy: Candidacy, form: LetterForm) -> dict[str, Any]:
    """Return what the letter comes to as it is typed: its text, when it goes, what is risky."""
    subject, body = form.subject.data or "", form.body.data or ""
    places, zone = places_of(candidacy, by=viewer()), actions.zone_of(candidacy)
    told = form.told_of_promises(candidacy, now())
    standing = templates.as_it_stands(_template(form), subject, body) and told.made is None
    body = told.into(body, zone, now())
    read_subject, read_body = filled(subject, places), filled(body, places)
    voice = voice_of(candidacy.requisition_id)
    meant = send_moment(form.when.data, zone, now())
    return {
        "reading": {
            "subject": read_subject,
            "marks": _marked(read_body, read_subject),
            "blank": no_blank_left(subject, body) if body.strip() else None,
            "found": [] if standing else check(f"{read_subject}\n\n{read_body}"),
            "goes_at": after_quiet(meant, zone, voice.quiet_from, voice.quiet_until),
            "meant": meant,
            "zone": zone,
            "held": voice.hr_speaks and not standing,
            "reply_to": hr_address() if voice.hr_speaks else viewer().email,
            "to": candidacy.candidate,
        }
    }


def _marked(body: str, subject: str) -> list[tuple[str, str]]:
    """Cut a text where something was found in it: (words, why) with no why for the rest."""
    start, parts, end = len(subject) + 2, [], 0
    for one in check(f"{subject}\n\n{body}"):
        a, b = one.start - start, one.end - start
        if a < end:
            continue
        parts += [(body[end:a], ""), (body[a:b], one.reason)]
        end = b
    return [*parts, (body[end:], "")]


def _again(candidacy_id: int, form: LetterForm, refused: Refused, message_id: int = 0) -> Any:
    """Show the sheet again with why it was refused; nothing of it was kept."""
    db.session.rollback()
    candidacy = load_candidacy(candidacy_id)
    assert candidacy is not None
    message = queries.load_letter(message_id) if message_id else None
    page = _letters_page(
        candidacy,
        form,
        refused=no(*refused.reasons),
        message=message,
        **_reading(candidacy, form),
    )
    return page, 422


def _letters_page(
    candidacy: Candidacy,
    form: LetterForm,
    *,
    refused: Decision | None = None,
    found: list[TemplateVersion] | None = None,
    message: Message | None = None,
    **shown: Any,
) -> str:
    if found is None:
        found = templates.usable(templates.templates())
    return _page(
        "letters",
        candidacy,
        form=form,
        refused=refused,
        message=message,
        may=may_write(candidacy.candidate.email),
        written=queries.letters_to(candidacy.id, now()),
        letters_in=letters_in.letters_from(candidacy.id),
        voice=voice_of(candidacy.requisition_id),
        templates=template_choices(found),
        places=PLACES,
        languages=LANGUAGES,
        **shown,
    )


def _page(name: str, candidacy: Candidacy, **shown: Any) -> str:
    return render_template(
        f"letters/{name}.html",
        candidacy=candidacy,
        requisition=get_requisition(candidacy.requisition_id),
        **shown,
    )


def _candidacy(message: Message) -> Candidacy:
    candidacy = load_candidacy(message.subject_id)
    assert candidacy is not None
    return candidacy
