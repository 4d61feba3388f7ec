"""Reads of asks, cards and the ranking, all cut to what the viewer may see (law L1)."""

from datetime import datetime
from typing import Any

from sqlalchemy import CompoundSelect, union_all

from app.people.models import Person
from app.scorecards.queries.asking import asking_wanted
from app.scorecards.queries.asks import (
    AskOf,
    AskRow,
    Progress,
    ask_row,
    asks_in,
    asks_on,
    latest_asks,
    load_ask,
    progress_in,
    progress_of,
    raters,
)
from app.scorecards.queries.cards import (
    Given,
    GivenMark,
    cards_for,
    given_cards,
    own_card,
)
from app.scorecards.queries.owing import cards_owed, owed_asks, owed_ids, owes_any
from app.scorecards.queries.ranking import ranking_for
from app.scorecards.queries.rows import ScoreRow, score_rows
from app.scorecards.queries.seeing import (
    interviewers,
    sees_everyone,
    sees_marks,
    visible_ids,
    were_open_to,
)
from app.scorecards.queries.seen import Seen


def waiting(person: Person, at: datetime) -> CompoundSelect[*tuple[Any, ...]]:
    """Select what of ours waits for a person: cards they owe, and cards to ask for."""
    return union_all(cards_owed(person, at), asking_wanted(person, at))


__all__ = [
    "AskOf",
    "AskRow",
    "Given",
    "GivenMark",
    "Progress",
    "ScoreRow",
    "Seen",
    "ask_row",
    "asks_in",
    "asks_on",
    "cards_for",
    "given_cards",
    "interviewers",
    "latest_asks",
    "load_ask",
    "owed_asks",
    "owed_ids",
    "owes_any",
    "own_card",
    "progress_in",
    "progress_of",
    "ranking_for",
    "raters",
    "score_rows",
    "sees_everyone",
    "sees_marks",
    "visible_ids",
    "waiting",
    "were_open_to",
]
