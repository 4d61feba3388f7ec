"""The pages of requisitions: who may open them, what they say, what a refusal leaves behind."""

import re

import pytest
from sqlalchemy import func, select

from app.people.models import PARTS, Membership
from app.people.queries import lead
from app.requisitions import queries
from app.requisitions.models import Requisition
from app.scorecards.models import Scorecard
from tests.requisitions.offers import held_by, offer_on

NEW = {
    "code": "SDE-2026-11",
    "title": "Senior data engineer",
    "client": "Atlas",
    "location": "Lisbon",
    "time_zone": "europe/lisbon",
    "places": "2",
}


@pytest.fixture
def hiring(make):
    return make.requisition(
        code="PD-1", recruiter=make.person("Bea"), manager=make.person("Henrik")
    )


def leads(requisition):
    return lead(requisition.id, "recruiter"), lead(requisition.id, "hiring manager")


def at(requisition, path=""):
    return f"/requisitions/{requisition.id}{path}"


def editor(*rows, **more):
    """The form of the criteria editor as a browser sends it."""
    sent = {
        f"c-{number}-{column}": text
        for number, row in enumerate(rows, 1)
        for column, text in row.items()
    }
    return sent | more


TALK = {"criterion": "Talk", "kind": "soft", "area": "culture", "weight": "1"}
SQL = {"criterion": "SQL", "kind": "hard", "area": "skills", "weight": "3", "must_have": "yes"}


# Opening a new one


def test_any_active_person_opens_a_requisition_and_leads_it(client, make, db):
    bea, henrik = make.person("Bea"), make.person("Henrik")
    client.sign_in(bea)
    assert 'name="recruiter"' not in client.get("/requisitions/new").text
    answer = client.post("/requisitions/new", data=NEW | {"manager": henrik.id})
    made = db.session.scalars(select(Requisition)).one()
    assert (answer.status_code, answer.location) == (303, at(made, "/requirements"))
    assert (made.code, made.time_zone, made.stage) == ("SDE-2026-11", "Europe/Lisbon", "draft")
    assert leads(made) == (bea, henrik)


def test_nobody_but_hr_names_another_lead_recruiter(client, make, db):
    ana, bea, henrik = make.person("Ana"), make.person("Bea"), make.person("Henrik")
    sent = NEW | {"manager": henrik.id, "recruiter": ana.id}
    client.sign_in(bea).post("/requisitions/new", data=sent)
    assert leads(db.session.scalars(select(Requisition)).one()) == (bea, henrik)
    client.sign_in(make.person(hr=True)).post("/requisitions/new", data=sent | {"code": "X-2"})
    assert leads(queries.by_code("x-2")) == (ana, henrik)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"code": ""}, "Give it a code."),
        ({"code": "x" * 41}, "Field cannot be longer than 40"),
        ({"title": " "}, "Give it a title."),
        ({"places": "0"}, "1 to 99."),
        ({"places": "four"}, "Type a whole number."),
        ({"time_zone": "Atlantis"}, "such as Europe/Lisbon"),
        ({"manager": ""}, "Choose a person"),
        ({"manager": "999999"}, "Choose a person from the list."),
    ],
)
def test_what_is_wrong_with_a_new_one_is_said_and_nothing_is_made(client, make, db, change, words):
    client.sign_in(make.person("Bea"))
    answer = client.post("/requisitions/new", data=NEW | {"manager": make.person().id} | change)
    assert answer.status_code in (409, 422)
    assert words in answer.text
    assert "Senior data engineer" in answer.text or "title" in change
    assert db.session.scalar(select(func.count()).select_from(Requisition)) == 0


def test_a_taken_code_or_leading_with_oneself_is_refused_in_words(client, make, db, hiring):
    bea = leads(hiring)[0]
    client.sign_in(bea)
    taken = client.post(
        "/requisitions/new", data=NEW | {"manager": make.person().id, "code": "pd-1"}
    )
    assert (taken.status_code, "has the code pd-1" in taken.text) == (409, True)
    alone = client.post("/requisitions/new", data=NEW | {"manager": bea.id})
    assert (alone.status_code, "two people" in alone.text) == (409, True)
    assert db.session.scalar(select(func.count()).select_from(Requisition)) == 1


def test_the_manager_on_offer_is_somebody_whose_account_is_on(client, make):
    make.person("Gone Person", switched_off_at=make.at)
    text = client.sign_in(make.person("Bea")).get("/requisitions/new").text
    assert "Gone Person" not in text


# The list


def shown(client, address="/requisitions"):
    """The page's own part, without what the sidebar lists."""
    return client.get(address).text.split('id="main"')[1]


def test_the_list_holds_only_what_i_may_reach(client, make, hiring):
    make.requisition(title="Hidden role")
    bea, _ = leads(hiring)
    text = shown(client.sign_in(bea))
    assert "Product designer" in text
    assert "Hidden role" not in text
    assert "Hidden role" in shown(client.sign_in(make.person(hr=True)))
    assert "No requisition is shared" in shown(client.sign_in(make.person(admin=True)))


def test_the_list_leaves_out_where_i_am_a_candidate(client, make, hiring):
    bea, _ = leads(hiring)
    make.candidacy(hiring, candidate=make.candidate("Bea", email=bea.email.upper()))
    assert "Product designer" not in shown(client.sign_in(bea))


def test_the_list_is_cut_by_stage_in_the_address(client, make):
    bea = make.person("Bea")
    for stage in ("draft", "open", "closed"):
        make.requisition(title=f"A {stage} one", stage=stage, recruiter=bea)
    client.sign_in(bea)
    assert all(f"A {stage} one" in shown(client) for stage in queries.STAGES)
    text = shown(client, "/requisitions?stage=draft")
    assert ["A draft one" in text, "A open one" in text, "A closed one" in text] == [
        True,
        False,
        False,
    ]
    assert client.get("/requisitions?stage=lost").status_code == 404


def test_how_many_candidates_there_are_is_for_those_who_see_them_all(client, make, hiring):
    for _ in range(37):
        make.candidacy(hiring)
    bea, henrik = leads(hiring)
    for person in (bea, henrik, make.person(hr=True)):
        assert ">37</td>" in shown(client.sign_in(person))
    for part in ("interviewer", "agency recruiter", "observer", "approver"):
        text = shown(client.sign_in(make.member(hiring, part)))
        assert "Product designer" in text
        assert ">37<" not in text


def test_the_list_goes_on_after_fifty(client, make):
    bea = make.person("Bea")
    for number in range(53):
        make.requisition(title=f"Role {number:03}", recruiter=bea)
    client.sign_in(bea)
    first = shown(client)
    assert first.count("Role 0") == 50
    after = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = shown(client, after)
    assert [number for number in range(53) if f"Role {number:03}" in second] == [0, 1, 2]


def test_the_list_asks_no_more_of_the_database_for_more_rows(client, make, statements):
    bea = make.person("Bea")

    def asked():
        client.get("/requisitions")
        with statements() as seen:
            assert client.get("/requisitions").status_code == 200
        return len(seen)

    client.sign_in(bea)
    for _ in range(3):
        make.requisition(recruiter=bea)
    few = asked()
    for _ in range(45):
        make.candidacy(make.requisition(recruiter=bea))
    assert asked() == few


# Who may open what

PAGES = {
    "/settings": {"recruiter", "hiring manager"},
    "/requirements": {"recruiter", "hiring manager", "interviewer"},
}
POSTS = {
    "/details": {"recruiter"},
    "/members": {"recruiter"},
    "/leads/recruiter": {"recruiter"},
    "/places": {"recruiter"},
    "/policy": {"recruiter"},
    "/approvers/offer": {"recruiter"},
    "/opening": {"recruiter"},
    "/closing": {"recruiter"},
    "/requirements": {"recruiter", "hiring manager"},
}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("part", PARTS)
def test_a_page_opens_for_the_parts_of_the_table(client, make, hiring, path, part):
    person = make.member(hiring, part)
    status = client.sign_in(person).get(at(hiring, path)).status_code
    assert status == (200 if part in PAGES[path] else 403)


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("part", PARTS)
def test_a_change_is_for_the_parts_of_the_table(client, make, hiring, path, part):
    person = make.member(hiring, part)
    status = client.sign_in(person).post(at(hiring, path)).status_code
    assert (status == 403) == (part not in POSTS[path])


@pytest.mark.parametrize("path", [*PAGES, *POSTS])
def test_out_of_reach_is_404(client, make, hiring, path):
    for person in (make.person(), make.person(admin=True)):
        call = client.sign_in(person).post if path in POSTS else client.sign_in(person).get
        assert call(at(hiring, path)).status_code == 404


def test_hr_reads_criteria_and_runs_the_rest_but_does_not_set_criteria(client, make, hiring):
    client.sign_in(make.person(hr=True))
    page = client.get(at(hiring, "/requirements"))
    assert page.status_code == 200
    assert "Save the criteria" not in page.text
    assert client.post(at(hiring, "/requirements")).status_code == 403
    assert client.post(at(hiring, "/closing")).status_code == 303


def test_a_part_of_another_requisition_is_not_reached_through_mine(client, make, db, hiring):
    other = make.requisition()
    theirs = make.member(other, "interviewer")
    row = db.session.scalar(select(Membership).where(Membership.person_id == theirs.id))
    client.sign_in(leads(hiring)[0])
    assert client.post(at(hiring, f"/members/{row.id}/removal")).status_code == 404
    assert client.post(at(other, f"/members/{row.id}/removal")).status_code == 404
    assert db.session.get(Membership, row.id) is not None


# Settings


def test_a_recruiter_builds_the_team_and_the_sign_off_order(client, make, db, hiring):
    client.sign_in(leads(hiring)[0])
    ana, rui = make.person("Ana"), make.person("Rui")
    sent = {"member-person": ana.id, "member-part": "interviewer"}
    assert client.post(at(hiring, "/members"), data=sent).status_code == 303
    sent = {"shortlist-person": rui.id}
    assert client.post(at(hiring, "/approvers/shortlist"), data=sent).status_code == 303
    text = client.get(at(hiring, "/settings")).text
    assert "Ana" in text
    assert [person.name for _, person in queries.chain_people(hiring.id, "shortlist")] == ["Rui"]
    (step, _), *_ = queries.chain_steps(hiring.id, "shortlist")
    assert client.post(at(hiring, f"/approvers/{step.id}/turn/later")).status_code == 303
    assert client.post(at(hiring, f"/approvers/{step.id}/removal")).status_code == 303
    assert queries.chain_people(hiring.id, "shortlist") == []


def test_a_lead_cannot_be_removed_and_the_page_says_why(client, make, db, hiring):
    bea, _ = leads(hiring)
    row = db.session.scalar(select(Membership).where(Membership.person_id == bea.id))
    answer = client.sign_in(bea).post(at(hiring, f"/members/{row.id}/removal"))
    assert answer.status_code == 409
    assert "Bea is the lead recruiter. Name another lead first." in answer.text
    assert db.session.get(Membership, row.id) is not None


def test_the_lead_changes(client, make, hiring):
    zoe = make.person("Zoë")
    client.sign_in(leads(hiring)[0])
    client.post(at(hiring, "/leads/manager"), data={"manager-person": zoe.id})
    assert leads(hiring)[1] == zoe
    again = client.post(at(hiring, "/leads/recruiter"), data={"recruiter-person": zoe.id})
    assert (again.status_code, "two people" in again.text) == (409, True)


def test_places_do_not_drop_below_those_held(client, make, hiring):
    client.sign_in(leads(hiring)[0])
    client.post(at(hiring, "/places"), data={"places-number": "2"})
    for place in queries.places(hiring.id):
        held_by(make, place, offer_on(make, hiring, place))
    answer = client.post(at(hiring, "/places"), data={"places-number": "1"})
    assert answer.status_code == 409
    assert "2 places are filled or held by an offer" in answer.text
    assert len(queries.places(hiring.id)) == 2


@pytest.mark.parametrize("number", ["", "0", "100", "two", "1.5", "9" * 30])
def test_a_number_of_places_that_cannot_be_changes_nothing(client, hiring, number):
    client.sign_in(leads(hiring)[0])
    answer = client.post(at(hiring, "/places"), data={"places-number": number})
    assert answer.status_code in (409, 422)
    assert len(queries.places(hiring.id)) == 1


POLICY = {
    "policy-list_size": "5",
    "policy-coverage_min": "75",
    "policy-must_have_min": "3.5",
    "policy-interviewed_min": "4",
    "policy-scorecard_days": "3",
    "policy-signoff_days": "2",
    "policy-reference_days": "3",
    "policy-references_manager": "1",
    "policy-references_colleague": "2",
    "policy-offer_hours": "48",
    "policy-word_days": "5",
    "policy-quiet_from": "21",
    "policy-quiet_until": "7",
}


def test_the_numbers_are_saved_as_they_are_shown(client, make, hiring):
    client.sign_in(leads(hiring)[0])
    assert client.post(at(hiring, "/policy"), data=POLICY).status_code == 303
    policy = queries.policy(hiring.id)
    assert (policy.list_size, policy.coverage_min, policy.must_have_min) == (5, 0.75, 3.5)
    text = client.get(at(hiring, "/settings")).text
    assert re.search(r'name="policy-coverage_min"[^>]*value="75"', text)
    assert re.search(r'name="policy-must_have_min"[^>]*value="3.5"', text)


@pytest.mark.parametrize(
    "change", [{"list_size": "6"}, {"must_have_min": "5.5"}, {"offer_hours": ""}]
)
def test_numbers_out_of_range_change_none(client, hiring, change):
    sent = POLICY | {f"policy-{name}": value for name, value in change.items()}
    answer = client.sign_in(leads(hiring)[0]).post(at(hiring, "/policy"), data=sent)
    assert (answer.status_code, queries.policy(hiring.id).list_size) == (422, 4)


def test_a_manager_reads_the_settings_but_has_nothing_to_press(client, hiring):
    text = client.sign_in(leads(hiring)[1]).get(at(hiring, "/settings")).text
    main = text.split('id="main"')[1]
    assert "Finalists on the list" in main
    assert "<button" not in main.split('class="keys"')[0]


# Opening and closing


def test_opening_without_criteria_is_refused_and_names_it(client, make):
    draft = make.requisition(stage="draft", criteria=[])
    client.sign_in(leads(draft)[0])
    assert "no criteria with a weight" in client.get(at(draft, "/settings")).text
    answer = client.post(at(draft, "/opening"))
    assert (answer.status_code, "no criteria" in answer.text) == (409, True)
    assert queries.get(draft.id).stage == "draft"


def test_a_draft_opens_and_closes(client, make):
    draft = make.requisition(stage="draft")
    client.sign_in(leads(draft)[0])
    assert client.post(at(draft, "/opening")).location == at(draft)
    assert queries.get(draft.id).stage == "open"
    client.post(at(draft, "/closing"))
    assert queries.get(draft.id).stage == "closed"


def test_it_stays_open_while_an_offer_is_with_a_candidate(client, make, hiring):
    offer_on(make, hiring, queries.places(hiring.id)[0])
    answer = client.sign_in(leads(hiring)[0]).post(at(hiring, "/closing"))
    assert (answer.status_code, "1 offer is still" in answer.text) == (409, True)
    assert queries.get(hiring.id).stage == "open"


# The criteria editor


def test_criteria_are_typed_saved_and_shown_with_their_share(client, make):
    draft = make.requisition(stage="draft", criteria=[])
    client.sign_in(leads(draft)[1])
    answer = client.post(
        at(draft, "/requirements"),
        data=editor(TALK, SQL, {"criterion": ""}, seen=_seen(client, draft)),
    )
    assert answer.status_code == 303
    assert [c.name for c in queries.current_requirements(draft.id).criteria] == ["Talk", "SQL"]
    text = client.get(at(draft, "/requirements")).text
    assert "75% of all" in text
    assert "Soft 25%, Hard 75%" in text


def _seen(client, requisition):
    text = client.get(at(requisition, "/requirements")).text
    return re.search(r'name="seen" value="(\w+)"', text)[1]


def test_a_bad_cell_is_named_and_what_was_typed_is_kept(client, make, hiring):
    sent = editor(TALK | {"weight": "lots"}, SQL | {"criterion": ""}, seen="x")
    answer = client.sign_in(leads(hiring)[0]).post(at(hiring, "/requirements"), data=sent)
    assert answer.status_code == 422
    assert "2 things to mend" in answer.text
    assert 'value="lots"' in answer.text
    assert len(queries.current_requirements(hiring.id).criteria) == 4


def test_all_weights_zero_are_refused(client, hiring):
    client.sign_in(leads(hiring)[0])
    sent = editor(TALK | {"weight": "0"}, seen=_seen(client, hiring))
    answer = client.post(at(hiring, "/requirements"), data=sent)
    assert (answer.status_code, "All weights are zero" in answer.text) == (409, True)


def test_rows_are_added_moved_and_taken_out_without_saving(client, hiring):
    client.sign_in(leads(hiring)[0])
    path = at(hiring, "/requirements")
    names = r'name="c-\d+-criterion" value="([^"]*)"'
    more = client.post(path, data=editor(TALK, SQL, more="1", seen="x"))
    assert re.findall(names, more.text) == ["Talk", "SQL", ""]
    moved = client.post(path, data=editor(TALK, SQL, move="2:up", seen="x"))
    assert re.findall(names, moved.text) == ["SQL", "Talk"]
    out = client.post(path, data=editor(TALK, SQL, move="1:out", seen="x"))
    assert re.findall(names, out.text) == ["SQL"]
    assert all("Not saved yet" in answer.text for answer in (more, moved, out))
    assert len(queries.current_requirements(hiring.id).criteria) == 4


def test_whoever_was_overtaken_is_told_and_loses_nothing_typed(client, new_client, hiring):
    bea, henrik = leads(hiring)
    client.sign_in(bea)
    seen = _seen(client, hiring)
    path = at(hiring, "/requirements")
    assert new_client().sign_in(henrik).post(path, data=editor(SQL, seen=seen)).status_code == 303
    answer = client.post(path, data=editor(TALK, seen=seen))
    assert (answer.status_code, "Someone else changed" in answer.text) == (409, True)
    assert 'value="Talk"' in answer.text
    assert [c.name for c in queries.current_requirements(hiring.id).criteria] == ["SQL"]


def test_once_a_card_was_begun_the_criteria_are_read_only_and_a_post_changes_nothing(
    client, make, hiring
):
    client.sign_in(leads(hiring)[0])
    seen = _seen(client, hiring)
    make.add(
        Scorecard(
            candidacy_id=make.candidacy(hiring).id,
            rater_id=make.person().id,
            panel="hard",
            requirements_id=queries.current_requirements(hiring.id).id,
        )
    )
    text = client.get(at(hiring, "/requirements")).text
    assert "Marks exist" in text
    assert "Save the criteria" not in text
    answer = client.post(at(hiring, "/requirements"), data=editor(TALK, seen=seen))
    assert (answer.status_code, "Marks exist" in answer.text) == (409, True)
    assert len(queries.current_requirements(hiring.id).criteria) == 4


def test_text_is_shown_as_text(client, make):
    mean = "<script>alert(1)</script>"
    hiring = make.requisition(title=mean, criteria=[{"name": mean}], client=mean)
    client.sign_in(leads(hiring)[0])
    for path in ("/requirements", "/settings"):
        assert mean not in client.get(at(hiring, path)).text
    assert mean not in client.get("/requisitions").text


def test_namesakes_are_told_apart_in_every_picker_and_in_the_team(client, make, hiring):
    one, other = make.person("Mia Sol", title="Engineer"), make.person("Mia Sol", title="Engineer")
    for person in (one, other):
        make.member(hiring, "approver", person)
    make.approvers(hiring, "offer", one, other)
    page = client.sign_in(lead(hiring.id, "recruiter")).get(at(hiring, "/settings")).text
    for person in (one, other):
        assert page.count(f"Mia Sol ({person.email}), Engineer</option>") >= 3
        assert f"Let Mia Sol ({person.email}) sign" in page
    assert f"({lead(hiring.id, 'recruiter').email})" not in page
    assert one.email in client.get(at(hiring)).text


def test_no_share_is_shown_while_a_weight_is_none(client, make, hiring):
    client.sign_in(lead(hiring.id, "recruiter"))
    url = at(hiring, "/requirements")
    answer = client.post(url, data=editor(TALK, SQL | {"weight": "a lot"}))
    assert answer.status_code == 422
    assert "% of all" not in answer.text
    assert "Shares show once every weight is a number. Look at row 2." in answer.text
    assert "A weight is a number from 0 to 1000." in answer.text
    zero = client.post(url, data=editor(TALK | {"weight": "0"}, more="1")).text
    assert "All weights are zero" in zero
    assert "% of all" not in zero
    assert "75% of all" in client.post(url, data=editor(TALK, SQL, more="1")).text
