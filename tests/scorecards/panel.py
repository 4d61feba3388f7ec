"""A panel at work: one requisition, its raters, and cards filled by hand."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.scorecards.answers import Answer, Answers
from app.scorecards.queries import AskOf, load_ask

CRITERIA = [
    {"name": "Listening", "kind": "soft", "area": "culture", "weight": 1.0},
    {"name": "Data modelling", "kind": "hard", "area": "skills", "weight": 3.0, "must_have": True},
    {"name": "Prototyping", "kind": "hard", "area": "experience", "weight": 1.0},
]


@dataclass
class Panel:
    """A requisition with a recruiter, a manager, an interviewer and two candidates they met."""

    requisition: Any
    recruiter: Any
    manager: Any
    interviewer: Any
    hr: Any
    ana: Any
    bo: Any

    @property
    def people(self):
        return [self.recruiter, self.manager, self.interviewer, self.hr]


def panel_of(make, **given) -> Panel:
    """Make one; interviews were held three days ago, with everyone."""
    recruiter, manager = make.person("Ines Duarte"), make.person("Henrik Vogel")
    given = {"criteria": CRITERIA, **given}
    requisition = make.requisition(recruiter=recruiter, manager=manager, **given)
    interviewer = make.member(requisition, "interviewer", make.person("Ngozi Okafor"))
    ana, bo = (make.candidacy(requisition, name) for name in ("Ana Ribeiro", "Bo Lindqvist"))
    for candidacy in (ana, bo):
        make.interview(candidacy, recruiter, manager, interviewer)
    hr = make.person("Mei Tan", hr=True)
    return Panel(requisition, recruiter, manager, interviewer, hr, ana, bo)


def criteria_of(panel: Panel, kind: str = "hard"):
    """The criteria of one panel, in order."""
    from app.requisitions.queries import current_requirements

    return [one for one in current_requirements(panel.requisition.id).criteria if one.kind == kind]


def answers(panel: Panel, *values, kind="hard", recommendation="yes", note="") -> Answers:
    """Answers in the order of the criteria; none is not assessed."""
    marks = {
        criterion.id: Answer(value, value is None, note or None)
        for criterion, value in zip(criteria_of(panel, kind), values, strict=True)
    }
    return Answers(marks, recommendation)


def typed(panel: Panel, *values, kind="hard", recommendation="yes", notes=(), **more):
    """The same as the fields of the form."""
    criteria = criteria_of(panel, kind)
    fields = {f"mark-{one.id}": value for one, value in zip(criteria, values, strict=True)}
    fields |= {f"note-{one.id}": note for one, note in zip(criteria, notes, strict=False)}
    return fields | {"recommendation": recommendation} | more


def asked(ask) -> AskOf:
    """An ask as the guard would hand it to a view."""
    found = load_ask(ask.id)
    assert found is not None
    return found


def history(db, verb):
    """The lines of one verb."""
    from app.history.models import HistoryLine

    return list(db.session.scalars(select(HistoryLine).where(HistoryLine.verb == verb)))


def days(number):
    return timedelta(days=number)
