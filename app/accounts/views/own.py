"""One's own account: name, zone, password, and the browsers one is signed in with."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from app.accounts import actions, queries
from app.accounts.forms import ChangePasswordForm, OwnForm
from app.accounts.views.blueprint import bp, viewer
from app.accounts.views.reauthentication import own_password_wrong
from app.core import clock
from app.db import db
from app.people import passwords, sessions
from app.people.factor import factor_of
from app.people.guard import needs
from app.people.models import Person, SignIn
from app.people.permissions import Permission
from app.web.requests import now

Answer = Response | tuple[str, int]
MEANWHILE = "Your password was changed somewhere else at the same moment. Sign in again."


@bp.get("/account")
@needs(Permission.SIGNED_IN)
def account() -> str:
    """Show my account."""
    return _page()


@bp.post("/account")
@needs(Permission.SIGNED_IN)
def mend() -> Answer:
    """Change my name and zone."""
    form = OwnForm()
    if not form.validate():
        return _page(own=form), 422
    actions.mend_own(viewer(), name=form.name.data or "", time_zone=form.time_zone.data, at=now())
    flash("Your account is saved.")
    return _back()


@bp.post("/account/password")
@needs(Permission.SIGNED_IN)
def change_password() -> Answer:
    """Change my password; every other browser is signed out.

    Argon2 takes a tenth of a second twice over, so no transaction is open meanwhile.
    """
    form, me = ChangePasswordForm(), viewer()
    if not form.validate():
        return _page(password=form), 422
    person_id, email, name, before = me.id, me.email, me.name, me.password_hash
    if (wrong := own_password_wrong(form.old)) is not None:
        return _page(password=form), wrong
    decision = passwords.may_be_password(form.password.data or "", email, name)
    if not decision:
        form.password.errors = list(decision.reasons)
        return _page(password=form), 422
    hashed = passwords.hash_password(form.password.data or "")
    person, at = db.session.get_one(Person, person_id, with_for_update=True), clock.now()
    if person.password_hash != before or not person.active:
        form.old.errors = [MEANWHILE]
        return _page(password=form), 409
    actions.change_password(person, hashed, at=at)
    sessions.begin(
        person, at=at, address=request.remote_addr, agent=request.headers.get("User-Agent")
    )
    flash("Your password is changed. Other browsers are signed out.")
    return _back()


@bp.post("/account/sessions/<int:sign_in_id>/ending")
@needs(Permission.SIGNED_IN)
def end_session(sign_in_id: int) -> Response:
    """Sign one of my browsers out."""
    found = db.session.get(SignIn, sign_in_id)
    if found is None or found.person_id != viewer().id:
        abort(404)
    actions.end_session(found, at=now())
    flash("That browser is signed out.")
    return _back()


@bp.post("/account/sessions/ending")
@needs(Permission.SIGNED_IN)
def end_sessions() -> Response:
    """Sign out every browser but this one."""
    sessions.end_all(viewer().id, at=now(), but=current_user.sign_in_id)
    flash("All other browsers are signed out.")
    return _back()


def _back() -> Response:
    return redirect(url_for("accounts.account"), 303)


def _page(own: OwnForm | None = None, password: ChangePasswordForm | None = None) -> str:
    person = viewer()
    db.session.refresh(person)  # what was refused has undone the reading
    return render_template(
        "accounts/account.html",
        person=person,
        row=queries.row(person),
        own=own or OwnForm(formdata=None, obj=person),
        password=password or ChangePasswordForm(formdata=None),
        sign_ins=queries.sessions_of(person, now()),
        this=current_user.sign_in_id,
        factor=factor_of(person.id),
    )
