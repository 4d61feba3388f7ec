"""The board of a requisition: columns by what is so, acts that are allowed, and no mark in it."""

import re
from datetime import timedelta

import pytest

from app.overview.board import FOLDED, TITLES, Standing, acts_on, column_of, lay_out
from app.people.queries import lead
from app.scorecards.queries import Progress

LATE = frozenset({("Ngozi", "hard")})


@pytest.mark.parametrize(
    ("status", "cards", "referees", "column"),
    [
        ("in play", None, False, "interviewing"),
        ("in play", Progress(), False, "interviewing"),
        ("in play", Progress(given=1, asked=2), False, "interviewing"),
        ("in play", Progress(given=2, asked=2), False, "cards in"),
        ("in play", Progress(given=2, asked=2), True, "cards in"),
        ("finalist", Progress(given=2, asked=2), False, "finalist"),
        ("finalist", Progress(given=2, asked=2), True, "references"),
        ("offered", None, True, "offered"),
        ("hired", None, True, "hired"),
        ("declined", None, True, "declined"),
        ("set aside", Progress(given=2, asked=2), False, "set aside"),
        ("withdrawn", None, False, "withdrawn"),
    ],
)
def test_the_column_follows_from_the_facts(status, cards, referees, column):
    one = Standing(1, "Ana", None, status, cards, referees)
    assert column_of(one) == column
    assert column in TITLES or column in FOLDED


def allowed(now, status="in play", stage="open", **facts) -> dict[str, str]:
    """Return each act with why it may not be, empty where it may."""
    acts = acts_on(Standing(1, "Ana", None, status, **facts), 7, stage, now)
    return {act.words: act.allowed.why for act in acts}


def test_only_what_may_be_is_offered_and_the_rest_says_why(now):
    owing = Progress(given=0, asked=1, owing=(("Ngozi", "hard"),), late=LATE)
    playing = allowed(now, cards=owing)
    assert {words for words, why in playing.items() if not why} == {
        "Ask for scorecards",
        "Remind raters",
        "Ask for references",
        "Write to them",
        "Set aside",
    }
    assert "approved list" in playing["Make an offer"]
    finalist = allowed(now, "finalist")
    assert not finalist["Make an offer"]
    assert "on the list put forward" in finalist["Ask for scorecards"]
    assert "Nobody owes" in finalist["Remind raters"]
    hired = allowed(now, "hired", has_address=False)
    assert "accepted an offer" in hired["Set aside"]
    assert "no e-mail address" in hired["Write to them"]
    aside = allowed(now, "set aside")
    assert all(aside[words] for words in ("Ask for scorecards", "Ask for references", "Set aside"))
    assert "draft" in allowed(now, stage="draft")["Ask for scorecards"]


def test_acts_are_for_whoever_runs_the_requisition(now):
    one = Standing(1, "Ana", None, "in play")
    (card,) = lay_out([one], 7, "open", now, runs=False).piles[0].cards
    assert card.acts == ()


@pytest.fixture
def opening(make):
    return make.requisition()


@pytest.fixture
def recruiter(client, opening):
    found = lead(opening.id, "recruiter")
    client.sign_in(found)
    return found


def piles(text: str) -> dict[str, list[str]]:
    """Return the names in each column."""
    found = re.findall(r'<section class="pile".*?</section>', text, re.DOTALL)
    return {
        re.search(r">([^<]+) <span", one)[1]: re.findall(r"<bdi>([^<]+)</bdi>", one)
        for one in found
    }


def like_boards(client, opening, layout="board"):
    here = f"/requisitions/{opening.id}/candidates"
    answer = client.post(f"{here}/layout", data={"as": layout})
    assert (answer.status_code, answer.location) == (303, here)
    return client.get(here).text


def test_the_choice_is_kept_for_the_person_and_a_search_is_a_list(client, make, opening, recruiter):
    make.candidacy(opening, "Ana Ribeiro")
    here = f"/requisitions/{opening.id}/candidates"
    assert 'class="board"' not in client.get(here).text
    assert 'class="board"' in like_boards(client, opening)
    assert 'class="board"' in client.get(here).text
    assert 'class="board"' not in client.get(f"{here}?q=ana").text
    assert 'class="board"' not in like_boards(client, opening, "list")


def test_everybody_stands_where_they_are(client, make, opening, recruiter):
    manager = lead(opening.id, "hiring manager")
    waiting = make.candidacy(opening, "Wei Waits")
    make.ask(waiting, manager)
    make.scorecard(make.candidacy(opening, "Ida In"), manager, 4, 4)
    finalists = [make.candidacy(opening, name) for name in ("Fay First", "Rui Referees", "Tom")]
    make.shortlist(opening, finalists)
    make.referee(finalists[1])
    make.candidacy(opening, "Sam Aside", set_aside_at=make.at)
    make.candidacy(opening, "Will Drew", withdrawn_at=make.at)
    text = like_boards(client, opening)
    assert piles(text) == {
        "Being interviewed": ["Wei Waits"],
        "Cards in": ["Ida In"],
        "Finalists": ["Fay First", "Tom"],
        "References": ["Rui Referees"],
        "Offer": [],
        "Hired": [],
    }
    folded = dict(
        re.findall(r"<summary>(\w[\w ]+) <span[^>]*>\d+</span>.*?<bdi>([^<]+)", text, re.DOTALL)
    )
    assert folded == {"Set aside": "Sam Aside", "Withdrew": "Will Drew"}


def test_whoever_owes_a_card_does_not_see_that_they_are_a_finalist(
    client, new_client, make, opening, recruiter
):
    rater = make.member(opening, "recruiter", make.person("Ravi Rater"))
    finalists = [make.candidacy(opening, name) for name in ("Fay First", "Fred Second", "Flo")]
    make.shortlist(opening, finalists)
    make.ask(finalists[0], rater, due_in=timedelta(days=2))
    theirs = piles(like_boards(new_client().sign_in(rater), opening))
    assert theirs["Being interviewed"] == ["Fay First"]
    assert "Fay First" not in theirs["Finalists"]
    assert "Fay First" in piles(like_boards(client, opening))["Finalists"]


def test_an_interviewer_sees_whom_they_met_and_no_acts(client, make, opening):
    person = make.member(opening, "interviewer")
    make.interview(make.candidacy(opening, "Ana Met"), person)
    make.candidacy(opening, "Bo Never")
    client.sign_in(person)
    text = like_boards(client, opening)
    assert "Ana Met" in text
    assert "Bo Never" not in text
    assert "data-acts" not in text


def test_three_hundred_cards_take_as_many_queries_as_three(
    client, make, opening, recruiter, statements
):
    manager = lead(opening.id, "hiring manager")

    def add(count):
        for number in range(count):
            one = make.candidacy(opening, f"Cara {number:03}")
            make.ask(one, manager)

    add(3)
    here = f"/requisitions/{opening.id}/candidates"
    like_boards(client, opening)
    with statements() as few:
        client.get(here)
    add(297)
    with statements() as many:
        text = client.get(here).text
    assert text.count("data-acts") == 300
    assert len(many) == len(few)
    make.candidacy(opening, "Zoe Last")
    assert "first by name" in client.get(here).text
