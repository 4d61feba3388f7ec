"""How raters mark: whose line who sees, computed from what they may see, in kind words."""

from datetime import timedelta

import pytest

from app.people.queries import lead
from app.scorecards.queries.punctuality import elsewhere, punctuality
from tests.overview.teams import TEAMS, team_of


def page_of(team, client, person, rater=None):
    end = f"/{rater.id}" if rater else ""
    answer = client.sign_in(person).get(f"/requisitions/{team.requisition.id}/raters{end}")
    return answer.status_code, answer.text


@pytest.fixture
def team(make):
    return team_of(make, 9, 4, noise=0.3)


def test_a_strict_rater_is_said_to_mark_lower_and_no_worse(make, client, team):
    status, text = page_of(team, client, team.recruiter)
    assert status == 200
    assert "A hard rater is not a bad one" in text
    assert "lower than colleagues on the same people" in text
    assert "a way of marking, not a fault" in text
    assert "within one of colleagues’ mean" in text
    assert all(rater.name in text for rater in team.raters)


def test_an_interviewer_finds_their_own_line_and_nobody_elses(client, team):
    own, other = team.raters[2], team.raters[3]
    status, text = page_of(team, client, own)
    assert (status, "How you mark" in text, own.name in text) == (200, True, True)
    table = text.split("<table")[1]
    assert other.name not in table
    assert team.manager.name not in table
    assert page_of(team, client, own, own)[0] == 200
    assert page_of(team, client, own, other)[0] == 404


@pytest.mark.parametrize("part", ["approver", "observer", "agency recruiter"])
def test_who_sees_no_marks_sees_no_rater(make, client, team, part):
    assert page_of(team, client, make.member(team.requisition, part))[0] == 403
    assert page_of(team, client, make.person(admin=True))[0] == 404


def test_a_viewers_own_owed_card_takes_that_candidate_out_of_every_figure(make, client, team):
    """Two worlds that differ in the marks of the candidate hidden from the viewer read alike."""
    owing = make.member(team.requisition, "recruiter")
    hidden = make.candidacy(team.requisition, "Hidden Quillfeather")
    make.ask(hidden, owing)
    before = page_of(team, client, owing)[1]
    seen_before = page_of(team, client, team.manager)[1]
    for rater in team.raters:
        for panel in ("soft", "hard"):
            make.scorecard(hidden, rater, 1, 1, panel=panel, notes="Planted evidence", asked=False)
    after = page_of(team, client, owing)[1]
    assert "1 candidate waits for your card" in after
    assert _figures(after) == _figures(before)
    assert _figures(page_of(team, client, team.manager)[1]) != _figures(seen_before)
    assert "Planted evidence" not in after


def _figures(text):
    return text.split('<table class="table figures')[1].split("</table>")[0]


def test_cards_in_time_late_and_late_now_are_counted(make):
    requisition = make.requisition()
    rater = lead(requisition.id, "recruiter")
    for hours in (1, 3, 5):
        one = make.candidacy(requisition)
        due_at = make.at - timedelta(hours=4)
        make.ask(one, rater, panel="soft", due_at=due_at, asked_at=make.at - timedelta(days=3))
        make.scorecard(one, rater, panel="soft", at=make.at - timedelta(hours=hours))
    late = make.candidacy(requisition)
    make.ask(late, rater, due_at=make.at)
    make.ask(make.candidacy(requisition), rater, due_at=make.at + timedelta(hours=1))
    gone = make.candidacy(requisition, withdrawn_at=make.at)
    make.ask(gone, rater, due_at=make.at - timedelta(days=1))
    excused = make.candidacy(requisition)
    make.ask(excused, rater, due_at=make.at - timedelta(days=1), excused_at=make.at)
    own = punctuality(requisition.id, make.at)[rater.id]
    assert (own.asked, own.given, own.late, own.late_now) == (5, 3, 2, 1)
    assert own.lateness == timedelta(hours=2)


def test_across_requisitions_only_those_one_may_see_count(make, client, team):
    other = make.requisition(title="Chief of staff", recruiter=team.recruiter)
    third = make.requisition(title="Secret desk")
    for requisition in (other, third):
        make.member(requisition, "hiring manager", team.manager)
        make.scorecard(make.candidacy(requisition), team.manager)
    text = page_of(team, client, team.recruiter, team.manager)[1]
    assert "Chief of staff" in text
    assert "Secret desk" not in text
    titles = {one.title for one in elsewhere(team.manager, team.manager.id)}
    assert {"Chief of staff", "Secret desk"} <= titles
    make.recusal(other, team.recruiter.email)
    assert "Chief of staff" not in page_of(team, client, team.recruiter, team.manager)[1]


@pytest.mark.parametrize("which", TEAMS)
def test_each_of_five_teams_has_words_for_its_raters(make, client, which):
    team = TEAMS[which](make)
    status, text = page_of(team, client, team.recruiter)
    assert status == 200
    if which == "one_rater":
        assert "Cannot be told, because one person gave all the marks" in text
        assert "No colleague marked the same people" in text
    elif which == "two":
        assert "too few to say" in text
        assert "With 2 cards little is known" in text
    else:
        assert "within one of colleagues’" in text


def test_before_any_card_the_page_says_so(make, client):
    requisition = make.requisition()
    client.sign_in(lead(requisition.id, "recruiter"))
    assert (
        "Nobody has marked anybody yet" in client.get(f"/requisitions/{requisition.id}/raters").text
    )


@pytest.mark.parametrize("several", [3, 300])
def test_the_page_asks_as_much_for_three_as_for_three_hundred_cards(
    make, client, statements, several
):
    requisition = make.requisition()
    rater = lead(requisition.id, "recruiter")
    for _ in range(several):
        make.scorecard(make.candidacy(requisition), rater, panel="soft")
    client.sign_in(rater)
    counted = []
    for end in ("", f"/{rater.id}"):
        with statements() as seen:
            assert client.get(f"/requisitions/{requisition.id}/raters{end}").status_code == 200
        counted.append(len(seen))
    assert max(counted) <= 18
