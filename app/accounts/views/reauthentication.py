"""Asking once more for one's own password, before anything about signing in is changed."""

from wtforms import PasswordField

from app.accounts.views.blueprint import viewer
from app.core import clock
from app.db import db
from app.people import passwords
from app.people.attempts import forget, too_many

WRONG = "That is not your present password."
SLOW_DOWN = "Too many attempts. Wait fifteen minutes, then try again."


def own_password_wrong(field: PasswordField) -> int | None:
    """Return the status of the refusal where this is not my password; none where it is.

    Argon2 takes a tenth of a second, so no transaction is open meanwhile: what was read before is
    read again after.
    """
    me = viewer()
    email, hashed = me.email.casefold(), me.password_hash
    db.session.rollback()
    if too_many("sign-in", email, at=clock.now()):
        field.errors = [SLOW_DOWN]
        return 429
    if not passwords.matches(hashed, field.data or ""):
        field.errors = [WRONG]
        return 422
    forget("sign-in", email)
    return None
