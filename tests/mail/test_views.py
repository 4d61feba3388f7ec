"""The outbox: who reads what, and that no page but the one act shows a link."""

import pytest
from sqlalchemy import select

from app.history.models import HistoryLine
from app.links.models import Link
from app.mail import actions
from app.mail.kinds import KINDS, Kind, register
from app.mail.models import Message


@pytest.fixture(autouse=True)
def kinds():
    names = ("tests.note", "accounts.tests")
    register(*map(Kind, names))
    yield
    for name in names:
        KINDS.pop(name)


def write(make, requisition=None, *, kind="tests.note", purpose="referee", key=None, **more):
    made = actions.queue(
        kind,
        1,
        to=actions.To("Ana", "ana@example.com", **more),
        subject="A question about Ana",
        body="Open {link} please.",
        at=make.at,
        key=key or f"k{make.number()}",
        requisition_id=requisition.id if requisition else None,
        link=actions.WithLink(purpose, 7),
    )
    make.session.commit()
    return made


def test_a_recruiter_reads_the_mail_of_their_requisitions_only(client, make):
    requisition, other = make.requisition(), make.requisition()
    recruiter = make.member(requisition, "recruiter")
    mine, theirs = write(make, requisition), write(make, other)
    client.sign_in(recruiter)
    assert client.get(f"/messages/{mine.id}").status_code == 200
    assert client.get(f"/messages/{theirs.id}").status_code == 404
    assert client.get("/messages").text.count("A question about Ana") == 1


@pytest.mark.parametrize("part", ["hiring manager", "interviewer", "approver", "observer"])
def test_others_read_only_what_was_written_to_themselves(client, make, part):
    requisition = make.requisition()
    person = make.member(requisition, part)
    other = write(make, requisition)
    own = write(make, requisition, person_id=person.id)
    client.sign_in(person)
    assert client.get(f"/messages/{other.id}").status_code == 404
    assert client.get(f"/messages/{own.id}").status_code == 200
    assert client.post(f"/messages/{own.id}/link").status_code == 403


def test_an_admin_reads_the_mail_of_accounts_and_of_no_requisition(client, make):
    requisition = make.requisition()
    hiring, account = write(make, requisition), write(make, kind="accounts.tests")
    client.sign_in(make.person(admin=True))
    assert client.get(f"/messages/{hiring.id}").status_code == 404
    assert client.get(f"/messages/{account.id}").status_code == 200


def test_who_is_a_candidate_there_reads_none_of_its_mail(client, make):
    requisition = make.requisition()
    person = make.member(requisition, "recruiter")
    message = write(make, requisition)
    make.recusal(requisition, person.email)
    client.sign_in(person)
    assert client.get(f"/messages/{message.id}").status_code == 404


def test_a_page_says_link_and_showing_it_is_an_act(client, make, db):
    requisition = make.requisition()
    message = write(make, requisition)
    client.sign_in(make.member(requisition, "recruiter"))
    page = client.get(f"/messages/{message.id}").text
    assert "[link]" in page
    assert "/r/" not in page
    shown = client.post(f"/messages/{message.id}/link")
    assert "/r/" in shown.text
    assert "no-store" in shown.headers["Cache-Control"]
    assert db.session.scalars(select(Link)).one().subject_id == 7
    assert "mail.link_shown" in db.session.scalars(select(HistoryLine.verb)).all()


@pytest.mark.parametrize("purpose", ["signoff", "reset", "invitation"])
def test_some_links_are_never_shown_by_hand(client, make, db, purpose):
    requisition = make.requisition()
    message = write(make, requisition, purpose=purpose)
    client.sign_in(make.member(requisition, "recruiter"))
    assert client.post(f"/messages/{message.id}/link").status_code == 409
    assert not db.session.scalars(select(Link)).all()


def test_a_failed_message_can_be_sent_again_and_a_sent_one_not(client, make, db):
    requisition = make.requisition()
    failed, sent = write(make, requisition), write(make, requisition)
    failed.failed_at = sent.sent_at = make.at
    make.session.commit()
    client.sign_in(make.member(requisition, "recruiter"))
    assert client.post(f"/messages/{failed.id}/delivery").status_code == 303
    assert client.post(f"/messages/{sent.id}/delivery").status_code == 409
    assert db.session.get(Message, failed.id).failed_at is None


def test_the_list_reads_as_many_queries_with_300_messages_as_with_3(client, make, statements):
    requisition = make.requisition()
    client.sign_in(make.member(requisition, "recruiter"))
    counts = []
    for number in (3, 300):
        for _ in range(number):
            write(make, requisition)
        with statements() as seen:
            assert client.get("/messages").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_an_empty_outbox_says_so(client, make):
    client.sign_in(make.person())
    assert "No messages here" in client.get("/messages").text


def test_a_message_reads_as_it_will_arrive_but_for_its_link(client, make):
    requisition = make.requisition()
    message = write(make, requisition)
    message.body, message.facts = "Dear {name}, open {link}.", {"name": "{odd} Ana"}
    make.session.commit()
    client.sign_in(make.member(requisition, "recruiter"))
    assert "Dear {odd} Ana, open [link]." in client.get(f"/messages/{message.id}").text


def test_a_link_handed_over_by_hand_reached_whom_it_is_for(client, make):
    requisition = make.requisition()
    reached = []
    register(Kind("tests.note", reached=lambda message, at: reached.append(message.id)))
    shown = write(make, requisition)
    client.sign_in(make.member(requisition, "recruiter"))
    client.get(f"/messages/{shown.id}")
    assert reached == []
    client.post(f"/messages/{shown.id}/link")
    assert reached == [shown.id]
