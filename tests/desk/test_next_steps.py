"""A recruiter's desk always says what brings a requisition further: one row, one step."""

from datetime import timedelta

import pytest

from app.desk import queries
from app.people.queries import lead

STEPS = {
    "requisitions.criteria",
    "requisitions.draft",
    "candidates.none",
    "scorecards.to_ask",
    "shortlists.start",
    "shortlists.pick",
    "shortlists.settle",
    "checks.to_begin",
    "offers.up",
    "offers.ready",
}


@pytest.fixture
def steps(make):
    def steps_of(requisition, part="recruiter"):
        waiting = queries.waiting(lead(requisition.id, part), make.at)
        return [one.kind for one in waiting if one.kind in STEPS]

    return steps_of


def test_a_draft_is_to_be_opened_once_it_has_criteria(make, steps):
    assert steps(make.requisition(stage="draft", criteria=[])) == ["requisitions.criteria"]
    assert steps(make.requisition(stage="draft")) == ["requisitions.draft"]
    assert steps(make.requisition(stage="closed")) == []


def test_each_step_gives_way_to_the_next(make, steps):
    requisition = make.requisition()
    recruiter, manager = (lead(requisition.id, part) for part in ("recruiter", "hiring manager"))
    assert steps(requisition) == ["candidates.none"]
    three = [make.scored(requisition, mark) for mark in (5, 4, 3)]
    assert steps(requisition) == ["scorecards.to_ask"]
    for one in three[:2]:
        make.ask(one, manager, panel="hard")
    assert steps(requisition) == ["shortlists.start"]
    (row,) = (one for one in queries.waiting(recruiter, make.at) if one.kind in STEPS)
    assert row.detail == "1"  # the one nobody was asked about
    make.ask(three[2], manager, panel="hard")
    picking = make.picking(requisition, {recruiter: tuple(three), manager: three})
    assert steps(requisition) == []
    assert steps(requisition, "hiring manager") == ["shortlists.pick"]
    picking.closed_at = make.at
    make.session.flush()
    assert steps(requisition) == ["shortlists.settle"]
    make.shortlist(requisition, three)
    assert steps(requisition) == ["checks.to_begin"]
    make.referee_request(three[0])
    assert set(steps(requisition)) == {"checks.to_begin", "offers.up"}
    for one in three[1:]:
        make.referee_request(one)
    assert steps(requisition) == ["offers.up"]
    make.offer(three[0])
    assert steps(requisition) == ["offers.ready"]


def test_nobody_is_sent_to_ask_while_a_card_is_owed_of_everyone_interviewed(make, steps):
    requisition = make.requisition()
    rater = make.member(requisition, "interviewer")
    make.ask(make.candidacy(requisition), rater)
    make.candidacy(requisition, interviewed_at=None)
    assert steps(requisition) == []
    make.interview(make.candidacy(requisition, interviewed_at=None), rater)
    assert steps(requisition) == ["scorecards.to_ask"]


@pytest.mark.parametrize("part", ["hiring manager", "interviewer", "approver", "observer"])
def test_the_recruiters_steps_stand_on_no_other_desk(make, part):
    requisition = make.requisition()
    other = make.member(requisition, part)
    make.scored(requisition)
    assert [one.kind for one in queries.waiting(other, make.at) if one.kind in STEPS] == []
    assert queries.shell(other, make.at).count == 0


def test_a_filled_requisition_leaves_the_side_and_its_duties_but_for_words_still_due(make, client):
    requisition, (ana, chau, _) = make.hiring(title="Harbour pilot")
    recruiter = lead(requisition.id, "recruiter")
    make.referee(chau, asked=True, due_at=make.at)
    put_off_at = make.at - timedelta(hours=1)
    make.referee(ana, asked=True, due_at=make.at, after_acceptance_at=put_off_at)
    client.sign_in(recruiter)
    aside = 'aria-labelledby="nav-open"'
    assert aside in client.get("/").text
    make.offer(ana, "accepted")
    found = [(one.kind, one.about) for one in queries.waiting(recruiter, make.at)]
    assert sorted(kind for kind, _ in found) == ["checks.overdue", "offers.tell", "offers.tell"]
    assert ("checks.overdue", "Ana Lúcia Ferreira") in found
    assert aside not in client.get("/").text


def test_the_button_of_each_step_leads_to_a_page_that_opens(make, client):
    requisition = make.requisition(stage="draft", title="Draft one")
    recruiter = lead(requisition.id, "recruiter")
    make.requisition(stage="draft", title="Bare one", criteria=[], recruiter=recruiter)
    make.requisition(title="Empty one", recruiter=recruiter)
    make.scored(make.requisition(title="Unasked one", recruiter=recruiter))
    client.sign_in(recruiter)
    page = client.get("/").text
    for button in ("Open it", "Set criteria", "Import candidates", "Ask for cards"):
        assert button in page
    words = queries.words()
    for one in queries.waiting(recruiter, make.at):
        path = {
            "requisitions.draft": "settings",
            "requisitions.criteria": "requirements",
            "candidates.none": "import",
            "scorecards.to_ask": "scores",
        }[one.kind]
        assert words[one.kind].by_requisition
        assert client.get(f"/requisitions/{one.requisition_id}/{path}").status_code == 200
