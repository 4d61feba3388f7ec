"""People: the list, an invitation, one account with what may be done to it."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts import actions, factors, queries, rules
from app.accounts.forms import InviteForm, RolesForm
from app.accounts.views.blueprint import bp, viewer
from app.core.decision import Decision, Refused, no
from app.db import db
from app.mail.delivery import goes_out
from app.people.factor import is_on
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.queries import company
from app.web.requests import now

Answer = Response | tuple[str, int]


@bp.get("/people")
@needs(Permission.ADMIN)
def people() -> str:
    """List everybody who has an account."""
    number = min(max(request.args.get("page", 1, type=int), 1), 10_000)
    q = request.args.get("q", "")[:200]
    return render_template("accounts/people.html", page=queries.page(number=number, q=q), q=q)


@bp.get("/people/new")
@needs(Permission.ADMIN)
def new() -> str:
    """Show the form of an invitation."""
    return _invite_page(InviteForm(data={"time_zone": company().time_zone}))


@bp.post("/people/new")
@needs(Permission.ADMIN)
def invite() -> Answer:
    """Make an account and mail its invitation."""
    form = InviteForm()
    if not form.validate():
        return _invite_page(form), 422
    try:
        person = actions.invite(form.account(), by=viewer(), at=now())
    except Refused as refused:
        db.session.rollback()
        return _invite_page(form, no(*refused.reasons)), 409
    if goes_out():
        flash(f"An invitation goes to {person.email}. Its link works for 7 days.")
    else:
        flash(f"{person.name} has an account, and chooses a password by the link you give them.")
    return redirect(url_for("accounts.person", person_id=person.id), 303)


@bp.get("/people/<int:person_id>")
@needs(Permission.ADMIN)
def person(person_id: int) -> str:
    """Show one account."""
    return _page(_load(person_id))


@bp.post("/people/<int:person_id>/roles")
@needs(Permission.ADMIN)
def change_roles(person_id: int) -> Answer:
    """Give or take the global roles."""
    found, form = _load(person_id), RolesForm()
    admin, hr = bool(form.admin.data), bool(form.hr.data)
    return _answer(
        found,
        lambda: actions.change_roles(found, admin=admin, hr=hr, by=viewer(), at=now()),
        f"The roles of {found.name} are saved.",
    )


@bp.post("/people/<int:person_id>/invitation")
@needs(Permission.ADMIN)
def invite_again(person_id: int) -> Answer:
    """Mail the invitation once more."""
    found = _load(person_id)
    return _answer(
        found,
        lambda: actions.invite_again(found, by=viewer(), at=now()),
        f"A new invitation goes to {found.email}.",
    )


@bp.post("/people/<int:person_id>/invitation-link")
@needs(Permission.ADMIN)
def show_link(person_id: int) -> str | tuple[str, int]:
    """Show the invitation's link once, to hand it over some other way."""
    found = _load(person_id)
    try:
        link = actions.show_invitation(found, by=viewer(), at=now())
    except Refused as refused:
        db.session.rollback()
        return _page(_load(person_id), refused=no(*refused.reasons)), 409
    return _page(found, link=link)


@bp.post("/people/<int:person_id>/sessions/ending")
@needs(Permission.ADMIN)
def end_sessions_of(person_id: int) -> Answer:
    """Sign a person out everywhere."""
    found = _load(person_id)
    return _answer(
        found,
        lambda: factors.end_sessions_of(found, by=viewer(), at=now()),
        f"{found.name} is signed out everywhere.",
    )


@bp.post("/people/<int:person_id>/second-factor/removal")
@needs(Permission.ADMIN)
def reset_factor(person_id: int) -> Answer:
    """Take away the second factor of somebody who lost their phone."""
    found = _load(person_id)
    return _answer(
        found,
        lambda: factors.reset(found, by=viewer(), at=now()),
        f"The second factor of {found.name} is taken away. A mail tells them.",
    )


@bp.post("/people/<int:person_id>/switching-on")
@needs(Permission.ADMIN)
def switch_on(person_id: int) -> Answer:
    """Give access back."""
    found = _load(person_id)
    return _answer(
        found,
        lambda: actions.switch_on(found, by=viewer(), at=now()),
        f"The account of {found.name} is on.",
    )


def _answer(found: Person, act: Callable[[], None], said: str) -> Answer:
    person_id = found.id
    try:
        act()
    except Refused as refused:
        db.session.rollback()
        return _page(_load(person_id), refused=no(*refused.reasons)), 409
    flash(said)
    return redirect(url_for("accounts.person", person_id=person_id), 303)


def _load(person_id: int) -> Person:
    found = queries.load_person(person_id)
    if found is None:
        abort(404)
    return found


def _page(found: Person, *, refused: Decision | None = None, link: str = "") -> str:
    facts = queries.facts_of(found, viewer=viewer())
    return render_template(
        "accounts/person.html",
        person=found,
        row=queries.row(found),
        parts=queries.parts_of(found),
        invitation=queries.last_invitation(found),
        form=RolesForm(formdata=None, data={"admin": found.is_admin, "hr": found.is_hr}),
        again=rules.may_be_invited_again(facts),
        may_show=rules.may_show_invitation(facts, hr_looks=viewer().is_hr),
        may_change=rules.may_change_roles(facts, admin=found.is_admin),
        sign_ins=len(queries.sessions_of(found, now())),
        may_reset=rules.may_reset_factor(
            on=is_on(found.id), mine=found.id == viewer().id, name=found.name
        ),
        factor_on=is_on(found.id),
        may_switch_off=rules.may_leave_office(facts),
        refused=refused,
        link=link,
        zone=viewer().time_zone,
    )


def _invite_page(form: InviteForm, refused: Decision | None = None) -> str:
    return render_template("accounts/new.html", form=form, refused=refused)
