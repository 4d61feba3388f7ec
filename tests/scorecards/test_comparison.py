"""Side by side: what stands there, what is marked, and what is kept from whoever owes a card."""

import pytest

from tests.scorecards.panel import panel_of

PLANTED = "Drew the queue as a river"


@pytest.fixture
def panel(make):
    return panel_of(make)


def url(panel, *candidacies):
    who = "&".join(f"who={one.id}" for one in candidacies)
    return f"/requisitions/{panel.requisition.id}/comparison?{who}"


def marked(make, panel):
    make.scorecard(panel.ana, panel.recruiter, 4, panel="soft")
    make.scorecard(panel.ana, panel.manager, 5, 4, notes=PLANTED)
    make.scorecard(panel.ana, panel.hr, 2, 4, asked=False)
    make.scorecard(panel.bo, panel.recruiter, 3, panel="soft")
    make.scorecard(panel.bo, panel.manager, 3, None)


def test_each_mark_opens_into_rater_and_note_and_the_widest_are_marked(make, client, panel):
    marked(make, panel)
    page = client.sign_in(panel.hr).get(url(panel, panel.ana, panel.bo))
    assert page.status_code == 200
    assert url(panel, panel.ana) in client.get(f"/candidacies/{panel.ana.id}").text
    text = " ".join(page.text.split())
    assert text.count(PLANTED) == 2
    assert "Henrik Vogel</bdi>: 5" in text
    assert "Mei Tan</bdi>: 2" in text
    assert "Henrik Vogel</bdi>: not assessed" in text
    assert "3 apart" in text
    assert "Data modelling, <bdi>Ana Ribeiro</bdi></a>: from 2 to 5" in text
    assert "<b>3.5</b>" in text


def test_whoever_owes_a_card_reads_the_law_and_nothing_of_that_candidate(make, client, panel):
    marked(make, panel)
    cy = make.candidacy(panel.requisition, "Cy Third")
    make.interview(cy, panel.interviewer)
    make.scorecard(cy, panel.manager, 4, 4)
    make.ask(panel.ana, panel.interviewer)
    client.sign_in(panel.interviewer)
    page = client.get(url(panel, panel.ana, panel.bo, cy))
    assert page.status_code == 200
    assert "Ana Ribeiro cannot stand here until your card is in" in page.text
    assert PLANTED not in page.text
    assert f"who-{panel.ana.id}" not in page.text
    assert "Data modelling" in page.text
    make.scorecard(panel.ana, panel.interviewer, 3, 3)
    assert PLANTED in client.get(url(panel, panel.ana, panel.bo, cy)).text


def test_only_two_to_six_in_play_of_this_requisition_can_be_compared(make, client, panel, now):
    marked(make, panel)
    others = [make.candidacy(panel.requisition, f"Number {n}") for n in range(5)]
    client.sign_in(panel.hr)
    assert "Choose at least two" in client.get(url(panel, panel.ana)).text
    many = client.get(url(panel, panel.ana, panel.bo, *others)).text
    assert "At most 6 stand side by side. You chose 7" in many
    assert PLANTED not in many
    elsewhere = make.candidacy(make.requisition(), "Dee Elsewhere")
    assert client.get(url(panel, panel.ana, elsewhere)).status_code == 404
    assert client.get(f"{url(panel, panel.ana)}&who=99999999999999999999").status_code == 404
    others[0].set_aside_at = now
    left = client.get(url(panel, panel.ana, panel.bo, others[0])).text
    assert "Not compared: Number 0" in left


def test_an_interviewer_compares_those_they_met_alone(make, client, panel):
    marked(make, panel)
    unmet = make.candidacy(panel.requisition, "Uma Unmet")
    client.sign_in(panel.interviewer)
    assert client.get(url(panel, panel.ana, unmet)).status_code == 404
    assert "Uma Unmet" not in client.get(url(panel, panel.ana, panel.bo)).text


def test_it_costs_as_many_statements_for_three_hundred_as_for_three(
    make, client, panel, statements
):
    marked(make, panel)
    client.sign_in(panel.hr)
    address = url(panel, panel.ana, panel.bo)
    client.get(address)
    counted = []
    for more in (1, 297):
        for number in range(more):
            make.candidacy(panel.requisition, f"Nobody {more} {number}")
        with statements() as seen:
            client.get(address)
        counted.append(len(seen))
    assert counted[0] == counted[1] <= 20
