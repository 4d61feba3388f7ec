"""The ground the other tests stand on: isolation, both databases, the clock."""

from sqlalchemy import func, select


def _companies(db):
    from app.people.models import Company

    made_here = select(func.count()).where(Company.time_zone == "Pacific/Chatham")
    return db.session.scalar(made_here)


def _commit_a_company(db):
    from app.people.models import Company

    db.session.add(Company(name="Here today", time_zone="Pacific/Chatham"))
    db.session.commit()


def test_a_commit_inside_a_test_is_seen_inside_it(db):
    _commit_a_company(db)
    assert _companies(db) == 1


def test_nothing_of_another_test_is_left(db):
    assert _companies(db) == 0
    _commit_a_company(db)


def test_a_short_transaction_beside_the_requests_is_part_of_the_test(db):
    from app.db import own_transaction
    from app.people.models import Company

    _commit_a_company(db)
    with own_transaction() as session:
        session.add(Company(name="Beside", time_zone="Pacific/Chatham"))
    db.session.rollback()
    assert _companies(db) == 2


def test_the_clock_stands_still_until_moved(app, clock, now):
    from app.core import clock as applications

    assert applications.now() == now
    clock.forward(hours=24)
    assert (applications.now() - now).total_seconds() == 86_400


def test_racers_commit_for_each_other(race_db):
    from app.db import db, unit_of_work
    from app.people.models import Company

    def add():
        with unit_of_work() as session:
            session.add(Company(name="Racer", time_zone="Pacific/Chatham"))

    assert race_db.together(*[add] * 8) == [None] * 8
    assert race_db.processes(count_companies, [(), ()]) == [8, 8]
    with race_db.app.app_context():
        assert _companies(db) == 8


def count_companies(app):
    from app.db import db

    return _companies(db)


def test_makers_build_upon_each_other(make, db):
    from app.people.models import Person

    candidacy = make.candidacy(make.requisition(places=2), "Zoë Ångström")
    make.interview(candidacy, make.person("Ana"), make.person("Bo"))
    assert candidacy.candidate.name == "Zoë Ångström"
    assert db.session.scalar(select(func.count()).select_from(Person)) == 4
