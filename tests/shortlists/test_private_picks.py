"""Law L21: nobody, whatever role, sees another's pick before both are in or picking is closed.

The pick planted is changed between two looks; whatever a person can open must stay the same to
the letter, since a page that says anything of the pick would differ.
"""

import contextlib
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from app.core.decision import Refused
from app.people.queries import lead
from app.shortlists import actions, picks, queries
from app.shortlists.models import PickChoice

WHO = (
    "lead manager",
    "recruiter",
    "hiring manager",
    "interviewer",
    "approver",
    "observer",
    "agency recruiter",
    "hr",
    "admin",
    "nobody",
)


@pytest.fixture
def hiring(make):
    return make.requisition(recruiter=make.person("Beatriz"), manager=make.person("Henrik"))


@pytest.fixture
def six(make, hiring):
    return [make.scored(hiring, mark) for mark in (5, 5, 4, 4, 3, 2)]


def person_called(make, hiring, six, who):
    if who == "lead manager":
        return lead(hiring.id, "hiring manager")
    if who in ("hr", "admin", "nobody"):
        return make.person(hr=who == "hr", admin=who == "admin")
    person = make.member(hiring, who)
    if who == "interviewer":
        for candidacy in six:
            make.interview(candidacy, person)
    return person


def replant(db, round_, person, chosen):
    (pick,) = [one for one in round_.picks if one.person_id == person.id]
    db.session.execute(delete(PickChoice).where(PickChoice.pick_id == pick.id))
    for position, one in enumerate(chosen, 1):
        db.session.add(PickChoice(pick_id=pick.id, candidacy_id=one.id, position=position))
    db.session.commit()
    db.session.expire_all()


def pages(client, hiring):
    here = f"/requisitions/{hiring.id}"
    addresses = (f"{here}/decision", f"{here}/signoffs", here, f"{here}/history", "/")
    answers = [client.get(one) for one in addresses]
    return [(one.status_code, without_tokens(one.text)) for one in answers]


def without_tokens(text):
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text)


@pytest.mark.parametrize(
    ("who", "sealed"), [*((who, True) for who in WHO), ("lead manager", False), ("hr", False)]
)
def test_no_page_depends_on_the_pick_of_another(client, make, hiring, six, db, who, sealed):
    beatriz = lead(hiring.id, "recruiter")
    person = person_called(make, hiring, six, who)
    round_ = make.picking(hiring, {beatriz: tuple(six[:3]) if sealed else six[:3]})
    client.sign_in(person)
    before = pages(client, hiring)
    rows = db.session.execute(queries.waiting(person, make.at)).all()
    replant(db, round_, beatriz, [six[5], six[4], six[3], six[0]])
    assert pages(client, hiring) == before
    assert db.session.execute(queries.waiting(person, make.at)).all() == rows
    found = picks.picks_for(hiring.id, person)
    assert found is None or all(other.chosen is None for other in found.others)
    assert found is None or found.agreement is None


@pytest.mark.parametrize("who", ["lead manager", "recruiter", "hr", "observer"])
def test_a_pick_never_sealed_stays_private_after_closing(client, make, hiring, six, db, who):
    beatriz, henrik = lead(hiring.id, "recruiter"), lead(hiring.id, "hiring manager")
    person = beatriz if who == "lead manager" else person_called(make, hiring, six, who)
    given_ = {beatriz: tuple(six[:3]), henrik: six[2:5]}
    round_ = make.picking(hiring, given_, closed="Henrik is away")
    client.sign_in(person)
    before = pages(client, hiring)
    replant(db, round_, henrik, [six[5], six[1], six[0]])
    assert pages(client, hiring) == before


def test_the_look_does_differ_once_picks_are_open(client, make, hiring, six, db):
    beatriz, henrik = lead(hiring.id, "recruiter"), lead(hiring.id, "hiring manager")
    round_ = make.picking(hiring, {beatriz: tuple(six[:3]), henrik: tuple(six[1:4])}, opened=True)
    client.sign_in(henrik)
    before = pages(client, hiring)
    replant(db, round_, beatriz, [six[5], six[4], six[3]])
    assert pages(client, hiring) != before


steps = st.lists(
    st.tuples(
        st.sampled_from(["save", "seal", "close"]),
        st.sampled_from(["recruiter", "hiring manager"]),
        st.lists(st.integers(0, 5), unique=True, max_size=5),
    ),
    max_size=6,
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps)
def test_whatever_the_order_of_acts_nothing_of_another_shows_too_early(make, acts):
    hiring = make.requisition()
    six = [make.candidacy(hiring).id for _ in range(6)]
    people = {part: lead(hiring.id, part) for part in ("recruiter", "hiring manager")}
    onlooker = make.person(hr=True, password=None)
    round_ = actions.start_picking(hiring, by=people["recruiter"], at=make.at)
    for verb, part, chosen in acts:
        with contextlib.suppress(Refused):
            told = {"by": people[part], "at": make.at}
            if verb == "close":
                actions.close_picking(hiring, reason="Time is up", **told)
            else:
                act = actions.save_pick if verb == "save" else actions.seal_pick
                act(hiring, chosen=[six[one] for one in chosen], **told)
        sealed = {one.person_id for one in round_.picks if one.sealed_at}
        may_open = len(sealed) == 2 or round_.closed_at is not None
        for person in (*people.values(), onlooker):
            for other in picks.picks_for(hiring.id, person).others:
                assert (other.chosen is not None) == (may_open and other.person_id in sealed)
