"""The voluntary questions: asked when hr says so, kept apart, removed at will, read by nobody."""

import csv
import io

import pytest
from sqlalchemy import inspect, select

from app.candidates.models import Candidacy
from app.fairness import actions
from app.fairness.keys import key_of
from app.fairness.models import GroupAnswer, GroupQuestion
from app.fairness.queries import has_answered, is_asking, questions, report
from app.fairness.rules import TOO_FEW, TOO_NEAR
from app.history.actions import WORKER
from app.history.models import HistoryLine
from app.statuspage.queries.copies import data_of


@pytest.fixture
def requisition(make):
    return make.requisition(title="Product designer")


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana Ferreira")


@pytest.fixture
def hr(client, make):
    person = make.person("Nadia Benali", hr=True)
    client.sign_in(person)
    return person


@pytest.fixture
def asking(make):
    actions.begin_asking(by=WORKER, at=make.at)
    return questions()


def answers(db):
    return list(db.session.scalars(select(GroupAnswer)))


def told(question, number=0, **more):
    return {f"question-{question.id}": str(question.choices[number].id), "consent": "yes", **more}


def many(make, requisition, question, groups):
    """Make candidates who answered: group → (people, how many of them were listed)."""
    people = []
    for number, (size, listed) in enumerate(groups):
        for place in range(size):
            one = make.candidacy(requisition)
            actions.tell(
                one.candidate_id, {question.id: question.choices[number].id}, consents=True
            )
            if place < listed:
                people.append(one)
    if people:
        make.signed_order(requisition, *people)
    make.session.flush()


def test_it_is_off_until_hr_switches_it_on(client, hr, ana, make, db):
    page = make.own_page(ana)
    assert not is_asking()
    assert "Voluntary questions" not in client.get(page).text
    assert client.post("/fairness/asking", data={"asking": "on"}).status_code == 303
    assert "Voluntary questions" in client.get(page).text
    assert "Gender" in client.get(f"{page}/groups").text
    client.post("/fairness/asking", data={"asking": "off"})
    assert "Voluntary questions" not in client.get(page).text
    lines = db.session.scalars(select(HistoryLine.verb).where(HistoryLine.verb.like("fairness%")))
    assert lines.all() == ["fairness.begun", "fairness.ended"]


def test_each_question_may_be_skipped_and_consent_is_its_own(client, asking, ana, make, db):
    page = make.own_page(ana) + "/groups"
    refused = client.post(page, data=told(asking[0], consent=""))
    assert refused.status_code == 422
    assert "Nothing was kept." in refused.text
    assert not answers(db)
    assert client.post(page, data=told(asking[0])).status_code == 303
    assert len(answers(db)) == 1
    client.post(page, data={"consent": "yes"})  # all skipped now: nothing stays
    assert not answers(db)


def test_a_choice_of_another_question_or_none_at_all_is_left_out(client, asking, ana, make, db):
    page = make.own_page(ana) + "/groups"
    for value in (str(asking[1].choices[0].id), "999999", "x", ""):
        client.post(page, data={f"question-{asking[0].id}": value, "consent": "yes"})
        assert not answers(db)


def test_what_was_chosen_is_never_shown_and_can_be_removed_at_any_time(
    client, asking, ana, make, db
):
    page = make.own_page(ana) + "/groups"
    client.post(page, data=told(asking[0], 2))
    actions.end_asking(by=WORKER, at=make.at)
    shown = client.get(page).text
    assert "You have answered" in shown
    assert asking[0].choices[2].words not in shown
    client.post(f"{page}/removal")
    assert not answers(db)
    assert "You have answered" not in client.get(page).text


def test_no_row_and_no_line_of_history_leads_from_an_answer_to_a_candidate(
    client, asking, ana, make, db
):
    client.post(make.own_page(ana) + "/groups", data=told(asking[0]))
    [answer] = answers(db)
    columns = {one["name"] for one in inspect(db.engine).get_columns("group_answer")}
    assert columns == {"id", "key", "question_id", "choice_id"}
    targets = {one["referred_table"] for one in inspect(db.engine).get_foreign_keys("group_answer")}
    assert targets == {"group_question", "group_choice"}
    assert answer.key == key_of(ana.candidate_id)
    assert str(ana.candidate_id) != answer.key
    assert not db.session.scalars(
        select(HistoryLine).where(HistoryLine.actor_kind == "candidate")
    ).all()


def test_the_key_needs_the_installations_own_secret(app, ana):
    here = key_of(ana.candidate_id)
    before = app.config["SECRET_KEY"]
    app.config["SECRET_KEY"] = "that of another installation"
    elsewhere = key_of(ana.candidate_id)
    app.config["SECRET_KEY"] = before
    assert here != elsewhere


def test_answers_are_in_no_page_of_the_team_and_no_file_about_candidates(
    client, asking, requisition, ana, make, db
):
    planted = asking[2].choices[3].words  # no other page has a reason to name it
    client.post(make.own_page(ana) + "/groups", data=told(asking[2], 3))
    client.sign_in(make.leader(requisition))
    base = f"/requisitions/{requisition.id}"
    for address in (
        f"/candidacies/{ana.id}",
        f"/candidacies/{ana.id}/page",
        f"/candidacies/{ana.id}/contact",
        f"{base}/candidates",
        f"{base}/exports/candidates.csv",
        f"{base}/exports/history.csv",
        f"{base}/history",
        "/candidates",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert planted not in answer.text, address
    assert planted not in str(data_of(ana.candidate))


def test_under_thirty_nothing_is_shown(asking, requisition, make):
    many(make, requisition, asking[0], [(15, 8), (14, 8)])
    assert report().why_not == TOO_FEW
    assert report(requisition.id).why_not == TOO_FEW


def test_from_thirty_on_hr_reads_counts_by_group(client, asking, requisition, make, hr):
    many(make, requisition, asking[0], [(20, 12), (20, 4), (3, 2)])
    page = client.get("/fairness").text
    assert "Under four fifths" in page
    assert "Chance alone seldom does this." in page
    assert "Too few to say" in page
    assert "about 20" in page
    assert client.get(f"/requisitions/{requisition.id}/fairness").text.count("Under 5") == (
        page.count("Under 5")
    )
    for name in ("Candidate 1", "Candidate 2"):
        assert name not in page


def test_the_passages_follow_how_far_each_came(asking, requisition, make, db):
    many(make, requisition, asking[0], [(20, 12), (20, 8)])
    met = {one.start + "-" + one.end: one.shown for one in report().questions[0].passages}
    assert [round(one.rate, 2) for one in met["considered-interviewed"].lines if one.people] == [
        1.0,
        1.0,
    ]
    listed = [one for one in met["interviewed-shortlisted"].lines if one.people]
    assert sorted(one.rate for one in listed) == [0.4, 0.6]
    assert met["offered-hired"].why_not == TOO_FEW
    db.session.query(Candidacy).update({"interviewed_at": None})
    never = {one.start + "-" + one.end: one.shown for one in report().questions[0].passages}
    assert never["considered-interviewed"].lines


def test_a_small_rest_hides_the_requisition_beside_the_company(asking, requisition, make):
    many(make, requisition, asking[0], [(20, 10), (20, 10)])
    assert report(requisition.id).why_not is None
    other = make.requisition()
    many(make, other, asking[0], [(2, 0), (2, 0)])
    assert report(requisition.id).why_not == TOO_NEAR
    assert report().why_not is None


def test_somebody_in_two_requisitions_is_counted_once(asking, requisition, make):
    many(make, requisition, asking[0], [(14, 7), (15, 7)])
    ana = make.candidacy(requisition)
    actions.tell(ana.candidate_id, {asking[0].id: asking[0].choices[0].id}, consents=True)
    make.candidacy(make.requisition(), candidate=ana.candidate)
    assert report().why_not is None
    actions.remove(ana.candidate_id)
    assert report().why_not == TOO_FEW


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_file_holds_what_the_page_holds(client, asking, requisition, make, hr, ending):
    many(make, requisition, asking[0], [(20, 12), (20, 4), (3, 2)])
    for base in ("/fairness", f"/requisitions/{requisition.id}/fairness"):
        answer = client.get(f"{base}/counts.{ending}")
        assert answer.status_code == 200
        if ending == "csv":
            rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
            few = [row for row in rows if row["note"] == "Too few to say"]
            assert few
            assert all(row["people_about"] == row["rate_about"] == "" for row in few)
            assert {row["people_about"] for row in rows} <= {"", "20", "10", "15"}
            assert any(row["under_four_fifths"] == "true" for row in rows)
    assert client.get("/fairness/counts.pdf").status_code == 404


def test_a_question_asked_otherwise_is_another_and_its_answers_are_forgotten(
    client, asking, hr, ana, make, db
):
    client.post(make.own_page(ana) + "/groups", data=told(asking[0]))
    number = asking[0].id
    answer = client.post(
        f"/fairness/questions/{number}", data={"words": "Gender", "choices": "Woman\nMan"}
    )
    assert answer.status_code == 303
    assert not has_answered(ana.candidate_id)
    now = questions()
    assert [one.words for one in now[0].choices] == ["Woman", "Man"]
    assert now[0].id != number
    assert db.session.get(GroupQuestion, number).retired_at == make.at


def test_hr_adds_and_takes_away_questions(client, asking, hr, db):
    data = {"words": "Nationality", "choices": "Of this country\nOf another"}
    assert client.post("/fairness/questions", data=data).status_code == 303
    assert questions()[-1].words == "Nationality"
    twice = {"words": "Odd", "choices": "Same\nsame"}
    assert client.post("/fairness/questions", data=twice).status_code == 422
    client.post(f"/fairness/questions/{questions()[-1].id}/retirement")
    assert "Nationality" not in [one.words for one in questions()]


def test_the_report_asks_as_many_questions_with_300_as_with_40(
    asking, requisition, make, statements
):
    counts = []
    for size in (20, 130):
        many(make, make.requisition(), asking[0], [(size, 0), (size, 0)])
        with statements() as seen:
            report(requisition.id)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_on_both_databases_the_counts_are_the_same(app, make):
    requisition = make.requisition()
    actions.begin_asking(by=WORKER, at=make.at)
    question = questions()[0]
    many(make, requisition, question, [(20, 12), (20, 4)])
    make.offer(make.candidacy(requisition), "accepted")
    passages = report().questions[0].passages
    lines = [one for one in passages[1].shown.lines if one.people]
    assert [(one.group, one.rate, one.flagged) for one in lines] == [
        ("Woman", 0.6, False),
        ("Man", 0.2, True),
    ]
