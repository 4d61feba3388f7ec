"""The page of reports: where time goes, what lies with whom, how offers end."""

from typing import Any

from flask import Blueprint, abort, render_template

from app.people.guard import needs
from app.people.permissions import Permission
from app.people.sessions import me
from app.reports import charts
from app.reports.holding import MARKS
from app.reports.queries.outcomes import outcomes
from app.reports.queries.people import SHOWN, loads
from app.reports.queries.stages import MOST, moments
from app.reports.stages import stays, times
from app.web.requests import now

bp = Blueprint("reports", __name__)
blueprints = [bp]


@bp.get("/reports")
@needs(Permission.SIGNED_IN)
def index() -> Any:
    """Show the reports of the requisitions the viewer runs; hr those of everybody."""
    person = me()
    if person is None:
        abort(404)
    at = now()
    known = moments(person)
    stages = times(stay for one in known for stay in stays(one, at))
    people = loads(person, at, limit=SHOWN + 1) if known else []
    ended = outcomes(person, at) if known else []
    return render_template(
        "reports/index.html",
        count=len(known),
        most=MOST,
        marks=[name for name, _ in MARKS],
        ticks=charts.ticks(),
        stages=stages,
        lanes=charts.lanes(stages),
        people=people[:SHOWN],
        more_people=len(people) > SHOWN,
        load_bars=charts.load_bars(people[:SHOWN]),
        outcomes=charts.totals_of(ended),
        outcome_bars=charts.outcome_bars(ended),
        sent=sum(one.sent for one in ended),
        of_everybody=person.is_hr,
    )
