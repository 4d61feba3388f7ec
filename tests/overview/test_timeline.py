"""Every candidate on their own line, cut to what the viewer may know of each."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from app.candidates.queries import everyone
from app.overview.axis import axis_of
from app.overview.queries.timeline import Event, Line, lines_of
from app.people.queries import lead
from tests.overview.teams import TEAMS

ZONE = "Europe/Lisbon"


@pytest.fixture
def far(make):
    """A requisition that came as far as an offer, with one of everything."""
    requisition = make.requisition()
    people = [make.scored(requisition, mark) for mark in (5, 4, 3)]
    first = people[0]
    recruiter = lead(requisition.id, "recruiter")
    make.interview(first, recruiter)
    make.shortlist(requisition, people)
    make.reference_in(first, "Olu Adeyemi", email="olu@example.net")
    make.offer(first, "open")
    first.last_word_at = make.at
    first.own_deadline_at = make.at + timedelta(days=4)
    make.session.flush()
    return requisition, first


def kinds_of(person, requisition, candidacy, at):
    (line,) = lines_of(person, requisition.id, [candidacy], at)
    return {one.kind for one in line.events}


BEFORE = {"applied", "interview", "word", "deadline"}
ALL = BEFORE | {"card", "list", "reference", "offer"}


def test_everything_that_happened_stands_on_the_line_of_who_runs_it(make, far):
    requisition, first = far
    for part in ("recruiter", "hiring manager"):
        assert kinds_of(make.member(requisition, part), requisition, first, make.at) == ALL
    assert kinds_of(make.person(hr=True), requisition, first, make.at) == ALL


def test_others_see_their_part_of_it(make, far):
    requisition, first = far
    rater = make.member(requisition, "interviewer")
    assert kinds_of(rater, requisition, first, make.at) == BEFORE | {"card"}
    agency = make.member(requisition, "agency recruiter")
    assert kinds_of(agency, requisition, first, make.at) == BEFORE


def test_whoever_owes_a_card_learns_of_no_list_reference_or_offer(make, client, far):
    requisition, first = far
    owing = make.member(requisition, "hiring manager")
    make.clock.forward(minutes=1)
    make.ask(first, owing)
    assert kinds_of(owing, requisition, first, make.at) == BEFORE | {"card", "asked"}
    second = next(one for one in everyone(requisition.id) if one.id != first.id)
    assert "list" in kinds_of(lead(requisition.id, "recruiter"), requisition, second, make.at)
    assert "list" not in kinds_of(owing, requisition, second, make.at)
    client.sign_in(owing)
    for page in (f"/requisitions/{requisition.id}/timeline", f"/candidacies/{first.id}/timeline"):
        table = client.get(page).text.split('aria-label="The same dates')[1]
        row = table.split(first.candidate.name)[1].split("</tr>")[0]
        assert "Offer" not in row
    whole = client.sign_in(lead(requisition.id, "recruiter"))
    assert "On version 1 of the list" in whole.get(f"/candidacies/{first.id}/timeline").text


def test_a_page_shows_only_candidates_its_viewer_sees(make, client, far):
    requisition, first = far
    rater = make.member(requisition, "interviewer")
    make.interview(first, rater)
    other = make.candidacy(requisition, "Unmet Quillfeather")
    text = client.sign_in(rater).get(f"/requisitions/{requisition.id}/timeline").text
    assert first.candidate.name in text
    assert "Unmet Quillfeather" not in text
    assert client.get(f"/candidacies/{other.id}/timeline").status_code == 404


def test_what_happened_on_one_day_is_one_shape_with_a_count(make):
    requisition = make.requisition()
    one = make.candidacy(requisition)
    for panel in ("soft", "hard"):
        make.scorecard(one, lead(requisition.id, "recruiter"), panel=panel)
    recruiter = lead(requisition.id, "recruiter")
    (line,) = lines_of(recruiter, requisition.id, [one], make.at)
    assert [event.count for event in line.of("card")] == [2]
    assert line.count("asked") == 2
    assert "2 × card in" in line.label


def test_a_line_ends_where_the_candidate_left(make):
    requisition = make.requisition()
    left = make.at - timedelta(days=2)
    one = make.candidacy(requisition, withdrawn_at=left)
    recruiter = lead(requisition.id, "recruiter")
    (line,) = lines_of(recruiter, requisition.id, [one], make.at)
    assert line.until == left
    assert "ended" in {event.kind for event in line.events}


@pytest.mark.parametrize("days", [0, 1, 13, 40, 200, 900])
def test_the_axis_holds_everything_with_few_ticks_however_long(now, days):
    line = Line(1, "Ana", [Event("applied", now - timedelta(days=days), "Applied")], now)
    axis = axis_of([line], now, ZONE)
    assert 1 <= len(axis.ticks) <= 8
    places = [float(axis.at(at).rstrip("%")) for at in (line.since, now)]
    assert 0 < min(places) <= max(places) < 100
    assert [at for at, _ in axis.ticks] == sorted(
        (at for at, _ in axis.ticks), key=lambda one: float(one.rstrip("%"))
    )


@pytest.mark.parametrize("which", TEAMS)
def test_each_of_five_teams_has_a_drawing_and_the_same_in_words(make, client, which):
    team = TEAMS[which](make)
    text = client.sign_in(team.recruiter).get(f"/requisitions/{team.requisition.id}/timeline").text
    drawn = text.count('class="ev ev-applied" href="#t-applied" x=')
    assert drawn == len(team.candidacies)
    words = text.split('aria-label="The same dates')[1]
    assert words.count('<th scope="row">') == len(team.candidacies)
    chart = text.split('<table class="table figures line">')[1].split("</table>")[0]
    first = chart.split("<tbody>")[1].split("<svg")[1].split("</svg>")[0]
    ET.fromstring(f"<svg{first}</svg>")


def test_without_candidates_the_page_says_so(make, client):
    requisition = make.requisition()
    client.sign_in(lead(requisition.id, "recruiter"))
    assert "No candidate to show" in client.get(f"/requisitions/{requisition.id}/timeline").text


@pytest.mark.parametrize("several", [3, 300])
def test_the_page_asks_as_much_for_three_as_for_three_hundred(make, client, statements, several):
    requisition = make.requisition()
    recruiter = lead(requisition.id, "recruiter")
    for _ in range(several):
        make.interview(make.candidacy(requisition), recruiter)
    client.sign_in(recruiter)
    with statements() as seen:
        text = client.get(f"/requisitions/{requisition.id}/timeline").text
    assert len(seen) <= 12
    assert text.count('class="run"') == min(several, 50)
    assert ("Next page" in text) is (several > 50)


def test_the_candidates_page_asks_for_the_line_and_leads_to_it_without_a_script(client, far):
    requisition, first = far
    client.sign_in(lead(requisition.id, "recruiter"))
    address = f"/candidacies/{first.id}/timeline"
    page = client.get(f"/candidacies/{first.id}").text
    assert f'hx-get="{address}"' in page
    assert f'href="{address}"' in page
    part = client.get(address, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert 'class="run"' in part
    assert "<html" in client.get(address).text


def test_a_candidates_page_has_all_its_parts_and_the_neighbours(make, client, far):
    requisition, _ = far
    client.sign_in(lead(requisition.id, "recruiter"))
    _, middle, _ = (make.candidacy(requisition, name) for name in ("Aa", "Ab", "Ac"))
    page = client.get(f"/candidacies/{middle.id}").text
    for title in (
        "Timeline",
        "Scorecards",
        "Interviews",
        "Files",
        "Notes",
        "Letters and calls",
        "What happened",
        "A date of their own",
    ):
        assert f">{title}</h2>" in page
    assert 'rel="prev"' in page
    assert 'rel="next"' in page
