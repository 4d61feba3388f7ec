"""What the engine is given: criteria with weights, marks from 1 to 5, and the policy's numbers."""

from dataclasses import dataclass
from typing import Literal

Panel = Literal["soft", "hard"]
"""The panels of a requisition. The engine takes any other name too: a plain file has `all`."""

LOWEST_MARK = 1
HIGHEST_MARK = 5
LARGEST_WEIGHT = 1_000_000_000

Label = int | str
"""What names a candidate, a rater or a criterion: an id of ours, or the word of a file."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is marked. Weights are 0 or more, on any scale: proportions count."""

    id: int
    panel: str
    weight: float
    must_have: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """What one rater gave one candidate on one criterion; *not assessed* is no mark at all.

    `after_others`: given or changed after its rater could see others' marks. It counts in the raw
    score; the adjusted score takes `first` instead, the mark from before, if there was one.
    """

    candidate: int
    rater: int
    criterion: int
    value: int
    after_others: bool = False
    first: int | None = None

    @property
    def independent(self) -> int | None:
        """The mark made before seeing others."""
        return self.first if self.after_others else self.value


@dataclass(frozen=True, slots=True)
class Settings:
    """The policy's numbers: the list size, the least coverage, the least mean of a must-have.

    `scale` is the lowest and the highest mark there is.
    """

    top: int = 4
    coverage_min: float = 0.80
    must_have_min: float = 3.0
    scale: tuple[float, float] = (LOWEST_MARK, HIGHEST_MARK)

    def __post_init__(self) -> None:
        if self.top < 1:
            raise ValueError(f"The list size is {self.top}. It must be 1 or more.")
        if not 0 <= self.coverage_min <= 1:
            raise ValueError(
                f"The least coverage is {self.coverage_min}. It must be between 0 and 1."
            )
        lowest, highest = self.scale
        if not lowest <= self.must_have_min <= highest:
            raise ValueError(
                f"The least mean of a must-have is {self.must_have_min}. "
                f"It must be between {lowest:g} and {highest:g}."
            )
