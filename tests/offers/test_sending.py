"""Sending an offer: conditions, place, clock, delivery, doubt."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.candidates.models import Candidate
from app.core.decision import Refused
from app.links.models import Link
from app.mail.delivery import IN_DOUBT_AFTER, send_due
from app.offers import actions, queries
from app.offers.actions import Package
from app.offers.letter import sha256
from app.requisitions.models import Place
from tests.makers.offers import PACKAGE

OUT_OF_TURN = (
    "Oluwaseun Adébáyò is not up in the signed order. Ana Lúcia Ferreira is. "
    "Write a reason to go out of turn."
)


def human(db, candidacy):
    return db.session.get_one(Candidate, candidacy.candidate_id)


def fresh(db, row):
    db.session.refresh(row)
    return row


def status(offer, make):
    return queries.status_of(offer, make.at)


def package(**changes):
    return Package(**{**PACKAGE, **changes})


def test_an_offer_is_drafted_in_versions_and_fixed_when_it_goes_out(make, verbs):
    requisition, (ana, *_) = make.hiring()
    recruiter = make.leader(requisition)
    offer = actions.make(ana, package(), by=recruiter, at=make.at)
    assert (offer.version, offer.hours, status(offer, make)) == (1, 24, "ready")
    changed = actions.revise(offer, package(amount=7_000_000), by=recruiter, at=make.at)
    assert (changed.id, changed.amount) == (offer.id, 7_000_000)
    actions.dispatch(offer, by=recruiter, at=make.at)
    assert "€\u00a070,000 a year" in offer.letter_fixed
    assert "Ana Lúcia Ferreira" in offer.letter_fixed
    assert offer.letter_sha256 == sha256(offer.letter_fixed)
    assert verbs(requisition) == ["made", "revised", "sent"]
    with pytest.raises(Refused, match="Only one that was not sent"):
        actions.revise(offer, package(), by=recruiter, at=make.at)


def test_one_draft_at_a_time(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana)
    with pytest.raises(Refused, match="Version 1 is not sent yet"):
        actions.make(ana, package(), by=make.leader(requisition), at=make.at)


def test_no_offer_is_drafted_where_nobody_is_hired_any_more(make):
    requisition = make.requisition(stage="closed")
    gone = make.candidacy(requisition, withdrawn_at=make.at)
    with pytest.raises(Refused) as refused:
        actions.make(gone, package(start_on=make.at.date()), by=make.person(), at=make.at)
    assert len(refused.value.reasons) == 3


def test_the_refusal_names_every_condition_that_fails_and_changes_nothing(make, db, mails):
    requisition, (ana, _, olu) = make.hiring(policy={"references_manager": 1})
    make.approver_of_offers(requisition)
    held = make.offer(ana, "open")
    offer = make.offer(olu, letter="Dear {name}, your pay is ____.")
    requisition.closed_at = make.at
    with pytest.raises(Refused) as refused:
        actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    assert refused.value.reasons == (
        "The requisition is closed. Open it first.",
        OUT_OF_TURN,
        "0 of 1 references are in. Missing: a manager's reference.",
        "Nobody was asked to sign this version yet. Ask for sign-offs.",
        "No place is free: the only one is filled or held by an offer.",
        "The letter has 1 blank to fill: ____.",
    )
    assert fresh(db, offer).dispatched_at is None
    assert db.session.scalars(select(Place)).one().offer_id == held.id
    assert mails("offer") == []


def test_a_second_version_waits_for_the_end_of_the_first(make):
    requisition, (ana, *_) = make.hiring(places=2)
    make.offer(ana, "open")
    second = make.offer(ana, out_of_order_reason="A better package.")
    with pytest.raises(Refused, match="already holds version 1"):
        actions.dispatch(second, by=make.leader(requisition), at=make.at)


def test_a_second_offer_after_a_decline_needs_a_written_reason(make):
    requisition, (ana, *_) = make.hiring()
    make.offer(ana, "declined")
    second = make.offer(ana)
    with pytest.raises(Refused, match="A second one needs a written reason"):
        actions.dispatch(second, by=make.leader(requisition), at=make.at)
    second.out_of_order_reason = "She called: her plans have changed."
    actions.dispatch(second, by=make.leader(requisition), at=make.at)
    assert status(second, make) == "on its way"


def test_references_that_are_missing_are_named_and_a_waiver_helps(make):
    requisition, (ana, *_) = make.hiring(policy={"references_manager": 1})
    offer = make.offer(ana)
    with pytest.raises(Refused, match="0 of 1 references are in"):
        actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    make.reference_waiver(ana, "manager")
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)


def test_a_reference_after_acceptance_must_be_in_the_letter(make):
    requisition, (ana, *_) = make.hiring(policy={"references_manager": 1})
    make.referee(ana, relation="manager", after_acceptance_at=make.at)
    offer = make.offer(ana)
    with pytest.raises(Refused, match="subject to references"):
        actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    offer.letter += "This offer is subject to a reference of your present manager.\n"
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)


def test_a_sign_off_counts_for_exactly_the_version_it_names(make, db, verbs):
    requisition, (ana, *_) = make.hiring()
    recruiter, approver = make.leader(requisition), make.approver_of_offers(requisition)
    offer = actions.make(ana, package(), by=recruiter, at=make.at)
    assert status(offer, make) == "draft"
    actions.ask_for_signoffs(offer, by=recruiter, at=make.at)
    assert status(offer, make) == "awaiting sign-off"
    assert actions.sign(offer, reason=None, by=approver, at=make.at)
    assert status(offer, make) == "ready"
    later = actions.revise(offer, package(amount=9_900_000), by=recruiter, at=make.at)
    assert (later.version, status(later, make), status(offer, make)) == (2, "draft", "replaced")
    assert "99,000" in queries.shown(later, make.at).offer.letter or "{pay}" in later.letter
    with pytest.raises(Refused, match="Nobody was asked to sign this version"):
        actions.dispatch(later, by=recruiter, at=make.at)
    with pytest.raises(Refused, match="replaced"):
        actions.dispatch(fresh(db, offer), by=recruiter, at=make.at)
    actions.ask_for_signoffs(later, by=recruiter, at=make.at)
    actions.sign(later, reason=None, by=approver, at=make.at)
    actions.dispatch(later, by=recruiter, at=make.at)
    assert verbs(requisition) == ["made", "signoffs_asked", "revised", "signoffs_asked", "sent"]


def test_a_version_sent_back_is_changed_before_it_is_asked_again(make):
    requisition, (ana, *_) = make.hiring()
    recruiter, approver = make.leader(requisition), make.approver_of_offers(requisition)
    offer = actions.make(ana, package(), by=recruiter, at=make.at)
    actions.ask_for_signoffs(offer, by=recruiter, at=make.at)
    actions.send_back(offer, reason="Too much for the band.", by=approver, at=make.at)
    assert status(offer, make) == "draft"
    with pytest.raises(Refused, match="sent back"):
        actions.ask_for_signoffs(offer, by=recruiter, at=make.at)
    later = actions.revise(offer, package(amount=6_500_000), by=recruiter, at=make.at)
    actions.ask_for_signoffs(later, by=recruiter, at=make.at)
    assert status(later, make) == "awaiting sign-off"


def test_a_letter_with_a_blank_is_not_even_shown_to_approvers(make):
    requisition, (ana, *_) = make.hiring()
    make.approver_of_offers(requisition)
    offer = make.offer(ana, letter="Dear {name}, ____")
    with pytest.raises(Refused, match="Still open: ____"):
        actions.ask_for_signoffs(offer, by=make.leader(requisition), at=make.at)


def test_sending_holds_a_place_and_delivery_starts_24_elapsed_hours(
    make, db, clock, outbox, verbs, mails
):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    place = db.session.scalars(select(Place)).one()
    assert (place.offer_id, place.held_until, offer.closes_at) == (offer.id, None, None)
    clock.forward(minutes=7)
    send_due("w")
    fresh(db, offer)
    assert offer.sending_at == offer.sent_at == make.at
    assert offer.closes_at == make.at + timedelta(hours=24)
    assert fresh(db, place).held_until == offer.closes_at
    assert status(offer, make) == "open"
    assert verbs(requisition) == ["sent", "delivered"]
    (mail,) = outbox.to(human(db, ana).email)
    assert "Monday 23 November 2026, 10:07 Lisbon time" in mail.text
    assert "/o/" in mail.text
    assert "68" not in mail.subject
    assert "68,000" not in mail.text
    assert [one.next_try_at for one in mails("reminder")] == [
        offer.closes_at - timedelta(hours=6),
        offer.closes_at - timedelta(hours=1),
    ]


def test_the_mail_tells_the_candidates_own_hour_and_ours(make, db, outbox):
    requisition, (ana, *_) = make.hiring()
    human(db, ana).time_zone = "Asia/Ho_Chi_Minh"
    actions.dispatch(make.offer(ana), by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    text = outbox.to(human(db, ana).email)[0].text.replace("\n", " ")
    assert "Monday 23 November 2026, 17:00 Ho Chi Minh time" in text
    assert "That is Mon 23 Nov 2026, 10:00 Lisbon for us." in text


@pytest.mark.parametrize(
    ("sent", "zone", "closes"),
    [
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), "Europe/Lisbon", "23:30"),
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), "Europe/Lisbon", "00:30"),
    ],
)
def test_24_hours_are_elapsed_hours_on_a_day_the_clocks_change(
    make, db, clock, outbox, sent, zone, closes
):
    clock.set(sent)
    requisition, (ana, *_) = make.hiring()
    human(db, ana).time_zone = zone
    offer = make.offer(ana, start_on=datetime(2027, 9, 1).date())
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    fresh(db, offer)
    assert offer.closes_at - offer.sent_at == timedelta(hours=24)
    assert f", {closes} Lisbon time" in outbox.to(human(db, ana).email)[0].text.replace("\n", " ")


def test_a_refused_mail_leaves_the_offer_not_delivered_with_its_place_held(
    make, db, outbox, verbs, mails
):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    outbox.refuse.add(human(db, ana).email)
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    fresh(db, offer)
    assert status(offer, make) == "not delivered"
    assert (offer.sending_at, offer.sent_at, offer.closes_at) == (None, None, None)
    assert "No such person here" in offer.not_delivered_reason
    place = db.session.scalars(select(Place)).one()
    assert (place.offer_id, place.held_until) == (offer.id, None)
    assert verbs(requisition) == ["sent", "not_delivered"]
    assert mails("reminder") == []


def test_what_was_refused_is_sent_again_with_a_new_clock_and_the_same_message_id(
    make, db, clock, outbox, mails
):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    outbox.refuse.add(human(db, ana).email)
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    clock.forward(hours=30)
    human(db, ana).email = "ana.new@example.org"
    actions.send_again(fresh(db, offer), by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    fresh(db, offer)
    assert status(offer, make) == "open"
    assert offer.closes_at == make.at + timedelta(hours=24)
    (mail,) = outbox.to("ana.new@example.org")
    assert mails("offer")[0].message_id in mail.message["Message-ID"]


def test_a_server_that_is_down_for_now_leaves_no_clock_running(make, db, clock, outbox):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    outbox.broken = True
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    assert (status(fresh(db, offer), make), offer.closes_at) == ("on its way", None)
    outbox.broken = False
    clock.forward(hours=2)
    send_due("w")
    assert fresh(db, offer).closes_at == make.at + timedelta(hours=24)


def test_the_conditions_are_checked_again_at_delivery(make, db, outbox, verbs):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    requisition.closed_at = make.at
    db.session.commit()
    send_due("w")
    assert outbox.mails == []
    assert status(fresh(db, offer), make) == "not delivered"
    assert offer.not_delivered_reason == "The requisition is closed. Open it first."
    assert verbs(requisition) == ["sent", "not_delivered"]


def test_an_offer_withdrawn_before_delivery_never_goes_out(make, db, outbox):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    actions.withdraw(offer, reason="A mistake.", by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    assert outbox.mails == []
    assert status(fresh(db, offer), make) == "withdrawn"


def in_doubt(make, db, clock, ana):
    """An offer whose mail broke off: the worker committed `sending`, then nothing."""
    requisition_id = ana.requisition_id
    offer = make.offer(ana)
    recruiter = make.leader(ana)
    actions.dispatch(offer, by=recruiter, at=make.at)
    db.session.commit()
    from app.mail.delivery import _claim
    from app.mail.models import Message

    message_id = db.session.scalars(select(Message.id).where(Message.kind == "offers.offer")).one()
    assert _claim(message_id, "killed") is not None
    clock.forward(minutes=IN_DOUBT_AFTER.total_seconds() / 60 + 1)
    assert offer.requisition_id == requisition_id
    return fresh(db, offer), recruiter


def test_an_offer_in_doubt_waits_for_a_person(make, db, clock, outbox):
    _, (ana, *_) = make.hiring()
    offer, _ = in_doubt(make, db, clock, ana)
    assert send_due("w") == 0
    assert status(offer, make) == "on its way"


def test_it_arrived_lets_the_clock_stand(make, db, clock, outbox, verbs, mails):
    requisition, (ana, *_) = make.hiring()
    offer, recruiter = in_doubt(make, db, clock, ana)
    started, closes = offer.sending_at, offer.closes_at
    actions.it_arrived(offer, by=recruiter, at=make.at)
    db.session.commit()
    assert (offer.sent_at, offer.closes_at) == (started, closes)
    assert status(offer, make) == "open"
    assert verbs(requisition)[-1] == "arrived"
    assert mails("offer")[0].sent_at == started
    assert send_due("w") == 0


def test_send_again_after_a_doubt_starts_a_new_clock(make, db, clock, outbox):
    _, (ana, *_) = make.hiring()
    offer, recruiter = in_doubt(make, db, clock, ana)
    actions.send_again(offer, by=recruiter, at=make.at)
    db.session.commit()
    assert send_due("w") == 1
    assert fresh(db, offer).closes_at == make.at + timedelta(hours=24)


def test_who_got_the_mail_may_answer_while_we_are_in_doubt(make, db, clock, outbox):
    _, (ana, *_) = make.hiring()
    offer, _ = in_doubt(make, db, clock, ana)
    make.accept(offer)
    assert status(offer, make) == "accepted"
    assert offer.sent_at == offer.sending_at


def test_handing_over_by_a_link_starts_the_clock_at_once(make, db, outbox, verbs):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    link = actions.hand_over(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    assert offer.closes_at == make.at + timedelta(hours=24)
    assert (offer.by_hand, status(offer, make)) == (True, "open")
    assert verbs(requisition) == ["handed_over"]
    token = link.rpartition("/")[2]
    row = db.session.scalars(select(Link)).one()
    assert token not in (row.token_hash, str(row.subject_id))
    send_due("w")
    assert outbox.mails == []


def test_a_link_handed_over_is_our_last_word(make, db, clock):
    requisition, (ana, *_) = make.hiring()
    offer, recruiter = make.offer(ana), make.leader(requisition)
    actions.hand_over(offer, by=recruiter, at=make.at)
    assert fresh(db, ana).last_word_at == make.at
    later = clock.forward(hours=2)
    actions.show_link(offer, by=recruiter, at=later)
    assert fresh(db, ana).last_word_at == later


def test_handing_over_what_was_sent_stops_its_mail(make, db, outbox, mails):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    actions.hand_over(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    assert mails("offer")[0].void_at == make.at
    send_due("w")
    assert outbox.mails == []


def test_handing_over_needs_every_condition_too(make):
    requisition, (_, chau, *_) = make.hiring()
    offer = make.offer(chau)
    with pytest.raises(Refused, match="not up"):
        actions.hand_over(offer, by=make.leader(requisition), at=make.at)


def test_without_an_address_the_offer_is_handed_over(make, db):
    requisition, (ana, *_) = make.hiring()
    human(db, ana).email = None
    offer = make.offer(ana)
    with pytest.raises(Refused, match="Hand the offer over by a link"):
        actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    actions.hand_over(offer, by=make.leader(requisition), at=make.at)
    assert status(offer, make) == "open"


def test_showing_a_link_is_an_act_and_moves_no_clock(make, verbs):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    closes = offer.closes_at
    assert "/o/" in actions.show_link(offer, by=make.leader(requisition), at=make.at)
    assert verbs(requisition) == ["link_shown"]
    assert offer.closes_at == closes
    with pytest.raises(Refused, match="shown for an open one"):
        actions.show_link(make.offer(ana, "draft"), by=make.leader(requisition), at=make.at)


def test_the_database_lets_two_live_offers_hold_no_place_together(make, db):
    _, (ana, chau, *_) = make.hiring()
    first = make.offer(ana, "open")
    second = make.offer(chau)
    second.dispatched_at, second.place_id = make.at, first.place_id
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_the_database_refuses_an_acceptance_at_the_closing_moment(make, db):
    _, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    offer.accepted_at, offer.signed_name = offer.closes_at, "Ana"
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_lapsed_offer_gives_its_place_to_the_next_without_any_worker(make, db, clock, verbs):
    requisition, (ana, chau, *_) = make.hiring()
    first = make.offer(ana, "open")
    clock.set(first.closes_at)
    second = make.offer(chau)
    actions.dispatch(second, by=make.leader(requisition), at=make.at)
    assert fresh(db, first).lapsed_at == first.closes_at
    assert db.session.scalars(select(Place)).one().offer_id == second.id
    assert verbs(requisition) == ["lapsed", "sent"]
