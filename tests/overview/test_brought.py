"""What an agency recruiter reads of their own candidate, and which ways the shell shows them."""

import pytest

from app.core.csv import parse
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


def test_a_place_that_is_filled_is_no_news_for_whose_candidate_has_not_heard(client, make):
    opening, (chosen, other, _) = make.hiring(title="Harbour designer")
    agency = make.member(opening, "agency recruiter")
    other.brought_by_id = agency.id
    client.sign_in(agency)
    pages = ("/requisitions", f"/requisitions/{opening.id}", "/")

    def told():
        return [" ".join(client.get(page).text.split()) for page in pages]

    before = told()
    make.offer(chosen, "accepted")
    after = told()
    assert all("Harbour designer" in page for page in after)
    assert not any("illed</span>" in page or "1 filled" in page for page in after)
    assert "1 of 1" not in after[0]
    assert [ways(page) for page in after] == [ways(page) for page in before]
    recruiter = client.sign_in(lead(opening.id, "recruiter")).get("/requisitions").text
    assert "1 of 1" in recruiter
    assert "Filled" in recruiter


def test_an_offer_whose_mail_has_not_gone_out_is_told_in_no_list_and_no_file(client, make):
    opening, (ana, _, _) = make.hiring()
    agency = make.member(opening, "agency recruiter")
    ana.brought_by_id = agency.id
    offer = make.offer(ana, "not delivered")
    client.sign_in(agency)
    lists = ("/candidates", f"/requisitions/{opening.id}/candidates")

    def statuses():
        file = client.get(f"/requisitions/{opening.id}/exports/candidates.csv")
        head, *rows = parse(file.data)
        return {row[head.index("status")] for row in rows}

    assert statuses() == {"in play"}
    assert not any("Offered" in client.get(page).text for page in lists)
    offer.sent_at, offer.not_delivered_at = make.at, None
    make.session.flush()
    assert statuses() == {"offered"}
    assert all("Offered" in client.get(page).text for page in lists)
