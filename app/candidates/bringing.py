"""What an agency recruiter may bring in: nobody whom others brought or who came by themselves.

Somebody known here already belongs to someone else, in the same words whoever that is and wherever
they are a candidate: an agency learns neither who nor how far. Their own they may bring again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import or_, select

from app.candidates.chunks import in_chunks
from app.candidates.models import Candidacy
from app.candidates.rows import CandidateRow, Verdict
from app.core.decision import Decision, unless
from app.core.wording import plural
from app.db import db
from app.mail.actions import To, queue
from app.people.models import Person
from app.people.permissions import RECRUITER
from app.people.queries import company, lead
from app.requisitions.models import Requisition

BROUGHT = "candidates.brought"
SOMEONE_ELSE = "someone else"
#: So many names stand in the mail to the recruiter.
NAMED = 10


def may_bring(verdict: Verdict) -> Decision:
    """Say whether an agency recruiter may bring somebody; ``verdict`` is cut to them."""
    return unless(
        (
            verdict.kind != "stranger",
            "This address or id belongs to someone else already. Ask the recruiter.",
        )
    )


def cut_to(
    agency: Person, rows: Sequence[CandidateRow], verdicts: Sequence[Verdict]
) -> list[Verdict]:
    """Return verdicts as an agency recruiter may know them: who is not theirs is a stranger."""
    theirs = _brought_by(agency.id, {one.candidate_id for one in verdicts if one.candidate_id})
    return [_cut(row, one, theirs) for row, one in zip(rows, verdicts, strict=True)]


def tell_recruiter(
    requisition: Requisition, names: Sequence[str], *, by: Person, at: datetime
) -> None:
    """Mail the lead recruiter that an agency brought somebody."""
    recruiter = lead(requisition.id, RECRUITER)
    if recruiter is None or not names:
        return
    shown = [f"- {name}" for name in names[:NAMED]]
    if len(names) > NAMED:
        shown.append(f"- and {plural(len(names) - NAMED, 'other')}")
    people, who = plural(len(names), "candidate"), by.title or "agency recruiter"
    queue(
        BROUGHT,
        requisition.id,
        to=To(recruiter.name, recruiter.email, person_id=recruiter.id),
        subject=f"{by.name} brought {people} for {requisition.title}",
        body="\n".join(
            (
                f"Hello {recruiter.name},",
                "",
                f"{by.name} ({who}) brought {people} for {requisition.title}:",
                "",
                *shown,
                "",
                f"You find them under the candidates of {requisition.code}.",
                "",
                company().name,
            )
        ),
        at=at,
        key=f"{BROUGHT}:{requisition.id}:{by.id}:{at.isoformat()}",
        requisition_id=requisition.id,
    )


def _brought_by(person_id: int, candidate_ids: Iterable[int]) -> set[int]:
    """Return those of the candidates of whom every candidacy was brought by a person."""
    found: set[int] = set()
    for some in in_chunks(sorted(candidate_ids)):
        here = select(Candidacy.candidate_id).where(Candidacy.candidate_id.in_(some))
        others = or_(Candidacy.brought_by_id.is_(None), Candidacy.brought_by_id != person_id)
        found |= set(db.session.scalars(here)) - set(db.session.scalars(here.where(others)))
    return found


def _cut(row: CandidateRow, verdict: Verdict, theirs: set[int]) -> Verdict:
    known = verdict.kind == "stranger" or verdict.on_team is not None
    if known or (verdict.candidate_id is not None and verdict.candidate_id not in theirs):
        column = "email" if row.email else "external_id"
        return Verdict(row.row, "stranger", column=column, belongs_to=SOMEONE_ELSE)
    return verdict
