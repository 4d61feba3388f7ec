"""The demo company taken out: all of it, nothing else, and it does not come back by itself."""

import pytest
from sqlalchemy import func, select

from app.candidates.models import Candidate
from app.core.decision import Refused
from app.db import Base
from app.history import verification
from app.history.actions import record
from app.mail.models import Message
from app.people.models import Company
from app.people.queries import by_email
from app.requisitions.models import Requisition
from app.requisitions.queries import by_code
from app.seeding.loading import load
from app.seeding.removing import remove_demo
from app.work.models import Job

STAY = {"alembic_version", "company", "history_chain", "history_line", "history_payload"}

pytestmark = pytest.mark.only("sqlite")  # the demo is in the default SQLite database alone


@pytest.fixture
def demo(app, db, now, clock):
    load(now, "pier-gull-rope-lantern")
    db.session.commit()


def rows(db):
    tables = Base.metadata.sorted_tables
    counts = {one.name: db.session.scalar(select(func.count()).select_from(one)) for one in tables}
    return {name: count for name, count in counts.items() if count}


def test_nothing_of_the_demo_stays_but_that_it_was_there(demo, db, now, make, client):
    sofia = by_email("sofia@caravela.example.com")
    sofia_id = sofia.id
    record("accounts.joined", by=sofia, at=now, subject=sofia, requisition_id=None)
    db.session.commit()
    remove_demo(at=now)
    db.session.commit()
    assert rows(db).keys() <= STAY
    company = db.session.scalars(select(Company)).one()
    assert (company.name, company.demo_loaded_at) == ("Your company", now)
    assert verification.verify(verification.heads(), lambda lines: None).findings == []
    make.clock.forward(hours=1)  # and who gets an id anew is not taken for whoever had it
    ada = make.person("Ada New", admin=True, id=sofia_id, created_at=make.clock.now())
    page = client.sign_in(ada).get("/history").text
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "set a first password" in table
    assert "Ada New" not in table


def test_what_is_real_stays_whole(demo, db, now, make, client):
    """An admin of the demo invites a real person, whose hiring begins; the demo goes."""
    company = db.session.scalars(select(Company)).one()
    company.name = "Lisbon Lights"
    zoe = make.person("Zoë Real")
    sofia = by_email("sofia@caravela.example.com")
    db.session.add(mail(zoe, sofia, now))
    record("accounts.invited", by=sofia, at=now, subject=zoe, requisition_id=None, person_id=zoe.id)
    opening = make.requisition(code="REAL-1", recruiter=zoe)
    both = db.session.scalars(select(Candidate).where(Candidate.name == "Ana Lúcia Ferreira")).one()
    both.is_demo = False
    make.candidacy(opening, candidate=both)
    tried = make.candidacy(by_code("SDE-2026-11"), "Only Tried").candidate_id
    db.session.add(Job(kind="tests", key="a", args={"person_id": zoe.id}, due_at=now, attempts=0))
    db.session.commit()
    remove_demo(at=now)
    db.session.commit()
    assert company.name == "Lisbon Lights"
    assert db.session.scalars(select(Requisition.code)).all() == ["REAL-1"]
    assert db.session.get(Candidate, both.id) is not None
    assert db.session.get(Candidate, tried) is None
    assert db.session.scalars(select(Message.written_by_id)).all() == [None]
    assert db.session.scalars(select(Job.key)).all() == ["a"]
    zoe.is_admin = True
    db.session.commit()
    page = client.sign_in(zoe).get("/history").text
    assert "invited Zoë Real" in page
    assert "Sofia" not in page


def mail(to, by, at):
    return Message(
        kind="accounts.invitation",
        subject_id=to.id,
        key=f"accounts.invitation:{to.id}:1",
        person_id=to.id,
        to_name=to.name,
        to_email=to.email,
        subject="You are invited",
        body="{link}",
        written_at=at,
        written_by_id=by.id,
        message_id="m1",
    )


def test_it_is_refused_where_the_demo_takes_part_in_a_real_hiring(demo, db, now, make):
    tomasz = by_email("tomasz@caravela.example.com")
    team, panel, past = (make.requisition(code=f"REAL-{number}") for number in (1, 2, 3))
    make.member(team, "interviewer", tomasz)
    ana = select(Candidate).where(Candidate.name == "Ana Lúcia Ferreira")
    make.candidacy(team, candidate=db.session.scalars(ana).one())
    met = make.candidacy(panel, "Bo Ek")
    make.interview(met, tomasz)
    make.ask(met, tomasz, panel="soft")
    make.ask(met, tomasz, panel="hard")
    record("tests.did", by=tomasz, at=now, subject=past, requisition_id=past.id)
    db.session.commit()
    before = rows(db)
    with pytest.raises(Refused) as refused:
        remove_demo(at=now)
    for words in (
        "REAL-1 (1 candidacy and 1 part in the team)",
        "REAL-2 (2 scorecards asked for and 1 interview)",
        "REAL-3 (1 line of history)",
        "Nothing was removed",
    ):
        assert words in str(refused.value)
    db.session.rollback()
    assert rows(db) == before
