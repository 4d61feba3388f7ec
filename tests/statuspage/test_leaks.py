"""In every state, before and after the word, the page holds nothing planted elsewhere."""

import re

import pytest

from app.fairness import actions as fairness
from app.fairness.queries import questions
from app.history.actions import WORKER

#: what stands somewhere in the database and on no page by link
PLANTED = (
    "Rival",  # another candidate's name
    "rival@example.net",
    "Rater",  # whoever marked them
    "Cardwords",
    "Refwords",
    "Notewords",
    "Importwords",
    "Asidewords",
    "Reasonwords",
    "73,210",
    "7321000",
    "73210",
)
#: words that would say how they stand beside others
TELLING = ("rank", "score", "shortlist", "position", "second choice", "runner")
NO = ("not chosen", "rejected", "unfortunately", "turned down", "somebody else has")


@pytest.fixture
def world(make, db):
    """A requisition with all that could leak, and Ana in it."""
    requisition = make.requisition(title="Product designer", places=2)
    ana = make.candidacy(requisition, "Ana Ferreira", notes="Importwords")
    rival = make.candidacy(
        requisition, candidate=make.candidate("Bo Rival", email="rival@example.net")
    )
    third = make.candidacy(requisition, "Cleo Rival")
    rater = make.member(requisition, "interviewer", make.person("Rita Rater"))
    for one, marks in ((ana, (2, 1)), (rival, (5, 5)), (third, (4, 4))):
        make.interview(one, rater)
        make.scorecard(one, rater, *marks, notes="Cardwords")
    make.reference_in(ana, "Harriet Own-Referee", comment="Refwords")
    make.note(ana, rater, text="Notewords")
    make.offer(rival, "open", amount=7_321_000)
    fairness.begin_asking(by=WORKER, at=make.at)
    chosen = {one.id: one.choices[1].id for one in questions()}
    fairness.tell(ana.candidate_id, chosen, consents=True)
    return requisition, ana, rival, third


def deciding(make, world):
    """Nothing more."""


def asked_for_referees(make, world):
    make.referee_request(world[1])


def list_waits(make, world):
    requisition, _, rival, third = world
    fourth = make.candidacy(requisition, "Dana Rival")
    approver = make.member(requisition, "approver", make.person("Marguerite Rater"))
    make.shortlist(requisition, [rival, third, fourth], approvers=[approver])


def on_the_list(make, world):
    requisition, ana, rival, third = world
    make.signed_order(requisition, rival, third, ana)


def drafted(make, world):
    make.offer(world[1], "draft", amount=7_321_000)


def ready(make, world):
    make.offer(world[1], "ready", amount=7_321_000)


def open_offer(make, world):
    make.offer(world[1], "open", amount=7_321_000)


def lapsed(make, world):
    make.offer(world[1], "lapsed", amount=7_321_000)


def taken_back(make, world):
    make.offer(world[1], "withdrawn", amount=7_321_000)


def declined(make, world):
    make.offer(world[1], "declined", amount=7_321_000)


def set_aside(make, world):
    world[1].set_aside_at, world[1].set_aside_reason = make.at, "Asidewords"


def told(make, world):
    set_aside(make, world)
    world[1].told_outcome_at = make.at


def closed(make, world):
    world[0].closed_at = make.at


def withdrawn(make, world):
    world[1].withdrawn_at = make.at


STATES = (
    deciding,
    asked_for_referees,
    list_waits,
    on_the_list,
    drafted,
    ready,
    open_offer,
    lapsed,
    taken_back,
    declined,
    set_aside,
    told,
    closed,
    withdrawn,
)
BEFORE_THE_WORD = (deciding, list_waits, on_the_list, drafted, ready, set_aside, closed)


def pages(client, make, candidacy):
    """Return every page behind the link, as text."""
    page = make.own_page(candidacy)
    parts = ("", "/contact", "/deadline", "/questions", "/address", "/copy", "/withdrawal")
    return {part: client.get(page + part) for part in (*parts, "/groups")}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_in_no_state_is_anything_planted_on_a_page(client, make, world, state):
    state(make, world)
    for part, answer in pages(client, make, world[1]).items():
        assert answer.status_code == 200, part
        shown = answer.text.casefold()
        for hidden in (*PLANTED, *TELLING):
            assert hidden.casefold() not in shown, (part, hidden)


@pytest.mark.parametrize("state", BEFORE_THE_WORD, ids=lambda state: state.__name__)
def test_a_no_is_read_nowhere_before_a_person_told_it(client, make, world, state):
    state(make, world)
    for answer in pages(client, make, world[1]).values():
        for hidden in NO:
            assert hidden not in answer.text.casefold(), hidden
    assert "how it ended" not in client.get(make.own_page(world[1])).text


@pytest.mark.parametrize("state", [deciding, on_the_list, list_waits], ids=lambda one: one.__name__)
def test_that_somebody_has_an_offer_changes_nothing_for_another(client, make, world, state, clock):
    """The pages while the rival has an offer and after it lapsed are one and the same."""
    state(make, world)
    ana = world[1]
    before = stripped(client.get(make.own_page(ana)).text)
    clock.forward(hours=25)
    after = stripped(client.get(make.own_page(ana)).text)
    assert before == after


def test_no_answer_to_the_voluntary_questions_is_shown_to_anybody_with_the_link(
    client, make, world
):
    page = client.get(make.own_page(world[1]) + "/groups").text
    assert "You have answered" in page
    assert page.count("checked") == len(questions())  # each stands at Skip this


def stripped(page):
    """A page's own words, without the token and the moment."""
    page = re.sub(r"/c/[\w-]+", "/c/…", page.split("<main")[1])
    page = re.sub(r'name="csrf_token"[^>]*>', "", page)
    return re.sub(r'datetime="[^"]*"', "", page)


def test_the_planted_words_are_there_for_those_who_may_read_them(client, make, world):
    """Were they nowhere, their absence would say nothing."""
    client.sign_in(make.leader(world[0]))
    page = client.get(f"/candidacies/{world[1].id}").text
    assert "Notewords" in page
    assert "Importwords" in page
