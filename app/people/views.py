"""Signing in and out."""

from datetime import datetime
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.db import db, set_writing
from app.people import attempts, kept_views, passwords, sessions
from app.people.factor import is_on
from app.people.forms import SignInForm
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.queries import by_email
from app.web.access import open_to_all
from app.web.requests import now

bp = Blueprint("people", __name__)
blueprints = [bp]

WRONG = "That address and password do not fit. Check both, or ask for a new password."
SLOW_DOWN = "Too many attempts. Wait fifteen minutes, or ask for a new password."


@bp.get("/sign-in")
@open_to_all
def sign_in() -> str | Response:
    """Show the door, or go on where somebody is signed in already."""
    if sessions.me() is not None:
        return redirect(own_page(request.args.get("then")), 303)
    return _door(SignInForm(then=own_page(request.args.get("then"))))


@bp.post("/sign-in")
@open_to_all
def begin_session() -> tuple[str, int] | Response:
    """Sign in with address and password, counted per person and per network address.

    The password is checked before the write begins: it takes a tenth of a second, and nobody
    else's write should wait for it.
    """
    form = SignInForm()
    if not form.validate():
        return _door(form), 422
    email, at = (form.email.data or "").strip().casefold(), clock.now()
    if attempts.too_many("sign-in", email, at=at) or attempts.too_many(
        "sign-in-address", request.remote_addr or "", at=at
    ):
        return _door(form, SLOW_DOWN), 429
    person = _whom(email, form.password.data or "")
    if person is None:
        return _door(form, WRONG), 422
    return redirect(enter(person, at=at, then=form.then.data), 303)


def enter(person: Person, *, at: datetime, then: str | None = None) -> str:
    """Let in somebody whose password is right, and return where to: perhaps the second factor."""
    begin = sessions.begin_half_way if is_on(person.id) else sessions.begin
    begin(person, at=at, address=request.remote_addr, agent=request.headers.get("User-Agent"))
    there = own_page(then)
    if begin is sessions.begin:
        return there
    return url_for("accounts.second_step", then=None if there == "/" else there)


@bp.post("/sign-out")
@needs(Permission.SIGNED_IN, before_factor=True)
def sign_out() -> Response:
    """End this browser's session."""
    sessions.end_this(at=now())
    flash("You are signed out.")
    return redirect("/sign-in", 303)


def _whom(email: str, password: str) -> Person | None:
    set_writing(False)
    person = by_email(email)
    person_id, hashed = (person.id, person.password_hash) if person and person.active else (0, None)
    db.session.rollback()
    fits = passwords.matches(hashed, password)
    set_writing(True)
    if not fits:
        return None
    attempts.forget("sign-in", email)
    return db.session.get(Person, person_id)


def _door(form: SignInForm, wrong: str = "") -> str:
    return render_template("people/sign_in.html", form=form, wrong=wrong)


def own_page(then: str | None) -> str:
    """Return an address on this site only, so that sign-in leads nobody elsewhere."""
    parts = urlsplit(then or "/")
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or "\\" in (then or ""):
        return "/"
    if parts.path.startswith("//") or parts.path == "/sign-in":
        return "/"
    return then or "/"


@bp.post("/views")
@needs(Permission.SIGNED_IN)
def keep_view() -> Response:
    """Keep what is chosen of a list under a name."""
    given = {name: request.form.get(name, "") for name in ("path", "query", "name")}
    kept = kept_views.keep(_me(), **given, at=now())
    flash(f"The view “{kept.name}” is kept.")
    return redirect(f"{kept.path}?{kept.query}", 303)


@bp.post("/views/<int:view_id>/removal")
@needs(Permission.SIGNED_IN)
def remove_view(view_id: int) -> Response:
    """Remove one of my views."""
    kept = kept_views.remove(_me(), view_id)
    if kept is None:
        abort(404)
    flash(f"The view “{kept.name}” is removed.")
    return redirect(kept.path, 303)


def _me() -> Person:
    person = sessions.me()
    if person is None:
        abort(404)
    return person
