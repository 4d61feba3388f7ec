"""Races: two imports of one file, the same person added twice, two ends of one candidacy."""

from functools import partial

from sqlalchemy import func, select

from app.candidates import actions
from app.candidates.models import Candidacy, Candidate
from app.core.decision import Refused
from app.db import db, unit_of_work
from app.people.models import Person
from app.requisitions.models import Requisition
from tests.candidates.lists import many, row


def counted(table):
    return db.session.scalar(select(func.count()).select_from(table))


def openings(race_db, count):
    """Requisitions with a recruiter each, as (id, id)."""
    with race_db.data() as make:
        made = [make.requisition() for _ in range(count)]
        return [(one.id, make.member(one, "recruiter").id) for one in made]


def importing(opening_id, person_id, at, rows):
    def run():
        with unit_of_work() as session:
            return actions.take_rows(
                session.get_one(Requisition, opening_id),
                rows,
                "update",
                by=session.get_one(Person, person_id),
                at=at,
            ).added

    return run


def test_two_imports_of_the_same_list_at_once_add_each_once(race_db):
    for done, place in enumerate(openings(race_db, race_db.rounds), 1):
        run = importing(*place, race_db.clock.now(), many(20))
        added = race_db.together(run, run, run)
        assert sorted(added) == [0, 0, 20], added
        with race_db.app.app_context():
            assert counted(Candidacy) == 20 * done
            assert counted(Candidate) == 20


def test_one_list_into_two_requisitions_at_once_is_still_one_person_each(race_db):
    made = openings(race_db, 2 * race_db.rounds)
    for number in range(race_db.rounds):
        places = made[2 * number : 2 * number + 2]
        rows = [row(f"P {n}", f"{number}-{n}@example.org", n) for n in range(10)]
        runs = [importing(*place, race_db.clock.now(), rows) for place in places]
        assert race_db.together(*runs) == [10, 10]
        with race_db.app.app_context():
            assert counted(Candidate) == 10 * (number + 1)


def ending(candidacy_id, person_id, end):
    def run():
        with unit_of_work() as session:
            candidacy = session.get_one(Candidacy, candidacy_id)
            end(candidacy, by=session.get_one(Person, person_id))

    return run


def test_of_withdrawing_and_setting_aside_at_once_one_wins(race_db):
    withdraw = partial(actions.withdraw, note="", at=race_db.clock.now())
    set_aside = partial(actions.set_aside, reason="Why", at=race_db.clock.now())
    with race_db.data() as make:
        opening = make.requisition()
        person_id = make.member(opening, "recruiter").id
        ids = [make.candidacy(opening).id for _ in range(race_db.rounds)]
    for candidacy_id in ids:
        ends = (withdraw, set_aside, withdraw)
        results = race_db.together(*(ending(candidacy_id, person_id, end) for end in ends))
        assert sum(result is None for result in results) == 1, results
        assert sum(isinstance(result, Refused) for result in results) == 2, results
        with race_db.app.app_context():
            ended = db.session.get_one(Candidacy, candidacy_id)
            assert (ended.withdrawn_at is None) != (ended.set_aside_at is None)
