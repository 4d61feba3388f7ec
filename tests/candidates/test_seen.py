"""Who sees which candidates: the one condition that pages, files and searches are cut by."""

import pytest
from sqlalchemy import select

from app.candidates import queries
from app.candidates.models import Candidacy
from app.scorecards.models import Ask


@pytest.fixture
def hiring(make):
    """Two requisitions with three candidates each."""
    opening, other = make.requisition(title="Designer"), make.requisition(title="Analyst")
    for one in (opening, other):
        for name in ("Ana Sá", "Bo Ek", "Łukasz Żak"):
            make.candidacy(one, f"{name} {one.title}")
    return opening, other


def sees(db, person, requisition):
    """The first names of the candidates that a person sees in a requisition."""
    query = select(Candidacy.name_key).where(queries.seen_by(person, requisition.id))
    return sorted(name.split()[0] for name in db.session.scalars(query))


def one(db, requisition, name):
    return db.session.scalars(
        select(Candidacy).where(
            Candidacy.requisition_id == requisition.id, Candidacy.name_key.startswith(name)
        )
    ).one()


ALL = ["ana", "bo", "lukasz"]


@pytest.mark.parametrize("part", ["recruiter", "hiring manager"])
def test_recruiters_and_managers_see_all_of_theirs_and_none_of_others(hiring, make, db, part):
    opening, other = hiring
    person = make.member(opening, part)
    assert sees(db, person, opening) == ALL
    assert sees(db, person, other) == []


def test_hr_sees_all_everywhere(hiring, make, db):
    hr = make.person(hr=True)
    assert [sees(db, hr, one) for one in hiring] == [ALL, ALL]


@pytest.mark.parametrize("part", ["approver", "observer"])
def test_approvers_and_observers_see_none_here(hiring, make, db, part):
    assert sees(db, make.member(hiring[0], part), hiring[0]) == []


def test_an_admin_without_a_part_sees_none(hiring, make, db):
    assert sees(db, make.person(admin=True), hiring[0]) == []


def test_an_interviewer_sees_those_they_met_or_are_asked_about(hiring, make, db):
    opening, other = hiring
    person = make.member(opening, "interviewer")
    make.member(other, "interviewer", person)
    assert sees(db, person, opening) == []
    make.interview(one(db, opening, "ana"), person)
    make.add(
        Ask(
            candidacy_id=one(db, opening, "lukasz").id,
            person_id=person.id,
            panel="soft",
            asked_at=make.at,
            due_at=make.at,
        )
    )
    make.interview(one(db, opening, "bo"), make.member(opening, "interviewer"))
    assert sees(db, person, opening) == ["ana", "lukasz"]
    assert sees(db, person, other) == []
    assert queries.met_by(person.id, opening.id) == {one(db, opening, "ana").id}


def test_who_met_a_candidate_but_is_no_longer_on_the_team_sees_them_no_more(hiring, make, db):
    opening, other = hiring
    stranger = make.member(other, "interviewer")
    make.interview(one(db, opening, "ana"), stranger)
    assert sees(db, stranger, opening) == []


def test_an_agency_recruiter_sees_those_they_brought(hiring, make, db):
    opening, _ = hiring
    person = make.member(opening, "agency recruiter")
    one(db, opening, "bo").brought_by_id = person.id
    one(db, opening, "ana").brought_by_id = make.member(opening, "agency recruiter").id
    db.session.flush()
    assert sees(db, person, opening) == ["bo"]


@pytest.mark.parametrize("part", ["recruiter", "hiring manager", "interviewer"])
def test_who_is_a_candidate_there_sees_none_of_it(hiring, make, db, part):
    opening, other = hiring
    person = make.member(opening, part, make.person("Rui Sá", email="Rui@example.org"))
    make.member(other, "recruiter", person)
    for met in ("ana", "bo"):
        make.interview(one(db, opening, met), person)
    before = sees(db, person, opening)
    make.candidacy(opening, candidate=make.candidate("Rui Sá", email="rui@example.org"))
    assert before
    assert sees(db, person, opening) == []
    assert sees(db, person, other) == ALL


def test_hr_who_is_a_candidate_there_sees_none_of_it(hiring, make, db):
    hr = make.person("Rui Sá", email="rui@example.org", hr=True)
    make.candidacy(hiring[0], candidate=make.candidate("Rui Sá", email="rui@example.org"))
    assert [sees(db, hr, one) for one in hiring] == [[], ALL]


def test_a_page_holds_fifty_and_goes_on_where_it_stopped(make, db):
    opening = make.requisition()
    for number in range(120):
        make.candidacy(opening, f"Candidate {number:03}")
    hr = make.person(hr=True)
    first = queries.page(hr, requisition_id=opening.id)
    second = queries.page(hr, requisition_id=opening.id, after=first.after)
    third = queries.page(hr, requisition_id=opening.id, after=second.after)
    names = [row.name for page in (first, second, third) for row in page.rows]
    assert names == [f"Candidate {number:03}" for number in range(120)]
    assert (first.before, third.after) == (None, None)
    back = queries.page(hr, requisition_id=opening.id, before=third.before)
    assert [row.id for row in back.rows] == [row.id for row in second.rows]
    start = queries.page(hr, requisition_id=opening.id, before=second.before)
    assert [row.id for row in start.rows] == [row.id for row in first.rows]
    assert start.before is None


def test_candidates_of_one_name_are_each_listed_once(make):
    opening = make.requisition()
    for _ in range(60):
        make.candidacy(opening, "王小明")
    hr = make.person(hr=True)
    first = queries.page(hr)
    second = queries.page(hr, after=first.after)
    ids = [row.id for page in (first, second) for row in page.rows]
    assert len(ids) == len(set(ids)) == 60


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lukasz", {"Łukasz von Трубецкой-O’Brien"}),
        ("o'brien", {"Łukasz von Трубецкой-O’Brien"}),
        ("ТРУБ", {"Łukasz von Трубецкой-O’Brien"}),
        ("小明", {"王小明"}),
        ("عبد", {"محمد عبد الله"}),
        ("chau", {"Nguyễn Minh Châu"}),
        ("%", set()),
        ("_", set()),
        ("\\", set()),
        ("  ", {"Łukasz von Трубецкой-O’Brien", "王小明", "محمد عبد الله", "Nguyễn Minh Châu"}),
    ],
)
def test_a_name_is_found_however_it_is_typed(make, typed, found):
    opening = make.requisition()
    for name in ("Łukasz von Трубецкой-O’Brien", "王小明", "محمد عبد الله", "Nguyễn Minh Châu"):
        make.candidacy(opening, name)
    rows = queries.page(make.person(hr=True), q=typed).rows
    assert {row.name for row in rows} == found


@pytest.mark.parametrize("place", ["", "x", "9" * 30 + ".a", "-1.a", "1", "1.a\x00"])
def test_a_place_in_the_list_that_is_none_shows_a_page_all_the_same(make, place):
    opening = make.requisition()
    make.candidacy(opening, "王小明")
    assert len(queries.page(make.person(hr=True), after=place).rows) == 1


def test_neighbours_are_those_the_viewer_sees(hiring, make, db):
    opening, _ = hiring
    person = make.member(opening, "interviewer")
    for name in ("ana", "lukasz"):
        make.interview(one(db, opening, name), person)
    before, after = queries.neighbours(person, one(db, opening, "ana"))
    assert before is None
    assert after.id == one(db, opening, "lukasz").id
    everyone = make.member(opening, "recruiter")
    before, after = queries.neighbours(everyone, one(db, opening, "bo"))
    assert (before.name, after.name) == ("Ana Sá Designer", "Łukasz Żak Designer")


def test_names_and_those_in_play(hiring, make, db):
    opening, _ = hiring
    gone, aside = one(db, opening, "ana"), one(db, opening, "bo")
    gone.withdrawn_at, aside.set_aside_at = make.at, make.at
    db.session.flush()
    assert queries.in_play_ids(opening.id) == [one(db, opening, "lukasz").id]
    assert queries.names([gone.id, aside.id]) == {
        gone.id: "Ana Sá Designer",
        aside.id: "Bo Ek Designer",
    }
