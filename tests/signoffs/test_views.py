"""A person's own sign-offs, and the page a mailed link opens."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import csv
from app.history.models import HistoryLine
from app.links.actions import mint
from app.links.models import Link
from app.mail.models import Message
from app.signoffs import actions, queries
from app.signoffs.columns import SIGNOFFS
from app.signoffs.letters import FRESH
from app.signoffs.messages import mail_fresh_link


@pytest.fixture
def hiring(make):
    return make.requisition(title="Senior Data Engineer")


@pytest.fixture
def rui(make, hiring):
    return make.member(hiring, "approver", make.person("Rui Tavares"))


@pytest.fixture
def version(make, hiring, rui):
    return make.shortlist(hiring, approvers=[rui])


@pytest.fixture
def chain(version):
    return queries.chain_of("shortlist", version.id)


def link_to(chain, person, make, **given):
    signoff = queries.my_open(person.id, chain) or chain.steps[0].signoffs[0]
    told = {"at": make.at, "ends_at": make.at + timedelta(hours=72), **given}
    address = mint(
        "signoff",
        signoff.id,
        requisition_id=chain.requisition_id,
        person_id=person.id,
        **told,
    )
    return address.removeprefix("http://localhost")


def test_the_linked_page_shows_title_version_and_due_and_no_names(
    client, make, chain, rui, version
):
    page = client.get(link_to(chain, rui, make))
    assert page.status_code == 200
    assert "Shortlist for Senior Data Engineer" in page.text
    assert "Tue 24 Nov, 18:00 Lisbon" in page.text
    assert "Sign in to read and sign" in page.text
    assert f"/sign-in?then=/shortlists/{version.id}" in page.text
    for row in version.numbers["finalists"]:
        assert row["name"] not in page.text
    assert "Rui" not in page.text


def test_whoever_it_was_sent_to_goes_on_to_read(client, make, chain, rui, version):
    page = client.sign_in(rui).get(link_to(chain, rui, make))
    assert "Read and sign" in page.text
    assert f'href="/shortlists/{version.id}"' in page.text


def test_somebody_else_is_told_whose_it_is_and_no_more(client, make, chain, rui, version):
    other = make.person("Somebody Else")
    page = client.sign_in(other).get(link_to(chain, rui, make))
    assert "Rui Tavares" in page.text
    assert "signed in as" in page.text
    assert "Read and sign" not in page.text
    assert client.get(f"/shortlists/{version.id}").status_code == 404


def test_signing_in_from_the_link_leads_to_the_subjects_own_page(client, make, chain, rui, version):
    from tests.makers.people import PASSWORD

    page = client.get(link_to(chain, rui, make))
    subject = f"/shortlists/{version.id}"
    assert f"/sign-in?then={subject}" in page.text
    given = {"email": rui.email, "password": PASSWORD, "then": subject}
    answer = client.post("/sign-in", data=given)
    assert answer.status_code == 303
    assert answer.location == subject
    assert client.get(subject).status_code == 200


def test_opening_the_link_signs_nothing_and_it_takes_no_post(client, make, chain, rui, db):
    address = link_to(chain, rui, make)
    lines = db.session.scalar(select(func.count()).select_from(HistoryLine))
    client.get(address)
    assert queries.my_open(rui.id, queries.chain_of("shortlist", chain.subject_id))
    assert db.session.scalar(select(func.count()).select_from(HistoryLine)) == lines
    assert client.post(address).status_code == 405


def test_a_link_that_is_wrong_ended_or_of_another_purpose_opens_nothing(
    client, make, chain, rui, db
):
    assert client.get("/s/nothing").status_code == 410
    late = link_to(chain, rui, make, at=make.at - timedelta(hours=72), ends_at=make.at)
    assert client.get(late).status_code == 410
    token = mint("referee", 1, at=make.at, ends_at=make.at + timedelta(1)).rsplit("/", 1)[-1]
    assert client.get(f"/s/{token}").status_code == 410
    assert db.session.scalar(select(func.count()).select_from(Link)) == 2


def test_whoever_asks_gets_a_fresh_link_by_mail_while_their_word_is_wanted(
    client, make, chain, rui, db, clock
):
    late = link_to(chain, rui, make, ends_at=make.at)
    clock.forward(hours=1)
    assert "Mail me a fresh link" in client.get(late).text
    link = db.session.scalars(select(Link)).one()
    mail_fresh_link(link, make.at)
    mail_fresh_link(link, make.at)
    mails = select(Message).where(Message.kind == FRESH)
    (mail,) = db.session.scalars(mails).all()
    assert (mail.to_email, mail.link_purpose) == (rui.email, "signoff")
    actions.sign(chain, by=rui, at=make.at)
    clock.forward(minutes=5)
    mail_fresh_link(link, make.at)
    assert len(db.session.scalars(mails).all()) == 1


def test_a_signoff_not_asked_any_more_says_so(client, make, chain, rui):
    address = link_to(chain, rui, make)
    actions.lapse("shortlist", chain.subject_id, make.at)
    assert "not asked any more" in client.get(address).text


def test_my_signoffs_are_in_three_heaps(client, make, hiring, rui):
    eleni = make.member(hiring, "approver", make.person("Eleni"))
    make.chain(hiring, rui, title="Waits for Rui")
    make.chain(hiring, eleni, rui, title="Comes later")
    done = make.chain(hiring, rui, title="Was sent back")
    actions.send_back(done, by=rui, reason="A mark looks mistyped", at=make.at)
    make.chain(hiring, eleni, title="Somebody else’s")
    page = client.sign_in(rui).get("/signoffs")
    waiting, rest = page.text.split("Next up", 1)
    later, decided = rest.split("Decided", 1)
    assert "Waits for Rui" in waiting
    assert "Comes later" in later
    assert "Was sent back" in decided
    assert "A mark looks mistyped" in decided
    assert "Somebody else" not in page.text


def test_without_signoffs_the_page_says_so(client, make):
    assert "No sign-off is asked of you" in client.sign_in(make.person()).get("/signoffs").text


def test_the_way_to_a_signoff_is_open_to_its_approver_only(client, make, chain, rui, version):
    (signoff,) = chain.steps[0].signoffs
    answer = client.sign_in(rui).get(f"/signoffs/{signoff.id}")
    assert answer.status_code == 303
    assert answer.location == f"/shortlists/{version.id}"
    assert client.sign_in(make.person(hr=True)).get(f"/signoffs/{signoff.id}").status_code == 404
    assert client.sign_out().get(f"/signoffs/{signoff.id}").status_code == 303


def test_what_waits_is_a_row_of_the_desk_until_it_is_answered(make, chain, rui, db):
    (row,) = db.session.execute(queries.waiting(rui, make.at)).all()
    assert row.kind == "signoffs.asked"
    assert row.about == "Shortlist for Senior Data Engineer"
    assert row.detail == "1"
    assert row.due_at == chain.steps[0].signoffs[0].due_at
    actions.sign(chain, by=rui, at=make.at)
    assert db.session.execute(queries.waiting(rui, make.at)).all() == []


def test_a_candidate_of_the_requisition_is_asked_nothing_there(make, hiring, chain, rui, db):
    make.recusal(hiring, rui.email)
    db.session.flush()
    assert db.session.execute(queries.waiting(rui, make.at)).all() == []
    assert queries.mine(rui)["waiting"] == []
    assert queries.signoff_rows(hiring.id, rui) == []


COLUMNS = (
    "subject,version,step,rule,approver,on_behalf_of,interviewed,asked_at,due_at,decision,"
    "decided_at,reason,limits,state"
)


def test_the_export_has_its_columns_and_is_cut_to_rights(make, hiring, rui):
    eleni = make.member(hiring, "approver", make.person("Eleni"))
    chain = make.chain(hiring, [rui, eleni])
    actions.sign(chain, by=rui, reason="=1+1", at=make.at)
    rows = queries.signoff_rows(hiring.id, None)
    heading, first, second = csv.parse(b"".join(csv.stream(SIGNOFFS, rows)))
    assert ",".join(heading) == COLUMNS
    assert first[:5] == ["shortlist", "1", "1", "all", "Rui Tavares"]
    assert first[9:] == ["given", make.at.isoformat(), "=1+1", "this version", "given"]
    assert second[9:] == ["", "", "", "", "asked"]
    assert b"'=1+1" in b"".join(csv.stream(SIGNOFFS, rows))
    seen = {
        part: make.member(hiring, part) for part in ("observer", "interviewer", "agency recruiter")
    }
    assert len(queries.signoff_rows(hiring.id, seen["observer"])) == 2
    assert queries.signoff_rows(hiring.id, seen["interviewer"]) == []
    assert queries.signoff_rows(hiring.id, seen["agency recruiter"]) == []
    assert queries.signoff_rows(hiring.id, make.person(admin=True)) == []
    assert len(queries.signoff_rows(hiring.id, make.person(hr=True), kind="shortlist")) == 2
    assert queries.signoff_rows(hiring.id, make.person(hr=True), kind="offer") == []
