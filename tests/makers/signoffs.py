"""Chains of sign-offs, opened as the application opens them."""

from app.people.queries import lead
from app.signoffs import actions
from app.signoffs.actions import StepSpec


def chain(make, requisition, *steps, subject_id=None, subject_kind="shortlist", **given):
    """A chain of a subject: each step is a person, a list of people, or (needed, people)."""
    by = given.pop("by", None) or lead(requisition.id, "recruiter")
    told = {
        "version": 1,
        "title": f"Shortlist for {requisition.title}",
        "interviewed": set(),
        "due_days": 2,
        "at": make.at,
        **given,
    }
    return actions.open_chain(
        subject_kind,
        subject_id or make.number() + 9000,
        requisition_id=requisition.id,
        steps=[_step(step) for step in steps],
        by=by,
        **told,
    )


def _step(step):
    if isinstance(step, tuple):
        needed, people = step
        return StepSpec([person.id for person in people], needed)
    people = step if isinstance(step, list) else [step]
    return StepSpec([person.id for person in people], len(people))
