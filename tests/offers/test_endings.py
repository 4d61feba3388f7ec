"""An offer ends exactly once: accepted, declined, withdrawn, lapsed, or left."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.candidates.models import Candidate
from app.core.decision import Refused
from app.history.actions import Actor
from app.mail.delivery import send_due
from app.offers import actions, queries
from app.offers.models import Extension
from app.requisitions.models import Place
from app.work.loop import do_due_jobs


def human(db, candidacy):
    return db.session.get_one(Candidate, candidacy.candidate_id)


def place_of(db, requisition):
    return db.session.scalars(
        select(Place)
        .where(Place.requisition_id == requisition.id)
        .execution_options(populate_existing=True)
    ).one()


def themselves(offer):
    return Actor("candidate", offer.candidacy_id)


def decline(offer, make, reason=None):
    actions.decline(offer, reason=reason, by=themselves(offer), at=make.at)


def withdraw(offer, make, reason="The budget was cut."):
    actions.withdraw(offer, reason=reason, by=make.leader(offer), at=make.at)


def note_decline(offer, make):
    actions.note_decline(offer, reason="Told by phone.", by=make.leader(offer), at=make.at)


def leave(offer, make):
    if not actions.end_for_leaver(
        offer.candidacy_id, note="withdrew", by=make.leader(offer), at=make.at
    ):
        raise Refused("This offer has nothing left to end.")


def lapse(offer, make):
    if not actions.stamp_lapsed(offer.requisition_id, at=make.at):
        raise Refused("This offer has nothing left to lapse.")


ENDINGS = {
    "accepted": lambda offer, make: make.accept(offer),
    "declined": decline,
    "withdrawn": withdraw,
    "declined by phone": note_decline,
    "left": leave,
}


def test_a_yes_fills_the_place_and_keeps_who_what_when_and_from_where(
    make, db, clock, verbs, mails
):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    clock.forward(hours=23, minutes=59, seconds=59)
    actions.accept(
        offer,
        full_name="  Ana   Lúcia\tFerreira ",
        address="192.0.2.7",
        agent="A telephone " * 50,
        by=themselves(offer),
        at=make.at,
    )
    assert offer.accepted_at == make.at
    assert offer.signed_name == "Ana Lúcia Ferreira"
    assert (offer.signed_address, len(offer.signed_agent)) == ("192.0.2.7", 300)
    place = place_of(db, requisition)
    assert (place.offer_id, place.filled_at, place.held_until) == (offer.id, make.at, None)
    assert queries.is_filled(requisition.id)
    assert queries.statuses([ana.id], make.at) == {ana.id: "hired"}
    assert verbs(requisition) == ["accepted"]
    (receipt,) = mails("receipt")
    assert receipt.to_email == human(db, ana).email
    assert offer.letter_sha256 in receipt.body
    assert "68" not in receipt.subject
    assert {one.to_email for one in mails("team")} == {
        make.leader(requisition).email,
        make.leader(requisition, "hiring manager").email,
    }


@pytest.mark.parametrize("name", ["", "  ", "\n", "..."])
def test_a_blank_signature_accepts_nothing(make, db, verbs, name):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    with pytest.raises(Refused, match="Type your full name"):
        make.accept(offer, name)
    assert (offer.accepted_at, place_of(db, requisition).filled_at) == (None, None)
    assert verbs(requisition) == []


@pytest.mark.parametrize("ending", [one for one in ENDINGS if one != "accepted"])
def test_any_other_end_frees_the_place(make, db, verbs, ending):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    ENDINGS[ending](offer, make)
    place = place_of(db, requisition)
    assert (place.offer_id, place.held_until, place.filled_at) == (None, None, None)
    assert len(verbs(requisition)) == 1


@pytest.mark.parametrize("second", ENDINGS)
@pytest.mark.parametrize("first", ENDINGS)
def test_an_offer_ends_once_and_the_second_is_told_how(make, verbs, first, second):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    ENDINGS[first](offer, make)
    with pytest.raises(Refused, match="This offer"):
        ENDINGS[second](offer, make)
    assert len(verbs(requisition)) == 1


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(("seconds", "in_time"), [(-1, True), (0, False), (1, False)])
def test_what_comes_at_the_closing_moment_comes_too_late(
    make, clock, verbs, ending, seconds, in_time
):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    clock.set(offer.closes_at + timedelta(seconds=seconds))
    if in_time:
        ENDINGS[ending](offer, make)
        assert len(verbs(requisition)) == 1
        return
    with pytest.raises(Refused, match=r"ended on|nothing left"):
        ENDINGS[ending](offer, make)
    assert (offer.accepted_at, offer.declined_at, offer.withdrawn_at) == (None, None, None)


def test_the_loser_reads_when_the_offer_ended_in_their_own_time(make, db, clock):
    _, (ana, *_) = make.hiring()
    human(db, ana).time_zone = "Europe/Madrid"
    offer = make.offer(ana, "open")
    clock.forward(hours=25)
    with pytest.raises(Refused) as refused:
        make.accept(offer)
    assert refused.value.reasons == (
        "This offer ended on Monday 23 November 2026, 11:00 Madrid time, without an answer.",
    )


def test_the_lapse_is_noted_at_the_closing_moment_by_the_worker(make, db, clock, outbox, verbs):
    requisition, (ana, chau, *_) = make.hiring()
    offer = make.offer(ana)
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    clock.forward(hours=24)
    assert queries.up(requisition.id, make.at) == chau.id
    do_due_jobs("w")
    db.session.refresh(offer)
    assert offer.lapsed_at == offer.closes_at == make.at
    assert place_of(db, requisition).offer_id is None
    assert verbs(requisition) == ["sent", "delivered", "lapsed"]
    do_due_jobs("w")
    assert verbs(requisition).count("lapsed") == 1


def test_the_worker_notes_no_lapse_of_an_offer_with_more_time(make, db, clock, outbox):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    db.session.refresh(offer)
    extension = make.extension(offer)
    for part in ("recruiter", "hiring manager"):
        actions.agree(extension, by=make.leader(requisition, part), at=make.at)
    db.session.commit()
    clock.forward(hours=24)
    do_due_jobs("w")
    assert queries.status_of(offer, make.at) == "open"
    clock.forward(days=2)
    do_due_jobs("w")
    db.session.refresh(offer)
    assert offer.lapsed_at == extension.until


def test_no_end_leaves_a_request_or_a_mail_behind(make, db, mails):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    actions.hand_over(offer, by=make.leader(requisition), at=make.at)
    extension = make.extension(offer)
    decline(offer, make)
    db.session.commit()
    found = db.session.get(Extension, extension.id, populate_existing=True)
    assert found.void_at == make.at
    assert all(one.void_at for one in mails("reminder"))
    assert len(mails("reminder")) == 2


def test_reminders_go_out_while_the_offer_is_open_and_only_then(make, db, clock, outbox):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana)
    actions.dispatch(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    send_due("w")
    clock.forward(hours=18)
    send_due("w")
    subjects = [mail.subject for mail in outbox.to(human(db, ana).email)]
    assert subjects == ["Your offer: Product designer", "6 hours left to answer"]
    db.session.refresh(offer)
    make.accept(offer)
    db.session.commit()
    clock.forward(hours=5)
    send_due("w")
    assert [mail.subject for mail in outbox.to(human(db, ana).email)][2:] == [
        "You accepted our offer"
    ]


def test_a_decline_by_phone_says_who_noted_it_and_is_never_a_yes(make, verbs):
    requisition, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    note_decline(offer, make)
    assert offer.declined_by_id == make.leader(requisition).id
    assert offer.decline_reason == "Told by phone."
    assert offer.accepted_at is None
    assert verbs(requisition) == ["decline_noted"]


def test_withdrawing_needs_a_reason_and_tells_the_candidate(make, mails):
    _, (ana, *_) = make.hiring()
    offer = make.offer(ana, "open")
    with pytest.raises(Refused, match="Write why"):
        withdraw(offer, make, reason="  ")
    withdraw(offer, make)
    (mail,) = mails("withdrawn")
    assert "budget" not in mail.body


def test_a_draft_that_is_dropped_leaves_its_candidate_up(make, mails):
    requisition, (ana, *_) = make.hiring()
    withdraw(make.offer(ana), make)
    assert queries.up(requisition.id, make.at) == ana.id
    assert mails("withdrawn") == []


def test_history_holds_neither_pay_nor_the_candidates_words(make, db):
    from app.history.models import HistoryPayload

    _, (ana, *_) = make.hiring()
    decline(make.offer(ana, "open"), make, reason="68,000 is too little for me.")
    db.session.commit()
    bodies = [str(one.body) for one in db.session.scalars(select(HistoryPayload))]
    assert bodies
    assert not [body for body in bodies if "68" in body or "little" in body]
