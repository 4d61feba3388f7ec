"""The decision room: one page, what opens on it, and other weights tried on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from markupsafe import Markup

from app.checks.queries.beside import beside
from app.people.guard import needs
from app.people.kept_views import views_kept
from app.people.permissions import Permission
from app.people.queries import names
from app.requisitions.models import Requisition
from app.requisitions.queries import load_requisition
from app.scorecards.arithmetic import arithmetic
from app.scorecards.judged import chances, comparison
from app.scorecards.look import COLUMNS, Look, look_of
from app.scorecards.queries import Seen, ranking_for
from app.scorecards.queries.cards import given_cards
from app.scorecards.queries.comparison import FEWEST, MOST, Topic, compare, topics_near_cut
from app.scorecards.queries.seen import SHOWN
from app.scorecards.steadiness import firmness
from app.scorecards.table import Beside, table
from app.shortlists import proposal, weights
from app.shortlists.acting.panel import when_to_act
from app.shortlists.actions import ListText
from app.shortlists.room import Room, pick_word, room
from app.shortlists.views.blueprint import bp, myself, undo
from app.web.requests import now

#: Further choices of the page beside order, filter and columns.
FOLDED = ("panel", "folded")
ASKED, LARGEST = 100, 2**31 - 1


@bp.get("/requisitions/<int:requisition_id>/decision")
@needs(Permission.SEE_SCORES, on=load_requisition)
def decision(requisition: Requisition) -> str:
    """Show ranking, picks and the list in work; candidates side by side; other weights tried."""
    return room_page(requisition)


@bp.get("/requisitions/<int:requisition_id>/decision/candidates/<int:candidacy_id>")
@needs(Permission.SEE_SCORES, on=load_requisition)
def opened(requisition: Requisition, candidacy_id: int) -> Any:
    """Open one candidate's numbers inside the room; a page of its own where nothing can open."""
    seen = ranking_for(requisition, myself(), now())
    row = seen.row_of(candidacy_id) or abort(404)
    if not request.headers.get("HX-Request"):
        return redirect(url_for("scorecards.arithmetic", candidacy_id=candidacy_id), 303)
    cards = given_cards([candidacy_id], seen.requirements.id)
    people = names({*seen.judgement.raters, *(card.rater_id for card in cards)})
    compared = comparison(seen, row, people)
    return render_template(
        "shortlists/_opened.html",
        row=row,
        seen=seen,
        steps=arithmetic(candidacy_id, seen.requirements, cards, people),
        compared=compared,
        chances=chances(compared) if compared else [],
    )


@bp.get("/requisitions/<int:requisition_id>/decision/scores")
@needs(Permission.SEE_SCORES, on=load_requisition)
def scores(requisition: Requisition) -> Any:
    """Give what an order by weights rests on, as far as the viewer sees it, for the page's script.

    Ids and numbers alone; it is asked for when the weights are first touched.
    """
    found = weights.scores_in(ranking_for(requisition, myself(), now()))
    return {
        "criteria": found.criteria,
        "shares": found.shares,
        "order": found.order,
        "totals": [found.totals[one] for one in found.order],
        "parts": [found.parts[one] for one in found.order],
        "complete": [one in found.complete for one in found.order],
        "top": found.top,
    }


@bp.get("/requisitions/<int:requisition_id>/decision/weights")
@needs(Permission.SEE_SCORES, on=load_requisition)
def tried_weights(requisition: Requisition) -> Any:
    """Say what other weights would move; nothing is kept."""
    if not request.headers.get("HX-Request"):
        here = url_for("shortlists.decision", requisition_id=requisition.id)
        return redirect(look_of(request.args, _more()).address(here), 303)
    seen = ranking_for(requisition, myself(), now())
    return render_template("shortlists/_moves.html", tried=weights.tried(seen, request.args))


def room_page(
    requisition: Requisition,
    *,
    text: ListText | None = None,
    wrongs: tuple[str, ...] = (),
    lost: ListText | None = None,
    close_reason: str = "",
    discard_reason: str = "",
) -> str:
    """Return the page, with what somebody typed that could not be saved."""
    undo()
    person = myself()
    found = room(requisition, person, now(), text)
    here = url_for("shortlists.decision", requisition_id=requisition.id)
    look = look_of(request.args, _more())
    chosen = _chosen()
    side = compare(requisition, person, chosen, now(), found.seen) if chosen else None
    if side and side.unknown:
        abort(404)
    tried = weights.tried(found.seen, request.args)
    people = names(found.seen.judgement.raters)
    return render_template(
        "shortlists/decision.html",
        requisition=requisition,
        room=found,
        seen=found.seen,
        acting=None
        if found.current and not found.editing
        else when_to_act(found.seen, requisition, person, now()),
        me_id=person.id,
        pick_word=lambda candidacy_id: pick_word(found.picks, candidacy_id, person.id),
        here=here,
        look=look,
        columns=COLUMNS,
        show_urls={one: look.address(here, show=one) for one in SHOWN},
        fold=_fold(look, here),
        views=views_kept(person, here),
        query=look.address("").lstrip("?"),
        draw=lambda title, cells: _drawn(found.seen, look, here, title, cells, chosen, tried),
        side=side,
        fits=(FEWEST, MOST),
        referees=beside([one.candidacy_id for one in side.rows], requisition.id, person)
        if side and side.fits
        else {},
        topics=[
            (one, _topic_url(found.seen, look, here, one)) for one in topics_near_cut(found.seen)
        ],
        several=sum(one.position is not None for one in found.seen.ranking.standings) > 1,
        compare_url=lambda ids: _compare_url(look, here, ids),
        own_url=look.address(here, more=tuple(p for p in look.more if not _is_weight(p[0]))),
        tried=tried,
        firm=firmness(found.seen, people),
        departs=_departs(found),
        is_own=proposal.is_own,
        wrongs=wrongs,
        lost=lost,
        close_reason=close_reason,
        discard_reason=discard_reason,
        now=now(),
    )


def _drawn(
    seen: Seen,
    look: Look,
    here: str,
    title: str,
    cells: Mapping[int, Markup],
    chosen: list[int],
    tried: weights.Tried,
) -> Markup:
    several = len(seen.rows) >= FEWEST and title != "Pick"  # two boxes a row would be mistaken
    extra = Beside(
        title=title,
        cells=tuple(cells.items()) if title else (),
        choosing="compare" if several else "",
        chosen=frozenset(chosen),
        opens=f"{here}/candidates/",
    )
    return table(seen, look, here, extra, tried.other)


def _topic_url(seen: Seen, look: Look, here: str, one: Topic) -> str:
    """Lead to the cell, beside the neighbour in the order; empty where nobody stands beside."""
    order = [row.candidacy_id for row in seen.rows]
    own = order.index(one.row.candidacy_id)
    near = order[own + 1 : own + 2] or order[max(own - 1, 0) : own]
    if not near:
        return ""
    who = tuple(("who", str(each)) for each in (one.row.candidacy_id, *near))
    cell = f"#mark-{one.criterion_id}-{one.row.candidacy_id}"
    return look.address(here, more=(*look.but("who"), *who)) + cell


def _compare_url(look: Look, here: str, ids: Sequence[int]) -> str:
    """Lead to a few side by side; empty where they are too few or too many for that."""
    if not FEWEST <= len(ids) <= MOST:
        return ""
    who = tuple(("who", str(one)) for one in ids)
    return look.address(here, more=(*look.but("who"), *who)) + "#side"


def _is_weight(key: str) -> bool:
    return key.startswith(weights.PREFIX)


def _departs(found: Room) -> Mapping[int, str]:
    if found.editing is None:
        return {}
    return proposal.departures(found.seen, [slot.id for slot in found.finalists])


def _fold(look: Look, here: str) -> tuple[bool, str]:
    """Return whether the side panel is folded, and the address that does the other."""
    folded = FOLDED in look.more
    others = tuple(pair for pair in look.more if pair != FOLDED)
    return folded, look.address(here, more=others if folded else (*others, FOLDED))


def _chosen() -> list[int]:
    asked = request.args.getlist("who", type=int)[:ASKED]
    if any(not 0 < one <= LARGEST for one in asked):
        abort(404)
    return list(dict.fromkeys(asked))


def _more() -> tuple[tuple[str, str], ...]:
    """Return the further choices of an address: who is compared, weights tried, the panel."""
    return tuple(
        (key, value[:40])
        for key, value in request.args.items(multi=True)
        if key == "who" or _is_weight(key) or (key, value) == FOLDED
    )[: 2 * ASKED]
