"""The arithmetic of scoring: marks in, a ranking out, with no database and no web.

Three numbers are meant to stand side by side for every candidate; this version computes the
first, *raw*, which anyone can redo by hand (docs/scoring.md). Nothing is imputed, ties are ties,
who lacks marks is incomplete rather than low, and no recommendation enters a number. `rank` gives
everyone's standing; `working` gives the steps behind one candidate's.
"""

from app.engine.gaps import Status
from app.engine.inputs import Criterion, Mark, Panel, Settings
from app.engine.ranking import Ranking, rank
from app.engine.standing import Standing
from app.engine.steps import (
    CriterionWorking,
    RaterWorking,
    SumWorking,
    Working,
    working,
)

ENGINE_VERSION = "0.1"

__all__ = [
    "ENGINE_VERSION",
    "Criterion",
    "CriterionWorking",
    "Mark",
    "Panel",
    "Ranking",
    "RaterWorking",
    "Settings",
    "Standing",
    "Status",
    "SumWorking",
    "Working",
    "rank",
    "working",
]
