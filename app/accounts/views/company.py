"""The company itself: its name and the time zone it starts from, changed by an admin."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.accounts import actions
from app.accounts.forms import ColourForm, CompanyForm, LogoForm
from app.accounts.look import look_of
from app.accounts.views.blueprint import bp, viewer
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.queries import company
from app.web.requests import now


@bp.get("/people/company")
@needs(Permission.ADMIN)
def company_settings() -> str:
    """Show the company's name and time zone."""
    return settings_page()


@bp.post("/people/company")
@needs(Permission.ADMIN)
def change_company() -> Response | tuple[str, int]:
    """Change them; people and requisitions that exist keep their own zone."""
    form = CompanyForm()
    if not form.validate():
        return settings_page(form), 422
    name, zone = " ".join((form.name.data or "").split()), form.time_zone.data
    actions.change_company(company(), name=name, time_zone=zone, by=viewer(), at=now())
    flash("The company settings are saved.")
    return redirect(url_for("accounts.company_settings"), 303)


def settings_page(
    form: CompanyForm | None = None,
    *,
    colour: ColourForm | None = None,
    logo: LogoForm | None = None,
) -> str:
    """Draw the page, with the form in which something is amiss as it was typed."""
    ours = company()
    return render_template(
        "accounts/company.html",
        form=form or CompanyForm(formdata=None, obj=ours),
        colour=colour or ColourForm(formdata=None, data={"colour": ours.colour or ""}),
        logo=logo or LogoForm(formdata=None),
        look=look_of(ours),
    )
