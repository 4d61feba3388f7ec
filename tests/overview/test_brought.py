"""What an agency recruiter reads of their own candidate, and which ways the shell shows them."""

import pytest

from app.overview.brought import WORDS
from app.people.queries import lead
from app.statuspage.rules import STANDINGS

EVERY = {
    *("/", "/requisitions", "/candidates", "/signoffs", "/offers", "/promises", "/references"),
    "/messages",
}


def test_there_are_words_for_every_standing_and_they_tell_no_outcome_early():
    assert set(WORDS) == set(STANDINGS)
    assert WORDS["we are writing"].where == WORDS["deciding"].where


def ways(page):
    nav = page.partition('id="nav"')[2].partition("</ul>")[0]
    return {part.partition('"')[0] for part in nav.split('<li><a href="')[1:]}


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("agency recruiter", {"/", "/requisitions", "/candidates"}),
        ("recruiter", EVERY | {"/reports"}),
        ("hiring manager", EVERY | {"/reports"}),
        ("interviewer", EVERY),
    ],
)
def test_the_shell_shows_each_the_ways_that_lead_them_somewhere(client, make, who, shown):
    person = make.member(make.requisition(), who)
    assert ways(client.sign_in(person).get("/").text) == shown


def test_an_agency_that_recruits_elsewhere_too_has_every_way(client, make):
    person = make.member(make.requisition(), "agency recruiter")
    make.member(make.requisition(), "recruiter", person)
    assert ways(client.sign_in(person).get("/").text) == EVERY | {"/reports"}


def test_their_page_has_dates_and_rounds_and_not_who_sat_on_them(client, make):
    opening = make.requisition()
    agency = make.member(opening, "agency recruiter")
    ana = make.candidacy(opening, brought_by_id=agency.id)
    make.interview(ana, make.member(opening, "interviewer", make.person("Hidden Rater")), round=2)
    page = client.sign_in(agency).get(f"/candidacies/{ana.id}").text
    assert "Round 2, talk" in page
    assert "Hidden Rater" not in page
    assert lead(opening.id, "recruiter").name in page
    assert lead(opening.id, "hiring manager").name not in page
