"""Weights as whole numbers in the same proportion, so that equal by hand is equal in code."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.engine.inputs import LARGEST_WEIGHT, Criterion

LARGEST_DENOMINATOR = 1_000_000
# A decimal, scaled twice and divided, is off by at most 7 roundings of 2**-53.
ROUNDING = Fraction(1, 2**50)


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of criterion c as given is `whole[c] * unit`; `total` is the sum of `whole`."""

    whole: Mapping[int, int]
    total: int
    unit: Fraction


def whole_weights(criteria: Sequence[Criterion]) -> Weights:
    """Turn weights such as .5, .3, .2 into 5, 3, 2. Refuses a negative one, and all zero."""
    for criterion in criteria:
        if not 0 <= criterion.weight <= LARGEST_WEIGHT:
            raise ValueError(
                f"The weight of criterion {criterion.id} is {criterion.weight}. "
                f"It must be a number from 0 to {LARGEST_WEIGHT:,}."
            )
    if not criteria:
        return Weights({}, 0, Fraction(0))
    largest = float(max(criterion.weight for criterion in criteria))
    if largest == 0:
        raise ValueError("All weights are zero. Give at least one criterion a weight.")
    ratios = {c.id: _meant(float(c.weight) / largest) for c in criteria}
    multiple = math.lcm(*(ratio.denominator for ratio in ratios.values()))
    scaled = {key: int(ratio * multiple) for key, ratio in ratios.items()}
    divisor = math.gcd(*scaled.values())
    whole = {key: value // divisor for key, value in scaled.items()}
    return Weights(whole, sum(whole.values()), Fraction(repr(largest)) / max(whole.values()))


def _meant(ratio: float) -> Fraction:
    """The simple fraction a ratio of weights stands for, if rounding alone hides it.

    In floating point .15/.45 is not a third, and candidates who tie by hand would not tie.
    """
    exact = Fraction(ratio)
    simple = exact.limit_denominator(LARGEST_DENOMINATOR)
    return simple if abs(simple - exact) <= exact * ROUNDING else exact
