"""Five invented teams, from two candidates to forty, that every figure is tried on."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

LONG = "Wolfeschlegelsteinhausenbergerdorff-Abercrombie y Fernández"
NAMES = (
    "Ana Ribeiro",
    "محمد عبد الله",
    "王小明",
    LONG,
    "Zoë Ångström",
    "Châu Nguyễn",
    "Łukasz Wójcik",
    "Noor Haddad",
    "Olu Adeyemi",
)


@dataclass
class Team:
    """A requisition, who leads it, its raters and candidates."""

    requisition: Any
    recruiter: Any
    manager: Any
    raters: list[Any]
    candidacies: list[Any]


def team_of(make, candidates, raters=2, *, noise=0.5, seed=1, title="Product designer") -> Team:
    """So many candidates whom each of so many raters marked on both panels, with some noise."""
    dice = Random(seed)
    number = make.number()
    recruiter = make.person("Beatriz Almeida", email=f"beatriz{number}@example.com")
    manager = make.person("Henrik Vogel", email=f"henrik{number}@example.com")
    requisition = make.requisition(title=title, recruiter=recruiter, manager=manager)
    people = [recruiter, manager][: max(raters, 1)]
    people += [
        make.member(requisition, "interviewer", make.person(f"Rater {one}"))
        for one in range(raters - 2)
    ]
    made = []
    for place in range(candidates):
        name = NAMES[place] if place < len(NAMES) else f"Candidate {place + 1}"
        back = timedelta(days=dice.randint(12, 60))
        one = make.candidacy(
            requisition,
            name,
            applied_at=make.at - back,
            interviewed_at=make.at - back / 3,
            last_word_at=make.at - timedelta(days=dice.randint(1, 15)),
        )
        make.interview(one, *people, held_at=make.at - back / 3)
        level = 3.9 - 1.8 * place / max(candidates - 1, 1)
        for seat, rater in enumerate(people):
            for panel in ("soft", "hard"):
                marks = [
                    min(5, max(1, round(level + 0.4 * (seat % 3 - 1) + dice.gauss(0, noise))))
                    for _ in range(2)
                ]
                at = make.at - back / 3 + timedelta(hours=dice.randint(2, 70))
                make.scorecard(one, rater, *marks, panel=panel, at=min(at, make.at))
        made.append(one)
    return Team(requisition, recruiter, manager, people, made)


def two(make) -> Team:
    """Two candidates."""
    return team_of(make, 2, title="Office manager")


def nine(make) -> Team:
    """Nine candidates, three raters, one with a date of their own, offers elsewhere."""
    team = team_of(make, 9, 3)
    first = team.candidacies[0]
    first.own_deadline_at = make.at + timedelta(days=3)
    first.own_deadline_note = "Another house wants an answer by Wednesday"
    first.own_deadline_told_at = make.at - timedelta(days=1)
    make.session.flush()
    return team


def forty(make) -> Team:
    """Forty candidates, six raters."""
    return team_of(make, 40, 6, noise=0.8, title="Account executive")


def one_rater(make) -> Team:
    """One rater a panel: soft by the recruiter, hard by the manager."""
    team = team_of(make, 0, 2, title="Data engineer")
    for place, name in enumerate(NAMES[:5]):
        one = make.candidacy(team.requisition, name)
        make.interview(one, team.recruiter, team.manager)
        make.scorecard(one, team.recruiter, 4 - place % 3, 3, panel="soft")
        make.scorecard(one, team.manager, 5 - place % 4, 4, panel="hard")
        team.candidacies.append(one)
    return team


def split(make) -> Team:
    """A panel that disagrees."""
    return team_of(make, 6, 4, noise=1.6, seed=5, title="Support lead")


TEAMS = {"two": two, "nine": nine, "forty": forty, "one_rater": one_rater, "split": split}
