"""A yes with limits covers later versions: nobody is asked twice, and those touched see why."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.decision import Refused
from app.mail.models import Message
from app.offers import actions, queries
from app.offers.actions import Package
from app.signoffs.limits import Limits
from app.signoffs.models import Signoff
from app.signoffs.queries import chain_of, my_open
from tests.makers.offers import PACKAGE

UP_TO_72 = Limits(amount=7_200_000, currency="EUR", period="year")


@pytest.fixture
def hiring(make):
    return make.hiring()


@pytest.fixture
def approvers(make, hiring):
    return [make.approver_of_offers(hiring[0], position=one) for one in (1, 2)]


@pytest.fixture
def signed(make, hiring, approvers):
    """An offer both approvers signed, the first with a limit on pay, the second without any."""
    return signed_by(make, make.offer(hiring[1][0]), approvers, [UP_TO_72, None])


def signed_by(make, offer, approvers, limits):
    actions.ask_for_signoffs(offer, by=make.leader(offer), at=make.at)
    for person, limit in zip(approvers, limits, strict=True):
        actions.sign(offer, reason=None, limits=limit, by=person, at=make.at)
    make.session.flush()
    return offer


def revised(make, offer, **changed):
    package = replace(Package(**PACKAGE), **changed)
    return actions.revise(offer, package, by=make.leader(offer), at=make.at)


def asked(offer, approvers):
    chain = chain_of("offer", offer.id)
    return [my_open(one.id, chain) is not None for one in approvers]


def test_inside_everyones_limits_a_revised_offer_needs_no_new_sign_off(make, hiring, approvers):
    offer = signed_by(make, make.offer(hiring[1][0]), approvers, [UP_TO_72, UP_TO_72])
    latest = revised(make, offer, amount=7_200_000)
    assert queries.status_of(latest, make.at) == "ready"
    actions.hand_over(latest, by=make.leader(offer), at=make.at)
    rows = [one for step in chain_of("offer", latest.id).steps for one in step.signoffs]
    assert all(one.covered_by_id and one.decision is None for one in rows)
    assert queries.status_of(latest, make.at) == "open"


def test_outside_them_only_those_touched_are_asked_again(make, signed, approvers):
    latest = revised(make, signed, amount=7_000_000)
    assert queries.status_of(latest, make.at) == "draft"
    with pytest.raises(Refused, match="Nobody was asked to sign this version yet"):
        actions.dispatch(latest, by=make.leader(signed), at=make.at)
    actions.ask_for_signoffs(latest, by=make.leader(signed), at=make.at)
    assert asked(latest, approvers) == [False, True]
    assert actions.sign(latest, reason=None, by=approvers[1], at=make.at)
    assert queries.status_of(latest, make.at) == "ready"


def test_above_a_limit_its_approver_is_asked_and_the_refusal_names_what_is_outside(
    make, signed, approvers
):
    latest = revised(make, signed, amount=7_200_001)
    facts = queries.sending_facts(latest, make.at)
    assert facts.outside == (f"Outside the limits of {approvers[0].name}: pay.",)
    actions.ask_for_signoffs(latest, by=make.leader(signed), at=make.at)
    assert asked(latest, approvers) == [True, False]


def test_a_limit_that_has_ended_covers_no_more_even_once_it_was_leant_on(make, signed, approvers):
    until = make.at + timedelta(hours=2)
    word = make.session.scalars(select(Signoff).where(Signoff.limit_amount.is_not(None))).one()
    word.limit_until = until
    latest = revised(make, signed, amount=7_000_000)
    actions.ask_for_signoffs(latest, by=make.leader(signed), at=make.at)
    actions.sign(latest, reason=None, by=approvers[1], at=make.at)
    assert queries.status_of(latest, until - timedelta(seconds=1)) == "ready"
    assert queries.status_of(latest, until) == "draft"
    with pytest.raises(Refused, match="limits it was covered by have ended"):
        actions.dispatch(latest, by=make.leader(signed), at=until)


def test_a_yes_taken_back_covers_nothing(make, signed):
    word = make.session.scalars(select(Signoff).where(Signoff.limit_amount.is_not(None))).one()
    word.revoked_at = make.at
    latest = revised(make, signed, amount=7_000_000)
    assert queries.standing_of(latest, make.at).covered == {}


def test_the_next_finalist_goes_without_a_new_sign_off_inside_the_limits(make, hiring, approvers):
    _, (ana, chau, olu) = hiring
    limits = replace(UP_TO_72, finalists=str(chau.id))
    first = signed_by(make, make.offer(ana), approvers, [limits, limits])
    actions.withdraw(first, reason="She called.", by=make.leader(first), at=make.at)
    assert queries.status_of(make.offer(chau), make.at) == "ready"
    assert queries.status_of(make.offer(olu), make.at) == "draft"


def test_any_order_in_everyones_limits_lets_another_named_finalist_go_first(
    make, hiring, approvers
):
    _, (ana, chau, _) = hiring
    free = replace(UP_TO_72, finalists=str(chau.id), order="any")
    first = signed_by(make, make.offer(ana), approvers, [free, free])
    assert queries.sending_facts(first, make.at).any_order
    early = make.offer(chau)
    actions.withdraw(first, reason="Dropped.", by=make.leader(first), at=make.at)
    assert queries.sending_facts(early, make.at).any_order
    actions.hand_over(early, by=make.leader(first), at=make.at)
    assert queries.status_of(early, make.at) == "open"


def test_a_change_of_an_open_offer_inside_the_limits_replaces_it_without_new_sign_offs(
    make, hiring, approvers
):
    offer = signed_by(make, make.offer(hiring[1][0]), approvers, [UP_TO_72, UP_TO_72])
    actions.hand_over(offer, by=make.leader(offer), at=make.at)
    package = replace(Package(**PACKAGE), amount=7_100_000)
    latest = actions.draft_in_place_of(offer, package, by=make.leader(offer), at=make.at)
    actions.hand_over(latest, by=make.leader(offer), at=make.at)
    assert queries.status_of(offer, make.at) == "replaced"
    assert queries.status_of(latest, make.at) == "open"


def test_limits_are_stated_on_the_page_and_shown_to_those_asked_again(
    client, db, make, hiring, signed, approvers
):
    latest = revised(make, signed, amount=7_300_000)
    actions.ask_for_signoffs(latest, by=make.leader(signed), at=make.at)
    client.sign_in(approvers[0])
    page = client.get(f"/offers/{latest.id}").text
    assert "What changed since version 1" in page
    assert "€\u00a068,000 a year" in page
    url = f"/offers/{latest.id}/signatures"
    wrong = client.post(url, data={"limit_amount": "70,000", "reason": "Fine."})
    assert wrong.status_code == 409
    assert "Your limit is below the pay you sign" in wrong.text
    assert 'value="70,000"' in wrong.text
    assert client.post(url, data={"limit_amount": "lots"}).status_code == 409
    data = {"limit_amount": "75,000", "limit_until": "2026-12-01T12:00", "limit_any_order": "y"}
    assert client.post(url, data=data).status_code == 303
    word = db.session.scalars(select(Signoff).where(Signoff.limit_amount == 7_500_000)).one()
    assert (word.limit_currency, word.limit_period, word.limit_order) == ("EUR", "year", "any")
    assert "up to €\u00a075,000 per year" in client.get(f"/offers/{latest.id}").text


def test_leads_hear_when_a_version_is_approved_or_sent_back_without_pay_or_names(
    make, hiring, approvers
):
    offer = signed_by(make, make.offer(hiring[1][0]), approvers, [UP_TO_72, None])
    latest = revised(make, offer, amount=7_300_000)
    actions.ask_for_signoffs(latest, by=make.leader(offer), at=make.at)
    reason = "€ 73,000 for Ana is too much."
    actions.send_back(latest, reason=reason, by=approvers[0], at=make.at)
    told = make.session.scalars(select(Message).where(Message.kind == "signoffs.leads")).all()
    leads = {make.leader(offer, part).email for part in ("recruiter", "hiring manager")}
    assert {one.to_email for one in told} == leads
    assert {one.subject.split(":")[0] for one in told} == {"Everyone has signed", "Sent back"}
    assert not [one for one in told if "73,000" in one.body or "Ana" in one.body]


def test_a_signature_said_to_be_anothers_covers_nothing_even_of_a_version_replaced(make, signed):
    from app.signoffs.disavowal import disavow

    latest = revised(make, signed, amount=7_000_000)
    word = make.session.scalars(select(Signoff).where(Signoff.limit_amount.is_not(None))).one()
    assert word.approver_id in queries.standing_of(latest, make.at).covered
    disavow(word, chain_of("offer", signed.id), at=make.at)
    make.session.flush()
    assert queries.standing_of(latest, make.at).covered == {}
