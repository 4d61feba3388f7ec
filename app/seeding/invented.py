"""An invented company of any size, for benchmarks: believable, and the same for the same seed."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from app.accounts.actions import NewAccount, add
from app.candidates.code_names import code_name
from app.core.names import name_key, words
from app.db import Base, db, insert_many, new_ids, unit_of_work
from app.history.actions import WORKER
from app.people.models import Membership, Person
from app.people.permissions import INTERVIEWER
from app.requisitions.actions import Details, open_requisition
from app.requisitions.criteria import CriterionFacts
from app.requisitions.making import make
from app.requisitions.models import AREAS, KINDS, Requisition
from app.requisitions.queries import current_requirements
from app.scorecards.models import RECOMMENDATIONS

FIRST = (
    *("Ana", "Bo", "Châu", "Dmitri", "Ewa", "Farid", "Gül", "Hana", "Ines", "José", "Kofi"),
    *("Łucja", "Mei", "Noor", "Olga", "Per", "Quentin", "Rosa", "Siobhán", "Tariq", "Uma", "Zoë"),
)
LAST = (
    *("Almeida", "Bauer", "Çelik", "Dubois", "Eriksson", "Ferreira", "García", "Hassan", "Ito"),
    *("Jensen", "Kowalska", "Lindqvist", "Moreau", "Nguyễn", "Okafor", "Papadopoulos", "Rahman"),
    *("Silva", "Tan", "Ueda", "Voss", "Wójcik", "Yılmaz", "Zhang"),
)
TITLES = ("Data Engineer", "Product Designer", "Support Lead", "Accountant", "Site Manager")
TOWNS = ("Lisbon", "Porto", "Kraków", "Malmö", "Leeds", "Accra", "Hà Nội")
ZONE = "Europe/Lisbon"
SOURCES = ("Job board", "Referral", "Agency", "Careers page")
#: Rows of one transaction.
AT_ONCE = 10_000
#: How many requisitions one team fills; the first team's have come as far as scorecards.
A_TEAM = 10
#: How many of each of those came as far as an interview, and how many cards are still owed.
INTERVIEWED, OWED = 200, 20


@dataclass(frozen=True, slots=True)
class Size:
    """How much there shall be: candidates in all, raters and criteria in each requisition."""

    requisitions: int
    candidates: int
    raters: int
    criteria: int
    seed: int = 0


@dataclass(slots=True)
class _Hiring:
    """What rows of a requisition are made from."""

    requisition_id: int
    requirements_id: int
    criteria: dict[str, list[int]]
    raters: list[int]


def invent(size: Size, password_hash: str, at: datetime, progress: Callable[[int], object]) -> None:
    """Fill an empty database; ``progress`` is told how many candidates there are so far."""
    draw = random.Random(size.seed)  # noqa: S311 - nothing here is a secret
    teams = [
        _people(number, size.raters, password_hash, at)
        for number in range((size.requisitions + A_TEAM - 1) // A_TEAM)
    ]
    hirings = [
        _hiring(number, size, teams[number // A_TEAM], at) for number in range(size.requisitions)
    ]
    done = 0
    for number, hiring in enumerate(hirings):
        share = (size.candidates + size.requisitions - 1 - number) // size.requisitions
        for start in range(0, share, AT_ONCE):
            some = range(start, min(start + AT_ONCE, share))
            with unit_of_work():
                _candidates(hiring, some, done, draw, at)
            done += len(some)
            progress(done)


def _people(team: int, raters: int, password_hash: str, at: datetime) -> list[int]:
    """Make the accounts of a team: two leads and its raters; with the first comes one in hr."""
    names = ["recruiter", "manager", *(f"rater{n + 1}" for n in range(raters))]
    names = [f"{name}.{team + 1}" if team else name for name in names] + ["hr"] * (not team)
    accounts = [
        NewAccount(
            f"{name}@example.com",
            f"{FIRST[number % len(FIRST)]} {LAST[number % len(LAST)]}",
            ZONE,
            hr=name == "hr",
        )
        for number, name in enumerate(names)
    ]
    with unit_of_work():
        return [add(one, by=WORKER, at=at, password_hash=password_hash).id for one in accounts]


def _hiring(number: int, size: Size, people: Sequence[int], at: datetime) -> _Hiring:
    with unit_of_work():
        recruiter, manager = (db.session.get_one(Person, one) for one in people[:2])
        made = make(
            f"SYN-{number + 1}",
            Details(f"{TITLES[number % len(TITLES)]} {number + 1}", ZONE, None, TOWNS[0]),
            places=2,
            recruiter=recruiter,
            manager=manager,
            by=WORKER,
            at=at - timedelta(days=30),
            criteria=[_criterion(n) for n in range(size.criteria)],
        )
        raters = list(people[2 : 2 + size.raters])
        db.session.add_all(
            Membership(requisition_id=made.id, person_id=one, part=INTERVIEWER, added_at=at)
            for one in raters
        )
        open_requisition(made, by=WORKER, at=at - timedelta(days=30) + timedelta(seconds=number))
        return _facts(made, raters if number < A_TEAM else [])


def _facts(made: Requisition, raters: list[int]) -> _Hiring:
    current = current_requirements(made.id)
    criteria: dict[str, list[int]] = {}
    for one in current.criteria:
        criteria.setdefault(one.kind, []).append(one.id)
    return _Hiring(made.id, current.id, criteria, raters)


def _criterion(number: int) -> CriterionFacts:
    return CriterionFacts(
        name=f"{AREAS[number % len(AREAS)].capitalize()} {number + 1}",
        kind=KINDS[number % len(KINDS)],
        area=AREAS[number % len(AREAS)],
        weight=float(1 + number % 3),
        must_have=False,
        question=None,
        anchors=("Nothing seen", None, "As asked", None, "Beyond what was asked"),
    )


def _candidates(
    hiring: _Hiring, some: range, before: int, draw: random.Random, at: datetime
) -> None:
    tables = Base.metadata.tables
    first = before - some.start
    people = [_candidate(first + index, draw, at) for index in some]
    ids = new_ids(tables["candidate"], len(people))
    for candidate_id, person in zip(ids, people, strict=True):
        person["id"] = candidate_id
    insert_many(tables["candidate"], people)
    candidacy_ids = new_ids(tables["candidacy"], len(people))
    met = INTERVIEWED if hiring.raters and hiring.criteria else 0
    asked_at = at - timedelta(days=4)
    insert_many(
        tables["candidacy"],
        [
            {
                "id": candidacy_id,
                "requisition_id": hiring.requisition_id,
                "candidate_id": person["id"],
                "name_key": person["name_key"],
                "code_name": code_name(index),
                "source": draw.choice(SOURCES),
                "applied_at": at - timedelta(days=draw.randrange(5, 60)),
                "created_at": at,
                "asked_at": asked_at if index < met else None,
            }
            for candidacy_id, person, index in zip(candidacy_ids, people, some, strict=True)
        ],
    )
    insert_many(
        tables["candidacy_word"],
        [
            {"candidacy_id": one, "requisition_id": hiring.requisition_id, "word": word}
            for one, person in zip(candidacy_ids, people, strict=True)
            for word in sorted(words(person["name"], person["email"]))
        ],
    )
    interviewed = candidacy_ids[: max(0, met - some.start)]
    if interviewed:
        _interviews(hiring, interviewed, at)
        _cards(hiring, interviewed, draw, at)


def _candidate(number: int, draw: random.Random, at: datetime) -> dict[str, Any]:
    name = f"{draw.choice(FIRST)} {draw.choice(LAST)}"
    email = f"person{number}@example.org"
    return {
        "name": name,
        "name_key": name_key(name),
        "email": email,
        "email_key": email,
        "external_id": f"S{number}",
        "phone": f"+351 {number:09}",
        "current_title": draw.choice(TITLES),
        "location": draw.choice(TOWNS),
        "time_zone": ZONE,
        "is_demo": False,
        "created_at": at,
    }


def _interviews(hiring: _Hiring, candidacy_ids: Sequence[int], at: datetime) -> None:
    tables, held_at = Base.metadata.tables, at - timedelta(days=4)
    ids = new_ids(tables["interview"], len(candidacy_ids))
    insert_many(
        tables["interview"],
        [
            {"id": one, "candidacy_id": candidacy, "round": 1, "kind": "talk", "held_at": held_at}
            for one, candidacy in zip(ids, candidacy_ids, strict=True)
        ],
    )
    insert_many(
        tables["interview_person"],
        [{"interview_id": one, "person_id": rater} for one in ids for rater in hiring.raters],
    )


def _cards(
    hiring: _Hiring, candidacy_ids: Sequence[int], draw: random.Random, at: datetime
) -> None:
    """Everybody is asked; all cards are in but the last few of the last rater."""
    tables = Base.metadata.tables
    asked = [
        (candidacy, rater, panel)
        for candidacy in candidacy_ids
        for rater in hiring.raters
        for panel in hiring.criteria
    ]
    asked_at, due_at = at - timedelta(days=4), at + timedelta(days=1)
    owed = set(candidacy_ids[-OWED:]) if len(candidacy_ids) > OWED else set()
    given = [one for one in asked if one[0] not in owed or one[1] != hiring.raters[-1]]
    came_in, submitted_at = set(given), at - timedelta(days=2)
    insert_many(
        tables["ask"],
        [
            {"candidacy_id": one, "person_id": rater, "panel": panel}
            | {"asked_at": asked_at, "due_at": due_at}
            | {"card_in_at": submitted_at if (one, rater, panel) in came_in else None}
            for one, rater, panel in asked
        ],
    )
    ids = new_ids(tables["scorecard"], len(given))
    insert_many(
        tables["scorecard"],
        [
            {
                "id": card_id,
                "candidacy_id": candidacy,
                "rater_id": rater,
                "panel": panel,
                "requirements_id": hiring.requirements_id,
                "recommendation": draw.choice(RECOMMENDATIONS),
                "note": "Clear and to the point.",
                "saved_at": submitted_at,
                "submitted_at": submitted_at,
                "first_submitted_at": submitted_at,
                "after_seeing_others": False,
            }
            for card_id, (candidacy, rater, panel) in zip(ids, given, strict=True)
        ],
    )
    insert_many(tables["mark"], list(_marks(hiring, candidacy_ids, given, ids, draw)))


def _marks(
    hiring: _Hiring,
    candidacy_ids: Sequence[int],
    given: Sequence[tuple[int, int, str]],
    card_ids: Sequence[int],
    draw: random.Random,
) -> Iterator[dict[str, Any]]:
    """Yield marks around how good each candidate is and how strict each rater."""
    good = {one: draw.gauss(3.3, 0.8) for one in candidacy_ids}
    strict = {one: draw.gauss(0, 0.3) for one in hiring.raters}
    for card_id, (candidacy, rater, panel) in zip(card_ids, given, strict=True):
        for criterion in hiring.criteria[panel]:
            value = round(good[candidacy] + strict[rater] + draw.gauss(0, 0.6))
            yield {
                "scorecard_id": card_id,
                "criterion_id": criterion,
                "value": min(5, max(1, value)),
                "independent_value": min(5, max(1, value)),
                "not_assessed": False,
            }
