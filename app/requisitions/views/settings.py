"""The settings of a requisition: details, team, places, numbers, sign-off order, stage."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from app.core.decision import Decision, Refused, no
from app.db import db
from app.people.guard import may, needs
from app.people.models import Membership, Person
from app.people.permissions import MANAGER, RECRUITER, Permission
from app.people.queries import members
from app.requisitions import actions, queries, rules, team, voice
from app.requisitions.forms import (
    ApproverForm,
    DetailsForm,
    LeadForm,
    MemberForm,
    PlacesForm,
    PolicyForm,
    people_choices,
)
from app.requisitions.models import PolicyStep, Requisition
from app.requisitions.queries import load_requisition
from app.requisitions.views.blueprint import bp, viewer
from app.web.requests import now

Answer = Response | tuple[str, int]
LEADS = {"recruiter": RECRUITER, "manager": MANAGER}


def load_membership(requisition_id: int, membership_id: int) -> Membership | None:
    """Return one part in this requisition."""
    found = db.session.get(Membership, membership_id)
    return found if found is not None and found.requisition_id == requisition_id else None


def load_step(requisition_id: int, step_id: int) -> PolicyStep | None:
    """Return one step of a sign-off order of this requisition."""
    found = db.session.get(PolicyStep, step_id)
    return found if found is not None and found.requisition_id == requisition_id else None


# Read by recruiters, managers and hr, who have this right in common.
@bp.get("/requisitions/<int:requisition_id>/settings")
@needs(Permission.SEE_HISTORY, on=load_requisition)
def settings(requisition: Requisition) -> str:
    """Show the settings; whoever runs the requisition may change them."""
    return _page(requisition)


@bp.post("/requisitions/<int:requisition_id>/details")
@needs(Permission.RUN, on=load_requisition)
def mend(requisition: Requisition) -> Answer:
    """Change title, client, location and zone."""
    form = DetailsForm(prefix="details")
    return _answer(
        requisition,
        "details",
        form,
        lambda: actions.mend(requisition, form.details(), by=viewer(), at=now()),
        "The details are saved.",
    )


@bp.post("/requisitions/<int:requisition_id>/members")
@needs(Permission.RUN, on=load_requisition)
def add_member(requisition: Requisition) -> Answer:
    """Give a person a part."""
    form = _with_people(MemberForm(prefix="member"))
    return _answer(
        requisition,
        "member",
        form,
        lambda: team.add_member(requisition, _chosen(form), form.part.data, by=viewer(), at=now()),
        "They are on the team now.",
    )


@bp.post("/requisitions/<int:requisition_id>/members/<int:membership_id>/removal")
@needs(Permission.RUN, on=load_membership)
def remove_member(membership: Membership) -> Answer:
    """Take a part from a person."""
    requisition = db.session.get_one(Requisition, membership.requisition_id)
    return _answer(
        requisition,
        "member",
        None,
        lambda: team.remove_member(membership, by=viewer(), at=now()),
        "They no longer have that part.",
    )


@bp.post("/requisitions/<int:requisition_id>/leads/<any(recruiter, manager):which>")
@needs(Permission.RUN, on=load_requisition)
def change_lead(requisition: Requisition, which: str) -> Answer:
    """Make somebody lead recruiter or lead hiring manager."""
    form = _with_people(LeadForm(prefix=which))
    return _answer(
        requisition,
        which,
        form,
        lambda: team.change_lead(requisition, LEADS[which], _chosen(form), by=viewer(), at=now()),
        f"The lead {LEADS[which]} is changed.",
    )


@bp.post("/requisitions/<int:requisition_id>/places")
@needs(Permission.RUN, on=load_requisition)
def set_places(requisition: Requisition) -> Answer:
    """Set how many places there are."""
    form = PlacesForm(prefix="places")
    return _answer(
        requisition,
        "places",
        form,
        lambda: actions.set_places(requisition, form.number.data or 0, by=viewer(), at=now()),
        "The places are saved.",
    )


@bp.post("/requisitions/<int:requisition_id>/voice")
@needs(Permission.HR, on=load_requisition)
def set_voice(requisition: Requisition) -> Answer:
    """Let hr speak to candidates here, or everybody write again."""
    speaks = request.form.get("voice") == "hr"
    return _answer(
        requisition,
        "voice",
        None,
        lambda: voice.set_voice(requisition, hr_speaks=speaks, by=viewer(), at=now()),
        "HR speaks here now." if speaks else "Everybody writes here again.",
    )


@bp.post("/requisitions/<int:requisition_id>/policy")
@needs(Permission.RUN, on=load_requisition)
def set_policy(requisition: Requisition) -> Answer:
    """Change the numbers of the policy."""
    form = PolicyForm(prefix="policy")
    return _answer(
        requisition,
        "policy",
        form,
        lambda: actions.set_policy(requisition, form.numbers(), by=viewer(), at=now()),
        "The numbers are saved.",
    )


@bp.post("/requisitions/<int:requisition_id>/approvers/<any(shortlist, offer):what>")
@needs(Permission.RUN, on=load_requisition)
def add_approver(requisition: Requisition, what: str) -> Answer:
    """Put a person at the end of a sign-off order."""
    form = _with_people(ApproverForm(prefix=what))
    return _answer(
        requisition,
        what,
        form,
        lambda: team.add_approver(requisition, what, _chosen(form), by=viewer(), at=now()),
        f"The sign-off order of the {what} is changed.",
    )


@bp.post("/requisitions/<int:requisition_id>/approvers/<int:step_id>/removal")
@needs(Permission.RUN, on=load_step)
def remove_approver(step: PolicyStep) -> Answer:
    """Take a person out of a sign-off order."""
    requisition, what = db.session.get_one(Requisition, step.requisition_id), step.subject_kind
    return _answer(
        requisition,
        what,
        None,
        lambda: team.remove_approver(step, by=viewer(), at=now()),
        f"The sign-off order of the {what} is changed.",
    )


@bp.post("/requisitions/<int:requisition_id>/approvers/<int:step_id>/turn/<any(earlier, later):to>")
@needs(Permission.RUN, on=load_step)
def move_approver(step: PolicyStep, to: str) -> Answer:
    """Let an approver sign earlier or later."""
    requisition, what = db.session.get_one(Requisition, step.requisition_id), step.subject_kind
    by_places = -1 if to == "earlier" else 1
    return _answer(
        requisition,
        what,
        None,
        lambda: team.move_approver(step, by_places, by=viewer(), at=now()),
        f"The sign-off order of the {what} is changed.",
    )


def _answer(
    requisition: Requisition,
    section: str,
    form: FlaskForm | None,
    act: Callable[[], object],
    said: str,
) -> Answer:
    """Do what a form asks and go back to the page, or show it again with what is wrong."""
    requisition_id = requisition.id
    if form is not None and not form.validate():
        return _page(requisition, forms={section: form}), 422
    try:
        act()
    except Refused as refused:
        db.session.rollback()
        again = db.session.get_one(Requisition, requisition_id)
        forms = {section: form} if form is not None else {}
        return _page(again, forms=forms, refused={section: no(*refused.reasons)}), 409
    flash(said)
    return redirect(url_for("requisitions.settings", requisition_id=requisition_id), 303)


def _page(
    requisition: Requisition,
    *,
    forms: Mapping[str, Any] | None = None,
    refused: Mapping[str, Decision] | None = None,
) -> str:
    at = now()
    live = queries.live_offers(requisition.id, at)
    return render_template(
        "requisitions/settings.html",
        requisition=requisition,
        runs=may(Permission.RUN, requisition.id),
        is_hr=may(Permission.HR, requisition.id),
        forms=_forms(requisition) | dict(forms or {}),
        refused=refused or {},
        members=members(requisition.id),
        leads=queries.leads(requisition.id),
        chains={what: queries.chain_steps(requisition.id, what) for what in team.SUBJECTS},
        places=queries.places(requisition.id),
        taken=queries.taken_places(requisition.id, at),
        policy=queries.policy(requisition.id),
        may_open=rules.may_open(actions.opening_facts(requisition)),
        may_close=rules.may_close(requisition.stage, live_offers=live),
    )


def _forms(requisition: Requisition) -> dict[str, FlaskForm]:
    """Return every form of the page with the present values."""
    people = people_choices(queries.choosable())
    return {
        "details": DetailsForm(prefix="details", formdata=None, obj=requisition),
        "member": _with_people(MemberForm(prefix="member", formdata=None), people),
        "recruiter": _with_people(LeadForm(prefix="recruiter", formdata=None), people),
        "manager": _with_people(LeadForm(prefix="manager", formdata=None), people),
        "places": PlacesForm(
            prefix="places", formdata=None, data={"number": len(queries.places(requisition.id))}
        ),
        "policy": PolicyForm.of(queries.policy(requisition.id)),
        "shortlist": _with_people(ApproverForm(prefix="shortlist", formdata=None), people),
        "offer": _with_people(ApproverForm(prefix="offer", formdata=None), people),
    }


def _with_people(form: Any, people: Any = None) -> Any:
    form.person.choices = people or people_choices(queries.choosable())
    return form


def _chosen(form: Any) -> Person:
    return db.session.get_one(Person, form.person.data)
