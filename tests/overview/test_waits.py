"""What a requisition waits for, told from how far it has come."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.overview.progress import hurdles
from app.overview.waits import CARDS, CHAIN, OFFER, PICKS, Facts, Names, Offered, asks_for, wait
from app.people.permissions import BY_PART, HR
from tests.clock import NOW

NAMES = Names(recruiter="Beatriz", manager="Henrik")
OPEN = Facts(stage="open", created_at=NOW, opened_at=NOW, places=2)
SCORING = replace(OPEN, candidates=9, in_play=9, cards_asked=31, cards_in=30, cards_since=NOW)
SCORED = replace(SCORING, cards_in=31, last_card_at=NOW)
PICKING = replace(SCORED, picking_id=1, picking_at=NOW, picks=2, picks_sealed=1)
SETTLING = replace(PICKING, picks_sealed=2, picks_open_at=NOW)
EDITING = replace(SETTLING, editing_version=1, editing_at=NOW)
SIGNING = replace(SETTLING, list_version=1, list_at=NOW, chain_id=7, signoffs=2, signoffs_given=1)
SENT_BACK = replace(SIGNING, sent_back_at=NOW)
APPROVED = replace(SIGNING, approved_at=NOW, signoffs_given=2)
UNSIGNED = replace(SETTLING, list_version=1, list_at=NOW)
FILLED = replace(APPROVED, places_filled=2)
ANA = Offered("Ana", NOW, NOW + timedelta(hours=24))


@pytest.mark.parametrize(
    ("facts", "names", "what", "on"),
    [
        (replace(OPEN, stage="draft", opened_at=None), NAMES, "To be opened", ("Beatriz",)),
        (replace(OPEN, stage="closed"), NAMES, "Closed", ()),
        (OPEN, NAMES, "Candidates to be brought in", ("Beatriz",)),
        (replace(OPEN, candidates=9, in_play=9), NAMES, "to be asked for", ("Beatriz",)),
        (SCORING, replace(NAMES, owing=("Maja",)), "1 scorecard", ("Maja",)),
        (SCORED, NAMES, "Private picks to begin", ("Beatriz", "Henrik")),
        (PICKING, replace(NAMES, owing=("Henrik",)), "1 private pick", ("Henrik",)),
        (SETTLING, NAMES, "The list to be settled", ("Beatriz", "Henrik")),
        (EDITING, NAMES, "Version 1 of the list", ("Beatriz", "Henrik")),
        (SIGNING, replace(NAMES, owing=("Rui",)), "1 sign-off of version 1", ("Rui",)),
        (SENT_BACK, NAMES, "Version 1 was sent back", ("Beatriz", "Henrik")),
        (replace(SENT_BACK, editing_version=2), NAMES, "Version 2 of the list", NAMES.leads),
        (APPROVED, replace(NAMES, up="Ana"), "An offer to Ana, who is up", ("Beatriz",)),
        (UNSIGNED, replace(NAMES, up="Ana"), "An offer to Ana, who is up", ("Beatriz",)),
        (APPROVED, NAMES, "nobody of this one is left", ("Beatriz", "Henrik")),
        (APPROVED, replace(NAMES, offers=(ANA,)), "The answer of Ana to the offer", ("Ana",)),
        (APPROVED, replace(NAMES, offers=(ANA, ANA)), "Ana, and 1 other", ("Ana",)),
        (APPROVED, replace(NAMES, offers=(Offered("Ana", None, None),)), "on its way", ()),
        (FILLED, NAMES, "Every place is filled", ()),
        (replace(FILLED, untold=3), NAMES, "3 candidates to be told", ("Beatriz",)),
    ],
)
def test_what_is_waited_for_and_on_whom(facts, names, what, on):
    found = wait(facts, names)
    assert what in found.what
    assert found.on == on


def test_an_open_offer_says_since_when_and_until_when():
    found = wait(APPROVED, replace(NAMES, offers=(ANA,)))
    assert (found.since, found.until) == (NOW, NOW + timedelta(hours=24))


def test_references_still_out_are_said_beside_who_is_up():
    facts = replace(APPROVED, references_asked=4, references_in=2)
    assert "2 references still out" in wait(facts, replace(NAMES, up="Ana")).what


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        (replace(OPEN, stage="draft"), None),
        (OPEN, None),
        (SCORING, CARDS),
        (PICKING, PICKS),
        (SETTLING, None),
        (SIGNING, CHAIN),
        (SENT_BACK, None),
        (APPROVED, OFFER),
        (UNSIGNED, OFFER),
        (FILLED, None),
    ],
)
def test_only_the_names_that_are_said_are_asked_for(facts, asked):
    assert asks_for(facts) == asked


def titles(facts, rights):
    return {one.title: one.text for one in hurdles(facts, rights)}


def test_hurdles_in_words():
    told = titles(APPROVED, HR)
    assert told["Scorecards"] == "31 of 31 in"
    assert told["Private picks"] == "Open to both"
    assert told["Shortlist"] == "Version 1, approved"
    assert told["Sign-offs"] == "2 of 2 given"
    assert told["Offers"] == "0 of 2 places filled"
    assert titles(SENT_BACK, HR)["Shortlist"] == "Version 1, sent back"
    assert titles(EDITING, HR)["Shortlist"] == "Version 1 being settled"
    assert titles(PICKING, HR)["Private picks"] == "1 of 2 sealed"


def test_each_part_is_told_of_the_hurdles_whose_pages_it_may_open():
    interviewer = titles(APPROVED, BY_PART["interviewer"])
    assert set(interviewer) == {"Scorecards"}
    assert set(titles(APPROVED, BY_PART["approver"])) == {"Shortlist", "Sign-offs"}
    assert titles(APPROVED, BY_PART["agency recruiter"]) == {}
