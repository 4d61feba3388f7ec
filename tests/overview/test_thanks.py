"""A thank-you note beside the interviews: how soon, as a fact and nothing more."""

from datetime import UTC, datetime, timedelta

import pytest

from app.overview.thanks import thanks
from app.people.queries import lead

MET = datetime(2026, 11, 19, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(hours=5, minutes=20), "Thank-you note 5 h after the interview"),
        (timedelta(minutes=20), "Thank-you note 20 min after the interview"),
        (timedelta(hours=48), "Thank-you note 48 h after the interview"),
        (timedelta(hours=48, seconds=1), None),
        (timedelta(seconds=-1), None),
    ],
)
def test_it_is_told_within_48_hours_of_an_interview(after, said):
    assert thanks([MET], [MET + after]) == said


def test_of_several_the_soonest_counts_after_its_own_interview():
    second = MET + timedelta(days=6)
    came = [second + timedelta(hours=3), MET + timedelta(hours=9)]
    assert thanks([MET, second], came) == "Thank-you note 3 h after the interview"
    assert thanks([], came) is None


def test_it_stands_on_the_candidates_page_and_moves_no_score(client, make):
    opening = make.requisition()
    recruiter = lead(opening.id, "recruiter")
    ana = make.scored(opening, 4)
    rater = make.member(opening, "interviewer")
    held = make.interview(ana, rater).held_at
    client.sign_in(recruiter)
    before = client.get(f"/requisitions/{opening.id}/ranking").text
    typed = {
        "text": "A warm note",
        "kind": "thank-you",
        "speaks": "no",
        "happened": (held + timedelta(hours=5)).strftime("%Y-%m-%dT%H:%M"),
    }
    assert client.post(f"/candidacies/{ana.id}/notes", data=typed).status_code == 303
    page = client.get(f"/candidacies/{ana.id}").text
    assert "Thank-you note 5 h after the interview" in page
    after = client.get(f"/requisitions/{opening.id}/ranking").text
    assert numbers(before) == numbers(after)


def numbers(page):
    return [part for part in page.split('class="num">')[1:]]
