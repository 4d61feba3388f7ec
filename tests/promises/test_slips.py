"""What an offer's longer time, its end or a new list breaks is marked, drafted, and told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.mail.delivery import send_due
from app.mail.models import Message
from app.offers import actions as offers
from app.offers.models import Offer
from app.promises.models import Promise


@pytest.fixture
def mailing(app, smtp):
    app.config["SMTP_URL"] = smtp.url
    yield smtp
    app.config["SMTP_URL"] = None


@pytest.fixture
def hiring(make):
    return make.hiring(policy={"word_days": 0})


def fresh(db, promise):
    db.session.expire_all()
    return db.session.get_one(Promise, promise.id)


def page(requisition):
    return f"/requisitions/{requisition.id}/promises/slipping"


def slip(db, *promises, until):
    for one in promises:
        one.slips_at, one.slips_until, one.slips_why = one.made_at, until, "offer"
    db.session.commit()


def test_an_offer_on_its_clock_marks_what_others_were_promised_before_its_end(
    make, db, hiring, mailing
):
    requisition, (ana, bo, cy) = hiring
    own = make.promise(ana, due_at=make.at + timedelta(hours=5))
    soon = make.promise(bo, due_at=make.at + timedelta(hours=23))
    later = make.promise(cy, due_at=make.at + timedelta(hours=24))
    any_word = make.promise(cy, due_at=make.at + timedelta(hours=5), how="stage")
    offer = make.offer(ana, "ready")
    offers.dispatch(offer, by=make.leader(requisition), at=make.at)
    db.session.commit()
    assert fresh(db, soon).slips_at is None
    send_due("w")
    marked = fresh(db, soon)
    assert (marked.slips_at, marked.slips_why) == (make.at, "offer")
    assert marked.slips_until == make.at + timedelta(hours=24)
    assert [fresh(db, one).slips_at for one in (own, later, any_word)] == [None] * 3


def grant(make, requisition, offer, extension, clock):
    for part in ("recruiter", "hiring manager"):
        offers.agree(extension, by=make.leader(requisition, part), at=make.at)


def test_more_time_granted_breaks_more_and_says_so_before(make, db, hiring, client, clock):
    requisition, (ana, bo, cy) = hiring
    day_after = make.promise(bo, due_at=make.at + timedelta(hours=40), text="A word on Tuesday")
    far = make.promise(cy, due_at=make.at + timedelta(days=9), text="A word in a while")
    offer = make.offer(ana, "open")
    extension = make.extension(offer)
    client.sign_in(make.leader(requisition))
    before = client.get(f"/offers/{offer.id}").text
    assert "1 promise to others would not be kept as told" in before
    assert "A word on Tuesday" in before
    assert "A word in a while" not in before
    assert fresh(db, day_after).slips_at is None
    grant(make, requisition, offer, extension, clock)
    db.session.commit()
    assert fresh(db, day_after).slips_until == db.session.get_one(Offer, offer.id).closes_at
    assert fresh(db, far).slips_at is None


@pytest.mark.parametrize("ending", ["lapse", "withdraw", "decline", "leave"])
def test_an_end_without_a_yes_means_another_offer_first(make, db, hiring, clock, ending):
    requisition, (ana, bo, _) = hiring
    offer = make.offer(ana, "open")
    promise = make.promise(bo, due_at=make.at + timedelta(hours=44))
    by = make.leader(requisition)
    clock.forward(hours=24 if ending == "lapse" else 23)
    if ending == "lapse":
        offers.stamp_lapsed(requisition.id, at=make.at)
    elif ending == "withdraw":
        offers.withdraw(offer, reason="x", by=by, at=make.at)
    elif ending == "decline":
        offers.note_decline(offer, reason="x", by=by, at=make.at)
    else:
        from app.changes.actions import withdraw

        withdraw(ana, note=None, by=by, at=make.at)
    marked = fresh(db, promise)
    assert (marked.slips_why, marked.slips_until) == ("next", make.at + timedelta(hours=24))


def test_the_drafts_say_when_and_name_nobody_else_nor_an_offer(make, db, hiring, client):
    requisition, (ana, bo, cy) = hiring
    make.offer(ana, "open")
    late = make.promise(bo, due_at=make.at - timedelta(hours=1), text="News on Sunday")
    soon = make.promise(cy, due_at=make.at + timedelta(hours=2))
    anas = ana.candidate.name
    slip(db, late, soon, until=make.at + timedelta(hours=24))
    client.sign_in(make.leader(requisition))
    text = client.get(page(requisition)).text
    bodies = text.split("<textarea")[1:]
    assert len(bodies) == 2
    drafts = [one.split(">", 1)[1].split("</textarea")[0] for one in bodies]
    assert "News on Sunday" in drafts[0]
    assert "should have heard before it did" in drafts[0]
    assert "We will not keep that date" in drafts[1]
    assert "Tuesday 24 November, 18:00 Lisbon time" in text
    for draft in drafts:
        assert anas not in draft
        assert "offer" not in draft.lower()
        assert "{promise}" in draft


def typed(promise, on, **more):
    fields = {"subject": "Later", "body": "Dear you,\n\n{promise}\n", "on": on, **more}
    return {f"{name}-{promise.id}": value for name, value in fields.items()}


def test_one_letter_goes_alone_and_moves_its_promise_when_it_has_gone(
    make, db, hiring, client, mailing, clock
):
    requisition, (_, bo, cy) = hiring
    one, other = make.promise(bo), make.promise(cy)
    bos = bo.candidate.email
    slip(db, one, other, until=make.at + timedelta(days=3))
    client.sign_in(make.leader(requisition))
    form = typed(one, "2026-11-26") | typed(other, "2026-11-27")
    answer = client.post(page(requisition), data=form | {"send": str(one.id)})
    assert answer.status_code == 303
    assert "is written, and has not gone yet" in client.get(page(requisition)).text
    again = client.post(page(requisition), data=form | {"send": str(one.id)})
    assert again.status_code == 422
    assert "is written, and has not gone yet" in again.text
    send_due("w")
    assert fresh(db, one).due_at.isoformat() == "2026-11-26T18:00:00+00:00"
    assert fresh(db, one).slips_at is None
    assert fresh(db, other).slips_at is not None
    mails = mailing.to(bos)
    assert len(mails) == 1
    assert "You will hear from us by Thursday 26 November, 18:00 Lisbon time." in mails[0].text


def test_all_go_at_once_and_who_is_skipped_is_said_with_why(make, db, hiring, client):
    requisition, (ana, bo, cy) = hiring
    rows = [make.promise(one) for one in (ana, bo, cy)]
    bo.candidate.email = bo.candidate.email_key = None
    bo.candidate.external_id = "7"
    bos, cys = bo.candidate.name, cy.candidate.name
    slip(db, *rows, until=make.at + timedelta(days=3))
    client.sign_in(make.leader(requisition))
    text = client.get(page(requisition)).text
    assert "Send all 2 letters" in text
    assert "We have no e-mail address of theirs" in text
    form = (
        typed(rows[0], "2026-11-26") | typed(rows[1], "2026-11-26") | typed(rows[2], "1999-01-01")
    )
    client.post(page(requisition), data=form | {"send": "all"})
    said = client.get(page(requisition)).text
    assert "1 letter is in the outbox" in said
    assert f"Skipped: {bos}. We have no e-mail address" in said
    assert f"Skipped: {cys}. Choose a new day" in said
    assert len(list(db.session.scalars(select(Message)))) == 1


def test_what_was_typed_stays_when_nothing_could_be_sent(make, db, hiring, client):
    requisition, (_, bo, _) = hiring
    promise = make.promise(bo)
    slip(db, promise, until=make.at + timedelta(days=3))
    client.sign_in(make.leader(requisition))
    answer = client.post(
        page(requisition),
        data=typed(promise, "never", body="My own words") | {"send": "all"},
    )
    assert answer.status_code == 422
    assert "My own words" in answer.text
    assert "Choose a new day" in answer.text
    assert not list(db.session.scalars(select(Message)))


def test_promises_of_another_requisition_cannot_be_told_from_here(make, db, hiring, client):
    requisition, (_, bo, _) = hiring
    _, (them, *_) = make.hiring()
    promise = make.promise(them)
    slip(db, promise, make.promise(bo), until=make.at + timedelta(days=3))
    client.sign_in(make.leader(requisition))
    answer = client.post(page(requisition), data=typed(promise, "2026-11-26") | {"send": "all"})
    assert answer.status_code == 409
    assert not list(db.session.scalars(select(Message)))


def test_a_new_list_in_place_of_one_delays_those_who_wait(make, db):
    from app.promises import slips

    requisition, (ana, *_) = make.hiring(policy={"word_days": 0})
    promise = make.promise(ana, due_at=make.at + timedelta(hours=20))
    slips.slip(requisition, until=make.at + timedelta(days=2), why=slips.LIST, at=make.at)
    assert fresh(db, promise).slips_why == "list"
    slips.slip(requisition, until=make.at + timedelta(hours=3), why=slips.OFFER, at=make.at)
    assert fresh(db, promise).slips_at is None


def test_drafting_hundreds_costs_no_more_statements_than_a_few(
    make, db, hiring, client, statements
):
    requisition, _ = hiring
    client.sign_in(make.leader(requisition))
    counted = []
    for more in (3, 297):
        rows = [make.promise(make.candidacy(requisition)) for _ in range(more)]
        slip(db, *rows, until=make.at + timedelta(days=3))
        client.get(page(requisition))
        with statements() as seen:
            client.get(page(requisition))
        counted.append(len(seen))
    assert counted[0] == counted[1]
