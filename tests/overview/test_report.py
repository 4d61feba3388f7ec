"""The scores on a sheet: the picture and the table say one thing, cut to the viewer."""

import re

import pytest

from app.overview.report import sheet_of
from app.people.queries import lead
from app.scorecards.queries import ranking_for
from tests.overview.teams import TEAMS, team_of


def page_of(team, client, person):
    answer = client.sign_in(person).get(f"/requisitions/{team.requisition.id}/report")
    return answer.status_code, answer.text


@pytest.mark.parametrize("which", TEAMS)
def test_each_of_five_teams_has_its_picture_and_its_table(make, client, which):
    team = TEAMS[which](make)
    status, text = page_of(team, client, team.recruiter)
    assert status == 200
    assert text.count('<circle class="pt"') == len(team.candidacies)
    assert text.count('class="iv"') == (0 if which == "one_rater" else len(team.candidacies))
    assert ("No ranges: with one rater a panel" in text) is (which == "one_rater")
    heat = text.split('class="table heat"')[1].split("</table>")[0]
    assert heat.count('<span class="score m') == 4 * len(team.candidacies)


def test_the_dot_lies_where_the_number_says_and_the_mean_is_that_of_the_marks(make, client):
    team = team_of(make, 5, 3)
    seen = ranking_for(team.requisition, team.recruiter, make.at)
    sheet = sheet_of(seen)
    text = page_of(team, client, team.recruiter)[1]
    dots = re.findall(r'<circle class="pt" cx="([\d.]+%)"', text)
    assert dots == [sheet.scale.at(one.row.standing.score) for one in sheet.rows]
    for one in sheet.rows:
        shares = [column.share for column in sheet.columns]
        raw = sum(share * mean for share, mean in zip(shares, one.means, strict=True))
        assert raw == pytest.approx(one.row.standing.raw)
        assert one.low < one.row.standing.score < one.high


def test_a_viewer_who_owes_a_card_has_no_line_of_that_candidate(make, client):
    team = team_of(make, 4, 3)
    owing = make.member(team.requisition, "recruiter")
    hidden = team.candidacies[0]
    make.ask(hidden, owing)
    text = page_of(team, client, owing)[1]
    assert hidden.candidate.name not in text
    assert "1 candidate waits for your card" in text
    assert text.count('<circle class="pt"') == 3
    assert hidden.candidate.name in page_of(team, client, team.manager)[1]


def test_an_interviewer_sees_those_they_met(make, client):
    team = team_of(make, 3, 3)
    reader = make.member(team.requisition, "interviewer")
    make.interview(team.candidacies[1], reader)
    text = page_of(team, client, reader)[1]
    assert "of those you met" in text
    assert text.count('<circle class="pt"') == 1


@pytest.mark.parametrize("part", ["approver", "observer", "agency recruiter"])
def test_who_sees_no_marks_has_no_sheet(make, client, part):
    team = team_of(make, 3, 2)
    assert page_of(team, client, make.member(team.requisition, part))[0] == 403


def test_one_candidate_and_nobody_have_words(make, client):
    one = team_of(make, 1, 2)
    text = page_of(one, client, one.recruiter)[1]
    assert text.count('<circle class="pt"') == 1
    empty = make.requisition()
    client.sign_in(lead(empty.id, "recruiter"))
    answer = client.get(f"/requisitions/{empty.id}/report")
    assert answer.status_code == 200
    assert "<circle" not in answer.text.split("<main")[1]


def test_someone_incomplete_is_drawn_as_what_they_could_become(make, client):
    team = team_of(make, 3, 2)
    half = make.candidacy(team.requisition, "Half Marked")
    make.scorecard(half, team.recruiter, 4, 4, panel="soft")
    text = page_of(team, client, team.recruiter)[1]
    assert 'class="iv-na"' in text
    assert "it could become" in text
    assert text.count("Not assessed</span></span>") >= 2


@pytest.mark.parametrize("several", [3, 300])
def test_the_sheet_asks_as_much_for_three_as_for_three_hundred(make, client, statements, several):
    requisition = make.requisition()
    rater = lead(requisition.id, "recruiter")
    for _ in range(several):
        make.scorecard(make.candidacy(requisition), rater, panel="soft")
    client.sign_in(rater)
    with statements() as seen:
        assert client.get(f"/requisitions/{requisition.id}/report").status_code == 200
    assert len(seen) <= 15
