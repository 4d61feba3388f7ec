"""A signature confirmed by mail, and undone by whoever says that it was not theirs."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.candidates.models import Candidacy
from app.history.models import HistoryLine
from app.links.actions import mint
from app.links.models import Link
from app.mail.models import Message
from app.offers import messages as offer_messages
from app.offers import rules as offer_rules
from app.offers.queries import sending_facts, up
from app.signoffs import actions, letters, queries, rules
from app.signoffs.limits import Limits
from app.signoffs.messages import start_link, still_given


@pytest.fixture
def hiring(make):
    return make.requisition(
        title="Senior Data Engineer", policy={"references_manager": 0, "references_colleague": 0}
    )


@pytest.fixture
def rui(make, hiring):
    return make.member(hiring, "approver", make.person("Rui Tavares"))


@pytest.fixture
def version(make, hiring, rui):
    return make.shortlist(hiring, approvers=[rui])


@pytest.fixture
def signed(version, rui, make):
    chain = queries.chain_of("shortlist", version.id)
    actions.sign(chain, by=rui, limits=Limits(order="any"), at=make.at)
    return chain


def mails(db, kind):
    return db.session.scalars(
        select(Message).where(Message.kind == kind).order_by(Message.id)
    ).all()


def path_of(chain, make):
    """Mint the link as the worker does while it sends."""
    signoff = chain.steps[0].signoffs[0]
    ends_at = make.at + timedelta(hours=72)
    given = {"at": make.at, "ends_at": ends_at, "requisition_id": chain.requisition_id}
    address = mint("disavowal", signoff.id, person_id=signoff.approver_id, **given)
    return address.removeprefix("http://localhost")


def test_a_signature_is_confirmed_by_mail_with_a_link_of_72_hours(signed, make, db, rui):
    (message,) = mails(db, letters.SIGNED)
    assert (message.person_id, message.link_purpose) == (rui.id, "disavowal")
    assert "{link}" in message.body
    assert still_given(message, make.at)
    start_link(message, make.at)
    assert message.link_ends_at == make.at + timedelta(hours=72)


def test_signing_uses_up_the_link_that_asked(client, make, version, rui, db):
    chain = queries.chain_of("shortlist", version.id)
    signoff = queries.my_open(rui.id, chain)
    link = mint("signoff", signoff.id, at=make.at, ends_at=make.at + timedelta(hours=72))
    path = link.removeprefix("http://localhost")
    assert client.sign_in(rui).get(path).status_code == 200
    assert client.post(f"/shortlists/{version.id}/signatures").status_code == 303
    assert db.session.scalars(select(Link)).one().used_at is not None
    assert client.get(path).status_code == 410


def test_opening_the_link_undoes_nothing_and_names_nobody(client, make, signed, version, db):
    page = client.get(path_of(signed, make))
    assert page.status_code == 200
    assert "Shortlist for Senior Data Engineer" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for row in version.numbers["finalists"]:
        assert row["name"] not in page.text
    assert rules.state_of(signed.steps[0].signoffs[0]) == "given"


def test_this_was_not_me_undoes_the_signature_and_signs_its_owner_out(
    client, new_client, make, signed, hiring, rui, db, clock
):
    ada = make.person("Ada", admin=True)
    thief = new_client().sign_in(rui)
    path = path_of(signed, make)
    clock.forward(hours=1)
    assert client.post(path).location == "/sign-in"
    signoff = signed.steps[0].signoffs[0]
    assert (rules.state_of(signoff), queries.status(signed)) == ("asked", "awaiting")
    assert (signoff.limit_order, signoff.reason, signoff.asked_at) == (None, None, clock.now())
    assert up(hiring.id, clock.now()) is None
    assert thief.get("/account").status_code == 303
    assert [one.person_id for one in mails(db, "accounts.reset")] == [rui.id]
    told = {one.person_id for one in mails(db, letters.DISAVOWED)}
    assert told >= {ada.id}
    assert rui.id not in told
    assert not still_given(mails(db, letters.SIGNED)[0], clock.now())
    lines = db.session.scalars(select(HistoryLine.verb).order_by(HistoryLine.id)).all()
    assert lines.count("signoffs.disavowed") == 1
    assert client.post(path).status_code == 410
    actions.sign(signed, by=rui, at=clock.now())
    assert queries.status(signed) == "approved"
    assert len(mails(db, letters.SIGNED)) == 2


def test_an_old_link_does_not_undo_a_later_signature(client, make, signed, rui, clock):
    path, other = path_of(signed, make), path_of(signed, make)
    clock.forward(minutes=5)
    client.post(path)
    actions.sign(signed, by=rui, at=clock.now())
    assert client.post(other).status_code == 410
    assert queries.status(signed) == "approved"


def test_a_signature_of_a_version_that_was_replaced_hangs_nothing(client, make, signed, version):
    path = path_of(signed, make)
    actions.lapse("shortlist", version.id, make.at)
    assert "lapsed, so there is nothing to undo" in client.get(path).text
    assert client.post(path).status_code == 409
    assert queries.status(signed) == "lapsed"


def test_the_link_ends_after_72_hours(client, make, signed, clock):
    path = path_of(signed, make)
    clock.forward(hours=72)
    assert client.post(path).status_code == 410
    assert queries.status(signed) == "approved"


@pytest.mark.parametrize("delivered", [False, True])
def test_an_offer_on_its_way_is_stopped_and_one_that_is_open_runs_on(
    client, make, signed, version, db, delivered
):
    first = next(line for line in version.lines if line.position == 1).candidacy_id
    candidacy = db.session.get(Candidacy, first)
    offer = make.offer(candidacy, "open" if delivered else "on its way")
    assert offer_rules.may_send(sending_facts(offer, make.at)).reasons == ()
    client.post(path_of(signed, make))
    decision = offer_rules.may_send(sending_facts(offer, make.at))
    assert not decision
    assert re.search(r"signed|order|up", decision.why)
    if delivered:
        assert (offer.sent_at is not None, offer.withdrawn_at) == (True, None)
        return
    message = mails(db, "offers.offer")
    if message:
        assert not offer_messages.may_go_out(message[0], make.at)
