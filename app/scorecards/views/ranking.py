"""The ranking, and the arithmetic behind each of its numbers."""

from typing import Any

from flask import abort, render_template, request

from app.candidates import queries as candidates
from app.candidates.models import Candidacy
from app.people.guard import needs
from app.people.permissions import Permission
from app.people.queries import names
from app.requisitions.models import Requisition
from app.requisitions.queries import current_requirements, load_requisition
from app.scorecards.agreement import agreement_words
from app.scorecards.arithmetic import arithmetic as steps_of
from app.scorecards.judged import chances, comparison
from app.scorecards.look import look_of
from app.scorecards.queries import asks_on, owed_asks, progress_of, ranking_for, sees_marks
from app.scorecards.queries.cards import given_cards, versions_of
from app.scorecards.queries.seen import SHOWN
from app.scorecards.table import Beside, table
from app.scorecards.views.blueprint import bp, myself, requisition_of
from app.web.requests import now


@bp.get("/requisitions/<int:requisition_id>/ranking")
@needs(Permission.SEE_SCORES, on=load_requisition)
def ranking(requisition: Requisition) -> Any:
    """Show the ranking as the viewer may see it."""
    seen = ranking_for(requisition, myself(), now())
    look, path = look_of(request.args), request.path
    beside = Beside(choosing="compare") if len(seen.rows) > 1 else None
    return render_template(
        "scorecards/ranking.html",
        requisition=requisition,
        seen=seen,
        notes=[*seen.ranking.notes, *agreement_words(seen.judgement)],
        show=look.show,
        rows=seen.sorted(look.sort, look.show),
        drawn=table(seen, look, path, beside) if seen.rows else "",
        show_urls={one: look.address(path, show=one) for one in SHOWN},
    )


@bp.get("/candidacies/<int:candidacy_id>/arithmetic")
@needs(Permission.SEE_SCORES, on=candidates.load_candidacy)
def arithmetic(candidacy: Candidacy) -> Any:
    """Show every step behind one candidate's numbers, and the cards they rest on."""
    if not candidates.sees(myself(), candidacy):
        abort(404)
    mine = [
        ask
        for ask in owed_asks(myself().id, candidacy.requisition_id)
        if ask.candidacy_id == candidacy.id
    ]
    if not mine and not sees_marks(myself(), candidacy):
        abort(404)
    requirements = current_requirements(candidacy.requisition_id)
    cards = [] if mine else given_cards([candidacy.id], requirements.id)
    requisition = requisition_of(candidacy.requisition_id)
    seen = None if mine else ranking_for(requisition, myself(), now())
    compared_with = seen.judgement.raters if seen else {}
    people = names({*compared_with, *(card.rater_id for card in cards)})
    row = seen.row_of(candidacy.id) if seen else None
    compared = comparison(seen, row, people) if seen and row else None
    return render_template(
        "scorecards/arithmetic.html",
        requisition=requisition,
        candidacy=candidacy,
        compared=compared,
        chances=chances(compared) if compared else [],
        mine=mine,
        cards=cards,
        names=people,
        versions=versions_of([card.card_id for card in cards]),
        criteria=requirements.criteria,
        steps=None if mine else steps_of(candidacy.id, requirements, cards, people),
        progress=progress_of(asks_on(candidacy.id), now()).get(candidacy.id),
    )
