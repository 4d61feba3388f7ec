"""Five invented teams at the moment of deciding, each hard in its own way."""

from dataclasses import dataclass
from random import Random
from typing import Any

CRITERIA = [
    {"name": "Communication", "kind": "soft", "area": "skills", "weight": 12},
    {"name": "Collaboration", "kind": "soft", "area": "culture", "weight": 10},
    {"name": "Ownership", "kind": "soft", "area": "experience", "weight": 18},
    {
        "name": "SQL and modelling",
        "kind": "hard",
        "area": "skills",
        "weight": 25,
        "must_have": True,
    },
    {"name": "Pipelines", "kind": "hard", "area": "experience", "weight": 20},
    {"name": "System design", "kind": "hard", "area": "skills", "weight": 15},
]
NINE = (
    "Ana Lúcia Ferreira",
    "Nguyễn Minh Châu",
    "Oluwaseun Adébáyọ̀",
    "Kateryna Shevchenko",
    "Zoë van der Meer",
    "Mateusz Łukasik",
    "Priya Raghunathan",
    "José Etxeberria",
    "Siobhán Ní Bhriain",
)
SAID = {
    1: "Could not say where to begin.",
    2: "Needed two hints on late-arriving data.",
    3: "Sound, with help on the last step.",
    4: "Drew the trade-offs before being asked.",
    5: "Rewrote my window query and halved the scan.",
}


@dataclass
class Team:
    """A requisition whose cards are in, its leads, its raters, and its candidates in order."""

    requisition: Any
    recruiter: Any
    manager: Any
    raters: list[Any]
    candidacies: list[Any]

    @property
    def url(self) -> str:
        """The address of the decision room."""
        return f"/requisitions/{self.requisition.id}/decision"


def team(make, title="Senior Data Engineer", *, names=NINE, raters=(), size=4, criteria=CRITERIA):
    """A team with nobody marked yet: Beatriz recruits, Henrik manages."""
    recruiter, manager = make.person("Beatriz Nogueira"), make.person("Henrik Vogel")
    requisition = make.requisition(
        title=title,
        recruiter=recruiter,
        manager=manager,
        criteria=criteria,
        policy={"list_size": size, "references_manager": 0, "references_colleague": 0},
    )
    others = [make.member(requisition, "interviewer", make.person(name)) for name in raters]
    people = [make.candidacy(requisition, name) for name in names]
    return Team(requisition, recruiter, manager, [manager, *others], people)


def card_of(make, candidacy, rater, panel, merit, random, *, told=None):
    """A card whose marks lie around a merit, with a note on each."""
    count = 3
    marks = [min(5, max(1, round(merit + random.gauss(0, 0.6)))) for _ in range(count)]
    mean = sum(marks) / count
    told = told or ("strong yes" if mean > 4.4 else "yes" if mean >= 3 else "no")
    card = make.scorecard(candidacy, rater, *marks, panel=panel, recommendation=told)
    for mark in card.marks:
        mark.note = SAID[mark.value]
    make.session.flush()
    return card


def team_of_two(make):
    """Two candidates, three raters: nothing to draw a line through."""
    found = make.team(
        "Office Manager", names=("Ana Lúcia Ferreira", "Bo Lindqvist"), raters=("Ngozi Okafor",)
    )
    for candidacy, marks in zip(found.candidacies, ((5, 4, 4), (4, 4, 3)), strict=True):
        for rater in (found.recruiter, found.raters[1]):
            make.scorecard(candidacy, rater, *marks, panel="soft", notes=SAID[4])
        for rater in found.raters:
            make.scorecard(candidacy, rater, *marks, panel="hard", notes=SAID[4])
    return found


def team_of_nine(make):
    """Nine candidates: one card is missing, one is under a must-have, raters differ in severity."""
    found = make.team(raters=("Ngozi Okafor", "Tomasz Wierzbicki"))
    random = Random(9)
    merits = (4.6, 4.5, 4.3, 4.0, 3.9, 3.8, 3.4, 3.1, 2.9)
    severity = dict(zip((one.id for one in found.raters), (-0.4, 0.2, 0.2), strict=True))
    for number, (candidacy, merit) in enumerate(zip(found.candidacies, merits, strict=True)):
        make.card_of(candidacy, found.recruiter, "soft", merit, random)
        if number != 4:
            make.card_of(candidacy, found.raters[1], "soft", merit + 0.1, random)
        for rater in found.raters[: 2 if number % 3 else 3]:
            if number == 5 and rater is found.raters[0]:
                continue
            make.card_of(candidacy, rater, "hard", merit + severity[rater.id], random)
    make.ask(found.candidacies[5], found.raters[0], panel="hard")
    weak = make.scorecard(found.candidacies[7], found.raters[2], 2, 4, 4, panel="hard")
    for mark in weak.marks:
        mark.note = SAID[mark.value]
    lonely = make.candidacy(found.requisition, "Wei-Lin Huang 黃薇琳")
    make.card_of(lonely, found.recruiter, "soft", 4.0, random)
    make.ask(lonely, found.manager, panel="hard")
    found.candidacies.append(lonely)
    return found


def team_of_forty(make, count=40):
    """Forty candidates over six raters, two each: where adjusting pays."""
    raters = ("Ngozi Okafor", "Tomasz Wierzbicki", "Aiko Tanaka", "Luis Prieto", "Maud Janssens")
    forty = [f"{one} {two}" for one in GIVEN for two in FAMILY]
    names = [*forty, *(f"{one} Junior" for one in forty)][:count]
    found = make.team("Customer Advocate", names=names, raters=raters)
    random = Random(40)
    shifts = (-0.7, 0, 0.5, -0.3, 0.2, 0.4)
    severity = {one.id: shift for one, shift in zip(found.raters, shifts, strict=True)}
    for number, candidacy in enumerate(found.candidacies):
        merit = random.gauss(3.3, 0.7)
        make.card_of(candidacy, found.recruiter, "soft", merit, random)
        make.card_of(candidacy, found.raters[(number + 3) % 6], "soft", merit, random)
        for rater in (found.raters[number % 6], found.raters[(number * 5 + 1) % 6]):
            if _is_new(make, candidacy, rater):
                make.card_of(candidacy, rater, "hard", merit + severity[rater.id], random)
    return found


def team_with_one_rater_a_panel(make):
    """The commonest small team: one recruiter for soft, one manager for hard."""
    found = make.team("Product Designer", names=NINE[:6])
    random = Random(1)
    for candidacy, merit in zip(found.candidacies, (4.5, 4.2, 3.9, 3.6, 3.3, 2.8), strict=True):
        make.card_of(candidacy, found.recruiter, "soft", merit, random)
        make.card_of(candidacy, found.manager, "hard", merit, random)
    return found


def team_that_disagrees(make):
    """Seven candidates on whom two halves of a panel see opposite things."""
    found = make.team("Head of Analytics", names=NINE[:7], raters=("Ngozi Okafor", "Aiko Tanaka"))
    random = Random(7)
    for number, candidacy in enumerate(found.candidacies):
        merit = 4.0 - number * 0.2
        for rater in (found.recruiter, found.raters[1]):
            make.card_of(candidacy, rater, "soft", merit, random)
        for place, rater in enumerate(found.raters):
            swing = 1.3 if (place + number) % 2 else -1.3
            make.card_of(candidacy, rater, "hard", 3.2 + swing, random)
    return found


GIVEN = ("Ana", "Bo", "Chidi", "Dunja", "Emre", "Freya", "Goran", "Hana")
FAMILY = ("Achterberg", "Boateng", "Castellanos", "Dąbrowska", "Eriksson")


def _is_new(make, candidacy, rater) -> bool:
    """Say whether a rater has no hard card of a candidacy yet."""
    from app.scorecards.models import Scorecard

    known = make.session.query(Scorecard).filter_by(
        candidacy_id=candidacy.id, rater_id=rater.id, panel="hard"
    )
    return known.first() is None
