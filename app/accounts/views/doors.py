"""Setting a password by link: a first one, or a new one where it was forgotten."""

from datetime import datetime

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts import actions
from app.accounts.forms import PasswordForm, ResetForm
from app.accounts.views.blueprint import bp
from app.core import clock
from app.db import db
from app.links.actions import use_up
from app.links.guard import by_link, ended_page
from app.links.models import Link
from app.people import passwords
from app.people.attempts import too_many
from app.people.models import Person
from app.people.views import enter
from app.web.access import open_to_all
from app.web.requests import now

Answer = Response | tuple[str, int]


@bp.get("/invitations/<token>")
@by_link("invitation")
def invitation(link: Link) -> str | tuple[str, int]:
    """Show the form of a first password."""
    return _show(link)


@bp.post("/invitations/<token>")
@by_link("invitation")
def take_up(link: Link) -> Answer:
    """Set a first password and sign in."""
    return _set(link)


@bp.get("/passwords/<token>")
@by_link("reset")
def reset(link: Link) -> str | tuple[str, int]:
    """Show the form of a new password."""
    return _show(link)


@bp.post("/passwords/<token>")
@by_link("reset")
def set_anew(link: Link) -> Answer:
    """Set a new password and sign in."""
    return _set(link)


@bp.get("/passwords")
@open_to_all
def passwords_page() -> str:
    """Show where to ask for a new password, or what happens after asking."""
    return _ask_page(ResetForm(), asked="asked" in request.args)


@bp.post("/passwords")
@open_to_all
def ask() -> Answer:
    """Mail a link where the address is known; the answer is the same where it is not."""
    form = ResetForm()
    if not form.validate():
        return _ask_page(form), 422
    email, at = (form.email.data or "").strip(), clock.now()
    if too_many("reset", email.casefold(), at=at) or too_many(
        "reset-address", request.remote_addr or "", at=at
    ):
        return _ask_page(form, slow_down=True), 429
    actions.ask_for_password(email, at=now())
    return redirect(url_for("accounts.passwords_page", asked=1), 303)


def _show(link: Link) -> str | tuple[str, int]:
    person = _person_of(link)
    if person is None:
        return ended_page(link.purpose), 410
    return _page(person, PasswordForm())


def _set(link: Link) -> Answer:
    """Keep the typed password and sign in.

    Hashing takes a tenth of a second, so it is done with no transaction open; the link and the
    account are read again afterwards, locked, and the link is used up compare-and-swap.
    """
    person, form = _person_of(link), PasswordForm()
    if person is None:
        return ended_page(link.purpose), 410
    if not _is_good(form, person):
        return _page(person, form), 422
    purpose, link_id, person_id = link.purpose, link.id, person.id
    db.session.rollback()
    hashed = passwords.hash_password(form.password.data or "")
    person = db.session.get_one(Person, person_id, with_for_update=True)
    link, at = db.session.get_one(Link, link_id), clock.now()
    if not _still_opens(link, person, at) or not use_up(link, at=at):
        return ended_page(purpose), 410
    actions.set_password(person, hashed, at=at)
    return redirect(enter(person, at=at), 303)


def _person_of(link: Link) -> Person | None:
    """Return whose password a link sets, if it still may: an invitation sets only a first one."""
    person = db.session.get(Person, link.subject_id)
    return person if person is not None and _may_set(link, person) else None


def _may_set(link: Link, person: Person) -> bool:
    first_only = link.purpose == "invitation"
    return person.active and not (first_only and person.password_hash is not None)


def _still_opens(link: Link, person: Person, at: datetime) -> bool:
    return link.revoked_at is None and _may_set(link, person) and at < link.ends_at


def _is_good(form: PasswordForm, person: Person) -> bool:
    if not form.validate():
        return False
    decision = passwords.may_be_password(form.password.data or "", person.email, person.name)
    form.password.errors = list(decision.reasons)
    return bool(decision)


def _page(person: Person, form: PasswordForm) -> str:
    first = person.password_hash is None
    return render_template("accounts/password.html", person=person, form=form, first=first)


def _ask_page(form: ResetForm, *, asked: bool = False, slow_down: bool = False) -> str:
    return render_template("accounts/passwords.html", form=form, asked=asked, slow_down=slow_down)
