"""Fair in aggregate: selection rates by group, the four-fifths rule, and how sure that can be.

Sources: 29 CFR 1607.4(D), and the Questions and Answers on it of 1979, 44 FR 11996.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import comb

SMALLEST_GROUP = 5
FEWEST_CANDIDATES = 30


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One group beside the group with the highest rate.

    `rate` is selected ÷ people and `ratio` that rate ÷ the highest, both None for a group of
    under 5 (`too_few`: nothing is said of it), `ratio` also where nobody at all was selected.
    `flagged`: the ratio is under four fifths, by whole numbers, so that an exact .80 is not.
    `p_value` is Fisher's exact test, two-sided, against the highest group (1 for itself).
    `one_more_changes`: with one more of this group selected, or one fewer, the flag would turn.
    """

    group: str
    selected: int
    people: int
    too_few: bool
    rate: float | None
    ratio: float | None
    flagged: bool
    p_value: float | None
    one_more_changes: bool


@dataclass(frozen=True, slots=True)
class Fairness:
    """The groups in the order of their names, and the highest of them.

    `enough` is False under 30 candidates in all: the groups are then left out, not shown with a
    warning, and `why_not` says so in words. It is also said where fewer than two groups are of 5.
    """

    groups: tuple[GroupRate, ...]
    highest: str | None
    enough: bool
    why_not: str | None


def fairness(counts: Mapping[str, tuple[int, int]]) -> Fairness:
    """Compare groups, each given as (selected, people).

    Raises ValueError for a count below zero, or more selected than people.
    """
    for group, (selected, people) in counts.items():
        if not 0 <= selected <= people:
            raise ValueError(f"{group}: {selected} of {people} cannot have been selected.")
    told = {group: pair for group, pair in sorted(counts.items()) if pair[1] >= SMALLEST_GROUP}
    why_not = _why_not(sum(people for _, people in counts.values()), len(told))
    if why_not:
        return Fairness((), None, enough=False, why_not=why_not)
    highest = highest_of(told)
    groups = tuple(
        _beside(group, counts[group], told[highest], highest=group == highest)
        for group in sorted(counts)
    )
    return Fairness(groups, highest, enough=True, why_not=None)


def _why_not(candidates: int, groups: int) -> str | None:
    if candidates < FEWEST_CANDIDATES:
        return (
            f"{candidates} candidates are too few to compare groups. "
            f"From {FEWEST_CANDIDATES} on it is shown."
        )
    if groups < 2:
        return f"Too few to say: fewer than two groups have {SMALLEST_GROUP} people."
    return None


def highest_of(groups: Mapping[str, tuple[int, int]]) -> str:
    """The group with the highest rate; of equal rates the largest group, then the first."""
    return min(groups, key=lambda name: (-_rate(groups[name]), -groups[name][1], name))


def under_four_fifths(selected: int, people: int, most: tuple[int, int]) -> bool:
    """Whether a rate is under four fifths of the highest: 5·s·N < 4·S·n, in whole numbers."""
    return 5 * selected * most[1] < 4 * most[0] * people


def fisher_exact(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Fisher's exact test that two groups, each (selected, people), have one rate: two-sided.

    The probability of all tables with the same margins that are no more likely than this one,
    counted in whole numbers. Source: R. A. Fisher, J. Royal Statistical Society 85 (1922) 87-94.
    """
    chosen = first[0] + second[0]
    least, most = max(0, chosen - second[1]), min(chosen, first[1])
    ways = comb(first[1], least) * comb(second[1], chosen - least)
    counts = {}
    for k in range(least, most + 1):
        counts[k] = ways
        ways = ways * (first[1] - k) * (chosen - k) // ((k + 1) * (second[1] - chosen + k + 1))
    unlikely = sum(count for count in counts.values() if count <= counts[first[0]])
    return unlikely / sum(counts.values())


def _rate(pair: tuple[int, int]) -> float:
    return pair[0] / pair[1]


def _beside(
    group: str, pair: tuple[int, int], most: tuple[int, int], *, highest: bool
) -> GroupRate:
    selected, people = pair
    if people < SMALLEST_GROUP:
        return GroupRate(
            group,
            selected,
            people,
            too_few=True,
            rate=None,
            ratio=None,
            flagged=False,
            p_value=None,
            one_more_changes=False,
        )
    flagged = under_four_fifths(selected, people, most)
    other = selected + 1 if flagged else selected - 1
    turned = 0 <= other <= people and under_four_fifths(other, people, most) != flagged
    return GroupRate(
        group,
        selected,
        people,
        too_few=False,
        rate=_rate(pair),
        ratio=_rate(pair) / _rate(most) if most[0] else None,
        flagged=flagged,
        p_value=fisher_exact(pair, most),
        one_more_changes=turned and not highest,
    )
