"""When to act: what is said to whom, what it asks of the database, the round it waits for."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from app.core.decision import Refused
from app.desk.queries import waiting
from app.history.models import HistoryPayload
from app.people.queries import lead
from app.shortlists.acting import actions, queries
from app.shortlists.acting.panel import acting_for
from app.shortlists.models import FurtherRound
from tests.overview.teams import TEAMS, team_of

WHY = "Plumed reason about the second of two"


@pytest.fixture
def opening(make):
    return make.requisition()


def wait(requisition, make, days=7):
    by = lead(requisition.id, "hiring manager")
    review_at = make.at + timedelta(days=days)
    return actions.wait_for_round(requisition, reason=WHY, review_at=review_at, by=by, at=make.at)


def far_ahead(make):
    """Five complete by three raters each, the first far above."""
    team = team_of(make, 0, 3)
    for place in range(5):
        one = make.candidacy(team.requisition, f"Person {place}")
        make.interview(one, *team.raters)
        for seat, rater in enumerate(team.raters):
            for panel in ("soft", "hard"):
                mark = 5 if place == 0 else 3 + (place + seat) % 2
                make.scorecard(one, rater, mark, mark, panel=panel)
        team.candidacies.append(one)
    return team


def test_one_far_above_is_called_clearly_ahead_on_every_page_that_says_so(make, client):
    team = far_ahead(make)
    client.sign_in(team.recruiter)
    base = f"/requisitions/{team.requisition.id}"
    for page in (f"{base}/decision", f"{base}/when-to-act"):
        text = client.get(page).text
        assert "Person 0 is clearly ahead" in text
        assert "of 4,000 draws" in text
    line = client.get(f"{base}/when-to-act", headers={"HX-Request": "true"}).text
    assert "Person 0 is clearly ahead" in line
    assert "<html" not in line
    assert "when-to-act" in client.get(base).text


def test_whoever_has_a_card_in_counts_as_met_though_no_interview_was_written_down(make):
    team = team_of(make, 0, 1)
    for name, is_in in (("Met", True), ("Only asked", False)):
        one = make.candidacy(team.requisition, name, interviewed_at=None)
        if is_in:
            make.scorecard(one, team.raters[0], 4, 4)
        else:
            make.ask(one, team.raters[0])
    assert queries.standing(team.requisition.id).interviewed == 1


def test_the_policy_says_how_many_must_be_interviewed_first(make, client):
    team = far_ahead(make)
    client.sign_in(team.recruiter)
    base = f"/requisitions/{team.requisition.id}"
    numbers = {
        "list_size": 4,
        "coverage_min": 80,
        "must_have_min": 3,
        "interviewed_min": 6,
        "scorecard_days": 2,
        "signoff_days": 2,
        "reference_days": 3,
        "references_manager": 1,
        "references_colleague": 1,
        "offer_hours": 24,
        "word_days": 7,
        "quiet_from": 21,
        "quiet_until": 7,
    }
    data = {f"policy-{name}": str(value) for name, value in numbers.items()}
    assert client.post(f"{base}/policy", data=data).status_code == 303
    text = client.get(f"{base}/when-to-act").text
    assert "5 of 6 are interviewed" in text
    assert "clearly ahead</h2>" not in text


def test_whoever_owes_a_card_is_told_of_nobody_ahead_and_of_no_reason(make, client):
    team = far_ahead(make)
    wait(team.requisition, make)
    owing = make.member(team.requisition, "hiring manager")
    make.ask(team.candidacies[0], owing)
    base = f"/requisitions/{team.requisition.id}"
    for page in ("decision", "when-to-act", "further-round"):
        text = client.sign_in(team.recruiter).get(f"{base}/{page}").text
        assert WHY in text
        hidden = client.sign_in(owing).get(f"{base}/{page}").text
        assert "is waited for" in hidden
        assert WHY not in hidden
        assert "clearly ahead</h2>" not in hidden
        assert "Person 0 is clearly" not in hidden


@pytest.mark.parametrize("which", TEAMS)
def test_each_of_five_teams_is_told_what_fits_it(make, client, which):
    team = TEAMS[which](make)
    words = {
        "two": "2 of 3 are interviewed",
        "nine": "One more interview",
        "forty": "One more interview",
        "one_rater": "nobody can be called clearly ahead",
        "split": "One more interview",
    }
    client.sign_in(team.recruiter)
    assert words[which] in client.get(f"/requisitions/{team.requisition.id}/decision").text


def test_interviewers_and_others_who_only_read_see_no_panel(make, client):
    team = far_ahead(make)
    reader = make.member(team.requisition, "interviewer")
    make.interview(team.candidacies[0], reader)
    base = f"/requisitions/{team.requisition.id}"
    client.sign_in(reader)
    assert "clearly ahead" not in client.get(f"{base}/decision").text
    assert client.get(f"{base}/when-to-act").status_code == 403
    assert "when-to-act" not in client.get(base).text


def test_the_nearest_date_of_their_own_comes_first_then_the_longest_silence(make, opening):
    at = make.at
    for name, facts in {
        "Silent long": {"last_word_at": at - timedelta(days=20)},
        "Heard today": {"last_word_at": at},
        "Late date": {"own_deadline_at": at + timedelta(days=9), "last_word_at": at},
        "Near date": {"own_deadline_at": at + timedelta(days=2), "last_word_at": at},
        "Date over": {"own_deadline_at": at - timedelta(days=2), "last_word_at": at},
        "Never heard": {"interviewed_at": at - timedelta(days=8)},
        "Not met": {"interviewed_at": None},
        "Gone": {"own_deadline_at": at + timedelta(days=1), "withdrawn_at": at},
    }.items():
        make.candidacy(opening, name, **facts)
    found = [one.name for one in queries.presses(opening.id, at)]
    assert found == ["Near date", "Late date", "Silent long", "Never heard"]


def test_a_round_is_waited_for_shown_on_desk_and_requisition_and_ended_by_hand(
    make, client, opening, db
):
    manager = lead(opening.id, "hiring manager")
    client.sign_in(manager)
    base = f"/requisitions/{opening.id}"
    make.candidacy(opening)
    day = (make.at + timedelta(days=5)).date().isoformat()
    answer = client.post(f"{base}/further-round", data={"reason": WHY, "review_on": day})
    assert answer.status_code == 303
    assert "Another round of interviews" in client.get(base).text
    assert "Another round of interviews" in client.get("/").text
    told = [one for one in waiting(manager, make.at) if one.kind == "shortlists.round"]
    assert [one.about for one in told] == [manager.name]
    assert told[0].due_at == queries.latest_round(opening.id).row.review_at
    history = client.get(f"{base}/history").text
    assert "said that interviews of round 1 are needed first" in history
    assert WHY not in history
    again = client.post(f"{base}/further-round", data={"reason": WHY, "review_on": day})
    assert again.status_code == 422
    assert "waited for already" in again.text
    assert client.post(f"{base}/further-round/ending").status_code == 303
    assert "Another round of interviews" not in client.get("/").text
    assert "took back that interviews of round 1" in client.get(f"{base}/history").text
    assert not any(WHY in str(vars(line)) for line in db.session.query(HistoryPayload))


@pytest.mark.parametrize(
    "data",
    [{}, {"reason": "", "review_on": "2026-12-01"}, {"reason": "x", "review_on": "soon"}],
)
def test_what_is_missing_is_said_and_nothing_is_kept(make, client, opening, db, data):
    client.sign_in(lead(opening.id, "recruiter"))
    answer = client.post(f"/requisitions/{opening.id}/further-round", data=data)
    assert answer.status_code == 422
    assert "to mend" in answer.text
    assert db.session.query(FurtherRound).count() == 0


def test_the_wait_ends_when_an_interview_of_that_round_is_held(make, opening, clock):
    one = make.candidacy(opening)
    person = lead(opening.id, "recruiter")
    make.interview(one, person, round=1)
    assert wait(opening, make).round == 2
    clock.forward(days=1)
    make.interview(one, person, round=1, held_at=make.at)
    assert queries.latest_round(opening.id).state == "waiting"
    make.interview(one, person, round=2, held_at=make.at)
    clock.forward(days=1)
    assert queries.latest_round(opening.id).state == "held"
    assert not [each for each in waiting(person, make.at) if each.kind == "shortlists.round"]
    with pytest.raises(Refused, match="any more"):
        actions.end_round(opening, by=person, at=make.at)
    assert wait(opening, make).round == 3
    assert queries.latest_round(opening.id).state == "waiting"


def test_the_database_keeps_one_wait_a_requisition(make, opening):
    wait(opening, make)
    with pytest.raises(IntegrityError):
        make.add(
            FurtherRound(
                requisition_id=opening.id,
                round=2,
                reason="x",
                said_at=make.at,
                said_by_id=lead(opening.id, "recruiter").id,
                review_at=make.at,
            )
        )


def test_while_a_round_is_waited_for_nobody_is_called_to_pick(make, opening):
    make.scored(opening)
    manager, recruiter = lead(opening.id, "hiring manager"), lead(opening.id, "recruiter")
    make.ask(make.scored(opening), manager, panel="soft")
    kinds = {one.kind for one in waiting(recruiter, make.at)}
    assert "shortlists.start" in kinds
    wait(opening, make)
    kinds = {one.kind for one in waiting(recruiter, make.at)}
    assert "shortlists.start" not in kinds
    assert "shortlists.round" in kinds


def test_a_list_put_forward_ends_the_talk_of_who_is_ahead(make, opening):
    make.shortlist(opening)
    found = acting_for(opening, lead(opening.id, "recruiter"), make.at)
    assert (found.word, found.title) == ("decided", "")
    with pytest.raises(Refused, match="A list is put forward"):
        wait(opening, make)


@pytest.mark.parametrize("several", [3, 300])
def test_the_panel_asks_two_questions_beside_the_ranking_whatever_the_number(
    make, opening, statements, several
):
    for _ in range(several):
        make.candidacy(opening, last_word_at=make.at - timedelta(days=9))
    with statements() as seen:
        queries.standing(opening.id)
        assert len(queries.presses(opening.id, make.at)) == min(several, queries.SHOWN + 1)
    assert len(seen) == 2
