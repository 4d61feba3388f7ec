"""Two at once: the same code, the same lead, a place taken while it is cut away."""

from functools import partial

from sqlalchemy import func, select, update

from app.core import clock
from app.core.decision import Refused
from app.db import db, unit_of_work
from app.people.guard import lock_requisition
from app.people.models import Membership, Person
from app.requisitions import actions, making, queries, team
from app.requisitions.actions import Details
from app.requisitions.models import Place, Requisition
from tests.requisitions.offers import offer_on


def test_of_two_requisitions_with_one_code_one_is_made(race_db):
    with race_db.data() as make:
        bea, henrik = make.person("Bea").id, make.person("Henrik").id

    def make_one(code):
        with unit_of_work():
            recruiter, manager = db.session.get(Person, bea), db.session.get(Person, henrik)
            details = Details("Engineer", "Europe/Lisbon")
            at = clock.now()
            return making.make(
                code,
                details,
                places=1,
                recruiter=recruiter,
                manager=manager,
                by=recruiter,
                at=at,
            ).id

    for number in range(race_db.rounds):
        results = race_db.together(
            partial(make_one, f"R-{number}"), partial(make_one, f"r-{number}")
        )
        refused = [one for one in results if isinstance(one, Refused)]
        assert len(refused) == 1, results
        assert "has the code" in str(refused[0])
    with race_db.app.app_context():
        made = db.session.scalar(select(func.count()).select_from(Requisition))
        places = db.session.scalar(select(func.count()).select_from(Place))
    assert made == places == race_db.rounds


def test_two_who_name_a_lead_at_once_leave_one_lead(race_db):
    with race_db.data() as make:
        by = make.person().id
        hirings = [
            (make.requisition().id, [make.person().id, make.person().id])
            for _ in range(race_db.rounds)
        ]

    def name(requisition_id, person_id):
        with unit_of_work():
            lock_requisition(requisition_id)
            requisition = queries.get(requisition_id)
            person, actor = db.session.get(Person, person_id), db.session.get(Person, by)
            team.change_lead(requisition, "recruiter", person, by=actor, at=clock.now())

    for number, people in hirings:
        results = race_db.together(*[partial(name, number, person) for person in people])
        assert results == [None, None]
        with race_db.app.app_context():
            leading = db.session.scalars(
                select(Membership.person_id).where(
                    Membership.requisition_id == number,
                    Membership.part == "recruiter",
                    Membership.is_lead,
                )
            ).all()
        assert len(leading) == 1
        assert leading[0] in people


def test_the_database_itself_refuses_a_second_lead(race_db):
    """Even where nobody holds the requisition's row."""
    with race_db.data() as make:
        hirings = [make.requisition() for _ in range(race_db.rounds)]
        db.session.execute(update(Membership).values(is_lead=False))
        hirings = [[make.member(one, "recruiter").id for _ in range(2)] for one in hirings]

    def crown(person_id):
        with unit_of_work():
            db.session.execute(
                update(Membership).where(Membership.person_id == person_id).values(is_lead=True)
            )

    for people in hirings:
        results = race_db.together(*[partial(crown, person) for person in people])
        assert sorted(type(one).__name__ for one in results) == ["IntegrityError", "NoneType"]


def test_a_place_is_either_taken_by_an_offer_or_cut_away(race_db):
    """Law L6, here without the lock that a request holds: the database decides alone."""
    hirings = []
    with race_db.data() as make:
        by = make.person().id
        for _ in range(race_db.rounds):
            requisition = make.requisition(places=2)
            first, second = queries.places(requisition.id)
            first.offer_id = offer_on(make, requisition, first).id
            draft = {"dispatched_at": None, "sending_at": None, "closes_at": None}
            offer = offer_on(make, requisition, second, **draft)
            hirings.append((requisition.id, second.id, offer.id))

    def take(place_id, offer_id):
        with unit_of_work():
            return db.session.execute(
                update(Place)
                .where(Place.id == place_id, Place.offer_id.is_(None))
                .values(offer_id=offer_id)
            ).rowcount

    def cut(requisition_id):
        with unit_of_work():
            actor = db.session.get(Person, by)
            actions.set_places(queries.get(requisition_id), 1, by=actor, at=clock.now())

    for requisition_id, place_id, offer_id in hirings:
        took, was_cut = race_db.together(
            partial(take, place_id, offer_id), partial(cut, requisition_id)
        )
        with race_db.app.app_context():
            left = queries.places(requisition_id)
        assert len(left) == (2 if took else 1)
        assert isinstance(was_cut, Refused) if took else was_cut is None
