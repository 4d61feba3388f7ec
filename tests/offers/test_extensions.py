"""More time: asked, agreed by both leads, or refused; the clock moves only by a grant."""

from datetime import timedelta

import pytest

from app.core.decision import Refused
from app.history.actions import Actor
from app.offers import actions, queries


@pytest.fixture
def offer(make):
    _, (ana, *_) = make.hiring()
    return make.offer(ana, "open")


def ask(offer, make, days=2, reason="My partner is travelling."):
    return actions.ask_for_time(
        offer,
        until=offer.closes_at + timedelta(days=days),
        reason=reason,
        by=Actor("candidate", offer.candidacy_id),
        at=make.at,
    )


def leads(offer, make):
    return make.leader(offer), make.leader(offer, "hiring manager")


def test_asking_moves_nothing_and_tells_both_leads(make, offer, mails, verbs):
    before = offer.closes_at
    extension = ask(offer, make)
    assert offer.closes_at == before
    assert queries.open_extension(offer.id).id == extension.id
    assert {one.to_email for one in mails("team")} == {one.email for one in leads(offer, make)}
    assert all("travelling" not in one.subject for one in mails("team"))


def test_the_clock_moves_when_both_have_agreed(make, offer, db, verbs, mails):
    from app.requisitions.models import Place

    before, extension = offer.closes_at, ask(offer, make)
    recruiter, manager = leads(offer, make)
    assert not actions.agree(extension, by=manager, at=make.at)
    assert offer.closes_at == before
    assert actions.agree(extension, by=recruiter, at=make.at)
    assert offer.closes_at == extension.until
    assert (extension.granted_at, extension.closes_before) == (make.at, before)
    place = db.session.get_one(Place, offer.place_id, populate_existing=True)
    assert place.held_until == extension.until
    assert mails("more_time")[0].subject == "You have more time"
    assert [one.next_try_at for one in mails("reminder") if one.void_at is None] == [
        offer.closes_at - (offer.closes_at - offer.sent_at) / 4,
        offer.closes_at - timedelta(hours=1),
    ]


def test_one_refusal_is_enough_and_the_deadline_stays(make, offer, mails, verbs):
    before, extension = offer.closes_at, ask(offer, make)
    recruiter, manager = leads(offer, make)
    actions.agree(extension, by=recruiter, at=make.at)
    actions.refuse(extension, reason="We promised the next one news.", by=manager, at=make.at)
    assert offer.closes_at == before
    assert mails("more_time")[0].subject == "Your deadline stays"
    with pytest.raises(Refused, match="refused already"):
        actions.agree(extension, by=manager, at=make.at)


def test_nobody_else_answers(make, offer):
    extension = ask(offer, make)
    requisition_id = offer.requisition_id
    other = make.person()
    with pytest.raises(Refused, match="Only the lead recruiter and the lead manager"):
        actions.agree(extension, by=other, at=make.at)
    assert queries.open_extension(offer.id).offer_id == offer.id
    assert offer.requisition_id == requisition_id


def test_one_lead_cannot_agree_for_both(make, offer):
    extension = ask(offer, make)
    recruiter, _ = leads(offer, make)
    actions.agree(extension, by=recruiter, at=make.at)
    with pytest.raises(Refused, match="waits for the other lead"):
        actions.agree(extension, by=recruiter, at=make.at)
    assert extension.granted_at is None


def test_one_request_at_a_time(make, offer):
    ask(offer, make)
    with pytest.raises(Refused, match="asked for more time already"):
        ask(offer, make, days=3)


@pytest.mark.parametrize("days", [-1, 0, 31])
def test_a_moment_out_of_range_is_refused(make, offer, days):
    with pytest.raises(Refused, match="Choose a moment"):
        ask(offer, make, days=days)


def test_no_grant_after_the_end(make, offer, clock):
    extension = ask(offer, make)
    recruiter, manager = leads(offer, make)
    actions.agree(extension, by=recruiter, at=make.at)
    clock.set(offer.closes_at)
    with pytest.raises(Refused, match="ended on"):
        actions.agree(extension, by=manager, at=make.at)
    assert queries.status_of(offer, make.at) == "lapsed"


def test_a_grant_a_second_before_the_end_counts(make, offer, clock):
    extension = ask(offer, make)
    recruiter, manager = leads(offer, make)
    clock.set(offer.closes_at - timedelta(seconds=1))
    actions.agree(extension, by=recruiter, at=make.at)
    actions.agree(extension, by=manager, at=make.at)
    clock.forward(seconds=2)
    assert queries.status_of(offer, make.at) == "open"


def test_a_lead_names_another_moment_and_the_end_moves_when_both_say_the_same(make, offer, mails):
    before, extension = offer.closes_at, ask(offer, make)
    recruiter, manager = leads(offer, make)
    other = before + timedelta(hours=20)
    assert not actions.counter(extension, until=other, by=manager, at=make.at)
    assert not actions.agree(extension, by=recruiter, at=make.at)
    assert offer.closes_at == before
    assert actions.agree(extension, until=other, by=recruiter, at=make.at)
    assert (offer.closes_at, extension.granted_until) == (other, other)
    (told,) = mails("more_time")
    assert "We can give you another moment" in told.body


def test_two_leads_who_name_two_moments_move_nothing(make, offer):
    before, extension = offer.closes_at, ask(offer, make)
    recruiter, manager = leads(offer, make)
    for person, hours in ((recruiter, 5), (manager, 6)):
        actions.counter(extension, until=before + timedelta(hours=hours), by=person, at=make.at)
    assert offer.closes_at == before
    assert actions.counter(extension, until=before + timedelta(hours=6), by=recruiter, at=make.at)
    assert offer.closes_at == before + timedelta(hours=6)


def test_nobody_agrees_to_a_moment_that_is_no_longer_on_the_table(make, offer):
    extension = ask(offer, make)
    recruiter, manager = leads(offer, make)
    shown = offer.closes_at + timedelta(hours=5)
    actions.counter(extension, until=shown, by=manager, at=make.at)
    actions.counter(extension, until=shown + timedelta(hours=1), by=manager, at=make.at)
    with pytest.raises(Refused, match="changed their answer"):
        actions.agree(extension, until=shown, by=recruiter, at=make.at)


@pytest.mark.parametrize("hours", [-1, 0, 31 * 24])
def test_another_moment_lies_after_the_end_and_within_30_days(make, offer, hours):
    extension = ask(offer, make)
    recruiter, _ = leads(offer, make)
    with pytest.raises(Refused, match="Choose a moment"):
        actions.counter(
            extension, until=offer.closes_at + timedelta(hours=hours), by=recruiter, at=make.at
        )
