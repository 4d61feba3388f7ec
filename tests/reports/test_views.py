"""The page of reports and its files: who sees what, and that it stays light."""

from datetime import timedelta

import pytest

from app.core.csv import parse
from app.people.queries import lead
from app.reports.queries.people import OUTSIDE, loads, waits
from app.reports.tables import TABLES

PLANTED = "Planted Quillfeather"


@pytest.fixture
def opening(make):
    return make.requisition(title="Harbour designer")


def rows(client, report):
    answer = client.get(f"/reports/{report}.csv")
    assert answer.status_code == 200
    return list(parse(answer.data))


def test_a_recruiter_reads_of_their_own_requisitions_and_no_others(client, make, opening):
    other = make.requisition(title="Other designer")
    for requisition in (opening, other):
        make.ask(make.candidacy(requisition), make.member(requisition, "interviewer"))
    client.sign_in(lead(opening.id, "recruiter"))
    page = client.get("/reports")
    assert page.status_code == 200
    assert "1 requisition that you run" in page.text
    codes = {row[0] for row in rows(client, "stages")[1:] + rows(client, "waits")[1:]}
    assert codes == {opening.code}


def test_hr_reads_of_all_and_who_runs_nothing_of_none(client, make, opening):
    make.requisition()
    client.sign_in(make.person(hr=True))
    assert "2 requisitions of everybody" in client.get("/reports").text
    for part in ("interviewer", "approver", "observer", "agency recruiter"):
        client.sign_in(make.member(opening, part))
        assert "Nothing to report yet" in client.get("/reports").text
        assert all(len(rows(client, report)) == 1 for report in TABLES)


def test_the_page_says_what_lies_with_whom_and_how_long(client, make, clock, opening):
    rui = make.member(opening, "interviewer", make.person("Rui Pato"))
    for days in (1, 2, 9):
        make.ask(make.candidacy(opening), rui, asked_at=make.at - timedelta(days=days))
    (load,) = [one for one in loads(lead(opening.id, "recruiter"), make.at) if "Rui" in one.name]
    assert (load.count, load.waited) == (3, timedelta(days=2))
    page = client.sign_in(lead(opening.id, "recruiter")).get("/reports").text
    assert "Rui Pato" in page
    assert "Whoever holds much may want a hand" in page


def test_those_outside_are_waited_for_in_one_row_and_named_in_the_file_alone(client, make, opening):
    ana = make.candidacy(opening, "Ana Outside")
    make.referee(ana, name="Ines Outside", asked_at=make.at - timedelta(days=3))
    make.referee_request(make.candidacy(opening, "Bo Outside"))
    recruiter = lead(opening.id, "recruiter")
    assert [(one.name, one.count) for one in loads(recruiter, make.at)] == [(OUTSIDE, 2)]
    page = client.sign_in(recruiter).get("/reports").text
    assert OUTSIDE in page
    assert "Outside</" not in page
    assert "/reports/waits.csv" in page
    assert {row[4] for row in rows(client, "waits")[1:]} == {"Ines Outside", "Bo Outside"}


def test_where_nothing_else_waits_the_lead_recruiter_holds_the_ball(make, opening):
    recruiter = lead(opening.id, "recruiter")
    (wait,) = waits(recruiter, make.at)
    assert (wait.kind, wait.name) == ("candidates", recruiter.name)


def test_how_offers_ended_is_counted(client, make):
    requisition, (ana, bo, cy) = make.hiring(places=3)
    make.extension(make.offer(ana, "open"))
    make.offer(bo, "declined")
    make.offer(cy, "accepted")
    client.sign_in(make.leader(requisition))
    heading, row = rows(client, "offers")
    told = dict(zip(heading, row, strict=True))
    assert {name: told[name] for name in heading[2:]} == {
        "sent": "3",
        "accepted": "1",
        "declined": "1",
        "lapsed": "0",
        "withdrawn": "0",
        "replaced": "0",
        "open": "1",
        "more_time_asked": "1",
    }
    assert "How offers ended" in client.get("/reports").text


def test_whoever_owes_a_card_reads_only_of_cards_of_that_candidate(client, make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "open")
    make.referee(ana, PLANTED, asked=True)
    manager = make.leader(requisition, "hiring manager")
    client.sign_in(manager)
    assert PLANTED in {row[4] for row in rows(client, "waits")}
    make.clock.forward(minutes=1)
    make.ask(ana, manager)
    told = [row for row in rows(client, "waits")[1:] if row[2] == ana.candidate.name]
    assert [row[3] for row in told] == ["card"]


@pytest.mark.parametrize("report", TABLES)
def test_each_table_is_a_workbook_too(client, make, opening, report):
    make.ask(make.candidacy(opening), make.member(opening, "interviewer"))
    client.sign_in(lead(opening.id, "recruiter"))
    answer = client.get(f"/reports/{report}.xlsx")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get("/reports/nothing.csv").status_code == 404


@pytest.mark.parametrize("url", ["/reports", "/reports/people.csv", "/reports/stages.csv"])
def test_a_report_takes_as_many_statements_for_300_waits_as_for_3(
    client, make, opening, statements, url
):
    rui = make.member(opening, "interviewer")
    counted = []
    client.sign_in(lead(opening.id, "recruiter"))
    for more in (3, 297):
        for _ in range(more):
            make.ask(make.candidacy(opening), rui)
        with statements() as seen:
            client.get(url)
        counted.append(len(seen))
    assert counted[0] == counted[1] <= 8


def test_a_report_takes_as_many_statements_for_40_requisitions_as_for_3(client, make, statements):
    recruiter, counted = make.person(), []
    client.sign_in(recruiter)
    for more in (3, 37):
        for _ in range(more):
            make.shortlist(make.requisition(recruiter=recruiter), approved=True)
        with statements() as seen:
            client.get("/reports")
        counted.append(len(seen))
    assert counted[0] == counted[1]


def test_a_requisition_says_when_its_list_may_be_signed_or_that_there_is_too_little(
    client, make, clock
):
    recruiter = make.person()
    client.sign_in(recruiter)
    ours = make.requisition(recruiter=recruiter)
    page = client.get(f"/requisitions/{ours.id}").text
    assert "too little to say" in page
    earlier = [make.requisition(recruiter=recruiter) for _ in range(5)]
    clock.forward(days=10)
    for requisition in earlier:
        make.shortlist(requisition, approved=True)
    late = make.requisition(recruiter=recruiter)
    page = client.sign_in(recruiter).get(f"/requisitions/{late.id}").text
    assert "The list may be signed about" in page
    assert "Of 5 requisitions decided before, 5 took longer" in page


def test_the_candidates_page_says_whom_it_waits_for(client, make, clock, opening):
    ana, rui = make.candidacy(opening), make.member(opening, "interviewer", make.person("Rui"))
    make.interview(ana, rui)
    make.ask(ana, rui)
    clock.forward(days=15)
    for person in (lead(opening.id, "recruiter"), rui):
        page = client.sign_in(person).get(f"/candidacies/{ana.id}").text
        assert "Waits for Rui’s card since Sunday 22 November, 10 working days" in page
        assert "Past 2 weeks" in page


def test_who_owes_a_card_is_not_told_of_the_offer_on_the_candidates_page(client, make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "open")
    make.clock.forward(minutes=1)
    manager = make.leader(requisition, "hiring manager")
    told = client.sign_in(manager).get(f"/candidacies/{ana.id}").text
    assert "answer to the offer" in told
    make.ask(ana, manager)
    told = client.get(f"/candidacies/{ana.id}").text
    assert "answer to the offer" not in told
    assert f"{manager.name}’s card" in told
