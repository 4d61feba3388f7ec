"""Races: one reference sent twice at once, sent while it is waived, one named twice at once."""

from functools import partial

from sqlalchemy import func, select

from app.checks import actions
from app.checks.models import Referee, ReferenceMark
from app.checks.queries import load_referee
from app.core.decision import Refused
from app.db import db, unit_of_work
from app.history.models import HistoryLine
from app.links.actions import mint
from app.people.guard import lock_requisition
from app.people.models import Person
from app.people.queries import lead
from app.requisitions.queries import current_requirements
from tests.conftest import new_client_of


def asked(race_db, count):
    """Referees who were asked, as (id, requisition's id, recruiter's id, link, criteria)."""
    with race_db.data() as make:
        requisition = make.requisition()
        criteria = [one.id for one in current_requirements(requisition.id).criteria]
        recruiter = lead(requisition.id, "recruiter")
        found = []
        for _ in range(count):
            referee = make.referee(make.candidacy(requisition), asked=True)
            address = mint(
                "referee",
                referee.id,
                at=make.at,
                ends_at=make.at.replace(month=12),
                requisition_id=requisition.id,
            )
            path = address.removeprefix("http://localhost")
            found.append((referee.id, requisition.id, recruiter.id, path, criteria))
        return found


def sending(race_db, path, criteria, value):
    typed = {f"mark_{one}": value for one in criteria} | {"again": "yes", "comment": value}
    return new_client_of(race_db.app).post(path, data=typed).status_code


def waiving(referee_id, requisition_id, recruiter_id, at):
    with unit_of_work() as session:
        lock_requisition(requisition_id)  # as the guard does before a POST
        person = session.get_one(Person, recruiter_id)
        try:
            actions.waive(load_referee(referee_id), reason="No answer", by=person, at=at)
        except Refused:
            return "refused"
        return "waived"


def lines(referee_id):
    verbs = select(HistoryLine.verb).where(
        HistoryLine.subject_kind == "referee", HistoryLine.subject_id == referee_id
    )
    return db.session.scalars(verbs).all()


def test_the_same_reference_sent_twice_at_once_stays_once(race_db):
    for referee_id, _, _, path, criteria in asked(race_db, race_db.rounds):
        sends = [partial(sending, race_db, path, criteria, value) for value in ("2", "5")]
        assert sorted(race_db.together(*sends)) == [303, 409]
        with race_db.app.app_context():
            marks = db.session.scalars(
                select(ReferenceMark.value).where(ReferenceMark.referee_id == referee_id)
            ).all()
            kept = db.session.get_one(Referee, referee_id)
            assert len(marks) == len(criteria)
            assert {str(mark) for mark in marks} == {kept.comment}
            assert lines(referee_id) == ["checks.received"]


def test_a_reference_is_sent_or_waived_never_both(race_db):
    at = race_db.clock.now()
    for referee_id, requisition_id, recruiter_id, path, criteria in asked(race_db, race_db.rounds):
        sent, waived = race_db.together(
            partial(sending, race_db, path, criteria, "4"),
            partial(waiving, referee_id, requisition_id, recruiter_id, at),
        )
        assert (sent, waived) in {(303, "refused"), (409, "waived"), (410, "waived")}
        with race_db.app.app_context():
            kept = db.session.get_one(Referee, referee_id)
            assert (kept.received_at is None) != (kept.waived_at is None)
            assert len(lines(referee_id)) == 1


def test_the_same_person_named_twice_at_once_is_one_referee(race_db):
    typed = {
        "name": "Mia Holm",
        "email": "mia@example.net",
        "relation": "manager",
        "consent": "y",
    }
    with race_db.data() as make:
        requisition = make.requisition()
        paths = []
        for _ in range(race_db.rounds):
            candidacy = make.candidacy(requisition)
            make.referee_request(candidacy)
            address = mint(
                "candidate",
                candidacy.id,
                at=make.at,
                ends_at=make.at.replace(month=12),
                requisition_id=requisition.id,
            )
            paths.append(address.removeprefix("http://localhost"))

    def naming(path):
        return new_client_of(race_db.app).post(f"{path}/referees", data=typed).status_code

    for done, path in enumerate(paths, 1):
        assert sorted(race_db.together(partial(naming, path), partial(naming, path))) == [303, 422]
        with race_db.app.app_context():
            assert db.session.scalar(select(func.count()).select_from(Referee)) == done
