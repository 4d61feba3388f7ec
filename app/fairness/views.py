"""The questions as a candidate meets them by link, and what hr reads and sets."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.fairness import actions, queries
from app.fairness.forms import QuestionForm
from app.fairness.models import GroupQuestion
from app.links.guard import by_link
from app.links.models import Link
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.sessions import me
from app.requisitions.models import Requisition
from app.requisitions.queries import get as get_requisition
from app.requisitions.queries import load_requisition
from app.web.requests import now

bp = Blueprint("fairness", __name__)
blueprints = [bp]


@bp.get("/c/<token>/groups")
@by_link("candidate")
def own_groups(link: Link) -> Any:
    """Show the voluntary questions; never what was answered before."""
    return _own_page(_candidacy(link))


@bp.post("/c/<token>/groups")
@by_link("candidate")
def tell(link: Link) -> Any:
    """Keep what a candidate chose to tell."""
    candidacy = _candidacy(link)
    chosen = {
        question.id: choice
        for question in queries.questions()
        if (choice := request.form.get(f"question-{question.id}", type=int))
    }
    try:
        kept = actions.tell(
            candidacy.candidate_id, chosen, consents=request.form.get("consent") == "yes"
        )
    except Refused as refused:
        return _own_page(candidacy, refused.reasons), 422
    flash("Thank you. It is counted, and kept without your name." if kept else "Nothing is kept.")
    return _to_own_page()


@bp.post("/c/<token>/groups/removal")
@by_link("candidate")
def remove(link: Link) -> Any:
    """Forget what a candidate told."""
    actions.remove(_candidacy(link).candidate_id)
    flash("Your answers are gone.")
    return _to_own_page()


@bp.get("/fairness")
@needs(Permission.HR)
def company() -> str:
    """Show the counts across the company."""
    return render_template("fairness/company.html", report=queries.report())


@bp.get("/requisitions/<int:requisition_id>/fairness")
@needs(Permission.HR, on=load_requisition)
def of_requisition(requisition: Requisition) -> str:
    """Show the counts of one requisition."""
    return render_template(
        "fairness/of_requisition.html",
        requisition=requisition,
        report=queries.report(requisition.id),
    )


@bp.get("/fairness/questions")
@needs(Permission.HR)
def settings() -> str:
    """Show the questions, and whether they are asked."""
    return _settings(QuestionForm(formdata=None))


@bp.post("/fairness/asking")
@needs(Permission.HR)
def switch() -> Any:
    """Begin or end asking."""
    begin = request.form.get("asking") == "on"
    try:
        (actions.begin_asking if begin else actions.end_asking)(by=_me(), at=now())
    except Refused as refused:
        return _settings(QuestionForm(formdata=None), refused.reasons), 409
    flash(
        "Candidates are asked from now on. They may skip all of it."
        if begin
        else "Nobody is asked any more."
    )
    return _to_settings()


@bp.post("/fairness/questions")
@needs(Permission.HR)
def add_question() -> Any:
    """Ask one question more."""
    form = QuestionForm()
    if not form.validate():
        return _settings(form), 422
    try:
        actions.add_question(form.words.data or "", form.lines, by=_me(), at=now())
    except Refused as refused:
        return _settings(form, refused.reasons), 422
    flash("The question is asked from now on.")
    return _to_settings()


@bp.get("/fairness/questions/<int:question_id>")
@needs(Permission.HR)
def question(question_id: int) -> str:
    """Show one question as a form."""
    found = _question(question_id)
    choices = "\n".join(one.words for one in found.choices)
    return _question_page(
        found, QuestionForm(formdata=None, data={"words": found.words, "choices": choices})
    )


@bp.post("/fairness/questions/<int:question_id>")
@needs(Permission.HR)
def replace_question(question_id: int) -> Any:
    """Ask it otherwise."""
    found, form = _question(question_id), QuestionForm()
    if not form.validate():
        return _question_page(found, form), 422
    try:
        actions.replace_question(found, form.words.data or "", form.lines, by=_me(), at=now())
    except Refused as refused:
        return _question_page(found, form, refused.reasons), 422
    flash("Saved. Its counts begin anew.")
    return _to_settings()


@bp.post("/fairness/questions/<int:question_id>/retirement")
@needs(Permission.HR)
def retire_question(question_id: int) -> Any:
    """Ask it no longer."""
    actions.retire_question(_question(question_id), by=_me(), at=now())
    flash("The question is gone, and what was answered to it.")
    return _to_settings()


def _own_page(candidacy: Candidacy, reasons: tuple[str, ...] = ()) -> str:
    requisition = get_requisition(candidacy.requisition_id)
    return render_template(
        "fairness/own_groups.html",
        requisition=requisition,
        asking=queries.is_asking(),
        questions=queries.questions(),
        answered=queries.has_answered(candidacy.candidate_id),
        typed=request.form,
        reasons=reasons,
        token=_token(),
    )


def _settings(form: QuestionForm, reasons: tuple[str, ...] = ()) -> str:
    return render_template(
        "fairness/settings.html",
        asking=queries.is_asking(),
        questions=queries.questions(),
        form=form,
        reasons=reasons,
    )


def _question_page(found: GroupQuestion, form: QuestionForm, reasons: tuple[str, ...] = ()) -> str:
    return render_template("fairness/question.html", question=found, form=form, reasons=reasons)


def _question(question_id: int) -> GroupQuestion:
    found = queries.load_question(question_id)
    if found is None:
        abort(404)
    return found


def _candidacy(link: Link) -> Candidacy:
    candidacy = load_candidacy(link.subject_id)
    if candidacy is None:
        abort(404)
    return candidacy


def _token() -> str:
    token: str = (request.view_args or {})["token"]
    return token


def _to_own_page() -> Response:
    return redirect(url_for("statuspage.page", token=_token()), 303)


def _to_settings() -> Response:
    return redirect(url_for("fairness.settings"), 303)


def _me() -> Person:
    person = me()
    assert person is not None
    return person
