"""Races for one held letter: of release, send back, edit, take back and stop, one wins."""

from functools import partial

from app.core.decision import Refused
from app.db import db, unit_of_work
from app.history.models import HistoryLine
from app.mail import holding
from app.mail.actions import void_for_candidacy
from app.mail.delivery import send_due
from app.mail.models import Message
from app.mail.rules import status
from app.people.guard import lock_requisition
from app.people.models import Person
from app.requisitions.models import Requisition
from app.requisitions.voice import set_voice
from tests.mailbox import Mailbox

ENDS = {"mail.released", "mail.sent_back", "mail.thrown_away"}


def held(race_db, *, queued=False):
    """Return, for each round, the ids of a letter, its hr, its writer and its requisition."""
    with race_db.data() as make:
        rounds = []
        for _ in range(race_db.rounds):
            requisition = make.requisition()
            if not queued:
                make.hr_speaks(requisition)
            recruiter, hr = make.leader(requisition), make.person(hr=True)
            ana = make.candidacy(requisition)
            letter = make.letter(ana, recruiter, held=not queued)
            rounds.append((letter.id, hr.id, recruiter.id, requisition.id, ana.id))
        return rounds


def act(race_db, requisition_id, letter_id, person_id, verb):
    """Return a racer that does one act behind the lock of the requisition, as a request does."""

    def run():
        at = race_db.clock.now()
        try:
            with unit_of_work():
                lock_requisition(requisition_id)
                verb(db.session.get_one(Message, letter_id), db.session.get(Person, person_id), at)
        except Refused:
            return "refused"
        return "done"

    return run


def release(message, by, at):
    holding.release(message, by=by, at=at)


def send_back(message, by, at):
    holding.send_back(message, reason="Say the day.", by=by, at=at)


def throw_away(message, by, at):
    holding.throw_away(message, by=by, at=at)


def test_of_release_send_back_and_throw_away_one_wins(race_db):
    for letter_id, hr_id, _, requisition_id, _ in held(race_db):
        racer = partial(act, race_db, requisition_id, letter_id, hr_id)
        results = race_db.together(racer(release), racer(send_back), racer(throw_away))
        done = results.count("done")
        with race_db.data() as make:
            message = make.session.get_one(Message, letter_id)
            lines = make.session.query(HistoryLine).filter_by(subject_id=letter_id)
            ends = [one.verb for one in lines if one.verb in ENDS]
            state = status(message, in_doubt=False)
        # throwing away a queued letter or a draft is allowed after either
        assert sorted(results).count("refused") + done == 3, results
        assert len(ends) == done
        assert len({"mail.released", "mail.sent_back"} & set(ends)) <= 1
        assert state in ("queued", "draft", "void")
        assert (state == "void") == ("mail.thrown_away" in ends)


def test_a_candidacy_that_ends_and_a_release_at_once_never_send(race_db):
    mailbox = Mailbox()
    mailbox.start()
    race_db.app.config["SMTP_URL"] = mailbox.url

    def leave(message, by, at):
        void_for_candidacy(message.candidacy_id, at=at, reason="They left.")

    try:
        for letter_id, hr_id, _, requisition_id, _ in held(race_db):
            racer = partial(act, race_db, requisition_id, letter_id, hr_id)
            race_db.together(racer(release), racer(leave))
            with race_db.app.app_context():
                send_due("w")
                message = db.session.get_one(Message, letter_id)
                assert status(message, in_doubt=False) == "void"
    finally:
        race_db.app.config["SMTP_URL"] = None
        mailbox.stop()
    assert mailbox.mails == []


def test_hr_begins_to_speak_while_the_worker_sends_and_each_letter_is_held_or_gone(race_db):
    mailbox = Mailbox()
    mailbox.start()
    race_db.app.config["SMTP_URL"] = mailbox.url

    def speak(requisition_id, hr_id):
        def run():
            with unit_of_work():
                lock_requisition(requisition_id)
                requisition = db.session.get_one(Requisition, requisition_id)
                by = db.session.get_one(Person, hr_id)
                set_voice(requisition, hr_speaks=True, by=by, at=race_db.clock.now())

        return run

    try:
        sent = 0
        for letter_id, hr_id, _, requisition_id, _ in held(race_db, queued=True):
            race_db.together(speak(requisition_id, hr_id), partial(send_due, "w"))
            with race_db.app.app_context():
                message = db.session.get_one(Message, letter_id)
                state = status(message, in_doubt=False)
            assert state in ("held", "sent")
            sent += state == "sent"
            assert len(mailbox.mails) >= sent
    finally:
        race_db.app.config["SMTP_URL"] = None
        mailbox.stop()
    assert len(mailbox.mails) == sent


def test_a_letter_taken_back_while_it_is_sent_is_a_draft_or_gone(race_db):
    mailbox = Mailbox()
    mailbox.start()
    race_db.app.config["SMTP_URL"] = mailbox.url

    def take_back(message, by, at):
        holding.take_back(message, by=by, at=at)

    try:
        for letter_id, hr_id, recruiter_id, requisition_id, _ in held(race_db):
            with race_db.data() as make:
                message = make.session.get_one(Message, letter_id)
                holding.release(message, by=make.session.get_one(Person, hr_id), at=make.at)
            back = act(race_db, requisition_id, letter_id, recruiter_id, take_back)
            told, _ = race_db.together(back, partial(send_due, "w"))
            with race_db.app.app_context():
                message = db.session.get_one(Message, letter_id)
                state = status(message, in_doubt=False)
            assert (told, state) in {("done", "draft"), ("refused", "sent")}
    finally:
        race_db.app.config["SMTP_URL"] = None
        mailbox.stop()
