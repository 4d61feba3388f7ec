"""What the candidates of one requisition read on their page, edited by those who recruit."""

from typing import Any

from flask import flash, redirect, render_template, url_for

from app.core.decision import Refused
from app.people.guard import needs
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.statuspage import actions, queries
from app.statuspage.forms import PageForm
from app.statuspage.views.blueprint import bp, signed_in
from app.statuspage.words import HIDES, PLACES, TEXTS, TITLES, WAITS, WHEN
from app.web.requests import now


@bp.get("/requisitions/<int:requisition_id>/page")
@needs(Permission.RUN, on=load_requisition)
def of_requisition(requisition: Requisition) -> Any:
    """Show the words of each standing, and what the page does not speak of."""
    own, policy = queries.texts_of(requisition.id), queries.page_policy(requisition.id)
    data: dict[str, Any] = {field_of(key): own.get(key, usual) for key, usual in TEXTS.items()}
    data |= {f"hides_{key}": getattr(policy, f"hides_{key}") for key in HIDES}
    return _page(requisition, PageForm(formdata=None, data=data))


@bp.post("/requisitions/<int:requisition_id>/page")
@needs(Permission.RUN, on=load_requisition)
def set_page(requisition: Requisition) -> Any:
    """Keep them."""
    form = PageForm()
    if not form.validate():
        return _page(requisition, form), 422
    try:
        changed = actions.set_page(
            requisition,
            {key: form[field_of(key)].data or "" for key in TEXTS},
            {key for key in HIDES if form[f"hides_{key}"].data},
            by=signed_in(),
            at=now(),
        )
    except Refused as refused:
        return _page(requisition, form, refused.reasons), 422
    flash("Candidates read it like this from now on." if changed else "Nothing was different.")
    return redirect(url_for("statuspage.of_requisition", requisition_id=requisition.id), 303)


def field_of(standing: str) -> str:
    """Return the name of the field for a standing's words."""
    return f"text_{standing.replace(' ', '_')}"


def _page(requisition: Requisition, form: PageForm, reasons: tuple[str, ...] = ()) -> str:
    return render_template(
        "statuspage/of_requisition.html",
        requisition=requisition,
        form=form,
        reasons=reasons,
        texts=TEXTS,
        titles=TITLES,
        when=WHEN,
        waits=WAITS,
        places=PLACES,
        field_of=field_of,
    )
