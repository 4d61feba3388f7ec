"""The arithmetic of scoring: marks in, a ranking out, with no database and no web.

Three numbers stand side by side for every candidate and none hides another: *raw*, which anyone
can redo by hand, *adjusted*, with each rater's severity taken out, and *confidence*, how often a
candidate would be on the list (docs/scoring.md). Nothing is imputed, ties are ties, who lacks
marks is incomplete rather than low, and no recommendation enters a number.

`app.engine.assessment.assess` computes all three for everyone, on arrays; `rank` gives the raw
standings alone and `working` the steps behind one candidate's, both in plain Python. What needs
numpy and scipy is imported only with the module that computes with it.
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

ENGINE_VERSION = "1.0"

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
