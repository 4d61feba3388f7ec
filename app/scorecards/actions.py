"""The verbs of scorecards, for every package further on."""

from app.scorecards.asks import Asking, ask, default_due, end_asks, excuse
from app.scorecards.cards import reopen, save_draft, submit
from app.scorecards.intake import BadCell, Taken, take_score_rows

__all__ = [
    "Asking",
    "BadCell",
    "Taken",
    "ask",
    "default_due",
    "end_asks",
    "excuse",
    "reopen",
    "save_draft",
    "submit",
    "take_score_rows",
]
