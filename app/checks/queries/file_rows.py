"""The rows of the ``references`` export, cut to what a person may see."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.candidates.models import Candidacy, Candidate
from app.checks import rules
from app.checks.models import Referee
from app.checks.queries.answers import Compared, compare
from app.checks.queries.panel import panel_means
from app.db import db
from app.people.guard import rights_in
from app.people.models import Person
from app.people.permissions import Permission
from app.requisitions.models import Requisition
from app.scorecards.queries import visible_ids


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One criterion of one reference, or the reference as a whole where ``line`` is none."""

    referee: Referee
    candidate_id: int
    name: str
    state: str
    line: Compared | None

    @property
    def comment(self) -> str | None:
        """What was said on the criterion, or on the whole."""
        if self.line is not None:
            return self.line.comment
        again = self.referee.again and f"Would work with them again: {self.referee.again}."
        return " ".join(filter(None, (again, self.referee.comment))) or None


def reference_rows(
    requisition: Requisition, person: Person | None, *, at: datetime
) -> list[ReferenceRow]:
    """Return the references of a requisition for a file: all without a person, else their cut.

    Each has a row of its own, then one for each criterion; by candidate, then as named. The
    panel's means stay empty where the person owes a card (law L1).
    """
    if person is not None and Permission.SEE_REFERENCES not in rights_in(requisition.id, person):
        return []
    found = db.session.execute(
        select(Referee, Candidacy.id, Candidate.id, Candidate.name)
        .join(Candidacy, Candidacy.id == Referee.candidacy_id)
        .join(Candidate, Candidate.id == Candidacy.candidate_id)
        .where(Candidacy.requisition_id == requisition.id)
        .order_by(Candidacy.name_key, Candidacy.id, Referee.named_at, Referee.id)
    ).all()
    ids = {candidacy_id for _, candidacy_id, _, _ in found}
    if person is not None:
        ids &= visible_ids(person, requisition.id)
    lines = compare([referee.id for referee, *_ in found], panel_means(ids, requisition.id))
    return [
        ReferenceRow(referee, candidate_id, name, rules.state(referee, at), line)
        for referee, _, candidate_id, name in found
        for line in (None, *lines[referee.id])
    ]
