"""Pages of asking and of cards: filled without script, refused in words, read when in."""

import pytest
from sqlalchemy import func, select

from app.scorecards import actions
from app.scorecards.models import Ask, Mark, Scorecard
from tests.scorecards.panel import answers, asked, criteria_of, history, panel_of, typed


@pytest.fixture
def panel(make):
    return panel_of(make)


def count(db, table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_card_is_filled_saved_and_handed_in(make, client, db, panel):
    ask = make.ask(panel.ana, panel.manager)
    url = f"/scorecards/{ask.id}"
    page = client.sign_in(panel.manager).get(url).text
    assert "Your scorecard for" in page
    assert "What a 1 looks like" in page
    assert "0 of 2 answered" in page
    assert "Nothing saved yet" in page

    saved = client.post(f"{url}/draft", data=typed(panel, "4", "", recommendation=""))
    assert (saved.status_code, saved.location) == (303, url)
    page = client.get(url).text
    assert "1 of 2 answered" in page
    assert "Draft of" in page

    done = client.post(f"{url}/submission", data=typed(panel, "4", "na", notes=["Drew it"]))
    assert done.status_code == 303
    page = client.get(url).text
    assert "Your scorecard for Ana Ribeiro is in." in page
    assert "Recommends: yes" in page
    assert "Drew it" in page
    assert "Submit scorecard" not in page
    assert len(history(db, "scorecards.submitted")) == 1


def test_autosave_answers_with_a_few_words_and_the_progress(make, client, panel):
    ask = make.ask(panel.ana, panel.manager)
    answer = client.sign_in(panel.manager).post(
        f"/scorecards/{ask.id}/draft",
        data=typed(panel, "4", "na", recommendation=""),
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "Draft saved 10:00" in answer.text
    assert "2 of 2 answered" in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("mark", ["0", "6", "four", "4.5", "-1"])
@pytest.mark.parametrize("act", ["draft", "submission"])
def test_a_mark_off_the_scale_is_refused_in_words_and_nothing_changes(
    make, client, db, panel, mark, act
):
    ask = make.ask(panel.ana, panel.manager)
    actions.save_draft(asked(ask), answers(panel, 3, 3), at=make.at)
    url = f"/scorecards/{ask.id}/{act}"
    answer = client.sign_in(panel.manager).post(url, data=typed(panel, mark, "5", note="kept?"))
    assert answer.status_code == 422
    assert "A mark is 1, 2, 3, 4, 5 or not assessed" in answer.text
    assert f"“{mark}”" in answer.text
    assert [one.value for one in db.session.scalars(select(Mark).order_by(Mark.id))] == [3, 3]
    assert db.session.scalars(select(Scorecard)).one().submitted_at is None


def test_what_is_missing_is_said_beside_each_criterion_and_what_was_typed_stays(
    make, client, db, panel
):
    ask = make.ask(panel.ana, panel.manager)
    answer = client.sign_in(panel.manager).post(
        f"/scorecards/{ask.id}/submission",
        data=typed(panel, "4", "", recommendation="", notes=["Drew the schema"]),
    )
    first, second = criteria_of(panel)
    assert answer.status_code == 422
    assert "2 things to mend" in answer.text
    assert f'id="mark-{second.id}-wrong"' in answer.text
    assert f'id="mark-{first.id}-wrong"' not in answer.text
    assert 'id="recommendation-wrong"' in answer.text
    assert "Drew the schema" in answer.text
    assert count(db, Scorecard) == 0


def test_a_second_submission_leaves_the_first_as_it_is(make, client, db, panel):
    ask = make.ask(panel.ana, panel.manager)
    client.sign_in(panel.manager)
    for marks in (("4", "4"), ("1", "1")):
        answer = client.post(f"/scorecards/{ask.id}/submission", data=typed(panel, *marks))
        assert answer.status_code == 303
    assert {one.value for one in db.session.scalars(select(Mark))} == {4}
    assert "was in already, and stands" in client.get(f"/scorecards/{ask.id}").text


def test_a_draft_after_submission_is_refused_and_changes_nothing(make, client, db, panel):
    ask = make.ask(panel.ana, panel.manager)
    client.sign_in(panel.manager)
    client.post(f"/scorecards/{ask.id}/submission", data=typed(panel, "4", "4"))
    late = client.post(f"/scorecards/{ask.id}/draft", data=typed(panel, "1", "1"))
    assert late.status_code == 409
    assert "Nothing was saved: this scorecard is in" in late.text
    by_itself = client.post(
        f"/scorecards/{ask.id}/draft",
        data=typed(panel, "1", "1"),
        headers={"HX-Request": "true"},
    )
    assert by_itself.text == "Nothing was saved: this scorecard is in."
    assert {one.value for one in db.session.scalars(select(Mark))} == {4}


def test_a_card_is_reopened_with_a_reason_and_its_version_is_shown(make, client, panel):
    ask = make.ask(panel.ana, panel.manager)
    url = f"/scorecards/{ask.id}"
    client.sign_in(panel.manager)
    client.post(f"{url}/submission", data=typed(panel, "4", "4"))
    assert client.post(f"{url}/reopening", data={"reason": " "}).status_code == 422
    assert client.post(f"{url}/reopening", data={"reason": "Mixed up"}).status_code == 303
    assert "You reopened this scorecard" in client.get(url).text
    client.post(f"{url}/submission", data=typed(panel, "2", "2"))
    page = client.get(url).text
    assert "Version 1" in page
    assert "Mixed up" in page
    assert "first 4" in page


def test_a_reopened_card_is_read_by_others_as_it_was(make, client, panel, now):
    ask = make.ask(panel.ana, panel.manager)
    found = asked(ask)
    actions.submit(found, answers(panel, 4, 4, note="At first"), by=panel.manager, at=now)
    actions.reopen(found, reason="A slip", by=panel.manager, at=now)
    actions.save_draft(found, answers(panel, 1, 1, note="On second thought"), at=now)
    page = client.sign_in(panel.recruiter).get(f"/scorecards/{ask.id}").text
    assert "At first" in page
    assert "On second thought" not in page
    assert "Being changed" in page


def test_a_text_from_anywhere_is_escaped(make, client, panel):
    ask = make.ask(panel.ana, panel.manager)
    client.sign_in(panel.manager)
    notes = ["<script>alert(1)</script>", "{{ 7 * 7 }}"]
    client.post(f"/scorecards/{ask.id}/submission", data=typed(panel, "4", "4", notes=notes))
    page = client.get(f"/scorecards/{ask.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7 * 7 }}" in page


def form(panel, *people, whom="all", **more):
    return {
        "whom": whom,
        "people": [person.id for person in people],
        "due_at": "2026-11-25T18:00",
        **more,
    }


def test_the_recruiter_asks_and_the_table_shows_who_owes(make, client, db, panel):
    url = f"/requisitions/{panel.requisition.id}/scores"
    client.sign_in(panel.recruiter)
    assert "2026-11-24 18:00" in client.get(url).text
    answer = client.post(url, data=form(panel, panel.recruiter, panel.manager))
    assert answer.status_code == 303
    asks = {(one.candidacy_id, one.person_id, one.panel) for one in db.session.scalars(select(Ask))}
    assert asks == {
        (one.id, person.id, kind)
        for one in (panel.ana, panel.bo)
        for person, kind in ((panel.recruiter, "soft"), (panel.manager, "hard"))
    }
    page = client.get(url).text
    assert "Asked for 4 scorecards." in page
    assert "0 of 4 scorecards are in" in page
    client.post(url, data=form(panel, panel.manager, panel.interviewer))
    said = "Asked for 2 scorecards. 2 were asked for already: "
    assert f"{said}{panel.manager.name} about Ana Ribeiro and" in client.get(url).text
    again = client.post(url, data=form(panel, panel.manager))
    assert again.status_code == 422
    assert "All of these scorecards are asked for already" in again.text


def test_the_ranking_tells_two_of_one_name_apart(make, client, panel):
    for number in (1, 2):
        one = make.candidate("Amélie Lacroix", email=f"amelie{number}@example.com")
        make.candidacy(panel.requisition, candidate=one)
    client.sign_in(panel.recruiter)
    page = client.get(f"/requisitions/{panel.requisition.id}/ranking").text
    for number in (1, 2):
        assert f"Amélie Lacroix (amelie{number}@example.com)" in page


def test_the_table_tells_two_of_one_name_apart(make, client, panel):
    for number in (1, 2):
        one = make.candidate("Amélie Lacroix", email=f"amelie{number}@example.com")
        make.ask(make.candidacy(panel.requisition, candidate=one), panel.manager)
    client.sign_in(panel.recruiter)
    table = client.get(f"/requisitions/{panel.requisition.id}/scores").text.split("</table>")[0]
    for number in (1, 2):
        assert f"Amélie Lacroix (amelie{number}@example.com)" in table
    assert "Ana Ribeiro (" not in table


def test_ticks_are_never_dropped_in_silence(client, db, panel):
    url = f"/requisitions/{panel.requisition.id}/scores"
    sent = form(panel, panel.manager, whom="met", candidates=[panel.bo.id])
    answer = client.sign_in(panel.recruiter).post(url, data=sent)
    assert answer.status_code == 422
    assert "You ticked candidates, but chose others above" in answer.text
    ticked = answer.text.partition(f'name="candidates" type="checkbox" value="{panel.bo.id}"')
    assert "checked" in (ticked[0][-120:] + ticked[2][:40])
    assert count(db, Ask) == 0


def test_whoever_met_nobody_is_named_as_not_asked(make, client, panel):
    newcomer = make.member(panel.requisition, "interviewer", make.person("Idle Ida"))
    make.interview(panel.bo, panel.manager)
    url = f"/requisitions/{panel.requisition.id}/scores"
    sent = form(panel, panel.manager, newcomer, whom="met")
    assert client.sign_in(panel.recruiter).post(url, data=sent).status_code == 303
    assert (
        "Not asked, since no interview with a candidate is recorded: Idle Ida."
        in client.get(url).text
    )


def test_two_raters_of_one_name_are_told_apart_by_their_e_mail(make, client, panel):
    one, other = make.person("Mia Sol", email="m1@x.example"), make.person("mia sol")
    for person in (one, other):
        make.member(panel.requisition, "interviewer", person)
        make.ask(panel.ana, person)
    page = client.sign_in(panel.recruiter).get(f"/requisitions/{panel.requisition.id}/scores").text
    assert page.count("Mia Sol (m1@x.example)") >= 3  # the column, the box, its panel
    assert f"mia sol ({other.email})" in page
    assert f"({panel.manager.email})" not in page


def test_panels_can_be_changed_and_some_candidates_chosen(make, client, db, panel):
    url = f"/requisitions/{panel.requisition.id}/scores"
    more = {f"panel-{panel.manager.id}": "both", "candidates": [panel.bo.id]}
    client.sign_in(panel.recruiter).post(url, data=form(panel, panel.manager, whom="some", **more))
    asks = {(one.candidacy_id, one.panel) for one in db.session.scalars(select(Ask))}
    assert asks == {(panel.bo.id, "soft"), (panel.bo.id, "hard")}


def test_each_can_be_asked_about_those_they_met(make, client, db, panel):
    newcomer = make.member(panel.requisition, "interviewer")
    make.interview(panel.bo, newcomer)
    url = f"/requisitions/{panel.requisition.id}/scores"
    client.sign_in(panel.recruiter).post(url, data=form(panel, newcomer, whom="met"))
    assert [one.candidacy_id for one in db.session.scalars(select(Ask))] == [panel.bo.id]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"people": []}, "Tick who is asked"),
        ({"due_at": ""}, "When is it due?"),
        ({"due_at": "soon"}, "Not a date and time"),
        ({"due_at": "2026-11-01T10:00"}, "due already"),
        ({"whom": "some"}, "Choose at least one candidate"),
        ({"people": ["999999"]}, "not a valid choice"),
    ],
)
def test_a_wrong_form_asks_nobody_and_says_why(client, db, panel, change, why):
    url = f"/requisitions/{panel.requisition.id}/scores"
    data = form(panel, panel.manager) | change
    answer = client.sign_in(panel.recruiter).post(url, data=data)
    assert answer.status_code == 422
    assert why in answer.text
    assert count(db, Ask) == 0


def test_only_recruiters_and_hr_ask_and_managers_excuse(make, client, db, panel):
    url = f"/requisitions/{panel.requisition.id}/scores"
    data = form(panel, panel.interviewer)
    for person in (panel.manager, panel.interviewer):
        assert client.sign_in(person).post(url, data=data).status_code == 403
    assert client.sign_in(panel.hr).post(url, data=data).status_code == 303
    ask = db.session.scalars(select(Ask)).first()
    excuse = f"/asks/{ask.id}/excuse"
    for person in (panel.hr, panel.interviewer):
        assert client.sign_in(person).post(excuse, data={"reason": "x"}).status_code == 403
    client.sign_in(panel.manager)
    assert "Excuse Ngozi Okafor" in client.get(excuse).text
    assert client.post(excuse, data={"reason": ""}).status_code == 422
    assert client.post(excuse, data={"reason": "On leave"}).status_code == 303
    page = client.get(url).text
    assert "On leave" in page
    assert client.post(excuse, data={"reason": "Again"}).status_code == 422


def test_nobody_excuses_themselves_by_the_page(make, client, db, panel):
    ask = make.ask(panel.ana, panel.manager)
    answer = client.sign_in(panel.manager).post(
        f"/asks/{ask.id}/excuse", data={"reason": "No time"}
    )
    assert answer.status_code == 422
    assert "Nobody excuses themselves" in answer.text
    db.session.refresh(ask)
    assert ask.excused_at is None


def test_looking_writes_nothing(make, client, panel, statements):
    ask = make.ask(panel.ana, panel.manager)
    client.sign_in(panel.manager)
    urls = [
        f"/scorecards/{ask.id}",
        f"/asks/{ask.id}/excuse",
        f"/requisitions/{panel.requisition.id}/scores",
        f"/requisitions/{panel.requisition.id}/ranking",
        f"/candidacies/{panel.bo.id}/arithmetic",
    ]
    with statements() as seen:
        assert {client.get(url).status_code for url in urls} == {200}
    assert not [sql for sql in seen if not sql.startswith(("SELECT", "BEGIN"))]


def test_an_ask_that_is_not_there_or_elsewhere_is_not_found(make, client, panel):
    other = panel_of(make)
    ask = make.ask(other.ana, other.manager)
    client.sign_in(panel.manager)
    assert client.get("/scorecards/999999").status_code == 404
    assert client.get(f"/scorecards/{ask.id}").status_code == 404
    assert client.post(f"/scorecards/{ask.id}/submission").status_code == 404
