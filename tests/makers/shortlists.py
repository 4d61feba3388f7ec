"""Rounds of picks, and versions of a shortlist as the application freezes them."""

from itertools import count

from app.people.queries import lead
from app.requisitions.models import PolicyStep
from app.requisitions.queries import current_requirements
from app.scorecards.models import Mark, Scorecard
from app.shortlists import actions
from app.shortlists.actions import ListText
from app.shortlists.models import Pick, PickChoice, Picking, Shortlist
from app.signoffs import actions as signing
from app.signoffs.queries import chain_of

#: Rankings are kept by process and version of their inputs, and ids start anew in every test.
VERSIONS = count(1_000)


def picking(make, requisition, picks=None, *, opened=False, closed=None):
    """A round of picks: `picks={person: [candidacies]}`, a tuple instead of a list is sealed."""
    made = make.add(
        Picking(
            requisition_id=requisition.id,
            number=make.number(),
            started_at=make.at,
            opened_at=make.at if opened else None,
            closed_at=make.at if closed else None,
            closed_by_id=closed and lead(requisition.id, "recruiter").id,
            closed_reason=closed,
        )
    )
    for part in ("recruiter", "hiring manager"):
        person = lead(requisition.id, part)
        chosen = (picks or {}).get(person, [])
        sealed = make.at if isinstance(chosen, tuple) else None
        pick = make.add(
            Pick(picking_id=made.id, person_id=person.id, saved_at=make.at, sealed_at=sealed)
        )
        for position, one in enumerate(chosen, 1):
            make.add(PickChoice(pick_id=pick.id, candidacy_id=one.id, position=position))
    make.session.expire_all()
    return made


def approver(make, requisition, *, position, person=None, subject_kind="shortlist"):
    """Somebody in the policy's chain, with the part that lets them read; returns the person."""
    person = make.member(requisition, "approver", person)
    make.add(
        PolicyStep(
            requisition_id=requisition.id,
            subject_kind=subject_kind,
            position=position,
            person_id=person.id,
        )
    )
    return person


def editing_list(make, requisition, finalists=(), *, version=1, **columns):
    """A version in work, with these candidacies on it in order and a reason each."""
    columns = {"edited_by_id": lead(requisition.id, "recruiter").id, **columns}
    made = make.add(
        Shortlist(
            requisition_id=requisition.id,
            version=version,
            started_at=make.at,
            edited_at=make.at,
            **columns,
            lines=actions._lines([one.id for one in finalists], reasons_for(finalists)),
        )
    )
    make.session.refresh(made)
    return made


def shortlist(make, requisition, finalists=None, *, approvers=None, approved=False, by=None):
    """A version put forward and frozen: of three scored candidates unless `finalists` are given.

    `approvers` sign one after the other, in the order given; `approved=True` gives their words.
    Everybody else in play is left out with a reason.
    """
    finalists = finalists or [make.scored(requisition, mark) for mark in (5, 4, 3)]
    for position, person in enumerate(approvers or (), 1):
        make.add(
            PolicyStep(
                requisition_id=requisition.id,
                subject_kind="shortlist",
                position=position,
                person_id=person.id,
            )
        )
    by = by or lead(requisition.id, "recruiter")
    version = actions.queries.last_version(requisition.id) + 1
    made = make.editing_list(requisition, finalists, version=version)
    everyone = reasons_for(actions.facts.chosen(made), key="candidacy_id")
    text = ListText([one.id for one in finalists], everyone)
    actions.put_forward(made, edit=made.edit, text=text, by=by, at=make.at)
    if approved:
        for person in approvers or ():
            signing.sign(chain_of("shortlist", made.id), by=person, at=make.at)
    return made


def scored(make, requisition, mark=4, name=None, *, rater=None):
    """A candidacy whom the lead manager (or `rater`) marked the same on every criterion."""
    made = make.candidacy(requisition, name)
    criteria = current_requirements(requisition.id).criteria
    rater = rater or lead(requisition.id, "hiring manager")
    for panel in sorted({one.kind for one in criteria}):
        card = make.add(
            Scorecard(
                candidacy_id=made.id,
                rater_id=rater.id,
                panel=panel,
                requirements_id=criteria[0].requirements_id,
                recommendation="yes",
                saved_at=make.at,
                submitted_at=make.at,
                first_submitted_at=make.at,
            )
        )
        for one in criteria:
            if one.kind == panel:
                make.add(
                    Mark(
                        scorecard_id=card.id,
                        criterion_id=one.id,
                        value=mark,
                        independent_value=mark,
                    )
                )
    requisition.inputs_version = next(VERSIONS)
    return made


def reasons_for(rows, key="id"):
    """A reason for each row."""
    return {getattr(one, key): f"Reason for number {getattr(one, key)}" for one in rows}
