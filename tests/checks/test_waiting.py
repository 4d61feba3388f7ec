"""What of references waits on a recruiter's desk, and on nobody else's."""

import pytest

from app.checks.queries import waiting
from app.checks.todo import WORDS
from app.core.todo import WAITING, Waiting
from app.desk.queries import waiting as whole_desk
from app.people.queries import lead


@pytest.fixture
def requisition(make):
    return make.requisition()


@pytest.fixture
def ana(make, requisition):
    return make.candidacy(requisition, "Ana")


def desk(db, person, at):
    rows = db.session.execute(waiting(person, at)).all()
    return sorted((Waiting(*row) for row in rows), key=lambda one: (one.kind, one.subject_id))


def test_the_columns_are_the_desks(db, make, requisition):
    query = waiting(lead(requisition.id, "recruiter"), make.at)
    assert tuple(column.key for column in query.selected_columns) == WAITING


def test_what_is_late_to_ask_to_read_and_to_replace_waits(db, make, requisition, ana, clock):
    recruiter = lead(requisition.id, "recruiter")
    bo, cy = make.candidacy(requisition, "Bo"), make.candidacy(requisition, "Cy")
    late = make.referee(ana, "Late Lars", asked=True)
    clock.forward(days=3)
    make.referee(bo), make.referee(bo, relation="colleague")
    no = make.referee(bo, "No Nils", relation="manager", asked=True, declined_at=make.at)
    make.referee(cy, "No Nora", relation="colleague", asked=True, declined_at=make.at)
    read = make.reference_in(ana, "Harriet", relation="colleague")
    make.reference_in(ana, "Read Rita", relation="client", read_at=make.at)
    make.referee_request(make.candidacy(requisition, "Di"), due_at=make.at)
    make.referee_request(make.candidacy(requisition, "Eva"))
    found = desk(db, recruiter, make.at)
    assert [(one.kind, one.about, one.detail) for one in found] == [
        ("checks.declined", "Cy", "No Nora"),
        ("checks.overdue", "Ana", "Late Lars"),
        ("checks.to_ask", "Bo", "2"),
        ("checks.to_name", "Di", None),
        ("checks.to_read", "Ana", "Harriet"),
    ]
    assert found[1].due_at == late.due_at
    assert found[4].since_at == read.received_at
    assert no.declined_at is not None
    for one in found:
        said = WORDS[one.kind]
        assert one.about in said.what(one)
        assert said.why(one)


def test_the_whole_desk_shows_them_with_a_button_that_leads_somewhere(
    client, make, requisition, ana, clock
):
    recruiter = lead(requisition.id, "recruiter")
    make.referee(ana, "Late Lars", asked=True)
    make.referee(make.candidacy(requisition, "Bo"))
    clock.forward(days=3)
    kinds = {one.kind for one in whole_desk(recruiter, clock.now())}
    assert {"checks.overdue", "checks.to_ask"} <= kinds
    page = client.sign_in(recruiter).get("/")
    assert "Late Lars has not sent the reference on Ana" in page.text
    assert "Bo named 1 referee whom nobody has asked" in page.text


@pytest.mark.parametrize("part", ["hiring manager", "interviewer", "approver", "observer"])
def test_it_waits_on_nobody_elses_desk(db, make, requisition, ana, part):
    make.referee(ana, asked=True, due_at=make.at)
    assert desk(db, make.member(requisition, part), make.at) == []
    assert desk(db, make.person(hr=True), make.at) == []
    assert len(desk(db, lead(requisition.id, "recruiter"), make.at)) == 1


def test_nothing_waits_that_may_not_be_done_or_no_longer_matters(db, make, requisition, ana):
    recruiter = lead(requisition.id, "recruiter")
    make.referee(ana, not_before_offer=True)
    make.referee(ana, consented_at=None)
    make.referee(ana, after_acceptance_at=make.at)
    make.referee(ana, asked=True, due_at=make.at, waived_at=make.at)
    gone = make.candidacy(requisition, withdrawn_at=make.at)
    make.referee(gone, asked=True, due_at=make.at)
    closed = make.requisition(stage="closed", recruiter=recruiter)
    make.referee(make.candidacy(closed), asked=True, due_at=make.at)
    assert desk(db, recruiter, make.at) == []


def test_a_recruiter_who_is_a_referee_there_has_nothing_waiting(db, make, requisition, ana):
    person = make.member(requisition, "recruiter")
    make.referee(ana, asked=True, due_at=make.at)
    assert len(desk(db, person, make.at)) == 1
    make.recusal(requisition, person.email, "referee")
    assert desk(db, person, make.at) == []
