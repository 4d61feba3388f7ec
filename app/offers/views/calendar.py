"""The deadline for the candidate's calendar: a file by a link of its own, and the way to it."""

from datetime import datetime
from typing import Any

from flask import Response, abort, redirect

from app.links import calendars
from app.links.actions import mint
from app.links.guard import by_link
from app.links.models import Link
from app.offers import queries
from app.offers.actions.sending import LINK_OPENS_FOR
from app.offers.calendar import METHOD, NAME, calendar_file
from app.offers.models import Offer
from app.offers.views.answers import PURPOSE
from app.offers.views.blueprint import bp
from app.web.requests import now


def give(link: Link, at: datetime) -> Response | None:
    """Give the file of the offer as its deadline stands now; none before its clock was started."""
    content = calendar_file(_offer(link), at)
    if content is None:
        return None
    answer = Response(content, content_type=f"text/calendar; charset=utf-8; method={METHOD}")
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer


calendars.register("calendar", give)


@bp.post("/o/<token>/calendar")
@by_link(PURPOSE)
def to_calendar(link: Link) -> Any:
    """Make a link to the file and lead to it."""
    offer = _offer(link)
    if offer.closes_at is None:
        abort(404)
    address = mint(
        "calendar",
        offer.id,
        at=now(),
        ends_at=now() + LINK_OPENS_FOR,
        requisition_id=offer.requisition_id,
    )
    return redirect(address, 303)


def _offer(link: Link) -> Offer:
    found = queries.load_offer(link.subject_id)
    if found is None:
        abort(404)
    return queries.latest_in_place_of(found)
