"""Two at once: picks sealed, versions put forward, words given. The database decides."""

import pytest
from sqlalchemy import func, select

from app.core.decision import Refused
from app.history.models import HistoryLine
from app.people.guard import lock_requisition
from app.people.models import Person
from app.people.queries import lead
from app.requisitions.models import Requisition
from app.shortlists import actions, queries
from app.shortlists.models import Pick, Picking, Shortlist
from app.signoffs import actions as signing
from app.signoffs.models import Chain, Signoff
from app.signoffs.queries import chain_of


class World:
    """One requisition with six scored candidates, two leads and two approvers."""

    def __init__(self, race):
        self.race = race
        with race.data() as make:
            self.at = make.at
            hiring = make.requisition()
            self.hiring = hiring.id
            self.leads = [lead(hiring.id, part).id for part in ("recruiter", "hiring manager")]
            self.six = [make.scored(hiring, mark).id for mark in (5, 5, 4, 4, 3, 2)]
            self.approvers = [make.approver(hiring, position=1).id for _ in range(2)]

    def acting(self, act):
        """A racer: one unit of work that holds the requisition as a request does."""

        def run():
            from app.db import db, unit_of_work

            with unit_of_work():
                lock_requisition(self.hiring)
                hiring = db.session.get(Requisition, self.hiring, populate_existing=True)
                return act(db, hiring)

        return run

    def text(self, finalists):
        return actions.ListText(finalists, dict.fromkeys(self.six, "A reason"))

    def put_forward(self, shortlist_id, person_id, finalists, edit):
        def act(db, hiring):
            shortlist = db.session.get(Shortlist, shortlist_id, populate_existing=True)
            by = db.session.get(Person, person_id)
            text = self.text(finalists)
            actions.put_forward(shortlist, edit=edit, text=text, by=by, at=self.at)
            return "forward"

        return self.acting(act)

    def picking(self):
        """A round of picks just started; its id."""

        def act(db, hiring):
            by = db.session.get(Person, self.leads[0])
            return actions.start_picking(hiring, by=by, at=self.at).id

        with self.race.app.app_context():
            return self.acting(act)()

    def started(self):
        """A new version in work; its id and edit number."""

        def act(db, hiring):
            made = Shortlist(
                requisition_id=hiring.id,
                version=queries.last_version(hiring.id) + 1,
                started_at=self.at,
                edited_at=self.at,
            )
            db.session.add(made)
            db.session.flush()
            return made.id, made.edit

        with self.race.app.app_context():
            return self.acting(act)()


@pytest.fixture
def world(race_db):
    return World(race_db)


def refusals(results):
    unexpected = [
        one for one in results if isinstance(one, Exception) and not isinstance(one, Refused)
    ]
    assert not unexpected, unexpected
    return [one for one in results if isinstance(one, Refused)]


def test_two_who_seal_at_the_same_moment_open_the_round_once(world, race_db):
    from app.db import db

    for _ in range(race_db.rounds):

        def start(db, hiring):
            return actions.start_picking(
                hiring, by=db.session.get(Person, world.leads[0]), at=world.at
            ).id

        with race_db.app.app_context():
            picking_id = world.acting(start)()

        def seal(person_id):
            def act(db, hiring):
                by = db.session.get(Person, person_id)
                return actions.seal_pick(hiring, chosen=world.six[:3], by=by, at=world.at)

            return world.acting(act)

        results = race_db.together(*(seal(one) for one in world.leads))
        assert sorted(results) == [False, True]
        with race_db.app.app_context():
            assert db.session.get(Picking, picking_id).opened_at == world.at
            sealed = select(func.count()).where(
                Pick.picking_id == picking_id, Pick.sealed_at.is_not(None)
            )
            assert db.session.scalar(sealed) == 2


def test_one_who_seals_twice_at_once_seals_once(world, race_db):
    from app.db import db

    def start(db, hiring):
        return actions.start_picking(
            hiring, by=db.session.get(Person, world.leads[0]), at=world.at
        ).id

    with race_db.app.app_context():
        world.acting(start)()

    def seal(chosen):
        def act(db, hiring):
            by = db.session.get(Person, world.leads[0])
            return actions.seal_pick(hiring, chosen=chosen, by=by, at=world.at)

        return world.acting(act)

    results = race_db.together(seal(world.six[:3]), seal(world.six[3:]))
    assert len(refusals(results)) == 1
    with race_db.app.app_context():
        lines = select(func.count()).where(HistoryLine.verb == "shortlists.pick_sealed")
        assert db.session.scalar(lines) == 1


def test_two_who_put_forward_at_once_make_one_version(world, race_db):
    from app.db import db

    for number in range(1, race_db.rounds + 1):
        shortlist_id, edit = world.started()
        results = race_db.together(
            *(
                world.put_forward(shortlist_id, person, finalists, edit)
                for person, finalists in zip(
                    world.leads, (world.six[:3], world.six[1:5]), strict=True
                )
            )
        )
        assert len(refusals(results)) == 1
        assert results.count("forward") == 1
        with race_db.app.app_context():
            current = queries.current(world.hiring)
            assert current.version == number
            chains = select(func.count()).where(Chain.subject_id == shortlist_id)
            assert db.session.scalar(chains) == 1
            lines = select(func.count()).where(
                HistoryLine.verb == "shortlists.put_forward", HistoryLine.subject_id == shortlist_id
            )
            assert db.session.scalar(lines) == 1


def test_a_list_discarded_and_put_forward_at_once_comes_to_one_end(world, race_db):
    from app.db import db

    for _ in range(race_db.rounds):
        shortlist_id, edit = world.started()

        def discard(db, hiring, shortlist_id=shortlist_id):
            shortlist = db.session.get(Shortlist, shortlist_id, populate_existing=True)
            by = db.session.get(Person, world.leads[1])
            actions.discard_list(shortlist, reason="Too early", by=by, at=world.at)
            return "discarded"

        forward = world.put_forward(shortlist_id, world.leads[0], world.six[:3], edit)
        results = race_db.together(forward, world.acting(discard))
        assert len(refusals(results)) == 1
        with race_db.app.app_context():
            made = db.session.get(Shortlist, shortlist_id)
            assert (made.put_forward_at is None) == ("discarded" in results)
            assert (made.discarded_by_id is None) == ("forward" in results)


def test_a_last_pick_sealed_and_left_out_at_once_opens_the_round_once(world, race_db):
    from app.db import db

    with race_db.data() as make:
        hiring = make.session.get(Requisition, world.hiring)
        third = make.member(hiring, "recruiter").id
    for _ in range(race_db.rounds):

        def start(db, hiring):
            by, ngozi = (db.session.get(Person, one) for one in (world.leads[0], third))
            made = actions.start_picking(hiring, invited=[ngozi], by=by, at=world.at)
            for one in world.leads:
                by = db.session.get(Person, one)
                actions.seal_pick(hiring, chosen=world.six[:3], by=by, at=world.at)
            return made.id

        def seal(db, hiring):
            by = db.session.get(Person, third)
            return actions.seal_pick(hiring, chosen=world.six[:3], by=by, at=world.at)

        def leave_out(db, hiring):
            by, ngozi = (db.session.get(Person, one) for one in (world.leads[0], third))
            return actions.leave_out_of_picking(hiring, ngozi, by=by, at=world.at)

        with race_db.app.app_context():
            picking_id = world.acting(start)()
        results = race_db.together(world.acting(seal), world.acting(leave_out))
        assert len(refusals(results)) == 1
        assert results.count(True) == 1
        with race_db.app.app_context():
            assert db.session.get(Picking, picking_id).opened_at is not None


def test_two_who_save_at_once_lose_nothing(world, race_db):
    from app.db import db

    shortlist_id, edit = world.started()

    def save(person_id, finalists):
        def act(db, hiring):
            shortlist = db.session.get(Shortlist, shortlist_id)
            by = db.session.get(Person, person_id)
            text = world.text(finalists)
            actions.save_list(shortlist, edit=edit, text=text, by=by, at=world.at)
            return finalists

        return world.acting(act)

    results = race_db.together(
        save(world.leads[0], world.six[:3]), save(world.leads[1], world.six[3:])
    )
    (lost,) = refusals(results)
    assert isinstance(lost, actions.Overtaken)
    (kept,) = [one for one in results if not isinstance(one, Exception)]
    with race_db.app.app_context():
        assert queries.order(db.session.get(Shortlist, shortlist_id)) == kept


def test_a_signature_and_the_next_version_at_once_leave_no_signature_on_it(world, race_db):
    from app.db import db

    first, edit = world.started()
    with race_db.app.app_context():
        world.put_forward(first, world.leads[0], world.six[:3], edit)()
    for _ in range(race_db.rounds):
        second, edit = world.started()

        def sign(first=first):
            def act(db, hiring):
                by = db.session.get(Person, world.approvers[0])
                return signing.sign(chain_of("shortlist", first), by=by, at=world.at)

            return world.acting(act)

        forward = world.put_forward(second, world.leads[0], world.six[:3], edit)
        results = race_db.together(sign(), forward)
        assert results[1] == "forward"
        for lost in refusals(results):
            assert "replaced by a later one" in str(lost)
        with race_db.app.app_context():
            assert chain_of("shortlist", first).lapsed_at is not None
            given = db.session.scalars(
                select(Signoff).where(Signoff.decision.is_not(None), Signoff.lapsed_at.is_(None))
            ).all()
            assert given == []
            assert queries.approved(world.hiring) is None
        first = second


def test_one_who_signs_and_one_who_sends_back_at_once_come_to_one_end(world, race_db):
    from app.db import db

    for subject in range(50_000, 50_000 + race_db.rounds):
        with race_db.data() as make:
            hiring = db.session.get(Requisition, world.hiring)
            people = [db.session.get(Person, one) for one in world.approvers]
            make.chain(hiring, (1, people), subject_id=subject)

        def answer(person_id, act_of, subject=subject):
            def act(db, hiring):
                by = db.session.get(Person, person_id)
                return act_of(chain_of("shortlist", subject), by)

            return world.acting(act)

        results = race_db.together(
            answer(world.approvers[0], lambda chain, by: signing.sign(chain, by=by, at=world.at)),
            answer(
                world.approvers[1],
                lambda chain, by: signing.send_back(chain, by=by, reason="No", at=world.at),
            ),
        )
        assert len(refusals(results)) == 1
        with race_db.app.app_context():
            chain = chain_of("shortlist", subject)
            assert (chain.approved_at is None) != (chain.sent_back_at is None)
            assert (results[0] is True) == (chain.approved_at is not None)


def test_the_last_two_of_a_step_who_sign_at_once_approve_it_once(world, race_db):
    from app.db import db

    for number in range(race_db.rounds):
        with race_db.data() as make:
            hiring = db.session.get(Requisition, world.hiring)
            people = [db.session.get(Person, one) for one in world.approvers]
            make.chain(hiring, people, subject_id=100_000 + number)

        def sign(person_id, number=number):
            def act(db, hiring):
                by = db.session.get(Person, person_id)
                return signing.sign(chain_of("shortlist", 100_000 + number), by=by, at=world.at)

            return world.acting(act)

        assert sorted(race_db.together(*(sign(one) for one in world.approvers))) == [False, True]
