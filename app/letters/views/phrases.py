"""The offer-language list: rules that come with it, and the company's own words."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.decision import Refused
from app.db import db
from app.letters.views.blueprint import bp, viewer
from app.mail import phrases
from app.mail.offer_language import RULES
from app.people.guard import needs
from app.people.permissions import Permission
from app.web.requests import now


@bp.get("/offer-language")
@needs(Permission.HR)
def offer_language() -> str:
    """Show what letters may not say, and a field to try words."""
    return _page()


@bp.post("/offer-language")
@needs(Permission.HR)
def try_words() -> str:
    """Say what would be found in some words; nothing is kept."""
    return _page(tried=request.form.get("tried", "")[:5000])


@bp.post("/offer-language/phrases")
@needs(Permission.HR)
def add_phrase() -> Any:
    """Put words on the list."""
    words, reason = request.form.get("words", ""), request.form.get("reason", "")
    return _answer(
        lambda: phrases.add_phrase(words, reason, by=viewer(), at=now()), "They are on the list."
    )


@bp.post("/offer-language/phrases/<int:phrase_id>/removal")
@needs(Permission.HR)
def remove_phrase(phrase_id: int) -> Any:
    """Take words off the list."""
    found = phrases.load_phrase(phrase_id)
    if found is None:
        abort(404)
    return _answer(
        lambda: phrases.remove_phrase(found, by=viewer(), at=now()), "They are off the list."
    )


@bp.post("/offer-language/rules/<rule>/off")
@needs(Permission.HR)
def rule_off(rule: str) -> Any:
    """Switch a rule off, for a reason."""
    reason = request.form.get("reason", "")
    return _answer(
        lambda: phrases.switch_off(_known(rule), reason, by=viewer(), at=now()),
        "The rule is off.",
    )


@bp.post("/offer-language/rules/<rule>/on")
@needs(Permission.HR)
def rule_on(rule: str) -> Any:
    """Switch a rule on again."""
    return _answer(
        lambda: phrases.switch_on(_known(rule), by=viewer(), at=now()), "The rule is on again."
    )


def _known(rule: str) -> str:
    if rule not in RULES:
        abort(404)
    return rule


def _answer(act: Any, said: str) -> Response | tuple[str, int]:
    try:
        act()
    except Refused as refused:
        db.session.rollback()
        return _page(reasons=refused.reasons), 422
    flash(said)
    return redirect(url_for("letters.offer_language"), 303)


def _page(tried: str = "", reasons: tuple[str, ...] = ()) -> str:
    return render_template(
        "letters/offer_language.html",
        rules=RULES,
        off=phrases.rules_off(),
        phrases=phrases.phrases(),
        tried=tried,
        found=phrases.check(tried) if tried else [],
        reasons=reasons,
        typed=request.form,
    )
