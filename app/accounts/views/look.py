"""The colour and logo of pages by link: set by an admin, served to everybody who opens one."""

from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.datastructures import FileStorage

from app.accounts.forms import ColourForm, LogoForm
from app.accounts.look import logo_of, look_of, remove_logo, set_colour, set_logo
from app.accounts.views.blueprint import bp, viewer
from app.accounts.views.company import settings_page
from app.core.colour import stylesheet
from app.core.decision import Refused
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.queries import company
from app.web.access import open_to_all
from app.web.assets import ASK_AGAIN, FOREVER
from app.web.requests import now

#: a logo opened by itself runs nothing and loads nothing
LOGO_POLICY = "default-src 'none'; style-src 'none'; sandbox"


@bp.post("/people/company/colour")
@needs(Permission.ADMIN)
def change_colour() -> Any:
    """Set the colour."""
    form = ColourForm()
    try:
        set_colour(company(), form.colour.data or "", by=viewer(), at=now())
    except Refused as refused:
        form.validate()
        form.colour.errors = [*form.colour.errors, *refused.reasons]
        return settings_page(colour=form), 422
    flash("The colour is set. It is darker or lighter where it could not be read otherwise.")
    return _back()


@bp.post("/people/company/logo")
@needs(Permission.ADMIN)
def change_logo() -> Any:
    """Keep a logo."""
    form = LogoForm()
    if not form.validate():
        return settings_page(logo=form), 422
    file: FileStorage = form.file.data
    try:
        set_logo(company(), file.read(), by=viewer(), at=now())
    except Refused as refused:
        form.file.errors = [*form.file.errors, *refused.reasons]
        return settings_page(logo=form), 422
    flash("The logo stands on every page by link.")
    return _back()


@bp.post("/people/company/logo/removal")
@needs(Permission.ADMIN)
def take_logo_off() -> Any:
    """Show the name alone again."""
    try:
        remove_logo(company(), by=viewer(), at=now())
    except Refused as refused:
        flash(" ".join(refused.reasons), "attn")
        return _back()
    flash("The logo is gone.")
    return _back()


@bp.get("/company/logo")
@open_to_all
def logo() -> Response:
    """Hand out the logo as a picture and nothing else."""
    ours = company()
    found = logo_of(ours) or abort(404)
    response = Response(found[1], mimetype=found[0])
    response.headers["Content-Security-Policy"] = LOGO_POLICY
    return _kept(response, look_of(ours).logo)


@bp.get("/company/look.css")
@open_to_all
def style() -> Response:
    """Hand out the rules that put the company's colour in the place of ours."""
    ours = company()
    if ours.colour is None:
        abort(404)
    return _kept(Response(stylesheet(ours.colour), mimetype="text/css"), look_of(ours).style)


def _kept(response: Response, stamp: str | None) -> Response:
    """Let a browser keep it for good where the address names this very content."""
    same = request.args.get("v") == stamp
    response.headers["Cache-Control"] = FOREVER if same else ASK_AGAIN
    return response


def _back() -> Any:
    return redirect(url_for("accounts.company_settings"), 303)
