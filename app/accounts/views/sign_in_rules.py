"""The company's rules of signing in, changed by an admin."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.accounts import factors, queries
from app.accounts.forms import SignInRulesForm
from app.accounts.views.blueprint import bp, viewer
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.queries import company
from app.people.signing_in import Rules, rules_of
from app.web.requests import now


@bp.get("/people/rules")
@needs(Permission.ADMIN)
def sign_in_rules() -> str:
    """Show the rules."""
    return _page(SignInRulesForm(formdata=None, obj=rules_of(company())))


@bp.post("/people/rules")
@needs(Permission.ADMIN)
def change_sign_in_rules() -> Response | tuple[str, int]:
    """Change the rules; they hold from the next page on."""
    form = SignInRulesForm()
    if not form.validate():
        return _page(form), 422
    new = Rules(form.factor_for.data, form.idle_hours.data or 1, form.session_days.data or 1)
    factors.change_rules(company(), new, by=viewer(), at=now())
    flash("The rules of signing in are saved. They hold from now on.")
    return redirect(url_for("accounts.people"), 303)


def _page(form: SignInRulesForm) -> str:
    return render_template("accounts/rules.html", form=form, without=queries.without_factor())
