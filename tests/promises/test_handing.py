"""Promises go with the other duties when a person leaves the office."""

import pytest
from sqlalchemy import select

from app.changes import leaving_office
from app.changes.duties import duties_of
from app.core.decision import Refused
from app.people.models import Membership
from app.promises.models import Promise


@pytest.fixture
def opening(make):
    return make.requisition(code="DATA-1", policy={"word_days": 0})


def owner_of(db, promise):
    db.session.expire_all()
    return db.session.get_one(Promise, promise.id).owner_id


def test_they_are_a_duty_counted_by_requisition(make, opening):
    person = make.member(opening, "recruiter")
    ana = make.candidacy(opening)
    make.promise(ana, person)
    make.promise(ana, person)
    make.promise(ana, person, kept_at=make.at)
    assert [one.words for one in duties_of(person)] == ["2 promises"]


def test_whoever_takes_them_on_can_speak_to_the_candidates(make, db, opening):
    person, taker = make.member(opening, "recruiter"), make.person("Olu Ade")
    admin = make.person(admin=True)
    promise = make.promise(make.candidacy(opening), person)
    kept = make.promise(make.candidacy(opening), person, kept_at=make.at)
    [duty] = duties_of(person)
    leaving_office.leave(person, {duty.key: taker.id}, by=admin, at=make.at)
    assert owner_of(db, promise) == taker.id
    assert owner_of(db, kept) == person.id
    parts = db.session.scalars(select(Membership.part).where(Membership.person_id == taker.id))
    assert list(parts) == ["recruiter"]


def test_nobody_leaves_while_a_promise_has_no_taker(make, db, opening):
    person, admin = make.member(opening, "recruiter"), make.person(admin=True)
    promise = make.promise(make.candidacy(opening), person)
    with pytest.raises(Refused, match="1 promise in DATA-1"):
        leaving_office.leave(person, {}, by=admin, at=make.at)
    assert owner_of(db, promise) == person.id
