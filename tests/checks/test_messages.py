"""The mails around references: when they still make sense, and what follows when they went out."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.candidates.models import Candidacy
from app.checks import actions
from app.checks.models import Referee
from app.checks.queries import load_referee
from app.links.actions import mint
from app.mail.kinds import KINDS
from app.mail.models import Message
from app.people.queries import lead


@pytest.fixture
def requisition(make):
    return make.requisition()


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana Ferreira")


@pytest.fixture
def asked(db, make, requisition, ana):
    """A referee who was asked, and the mail that waits for them."""
    referee = make.referee(ana, "Harriet")
    actions.ask(load_referee(referee.id), by=lead(requisition.id, "recruiter"), at=make.at)
    mail = db.session.scalars(select(Message).where(Message.kind == "checks.asked")).one()
    return referee, mail


def still_true(mail, at):
    return KINDS[mail.kind].still_true(mail, at)


@pytest.mark.parametrize("fact", ["received_at", "declined_at", "waived_at"])
def test_a_referee_who_has_answered_gets_no_more_mail(make, asked, fact):
    referee, mail = asked
    assert still_true(mail, make.at)
    setattr(referee, fact, make.at)
    assert not still_true(mail, make.at)


def test_nor_one_whose_candidate_is_gone_or_whose_address_was_mended(make, ana, asked):
    referee, mail = asked
    ana.withdrawn_at = make.at
    assert not still_true(mail, make.at)
    ana.withdrawn_at, referee.email = None, "new@example.net"
    assert not still_true(mail, make.at)


def test_a_candidate_has_heard_from_us_when_the_mail_has_gone(db, make, requisition, ana):
    actions.request_referees(ana, requisition, by=lead(requisition.id, "recruiter"), at=make.at)
    mail = db.session.scalars(select(Message)).one()
    assert still_true(mail, make.at)
    KINDS[mail.kind].reached(mail, make.at)
    assert db.session.get_one(Candidacy, ana.id, populate_existing=True).last_word_at == make.at
    requisition.closed_at = make.at
    assert not still_true(mail, make.at)


def test_a_visitor_posts_with_the_token_their_own_page_gave_them(
    app, client, db, make, ana, asked, monkeypatch
):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    referee, _ = asked
    ends_at = make.at + timedelta(days=3)
    address = mint(
        "referee", referee.id, at=make.at, ends_at=ends_at, requisition_id=ana.requisition_id
    )
    page = client.get(address).text
    assert client.post(f"{address}/refusal").status_code == 400
    assert db.session.get_one(Referee, referee.id).declined_at is None
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    assert client.post(f"{address}/refusal", data={"csrf_token": token}).status_code == 303
    assert db.session.get_one(Referee, referee.id).declined_at is not None
