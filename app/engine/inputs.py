"""What the engine is given: criteria with weights, marks from 1 to 5, and the policy's numbers."""

from dataclasses import dataclass
from typing import Literal

Panel = Literal["soft", "hard"]
"""The panels of a requisition. The engine takes any other name too: a plain file has `all`."""

LOWEST_MARK = 1
HIGHEST_MARK = 5


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is marked. Weights are 0 or more, on any scale: proportions count."""

    id: int
    panel: str
    weight: float
    must_have: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What one rater gave one candidate on one criterion; *not assessed* is no mark at all."""

    candidate: int
    rater: int
    criterion: int
    value: int


@dataclass(frozen=True, slots=True)
class Settings:
    """The policy's numbers: the list size, the least coverage, the least mean of a must-have."""

    top: int = 4
    coverage_min: float = 0.80
    must_have_min: float = 3.0

    def __post_init__(self) -> None:
        if self.top < 1:
            raise ValueError(f"The list size is {self.top}. It must be 1 or more.")
        if not 0 <= self.coverage_min <= 1:
            raise ValueError(
                f"The least coverage is {self.coverage_min}. It must be between 0 and 1."
            )
        if not LOWEST_MARK <= self.must_have_min <= HIGHEST_MARK:
            raise ValueError(
                f"The least mean of a must-have is {self.must_have_min}. "
                f"It must be between {LOWEST_MARK} and {HIGHEST_MARK}."
            )
