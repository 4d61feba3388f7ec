"""The candidate's own page, the question they ask there, and the copy of their data."""

from typing import Any

from flask import flash

from app.checks.forms import RefereeForm
from app.core.decision import Refused
from app.fairness.queries import has_answered, is_asking
from app.links.guard import by_link
from app.links.models import Link
from app.statuspage import actions, queries
from app.statuspage.forms import QuestionForm
from app.statuspage.queries.copies import last_copy_at
from app.statuspage.rules import may_have_copy
from app.statuspage.views.blueprint import bp, candidate_of, own_of, show, to_own_page
from app.web.requests import now


@bp.get("/c/<token>")
@by_link("candidate")
def page(link: Link) -> Any:
    """Show a candidate where they stand, what we wait for and what we need of them."""
    own = own_of(link)
    candidate_id = own.candidacy.candidate_id
    return show(
        "page",
        own,
        form=RefereeForm(formdata=None, relation=next(iter(own.still_to_name), None)),
        question=QuestionForm(formdata=None),
        company_name=own.company_name,
        change=queries.open_change(candidate_id, now()),
        asks_groups=is_asking(),
        told_groups=has_answered(candidate_id),
    )


@bp.get("/c/<token>/questions")
@by_link("candidate")
def question(link: Link) -> Any:
    """Show the form for a question."""
    return show("question", own_of(link), form=QuestionForm())


@bp.post("/c/<token>/questions")
@by_link("candidate")
def ask(link: Link) -> Any:
    """Keep what a candidate asks."""
    own, form = own_of(link), QuestionForm()
    if not form.validate():
        return show("question", own, form=form), 422
    try:
        actions.ask(
            own.candidacy, words=form.words.data or "", by=candidate_of(own.candidacy), at=now()
        )
    except Refused as refused:
        return show("question", own, refused.reasons, form=form), 409
    flash("Your question is with us. A person answers it, and your page says when.")
    return to_own_page()


@bp.get("/c/<token>/copy")
@by_link("candidate")
def copy(link: Link) -> Any:
    """Say what a copy of their data holds, and where it goes."""
    own = own_of(link)
    candidate = own.candidacy.candidate
    may = may_have_copy(candidate.email, last_copy_at(candidate.id), now())
    return show("copy", own, may=may)


@bp.post("/c/<token>/copy")
@by_link("candidate")
def ask_for_copy(link: Link) -> Any:
    """Mail the copy to the address we know."""
    own = own_of(link)
    try:
        actions.ask_for_copy(own.candidacy, by=candidate_of(own.candidacy), at=now())
    except Refused as refused:
        return show("copy", own, refused.reasons, may=True), 409
    flash("A copy of your data goes to the address we know.")
    return to_own_page()
