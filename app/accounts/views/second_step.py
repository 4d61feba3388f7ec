"""The second step of signing in: a code of the phone, or a recovery code."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts import factors
from app.accounts.forms import CodeForm, RecoveryForm
from app.accounts.views.blueprint import bp
from app.core import clock
from app.db import db
from app.people import sessions
from app.people.attempts import forget_with_this, too_many
from app.people.factor import take_code, take_recovery_code
from app.people.models import Person
from app.people.views import own_page
from app.web.access import open_to_all

Answer = str | Response | tuple[str, int]
WRONG = "That code does not fit, or was used before. Wait for the next one."
WRONG_RECOVERY = "That is none of your recovery codes, or it was used before."
SLOW_DOWN = "Too many attempts. Wait fifteen minutes, then sign in again."


@bp.get("/sign-in/second-factor")
@open_to_all
def second_step() -> Answer:
    """Ask for the code, of somebody whose password was right."""
    if sessions.half_way(at=clock.now()) is None:
        return redirect(url_for("people.sign_in", then=request.args.get("then")), 303)
    return _page(_form())


@bp.post("/sign-in/second-factor")
@open_to_all
def pass_second_step() -> Answer:
    """Sign in with the code; attempts are counted per person and per network address."""
    form, person = _form(), sessions.half_way(at=clock.now())
    if person is None:
        return redirect(url_for("people.sign_in", then=request.args.get("then")), 303)
    if not form.validate():
        return _page(form), 422
    person_id = person.id
    db.session.rollback()
    if too_many("factor", str(person_id), at=clock.now()) or too_many(
        "factor-address", request.remote_addr or "", at=clock.now()
    ):
        form.code.errors = [SLOW_DOWN]
        return _page(form), 429
    person = db.session.get_one(Person, person_id, with_for_update=True, populate_existing=True)
    at = clock.now()
    if not _is_right(person, form):
        form.code.errors = [WRONG_RECOVERY if isinstance(form, RecoveryForm) else WRONG]
        return _page(form), 422
    if isinstance(form, RecoveryForm):
        factors.note_recovery(person, at=at)
    sessions.begin(
        person, at=at, address=request.remote_addr, agent=request.headers.get("User-Agent")
    )
    forget_with_this("factor", str(person_id))
    return redirect(own_page(request.args.get("then")), 303)


def _is_right(person: Person, form: CodeForm | RecoveryForm) -> bool:
    if sessions.half_way(at=clock.now()) is None:  # signed out, or switched off, meanwhile
        return False
    take = take_recovery_code if isinstance(form, RecoveryForm) else take_code
    return take(person.id, form.code.data or "", at=clock.now())


def _form() -> CodeForm | RecoveryForm:
    return RecoveryForm() if request.args.get("by") == "recovery" else CodeForm()


def _page(form: CodeForm | RecoveryForm) -> str:
    return render_template(
        "accounts/second_step.html",
        form=form,
        recovery=isinstance(form, RecoveryForm),
        then=request.args.get("then"),
    )
