"""A new e-mail address: both say yes, once, in 72 hours, and never around an offer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.candidates.models import Candidate
from app.core.decision import Refused
from app.core.wording import long_moment
from app.db import db as database
from app.history.actions import Actor
from app.mail.models import Message
from app.statuspage import actions, mails
from app.statuspage.models import AddressChange
from tests.conftest import new_client_of

NEW = "ana.new@example.net"


@pytest.fixture
def ana(make):
    requisition = make.requisition(title="Product designer")
    return make.candidacy(requisition, candidate=make.candidate("Ana", email="ana@example.org"))


def asked(make, ana, email=NEW):
    by = Actor("candidate", ana.candidate_id)
    return actions.ask_for_address(ana, email=email, by=by, at=make.at)


def address_of(db, ana):
    return db.session.get(Candidate, ana.candidate_id).email


def test_each_address_gets_a_link_of_its_own_and_nothing_changes_yet(client, ana, make, db):
    answer = client.post(f"{make.own_page(ana)}/address", data={"email": NEW})
    assert answer.status_code == 303
    sent = {one.to_email: one.link_purpose for one in db.session.scalars(select(Message))}
    assert sent == {"ana@example.org": "old-address", NEW: "new-address"}
    assert address_of(db, ana) == "ana@example.org"


@pytest.mark.parametrize("first", ["old", "new"])
def test_only_both_together_change_it(client, ana, make, db, first):
    change = asked(make, ana)
    second = {"old": "new", "new": "old"}[first]
    one, other = make.change_link(change, first), make.change_link(change, second)
    for address in (one, other):
        assert client.get(address).status_code == 200
    assert "One yes is here" in client.post(one).text
    assert "One yes is here" in client.post(one).text  # once more says the same
    assert address_of(db, ana) == "ana@example.org"
    assert "Your address is changed" in client.post(other).text
    assert address_of(db, ana) == NEW
    assert client.post(one).status_code == 410
    last = db.session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert (last.kind, last.to_email) == ("statuspage.address_changed", "ana@example.org")


def test_opening_the_links_changes_nothing(client, ana, make, db):
    change = asked(make, ana)
    for side in ("old", "new"):
        client.get(make.change_link(change, side))
    db.session.refresh(change)
    assert change.old_confirmed_at is change.new_confirmed_at is None


def test_it_ends_at_exactly_72_hours(client, ana, make, db, clock):
    change = asked(make, ana)
    old, new = make.change_link(change, "old"), make.change_link(change, "new")
    client.post(old)
    clock.set(change.ends_at)
    assert client.post(new).status_code == 410
    assert address_of(db, ana) == "ana@example.org"
    with pytest.raises(Refused, match="lapsed"):
        actions.confirm(change, "new", at=clock.now())


def test_the_old_address_stops_what_it_did_not_ask_for(client, ana, make, db):
    change = asked(make, ana)
    new = make.change_link(change, "new")
    answer = client.post(make.change_link(change, "old") + "/refusal")
    assert "Nothing was changed" in answer.text
    assert client.post(new).status_code == 410
    asking = select(Message).where(Message.kind.in_((mails.OLD_ADDRESS, mails.NEW_ADDRESS)))
    assert all(one.void_at for one in db.session.scalars(asking))


def test_whoever_asked_in_their_name_is_shut_out_and_they_get_a_link_of_their_own(
    client, ana, make, db
):
    elsewhere = make.candidacy(make.requisition(), candidate=ana.candidate)
    rival = make.candidacy(make.requisition())
    pages = [make.own_page(one) for one in (ana, elsewhere, rival)]
    change = asked(make, ana, "thief@example.net")
    answer = client.post(make.change_link(change, "old") + "/refusal")
    assert "a new one is on its way to you" in answer.text
    assert [client.get(page).status_code for page in pages] == [410, 410, 200]
    fresh = db.session.scalars(select(Message).where(Message.kind == mails.LINK)).one()
    assert (fresh.to_email, fresh.link_subject_id) == ("ana@example.org", ana.id)


def test_the_end_of_a_change_is_told_in_their_time(client, make):
    person = make.candidate("Ana", email="ana@example.org", time_zone="Asia/Kathmandu")
    ana = make.candidacy(make.requisition(), candidate=person)
    change = asked(make, ana)
    page = client.post(make.change_link(change, "new")).text
    assert long_moment(change.ends_at, "Asia/Kathmandu", make.at) in page


def test_a_later_wish_ends_the_one_before(ana, make, db):
    first = asked(make, ana)
    second = asked(make, ana, "third@example.net")
    db.session.refresh(first)
    assert first.ended_at == make.at
    assert second.ended_at is None
    with pytest.raises(Refused):
        actions.confirm(first, "old", at=make.at)


@pytest.mark.parametrize("status", ["ready", "on its way", "open"])
def test_never_while_an_offer_is_ready_on_its_way_or_open(client, ana, make, db, status):
    change = asked(make, ana)
    old, new = make.change_link(change, "old"), make.change_link(change, "new")
    client.post(old)
    make.offer(ana, status)
    for answer in (
        client.post(new),
        client.post(f"{make.own_page(ana)}/address", data={"email": NEW}),
    ):
        assert answer.status_code == 409
        assert "cannot be changed here just now" in answer.text
        assert "offer" not in answer.text.casefold()
    assert address_of(db, ana) == "ana@example.org"


def test_an_offer_in_another_requisition_counts_as_well(ana, make):
    other = make.candidacy(make.requisition(), candidate=ana.candidate)
    make.offer(other, "open")
    with pytest.raises(Refused, match="just now"):
        asked(make, ana)


def test_anothers_address_is_refused_at_the_end_without_a_name(client, ana, make, db):
    make.candidate("Planted Neighbour", email=NEW)
    page = make.own_page(ana)
    answer = client.post(f"{page}/address", data={"email": NEW})
    assert answer.status_code == 303  # the same as for one nobody has
    change = db.session.scalars(select(AddressChange)).one()
    client.post(make.change_link(change, "old"))
    last = client.post(make.change_link(change, "new"))
    assert last.status_code == 409
    assert "cannot be taken here" in last.text
    assert "Planted Neighbour" not in last.text
    assert address_of(db, ana) == "ana@example.org"


@pytest.mark.parametrize("email", ["ana@example.org", "ANA@example.org", "no address", ""])
def test_what_is_no_new_address_is_refused(client, ana, make, db, email):
    answer = client.post(f"{make.own_page(ana)}/address", data={"email": email})
    assert answer.status_code in (409, 422)
    assert db.session.scalars(select(AddressChange)).first() is None


def test_three_wishes_a_day_are_enough(ana, make, clock):
    for number in range(3):
        asked(make, ana, f"new{number}@example.net")
    with pytest.raises(Refused, match="Try again tomorrow"):
        asked(make, ana)
    clock.forward(hours=25)
    assert asked(make, ana).ends_at == make.at + timedelta(hours=72)


def test_both_at_once_change_it_once(race_db):
    with race_db.data() as make:
        requisition, rounds = make.requisition(), []
        for number in range(race_db.rounds):
            ana = make.candidacy(requisition)
            change = asked(make, ana, f"both{number}@example.net")
            links = [make.change_link(change, side) for side in ("old", "new")]
            rounds.append((change.id, ana.candidate_id, f"both{number}@example.net", links))
    for change_id, candidate_id, email, links in rounds:
        codes = race_db.together(
            *(
                lambda link=link: new_client_of(race_db.app).post(link).status_code
                for link in (*links, links[0])
            )
        )
        assert set(codes) <= {200, 409, 410}  # who comes after both is told that it is done
        assert codes.count(200) >= 2
        with race_db.app.app_context():
            change = database.session.get_one(AddressChange, change_id)
            assert change.done_at is not None
            assert database.session.get_one(Candidate, candidate_id).email == email
            kept = select(Message.id).where(
                Message.kind == "statuspage.address_changed", Message.subject_id == change_id
            )
            assert len(database.session.scalars(kept).all()) == 1
