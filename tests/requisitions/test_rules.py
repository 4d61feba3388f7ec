"""What may happen to a requisition, asked of plain facts."""

from dataclasses import replace

import pytest

from app.requisitions import rules
from app.requisitions.rules import JoinFacts, LeaveFacts, NewFacts, OpeningFacts

READY = OpeningFacts("draft", 3.0, recruiter_id=1, manager_id=2, off=(), places=1)
NEW = NewFacts("SDE-1", "Engineer", 2, 1, 2, (), False, False, False)
JOIN = JoinFacts("Ana", "interviewer", frozenset(), active=True, recused=False)
LEAVE = LeaveFacts("Ana", "interviewer", False, False, False, 0)


@pytest.mark.parametrize("verb", rules.MOVES.table)
@pytest.mark.parametrize("state", rules.MOVES.states)
def test_a_requisition_moves_only_as_its_table_says(verb, state):
    allowed = {("open", "draft"), ("open", "closed"), ("close", "draft"), ("close", "open")}
    assert bool(rules.MOVES.may(verb, state)) == ((verb, state) in allowed)


def test_what_is_complete_opens():
    assert rules.may_open(READY)


def test_opening_names_everything_that_is_missing():
    facts = OpeningFacts("open", 0.0, None, None, ("Bo",), 0)
    assert len(rules.may_open(facts).reasons) == 6


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weight": 0}, "criteria"),
        ({"recruiter_id": None}, "lead recruiter"),
        ({"manager_id": None}, "lead hiring manager"),
        ({"manager_id": 1}, "two people"),
        ({"places": 0}, "place"),
        ({"off": ("Bo",)}, "Bo"),
        ({"stage": "open"}, "already"),
    ],
)
def test_each_thing_missing_keeps_it_shut(change, words):
    decision = rules.may_open(replace(READY, **change))
    assert len(decision.reasons) == 1
    assert words in decision.why


def test_it_does_not_close_while_an_offer_is_with_a_candidate():
    assert rules.may_close("open", live_offers=0)
    assert "1 offer is still" in rules.may_close("open", live_offers=1).why
    assert "3 offers are still" in rules.may_close("open", live_offers=3).why


def test_the_leads_of_a_new_requisition_are_two_people():
    assert rules.may_be_made(NEW)
    assert "two people" in rules.may_be_made(replace(NEW, manager_id=1)).why


def test_only_hr_opens_a_requisition_for_someone_else():
    for_others = replace(NEW, for_others=True)
    assert not rules.may_be_made(for_others)
    assert rules.may_be_made(replace(for_others, by_hr=True))


@pytest.mark.parametrize("code", ["SDE-2026-11", "R1", "É.42", "DESIGN 3", "x" * 40])
def test_a_code_is_letters_digits_and_a_few_signs(code):
    assert rules.may_be_code(code)


@pytest.mark.parametrize("code", ["", "-1", "../etc", "a/b", "x" * 41, "ß" * 21, "a\n", 'a"b'])
def test_other_codes_are_refused(code):
    assert not rules.may_be_code(code)


@pytest.mark.parametrize(("number", "taken", "may"), [(2, 2, True), (1, 2, False), (3, 2, True)])
def test_places_do_not_drop_below_those_taken(number, taken, may):
    assert bool(rules.may_be_places(number, taken=taken)) is may


@pytest.mark.parametrize("number", [0, -1, 100])
def test_there_are_1_to_99_places(number):
    assert not rules.may_be_places(number, taken=0)


def test_every_number_of_the_policy_has_a_range_and_all_bad_ones_are_named():
    low = {name: span.low - 1 for name, span in rules.SPANS.items()}
    assert len(rules.may_be_policy(low).reasons) == len(rules.SPANS)
    assert rules.may_be_policy({name: span.high for name, span in rules.SPANS.items()})


def test_a_list_has_3_to_5_finalists():
    assert [n for n in range(9) if rules.may_be_policy({"list_size": n})] == [3, 4, 5]


def test_a_person_may_have_two_parts_but_not_one_twice():
    assert rules.may_join(replace(JOIN, has=frozenset({"recruiter"})))
    assert "already" in rules.may_join(replace(JOIN, has=frozenset({"interviewer"}))).why


def test_an_agency_recruiter_has_no_other_part():
    agency = frozenset({"agency recruiter"})
    assert not rules.may_join(replace(JOIN, has=agency))
    assert not rules.may_join(replace(JOIN, part="agency recruiter", has=frozenset({"observer"})))
    assert rules.may_join(replace(JOIN, part="agency recruiter"))
    assert not rules.may_lead(replace(JOIN, has=agency), other_lead_id=None, person_id=1)


def test_whoever_is_switched_off_or_a_candidate_there_gets_no_part():
    assert not rules.may_join(replace(JOIN, active=False))
    assert not rules.may_join(replace(JOIN, recused=True))
    assert not rules.may_lead(replace(JOIN, recused=True), other_lead_id=None, person_id=1)
    assert not rules.may_approve(replace(JOIN, active=False), only_admin=False, in_order=False)


def test_who_leads_one_side_cannot_lead_the_other():
    assert rules.may_lead(JOIN, other_lead_id=2, person_id=1)
    assert "two people" in rules.may_lead(JOIN, other_lead_id=1, person_id=1).why


def test_admins_and_agency_recruiters_sign_nothing():
    assert rules.may_approve(JOIN, only_admin=False, in_order=False)
    assert "pay" in rules.may_approve(JOIN, only_admin=True, in_order=False).why
    agency = replace(JOIN, has=frozenset({"agency recruiter"}))
    assert not rules.may_approve(agency, only_admin=False, in_order=False)
    assert not rules.may_approve(JOIN, only_admin=False, in_order=True)


def test_leaving_names_all_that_stands_against_it():
    assert rules.may_leave(LEAVE)
    bound = LeaveFacts("Ana", "recruiter", True, True, True, 2)
    reasons = rules.may_leave(bound).reasons
    assert len(reasons) == 4
    assert "2 scorecards" in reasons[-1]
