"""Search: names by the beginning of any word, of those the viewer may see, and nothing more."""

import re

import pytest
from sqlalchemy import event

from app.core.names import words
from app.desk.search import search
from app.people.words import terms


def names(person, text, most=30):
    return {row.name for group in search(person, text, most=most) for row in group.rows}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz Żółć", "lukasz"),
        ("Zoë Bjørnson", "bjorn"),
        ("Zoë Bjørnson", "Zoe BJ"),
        ("Ömer Weiß", "weiss"),
        ("Siobhán O\u2019Brien", "o'b"),
        ("Siobhán O\u2019Brien", "obrien"),
        ("Siobhán O\u2019Brien", "brien siob"),
        ("Jean-Luc Dupont", "luc"),
        ("王小明", "小明"),
    ],
)
def test_a_candidate_is_found_by_the_beginning_of_any_word_in_any_spelling(app, make, name, typed):
    requisition = make.requisition()
    make.candidacy(requisition, name)
    make.candidacy(requisition, "Planted Other")
    recruiter = make.member(requisition, "recruiter")
    assert names(recruiter, typed) == {name}


def test_requisitions_are_found_by_code_title_and_client_and_others_by_address(app, make):
    requisition = make.requisition(code="X-2026-014", title="Night nurse", client="Ålesund Clinic")
    person = make.member(requisition, "recruiter", make.person("Rita Reed", email="rr@firm.test"))
    candidate = make.candidate("Ana Costa", email="costa.ana@mail.test")
    make.candidacy(requisition, candidate=candidate)
    for typed in ("x-2026", "2026", "014", "nurse", "alesund", "night cli"):
        assert names(person, typed) == {"Night nurse"}, typed
    assert names(person, "costa.ana@m") == {"Ana Costa"}
    assert names(person, "rr@firm") == {"Rita Reed"}


def test_each_is_found_once_whatever_number_of_its_words_fit(app, make):
    requisition = make.requisition()
    candidate = make.candidate("Ana Anabela Anastasio", email="ana@mail.test")
    make.candidacy(requisition, candidate=candidate)
    found = search(make.member(requisition, "recruiter"), "an", most=30)
    assert [len(group.rows) for group in found] == [1]


def test_nobody_finds_what_they_may_not_see(app, make):
    here, there = make.requisition(title="Planted here"), make.requisition(title="Planted there")
    met, other = make.candidacy(here, "Planted Met"), make.candidacy(here, "Planted Unmet")
    make.candidacy(there, "Planted Elsewhere")
    interviewer = make.member(here, "interviewer", make.person("Planted Interviewer"))
    make.interview(met, interviewer)
    make.ask(met, interviewer)
    make.person("Planted Stranger")
    approver, agency = make.member(here, "approver"), make.member(here, "agency recruiter")
    other.brought_by_id = agency.id
    me = {"Planted Interviewer", "Planted here"}
    assert names(interviewer, "planted") == me | {"Planted Met"}
    assert names(approver, "planted") == me
    assert names(agency, "planted") == {"Planted here", "Planted Unmet"}
    assert names(make.person(), "planted") == set()
    everybody = {"Planted Interviewer", "Planted Stranger"}
    assert names(make.person(admin=True), "planted") == everybody


def test_a_candidate_with_an_account_finds_nothing_of_their_own_requisition(app, make):
    requisition = make.requisition(title="Planted opening")
    hr = make.person("Hanna Planted", hr=True)
    make.member(requisition, "interviewer", make.person("Planted Panel"))
    make.candidacy(requisition, "Planted Rival")
    assert names(hr, "planted") >= {"Planted opening", "Planted Rival", "Planted Panel"}
    make.recusal(requisition, hr.email)
    assert names(hr, "planted") == set()


def test_the_words_follow_a_change_of_name_title_and_address(client, make):
    requisition = make.requisition(title="Old title")
    recruiter = make.member(requisition, "recruiter")
    candidacy = make.candidacy(requisition, candidate=make.candidate("Old Name"))
    client.sign_in(recruiter)
    given = {"name": "New Name", "email": "fresh@example.com"}
    assert client.post(f"/candidacies/{candidacy.id}/contact", data=given).status_code == 303
    assert names(recruiter, "old name") == set()
    assert names(recruiter, "fresh@") == {"New Name"}


def test_the_page_works_without_script_and_what_drops_down_is_a_part_of_it(client, make):
    requisition = make.requisition()
    for number in range(7):
        make.candidacy(requisition, f"Zora Number{number}")
    client.sign_in(make.member(requisition, "recruiter"))
    page = client.get("/search", query_string={"q": "zora"}).text
    assert page.count("Zora Number") == 7
    assert "<html" in page
    part = client.get("/search?q=zora", headers={"HX-Request": "true"}).text
    assert part.count("Zora Number") == 5
    assert "<html" not in part
    assert "Nothing begins with" in client.get("/search?q=%25%5f").text
    assert client.get("/search?q=" + "x " * 300).status_code == 200


def test_a_search_says_nothing_of_status_or_order(client, make):
    requisition = make.requisition()
    rater = make.member(requisition, "interviewer")
    make.ask(make.candidacy(requisition, "Zora Aside", set_aside_at=make.at), rater)
    make.ask(make.candidacy(requisition, "Zora Inplay"), rater)
    client.sign_in(rater)
    part = client.get("/search?q=zora", headers={"HX-Request": "true"}).text
    assert part.index("Zora Aside") < part.index("Zora Inplay")
    assert "set aside" not in part.casefold()


def test_a_search_asks_as_many_questions_with_300_as_with_3(client, make, statements):
    requisition = make.requisition()
    client.sign_in(make.member(requisition, "recruiter"))
    counts = []
    for number in (3, 297):
        for _ in range(number):
            make.candidacy(requisition, "Zora Many")
        client.get("/search?q=zora")
        with statements() as seen:
            client.get("/search?q=zora")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


@pytest.mark.parametrize("role", ["hr", "recruiter", "admin"])
def test_a_search_reads_indexes_and_no_table_of_words_whole(app, db, make, role):
    requisition = make.requisition()
    for number in range(40):
        make.candidacy(requisition, f"Zora Name{number}")
    person = make.person(**{} if role == "recruiter" else {role: True})
    make.member(requisition, "recruiter", person)
    plans = explained(db, lambda: search(person, "zora nam", most=5))
    assert len(plans) >= 3
    for plan in plans:
        whole = re.search(r"SCAN (\w+_word|candidacy|candidate)|Seq Scan on (\w+_word|cand)", plan)
        assert not whole, plan


def explained(db, act):
    """Return how the database goes about each statement that ``act`` sends."""
    sent = []

    def note(_connection, _cursor, statement, values, *_):
        sent.append((statement, values))

    connection = db.session.connection()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    lite = connection.dialect.name == "sqlite"
    if not lite:  # so few rows are read whole, unless that is forbidden
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    how = "EXPLAIN QUERY PLAN" if lite else "EXPLAIN"
    return [
        "\n".join(str(row) for row in connection.exec_driver_sql(f"{how} {statement}", values))
        for statement, values in sent
        if statement.startswith("SELECT")
    ]


def test_terms_and_words_are_folded_alike():
    assert terms("  Żółć  ana ana \0") == ["zolc", "ana"]
    assert words("X-2026-014") == {"x-2026-014", "x2026014", "2026-014", "2026014", "014"}
    assert words("A.B@C.test", None) == {"a.b@c.test"}


def test_search_by_keyboard_alone(live, visitor, axe):
    with live.data() as make:
        requisition = make.requisition(title="Zoning clerk")
        person = make.member(requisition, "recruiter")
        make.candidacy(requisition, "Łucja Zöllner")
        email = person.email
    page = visitor(email)
    page.goto(f"{live.url}/requisitions")
    page.keyboard.press("/")
    page.keyboard.type("zo")
    page.get_by_role("option", name="Łucja Zöllner").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("[role=option][aria-selected=true]").inner_text().startswith("Zoning")
    axe(page)
    page.keyboard.press("Escape")
    assert not page.get_by_role("listbox").is_visible()
    page.keyboard.type("l")
    page.get_by_role("option", name="Łucja Zöllner").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Łucja Zöllner").wait_for()
