"""The criteria of a requisition: a table to read, an editor that needs no script."""

from collections.abc import Mapping
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.decision import Decision, Refused, no
from app.core.wording import plural
from app.db import db
from app.people.guard import may, needs
from app.people.permissions import Permission
from app.requisitions import actions, criteria, queries, rules
from app.requisitions.models import AREAS, KINDS, Requisition
from app.requisitions.queries import load_requisition
from app.requisitions.requirements import fingerprint, set_criteria
from app.requisitions.views.blueprint import bp, viewer
from app.web.requests import now

BLANKS: Final = 2
CELLS: Final = ("question", *criteria.COLUMNS)
Rows = list[dict[str, str]]


@bp.get("/requisitions/<int:requisition_id>/requirements")
@needs(Permission.SEE_SCORES, on=load_requisition)
def requirements(requisition: Requisition) -> str:
    """Show the criteria; whoever may change them gets the editor while nobody has marked."""
    current = queries.current_requirements(requisition.id)
    rows = [criteria.cells_of(one) for one in current.criteria]
    return _page(requisition, rows + _blank(BLANKS if rows else BLANKS * 2))


@bp.post("/requisitions/<int:requisition_id>/requirements")
@needs(Permission.CRITERIA, on=load_requisition)
def set_requirements(requisition: Requisition) -> Response | str | tuple[str, int]:
    """Save the criteria; or add, move or take out a row and show the editor again."""
    rows = _typed_rows()
    if arranged := _arranged(rows):
        return _page(requisition, arranged, unsaved=True)
    reading = criteria.read(enumerate(rows, 1))
    if reading.wrong:
        return _page(requisition, rows, wrong=reading.wrong, unsaved=True), 422
    requisition_id = requisition.id
    try:
        set_criteria(
            requisition,
            reading.criteria,
            by=viewer(),
            at=now(),
            seen=request.form.get("seen", ""),
        )
    except Refused as refused:
        db.session.rollback()
        again = db.session.get_one(Requisition, requisition_id)
        return _page(again, rows, refused=no(*refused.reasons), unsaved=True), 409
    flash(f"Saved {plural(len(reading.criteria), 'criterion', 'criteria')}.")
    return redirect(url_for("requisitions.requirements", requisition_id=requisition_id), 303)


def _typed_rows() -> Rows:
    """Return the rows of the editor as they were typed, in the order of their numbers."""
    numbers = {
        int(name.split("-")[1])
        for name in request.form
        if name.startswith("c-") and name.split("-")[1].isdecimal() and len(name) < 40
    }
    return [
        {column: request.form.get(f"c-{number}-{column}", "") for column in CELLS}
        for number in sorted(numbers)[: criteria.MOST * 2]
    ]


def _arranged(rows: Rows) -> Rows | None:
    """Return the rows as a button of the editor rearranged them; none for the save button."""
    if "more" in request.form:
        return rows + _blank(1)
    move, _, way = request.form.get("move", "").partition(":")
    here = int(move) - 1 if move.isdecimal() and len(move) < 4 else -1
    if not 0 <= here < len(rows):
        return None
    row = rows.pop(here)
    if way != "out":
        rows.insert(max(here - 1, 0) if way == "up" else here + 1, row)
    return rows or _blank(1)


def _page(
    requisition: Requisition,
    rows: Rows,
    *,
    wrong: Mapping[tuple[int, str], str] | None = None,
    refused: Decision | None = None,
    unsaved: bool = False,
) -> str:
    current = queries.current_requirements(requisition.id)
    facts = [criteria.facts_of(one) for one in current.criteria]
    changeable = rules.may_change_criteria(in_use=queries.in_use(current.id))
    return render_template(
        "requisitions/requirements.html",
        requisition=requisition,
        current=current,
        criteria=list(zip(facts, criteria.shares(facts), strict=True)),
        panels={} if unsaved else _panels(facts),
        weigh_nothing=any(map(criteria.has_text, rows)) and not any(_typed_weights(rows)),
        unweighed=[
            number
            for number, row in enumerate(rows, 1)
            if criteria.has_text(row) and criteria.weight_of(row.get("weight", "")) is None
        ],
        edits=may(Permission.CRITERIA, requisition.id) and bool(changeable),
        changeable=changeable,
        rows=rows,
        shares=_typed_shares(rows),
        wrong=wrong or {},
        refused=refused,
        unsaved=unsaved,
        seen=request.form.get("seen") or fingerprint(current),
        kinds=KINDS,
        areas=AREAS,
        may_open=rules.may_open(actions.opening_facts(requisition)),
        runs=may(Permission.RUN, requisition.id),
    )


def _panels(facts: list[criteria.CriterionFacts]) -> dict[str, float]:
    """Return each panel's part of all weight."""
    found: dict[str, float] = {}
    for one, share in zip(facts, criteria.shares(facts), strict=True):
        found[one.kind] = found.get(one.kind, 0.0) + share
    return found


def _typed_shares(rows: Rows) -> list[float | None]:
    """Return the part of all weight that each typed row would carry; none while any is no weight.

    A part of a whole that is not known would be a wrong number.
    """
    weights = [
        weight if criteria.has_text(row) else 0.0
        for row, weight in zip(rows, _typed_weights(rows), strict=True)
    ]
    total = sum(weight or 0.0 for weight in weights)
    if None in weights or not total:
        return [None] * len(rows)
    return [
        (weight or 0.0) / total if criteria.has_text(row) else None
        for row, weight in zip(rows, weights, strict=True)
    ]


def _typed_weights(rows: Rows) -> list[float | None]:
    return [criteria.weight_of(row.get("weight", "")) for row in rows]


def _blank(count: int) -> list[dict[str, Any]]:
    return [dict.fromkeys(CELLS, "") for _ in range(count)]
