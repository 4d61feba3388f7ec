"""Races: a card handed in twice at once, asked twice at once, excused while it is handed in."""

from functools import partial

from sqlalchemy import func, select

from app.core.decision import Refused
from app.db import db, unit_of_work
from app.history.models import HistoryLine
from app.people.guard import lock_requisition
from app.people.models import Person
from app.scorecards import actions
from app.scorecards.models import Ask, Scorecard
from app.scorecards.queries import ask_row
from tests.conftest import new_client_of
from tests.scorecards.panel import answers, asked, panel_of, typed


def lines(verb):
    return db.session.scalar(
        select(func.count()).select_from(HistoryLine).where(HistoryLine.verb == verb)
    )


def openings(race_db, prepare):
    """One panel a round, and what is to be done at once in it."""
    with race_db.data() as make:
        return [prepare(make, panel_of(make)) for _ in range(race_db.rounds)]


def posting(race_db, person_id, url, data):
    """Two browsers of one person that send the same."""

    def call(client):
        return lambda: client.post(url, data=data).status_code

    with race_db.app.app_context():
        person = db.session.get_one(Person, person_id)
        return [call(new_client_of(race_db.app).sign_in(person)) for _ in range(2)]


def test_the_same_submission_twice_at_once_is_one_card_and_one_line(race_db):
    def prepare(make, panel):
        ask = make.ask(panel.ana, panel.manager)
        data = typed(panel, "4", "5")
        return panel.manager.id, f"/scorecards/{ask.id}/submission", data

    for done, sent in enumerate(openings(race_db, prepare), 1):
        calls = posting(race_db, *sent)
        assert race_db.together(*calls) == [303, 303]
        with race_db.app.app_context():
            assert lines("scorecards.submitted") == done
            assert db.session.scalar(select(func.count()).select_from(Scorecard)) == done


def test_asking_twice_at_once_asks_once(race_db):
    def prepare(make, panel):
        url = f"/requisitions/{panel.requisition.id}/scores"
        data = {"whom": "all", "people": [panel.manager.id], "due_at": "2026-11-25T18:00"}
        return panel.recruiter.id, url, data

    for done, sent in enumerate(openings(race_db, prepare), 1):
        calls = posting(race_db, *sent)
        # whoever comes second asks nobody new and is told so
        assert sorted(race_db.together(*calls)) == [303, 422]
        with race_db.app.app_context():
            assert lines("scorecards.asked") == 2 * done


def test_a_card_excused_while_it_is_handed_in_is_one_or_the_other(race_db):
    at = race_db.clock.now()

    def prepare(make, panel):
        ask = make.ask(panel.ana, panel.manager)
        said = answers(panel, 4, 4)
        ids = ask.id, panel.requisition.id, panel.manager.id, panel.recruiter.id
        return ask.id, [partial(act, verb, ids, said, at) for verb in ("submit", "excuse")]

    for ask_id, calls in openings(race_db, prepare):
        results = race_db.together(*calls)
        won = [one for one in results if isinstance(one, str)]
        assert len(won) == 1, results
        assert all(isinstance(one, (str, Refused)) for one in results), results
        with race_db.app.app_context():
            assert ask_row(ask_id).state(at) == {"submit": "in", "excuse": "excused"}[won[0]]


def act(verb, ids, said, at):
    """Do one of the two as the guard would: the requisition locked, then the row read."""
    ask_id, requisition_id, manager_id, recruiter_id = ids
    with unit_of_work() as session:
        lock_requisition(requisition_id)
        ask = session.get_one(Ask, ask_id)
        if verb == "submit":
            manager = session.get_one(Person, manager_id)
            actions.submit(asked(ask), said, by=manager, at=at)
        else:
            recruiter = session.get_one(Person, recruiter_id)
            actions.excuse(ask, reason="away", by=recruiter, at=at)
    return verb
