"""Where a candidate stands, as they may read it."""

from dataclasses import replace

import pytest

from app.statuspage.rules import STANDINGS, StandingFacts, standing

PLAIN = StandingFacts(
    withdrawn=False,
    set_aside=False,
    told_outcome=False,
    offer=None,
    search_over=False,
    asked_for_referees=False,
)


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({}, "deciding"),
        ({"asked_for_referees": True}, "finalist"),
        ({"offer": "open"}, "offered"),
        ({"offer": "accepted", "search_over": True}, "hired"),
        ({"offer": "declined", "search_over": True}, "declined"),
        ({"offer": "lapsed", "asked_for_referees": True}, "lapsed"),
        ({"offer": "withdrawn"}, "taken back"),
        ({"offer": "lapsed", "search_over": True}, "we are writing"),
        ({"withdrawn": True, "offer": "declined", "told_outcome": True}, "withdrawn"),
        ({"set_aside": True}, "we are writing"),
        ({"set_aside": True, "told_outcome": True}, "told"),
        ({"search_over": True, "asked_for_referees": True}, "we are writing"),
        ({"search_over": True, "told_outcome": True}, "told"),
    ],
)
def test_one_standing_for_each_set_of_facts(facts, where):
    found = standing(replace(PLAIN, **facts))
    assert found == where
    assert found in STANDINGS


def test_a_no_is_never_read_on_the_page_before_a_person_told_it():
    for facts in ({"set_aside": True}, {"search_over": True}):
        assert standing(replace(PLAIN, **facts)) == "we are writing"
