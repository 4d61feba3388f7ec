"""One's own second factor: setting it up, recovery codes, and taking it away."""

import segno
from flask import flash, redirect, render_template, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from app.accounts import factors, rules
from app.accounts.forms import CodeForm, OwnPasswordForm
from app.accounts.views.blueprint import bp, viewer
from app.accounts.views.reauthentication import own_password_wrong
from app.core import clock
from app.core.decision import Refused, require
from app.db import db
from app.people import codes, sessions
from app.people.attempts import forget_with_this, too_many
from app.people.factor import factor_of, is_on, recovery_codes_left
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.queries import company
from app.people.sessions import signed_in
from app.people.signing_in import rules_of

Answer = str | Response | tuple[str, int]
SLOW_DOWN = "Too many attempts. Wait fifteen minutes, then try again."


@bp.get("/account/second-factor")
@needs(Permission.SIGNED_IN, before_factor=True)
def factor() -> str:
    """Show whether I have a second factor, and what I can do about it."""
    return _page(OwnPasswordForm())


@bp.post("/account/second-factor")
@needs(Permission.SIGNED_IN, before_factor=True)
def start_factor() -> Answer:
    """Draw the secret for a phone, after my password."""
    person = _with_password(form := OwnPasswordForm())
    if not isinstance(person, Person):
        return _page(form), person
    factors.start(person)
    return redirect(url_for("accounts.factor_phone"), 303)


@bp.get("/account/second-factor/phone")
@needs(Permission.SIGNED_IN, before_factor=True)
def factor_phone() -> Answer:
    """Show the secret as a picture and as text, until a code of it is typed."""
    return _phone_page(CodeForm())


@bp.post("/account/second-factor/phone")
@needs(Permission.SIGNED_IN, before_factor=True)
def confirm_factor() -> Answer:
    """Take the phone into use, and show the recovery codes this once."""
    form, person_id = CodeForm(), viewer().id
    if not form.validate():
        return _phone_page(form), 422
    db.session.rollback()
    if too_many("factor", str(person_id), at=clock.now()):
        form.code.errors = [SLOW_DOWN]
        return _phone_page(form), 429
    person, at = _hold(person_id), clock.now()
    try:
        drawn = factors.confirm(person, form.code.data or "", at=at)
    except Refused as refused:
        form.code.errors = list(refused.reasons)
        return _phone_page(form), 422
    sessions.end_all(person.id, at=at, but=signed_in().sign_in_id)
    forget_with_this("factor", str(person_id))
    return _codes_page(drawn)


@bp.post("/account/second-factor/recovery-codes")
@needs(Permission.SIGNED_IN)
def draw_codes() -> Answer:
    """Draw new recovery codes, after my password, and show them this once."""
    person = _with_password(form := OwnPasswordForm())
    if not isinstance(person, Person):
        return _page(form), person
    return _codes_page(factors.draw_codes_again(person, at=clock.now()))


@bp.post("/account/second-factor/removal")
@needs(Permission.SIGNED_IN)
def remove_factor() -> Answer:
    """Take my second factor away, after my password."""
    me = viewer()
    asked = rules_of(company()).ask_factor_of(me)
    require(rules.may_remove_own_factor(on=is_on(me.id), asked=asked))
    person = _with_password(form := OwnPasswordForm())
    if not isinstance(person, Person):
        return _page(form), person
    factors.remove_own(person, company(), at=clock.now())
    flash("Your second factor is taken away. Your password alone signs you in.")
    return redirect(url_for("accounts.account"), 303)


def _with_password(form: OwnPasswordForm) -> Person | int:
    """Return me, locked, once my password was typed; else the status of the refusal."""
    person_id = viewer().id
    if not form.validate():
        return 422
    wrong = own_password_wrong(form.old)
    return _hold(person_id) if wrong is None else wrong


def _hold(person_id: int) -> Person:
    return db.session.get_one(Person, person_id, with_for_update=True, populate_existing=True)


def _page(form: OwnPasswordForm) -> str:
    person = db.session.get_one(Person, signed_in().person_id)
    asked, found = rules_of(company()).ask_factor_of(person), factor_of(person.id)
    on = found is not None and found.confirmed_at is not None
    return render_template(
        "accounts/factor.html",
        person=person,
        form=form,
        on=on,
        since=found.confirmed_at if found else None,
        asked=asked,
        left=recovery_codes_left(person.id),
        may_remove=rules.may_remove_own_factor(on=on, asked=asked),
    )


def _phone_page(form: CodeForm) -> str:
    person = db.session.get_one(Person, signed_in().person_id)
    secret = factors.new_secret(person)
    if secret is None:
        raise Refused("There is no phone to set up. Begin on the page of your second factor.")
    address = codes.address(secret, person.email, company().name)
    return render_template(
        "accounts/factor_phone.html",
        form=form,
        picture=_picture(address),
        address=address,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )


def _picture(address: str) -> Markup:
    """Draw an address as a QR code: an SVG of plain attributes, as our policy wants."""
    drawn = segno.make(address, error="m", boost_error=False)
    return Markup(  # noqa: S704 - a drawing of ours
        drawn.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True)
    )


def _codes_page(drawn: list[str]) -> str:
    return render_template("accounts/recovery_codes.html", codes=drawn)
