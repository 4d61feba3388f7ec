"""Law L1: whoever owes a card for a candidate obtains nothing of others' marks for them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.columns import values
from app.core.csv import cell_text
from app.scorecards import actions
from app.scorecards.columns import SCORES
from app.scorecards.models import Ask
from app.scorecards.queries import cards_for, owed_ids, ranking_for, score_rows, visible_ids
from tests.conftest import new_client_of
from tests.scorecards.panel import answers, asked, panel_of, typed

PLANTED = "PLANTED-7f3"
REASON = "REASON-9c1"


@pytest.fixture
def panel(make):
    panel = panel_of(make)
    make.scorecard(panel.ana, panel.recruiter, 5, panel="soft", notes=PLANTED, note=PLANTED)
    other = make.member(panel.requisition, "interviewer", make.person("Olu Adeyemi"))
    make.interview(panel.ana, other)
    card = make.scorecard(panel.ana, other, 5, 5, notes=PLANTED, recommendation="strong yes")
    card.reopen_reason = REASON
    make.scorecard(panel.bo, panel.recruiter, 2, panel="soft")
    make.scorecard(panel.bo, other, 2, 2)
    return panel


def addresses(panel, ids):
    base = f"/requisitions/{panel.requisition.id}"
    return [
        f"{base}/ranking",
        f"{base}/scores",
        f"/candidacies/{panel.ana.id}/arithmetic",
        *(f"/scorecards/{one}" for one in ids),
    ]


def all_they_get(app, panel, person, db, about):
    """Everything a person can read of scores, with the cards on one candidate, as one text."""
    client = new_client_of(app).sign_in(person)
    ids = list(db.session.scalars(select(Ask.id).where(Ask.candidacy_id == about.id)))
    pages = [client.get(url).text for url in addresses(panel, ids)]
    rows = [
        ",".join(cell_text(one) for one in values(SCORES, row))
        for row in score_rows(panel.requisition, person)
    ]
    return "\n".join([*pages, *rows])


@pytest.mark.parametrize("role", ["manager", "interviewer", "hr", "recruiter"])
def test_nothing_planted_reaches_who_owes_and_all_of_it_does_after(app, make, db, panel, role, now):
    person = getattr(panel, role)
    ask = make.ask(panel.ana, person)
    blind = all_they_get(app, panel, person, db, panel.ana)
    if role != "recruiter":  # the recruiter wrote one of the planted notes and may read it
        assert PLANTED not in blind
    assert REASON not in blind
    seen = ranking_for(panel.requisition, person, now)
    assert panel.ana.id not in seen.by_id
    assert panel.ana.id not in seen.names
    assert seen.waiting_for_you == 1

    actions.submit(asked(ask), answers(panel, 3, 3), by=person, at=now)
    db.session.commit()
    assert PLANTED in all_they_get(app, panel, person, db, panel.ana)
    assert panel.ana.id in ranking_for(panel.requisition, person, now).by_id


def test_a_recruiter_who_owes_reads_their_own_words_and_nobody_elses(app, make, db, panel):
    make.ask(panel.ana, panel.recruiter, panel="hard")
    client = new_client_of(app).sign_in(panel.recruiter)
    theirs, own = (
        db.session.scalars(
            select(Ask.id).where(Ask.candidacy_id == panel.ana.id, condition, Ask.panel == kind)
        ).first()
        for condition, kind in (
            (Ask.person_id != panel.recruiter.id, "hard"),
            (Ask.person_id == panel.recruiter.id, "soft"),
        )
    )
    assert PLANTED in client.get(f"/scorecards/{own}").text
    assert PLANTED not in client.get(f"/scorecards/{theirs}").text
    assert PLANTED not in client.get(f"/candidacies/{panel.ana.id}/arithmetic").text


def test_the_candidate_is_absent_from_ranks_and_counts_of_who_owes(app, make, panel, now):
    make.ask(panel.ana, panel.manager)
    seen = ranking_for(panel.requisition, panel.manager, now)
    assert [one.candidate for one in seen.ranking.standings] == [panel.bo.id]
    assert seen.cards_in == (2, 2)
    page = new_client_of(app).sign_in(panel.manager)
    text = page.get(f"/requisitions/{panel.requisition.id}/ranking").text
    assert "1 candidate waits for your card" in text
    assert "Ana Ribeiro" not in text


def test_a_refused_submission_tells_nothing_either(app, make, db, panel):
    ask = make.ask(panel.ana, panel.manager)
    client = new_client_of(app).sign_in(panel.manager)
    for action in ("submission", "draft", "reopening"):
        answer = client.post(f"/scorecards/{ask.id}/{action}", data={"mark-1": "9"})
        assert answer.status_code in (303, 422)
        assert PLANTED not in answer.text
    page = client.get(f"/scorecards/{ask.id}").text
    assert "2 of 3 scorecards are in" in page
    assert PLANTED not in page


@pytest.mark.parametrize("part", ["approver", "observer", "agency recruiter"])
def test_those_who_never_see_marks_see_none(app, make, panel, now, part):
    person = make.member(panel.requisition, part)
    client = new_client_of(app).sign_in(person)
    assert visible_ids(person, panel.requisition.id) == set()
    assert cards_for(person, panel.requisition.id) == []
    assert list(score_rows(panel.requisition, person)) == []
    assert ranking_for(panel.requisition, person, now).rows == ()
    for url in addresses(panel, [1]):
        answer = client.get(url)
        assert answer.status_code in (403, 404)
        assert PLANTED not in answer.text


def test_an_admin_sees_none(app, make, panel):
    admin = make.person(admin=True)
    assert visible_ids(admin, panel.requisition.id) == set()
    url = f"/requisitions/{panel.requisition.id}/ranking"
    assert new_client_of(app).sign_in(admin).get(url).status_code == 404


def test_an_interviewer_sees_those_they_met_only(app, make, panel, now):
    newcomer = make.member(panel.requisition, "interviewer")
    make.interview(panel.bo, newcomer)
    seen = ranking_for(panel.requisition, newcomer, now)
    assert set(seen.by_id) == {panel.bo.id}
    assert seen.only_met
    client = new_client_of(app).sign_in(newcomer)
    assert client.get(f"/candidacies/{panel.ana.id}/arithmetic").status_code == 404
    assert client.get(f"/candidacies/{panel.bo.id}/arithmetic").status_code == 200


def test_a_draft_of_another_is_nobodys_to_read(app, make, db, panel, now):
    ask = make.ask(panel.bo, panel.manager)
    actions.save_draft(asked(ask), answers(panel, 1, 1, note="DRAFT-5a2"), at=now)
    db.session.commit()
    for person in (panel.recruiter, panel.hr, panel.interviewer):
        assert "DRAFT-5a2" not in all_they_get(app, panel, person, db, panel.bo)
    assert "DRAFT-5a2" in all_they_get(app, panel, panel.manager, db, panel.bo)


def test_nobody_writes_on_anothers_card(app, make, db, panel):
    ask = make.ask(panel.bo, panel.manager)
    for person in (panel.recruiter, panel.hr, panel.interviewer):
        client = new_client_of(app).sign_in(person)
        for action in ("draft", "submission", "reopening"):
            data = typed(panel, "1", "1", reason="because")
            assert client.post(f"/scorecards/{ask.id}/{action}", data=data).status_code == 403
    assert not ask.excused_at


STATES = st.sampled_from(["none", "owed", "in", "excused", "ended", "reopened"])


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(own=st.lists(STATES, min_size=3, max_size=3), role=st.sampled_from(["manager", "hr"]))
def test_what_is_visible_is_exactly_what_is_not_owed(make, db, now, own, role):
    panel = panel_of(make)
    person = getattr(panel, role)
    people = [panel.ana, panel.bo, make.candidacy(panel.requisition)]
    owed = set()
    for candidacy, state in zip(people, own, strict=True):
        make.scorecard(candidacy, panel.recruiter, 5, panel="soft", notes=PLANTED)
        if state in ("owed", "excused", "ended"):
            ends = {"excused": {"excused_at": now}, "ended": {"ended_at": now}}
            make.ask(candidacy, person, **ends.get(state, {}))
        if state in ("in", "reopened"):
            make.scorecard(candidacy, person, 4, 4)
        if state == "reopened":
            ask = db.session.scalars(
                select(Ask).where(Ask.candidacy_id == candidacy.id, Ask.person_id == person.id)
            ).one()
            actions.reopen(asked(ask), reason="A slip", by=person, at=now)
        owed |= {candidacy.id} if state in ("owed", "reopened") else set()
    everyone = {one.id for one in people}
    assert owed_ids(person.id, panel.requisition.id) == owed
    assert visible_ids(person, panel.requisition.id) == everyone - owed
    seen = ranking_for(panel.requisition, person, now)
    assert set(seen.by_id) == set(seen.names) == everyone - owed
    others = {row.candidate_id for row in score_rows(panel.requisition, person) if row.note}
    assert others == {one.candidate_id for one in people if one.id not in owed}
