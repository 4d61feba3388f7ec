"""The list of requisitions, and making a new one."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.decision import Decision, Refused, no
from app.db import db
from app.people.guard import needs
from app.people.models import Person
from app.people.permissions import Permission
from app.people.queries import company, is_from_outside
from app.requisitions import making, queries
from app.requisitions.forms import NewForm, people_choices
from app.requisitions.views.blueprint import bp, viewer
from app.web.requests import now


@bp.get("/requisitions")
@needs(Permission.SIGNED_IN)
def index() -> str:
    """List the requisitions I may reach, newest first."""
    stage = request.args.get("stage")
    if stage is not None and stage not in queries.STAGES:
        abort(404)
    before = request.args.get("before", type=int)
    page = queries.page(viewer(), stage=stage, before=before)
    return render_template(
        "requisitions/index.html", page=page, stage=stage, paged=before is not None
    )


@bp.get("/requisitions/new")
@needs(Permission.SIGNED_IN)
def new() -> str:
    """Show the form of a new requisition; it names people, so it is for those of the company."""
    _require_inside()
    me = viewer()
    zone = me.time_zone or company().time_zone
    return _page(_form(me, data={"time_zone": zone, "places": 1, "recruiter": me.id}))


@bp.post("/requisitions/new")
@needs(Permission.SIGNED_IN)
def make() -> Response | tuple[str, int]:
    """Make a requisition as a draft, led by its maker (hr: by whom they name)."""
    _require_inside()
    form, me = _form(viewer()), viewer()
    if not form.validate():
        return _page(form), 422
    recruiter = db.session.get_one(Person, form.recruiter.data) if me.is_hr else me
    manager = db.session.get_one(Person, form.manager.data)
    try:
        made = making.make(
            form.code.data or "",
            form.details(),
            places=form.places.data or 0,
            recruiter=recruiter,
            manager=manager,
            by=me,
            at=now(),
        )
    except Refused as refused:
        db.session.rollback()
        return _page(form, no(*refused.reasons)), 409
    flash(f"{made.code} is a draft. Set its criteria, then open it.")
    return redirect(url_for("requisitions.requirements", requisition_id=made.id), 303)


def _form(me: Person, data: dict[str, object] | None = None) -> NewForm:
    form = NewForm(data=data)
    form.manager.choices = people_choices(queries.choosable())
    if me.is_hr:
        form.recruiter.choices = form.manager.choices
    else:
        del form.recruiter
    return form


def _page(form: NewForm, refused: Decision | None = None) -> str:
    return render_template("requisitions/new.html", form=form, refused=refused)


def _require_inside() -> None:
    if is_from_outside(viewer()):
        abort(403)
