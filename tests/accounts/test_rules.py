"""What may be done with an account, asked of plain facts."""

from dataclasses import replace

import pytest

from app.accounts import rules
from app.accounts.rules import AccountFacts

FACTS = AccountFacts(
    "Ana", is_admin=False, is_hr=False, has_password=True, active=True, mine=False, other_admins=1
)


@pytest.mark.parametrize(
    ("active", "has_password", "word"),
    [
        (True, True, "active"),
        (True, False, "invited"),
        (False, True, "switched off"),
        (False, False, "switched off"),
    ],
)
def test_the_state_follows_from_the_facts(active, has_password, word):
    assert rules.state(active=active, has_password=has_password) == word


def test_only_who_has_no_password_is_invited_again():
    assert rules.may_be_invited_again(replace(FACTS, has_password=False))
    assert not rules.may_be_invited_again(FACTS)
    assert not rules.may_be_invited_again(replace(FACTS, has_password=False, active=False))


def test_the_last_admin_stays_one():
    last = replace(FACTS, is_admin=True, other_admins=0)
    assert not rules.may_change_roles(last, admin=False)
    assert rules.may_change_roles(last, admin=True)
    assert rules.may_change_roles(replace(last, other_admins=1), admin=False)
    assert not rules.may_switch_off(last)


def test_nobody_changes_their_own_roles():
    assert not rules.may_change_roles(replace(FACTS, mine=True), admin=False)
    assert not rules.may_change_roles(replace(FACTS, mine=True, is_admin=True), admin=True)


def test_only_hr_sees_the_invitation_of_somebody_in_hr():
    invited = replace(FACTS, has_password=False)
    assert rules.may_show_invitation(invited, hr_looks=False)
    assert not rules.may_show_invitation(replace(invited, is_hr=True), hr_looks=False)
    assert rules.may_show_invitation(replace(invited, is_hr=True), hr_looks=True)


def test_nobody_switches_off_themselves_or_a_lead():
    assert rules.may_switch_off(FACTS)
    assert not rules.may_switch_off(replace(FACTS, mine=True))
    assert not rules.may_switch_off(replace(FACTS, active=False))
    refused = rules.may_switch_off(replace(FACTS, leads=("SDE-1", "PD-2")))
    assert "2 open requisitions: SDE-1 and PD-2" in refused.why


def test_only_what_is_off_is_switched_on():
    assert rules.may_switch_on(replace(FACTS, active=False))
    assert not rules.may_switch_on(FACTS)
