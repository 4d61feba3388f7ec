"""Asks, scorecards and a panel at work."""

from datetime import timedelta

from app.requisitions.actions import bump_inputs
from app.requisitions.models import Requirements
from app.scorecards.models import Ask, Mark, Scorecard


def ask(make, candidacy, person, *, panel="hard", due_in=timedelta(days=2), asked_at=None, **facts):
    """Someone who is asked for a scorecard."""
    asked_at = asked_at or make.at
    return make.add(
        Ask(
            candidacy_id=candidacy.id,
            person_id=person.id,
            panel=panel,
            asked_at=asked_at,
            due_at=facts.pop("due_at", asked_at + due_in),
            **facts,
        )
    )


def scorecard(
    make,
    candidacy,
    rater,
    *marks,
    panel="hard",
    recommendation="yes",
    submitted=True,
    at=None,
    asked=True,
    notes="",
    **columns,
):
    """A card with its ask: marks in the order of the panel's criteria, none for not assessed."""
    at = at or make.at
    if (
        asked
        and not make.session.query(Ask)
        .filter_by(candidacy_id=candidacy.id, person_id=rater.id, panel=panel)
        .first()
    ):
        make.ask(candidacy, rater, panel=panel, asked_at=at - timedelta(hours=1))
    requirements = (
        make.session.query(Requirements)
        .filter_by(requisition_id=candidacy.requisition_id, superseded_at=None)
        .one()
    )
    criteria = [one for one in requirements.criteria if one.kind == panel]
    moment = at if submitted else None
    card = make.add(
        Scorecard(
            candidacy_id=candidacy.id,
            rater_id=rater.id,
            panel=panel,
            requirements_id=requirements.id,
            recommendation=recommendation,
            saved_at=at,
            submitted_at=moment,
            first_submitted_at=moment,
            **columns,
        )
    )
    for criterion, value in zip(criteria, marks or [3] * len(criteria), strict=True):
        make.add(
            Mark(
                scorecard_id=card.id,
                criterion_id=criterion.id,
                value=value,
                not_assessed=value is None,
                note=notes or None,
                independent_value=value if submitted else None,
            )
        )
    make.session.refresh(card)
    bump_inputs(candidacy.requisition_id)
    return card
