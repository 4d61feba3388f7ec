"""A season by time travel: 40 candidates, six weeks, and a worker that does what is due.

Recruiters write, call, forget and offer as people do; candidates withdraw. After every look of the
worker no late promise is missing from a desk; in the end nobody had a mail twice, and nobody who
had left had one at all. For two weeks hr speaks: nothing that it holds or sent back is ever mailed,
and no letter rings anybody in the quiet hours of where they are.
"""

import random
from collections import Counter
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import and_, func, or_, select

from app.candidates.models import Candidacy
from app.candidates.queries import load_candidacy
from app.changes import actions as changes
from app.changes import slipping
from app.core.workdays import is_working_day
from app.db import db, unit_of_work
from app.desk.queries import waiting
from app.history.actions import Actor
from app.letters import actions as letters
from app.mail import holding
from app.mail.delivery import send_due
from app.mail.kinds import KINDS
from app.mail.models import Message
from app.offers import actions as offers
from app.offers.models import Offer
from app.people.guard import lock_requisition
from app.people.models import Person
from app.promises.models import STAGE, Promise
from app.promises.queries import open_to
from app.promises.told import New, Told
from app.promises.word import still_waits
from app.requisitions.models import Requisition
from app.requisitions.queries import policy
from app.requisitions.voice import set_voice
from app.work.loop import do_due_jobs, seen

pytestmark = pytest.mark.soak

ZONES = ("Europe/Lisbon", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
LOOKS = (time(0, 5), time(7), time(9, 30), time(13), time(18), time(18, 1), time(22))
WEEKS = 6
#: the days on which hr begins to speak, and everybody writes again
HR_SPEAKS = (2, 14)


def _is_draft():
    return and_(Message.sent_back_at.is_not(None), *holding.is_draft())


class Season:
    """The hiring, its people by id, and the day as it comes."""

    def __init__(self, race_db, smtp, seed):
        self.app, self.clock, self.smtp = race_db.app, race_db.clock, smtp
        self.app.config["SMTP_URL"] = smtp.url
        self.chance = random.Random(seed)
        self.left = {}
        with race_db.data() as make:
            requisition, finalists = make.hiring(policy={"word_days": 7})
            self.requisition_id = requisition.id
            self.lead = make.leader(requisition).id
            self.other = make.member(requisition, "recruiter").id
            self.hr = make.person("Hana Roth", hr=True).id
            self.manager = make.leader(requisition, "hiring manager").id
            self.finalists = [one.id for one in finalists]
            self.order = list(self.finalists)
            for number in range(37):
                candidate = make.candidate(time_zone=ZONES[number % len(ZONES)])
                make.candidacy(requisition, candidate=candidate)

    def work(self):
        """One look of the worker at all that is due."""
        with self.app.app_context():
            seen("season", at=self.clock.now())
            while do_due_jobs("season") + send_due("season"):
                pass
            db.session.rollback()

    def act(self, do, *who):
        """Let somebody do something, in a transaction as a request's."""
        with self.app.app_context(), unit_of_work():
            lock_requisition(self.requisition_id)
            do(*[load_candidacy(one) for one in who], self.clock.now())

    def waiting_ids(self):
        with self.app.app_context():
            rows = db.session.scalars(
                select(Candidacy.id).where(still_waits()).order_by(Candidacy.id)
            ).all()
            db.session.rollback()
            return rows

    def a_morning(self):
        """What people do on a working day."""
        ids = self.waiting_ids()
        for one in self.chance.sample(ids, min(4, len(ids))):
            self.act(self.write, one)
        for one in self.chance.sample(ids, min(2, len(ids))):
            self.act(self.call, one)
        if self.chance.random() < 0.3 and len(ids) > 8:
            gone = self.chance.choice([one for one in ids if one not in self.finalists])
            self.act(self.write, gone)  # still in the outbox as they leave
            self.act(self.leave, gone)

    def write(self, candidacy, at):
        by = db.session.get_one(Person, self.chance.choice([self.lead, self.other]))
        keeps = [one.id for one in open_to(candidacy.id)] if self.chance.random() < 0.6 else []
        days = timedelta(days=self.chance.randint(1, 9), hours=self.chance.randint(0, 9))
        made = New("You will hear", at + days, by.id) if self.chance.random() < 0.7 else None
        letters.write(
            candidacy,
            letters.Letter("News", "Dear you, soon.", told=Told(made, tuple(keeps))),
            once=f"{at.timestamp()}-{self.chance.random()}"[:40],
            by=by,
            at=at,
        )

    def voice(self, *, hr_speaks):
        """Whom everybody hears from now on."""
        with self.app.app_context(), unit_of_work():
            lock_requisition(self.requisition_id)
            requisition = db.session.get_one(Requisition, self.requisition_id)
            by, at = db.session.get_one(Person, self.hr), self.clock.now()
            set_voice(requisition, hr_speaks=hr_speaks, by=by, at=at)

    def hr_reads(self):
        """What hr does with what waits: some goes, some goes back, some lies on."""
        with self.app.app_context(), unit_of_work():
            lock_requisition(self.requisition_id)
            by, at = db.session.get_one(Person, self.hr), self.clock.now()
            for one in db.session.scalars(select(Message).where(*holding.is_held())).all():
                what = self.chance.random()
                if what < 0.4 and KINDS[one.kind].still_true(one, holding.goes_at(one, at)):
                    holding.release(one, by=by, at=at)
                elif what < 0.6:
                    holding.send_back(one, reason="Say it plainly.", by=by, at=at)

    def check_mails(self):
        """Nothing that waits for hr or is a draft was mailed; no letter went while they sleep."""
        mailed = {mail.message["Message-ID"].strip("<>").split("@")[0] for mail in self.smtp.mails}
        with self.app.app_context():
            waits = db.session.scalars(
                select(Message.message_id).where(or_(and_(*holding.is_held()), _is_draft()))
            ).all()
            assert not mailed.intersection(waits)
            sent = db.session.scalars(select(Message).where(Message.sent_at.is_not(None))).all()
            rules = policy(self.requisition_id)
            for one in sent:
                if one.kind != letters.KIND:
                    continue
                hour = one.sent_at.astimezone(ZoneInfo(one.zone)).hour
                assert rules.quiet_until <= hour < rules.quiet_from, (one.sent_at, one.zone)
            db.session.rollback()
            return len(waits)

    def call(self, candidacy, at):
        by = db.session.get_one(Person, self.lead)
        keeps = tuple(one.id for one in open_to(candidacy.id))
        letters.note_call(
            candidacy, note="x", tells_outcome=False, told=Told(keeps=keeps), by=by, at=at
        )

    def leave(self, candidacy, at):
        by = Actor("candidate", candidacy.candidate_id)
        changes.withdraw(candidacy, note=None, by=by, at=at)
        self.left[candidacy.candidate.email] = len(self.smtp.to(candidacy.candidate.email))

    def offer_to(self, make, candidacy_id):
        with make() as maker:
            candidacy = maker.session.get_one(Candidacy, candidacy_id)
            offer = maker.offer(candidacy, "ready")
            by = maker.session.get_one(Person, self.lead)
            offers.dispatch(offer, by=by, at=self.clock.now())
            return offer.id

    def more_time(self, offer_id, until):
        with self.app.app_context(), unit_of_work():
            lock_requisition(self.requisition_id)
            offer, at = db.session.get_one(Offer, offer_id), self.clock.now()
            by = Actor("candidate", 1)
            extension = offers.ask_for_time(offer, until=until, reason=None, by=by, at=at)
            for one in (self.lead, self.manager):
                offers.agree(extension, by=db.session.get_one(Person, one), at=at)

    def tell_what_slips(self):
        with self.app.app_context(), unit_of_work():
            lock_requisition(self.requisition_id)
            by, at = db.session.get_one(Person, self.lead), self.clock.now()
            requisition = db.session.get_one(Requisition, self.requisition_id)
            drafts = slipping.drafts(requisition, by=by, at=at)
            typed = {
                one.line.promise.id: slipping.Typed(one.subject, one.body, one.on)
                for one in drafts
                if one.why_not is None
            }
            return len(slipping.send(requisition, typed, by=by, at=at).written) if typed else 0

    def check_desks(self):
        """Every late promise stands on its owner's desk; a working day late, on the lead's too."""
        with self.app.app_context():
            at = self.clock.now()
            late = db.session.scalars(
                select(Promise).where(
                    Promise.kept_at.is_(None), Promise.void_at.is_(None), Promise.due_at <= at
                )
            ).all()
            desks = {
                one: waiting(db.session.get_one(Person, one), at) for one in (self.lead, self.other)
            }
            told = {
                one: {row.subject_id for row in rows if row.kind == "promises.late"}
                for one, rows in desks.items()
            }
            owed = {
                one: sum(int(row.detail) for row in rows if row.kind == "promises.words")
                for one, rows in desks.items()
            }
            words = Counter()
            for promise in late:
                if promise.how == STAGE:
                    words[promise.owner_id] += 1
                    continue
                assert promise.id in told[promise.owner_id], (at, promise.id)
                if promise.escalates_at <= at:
                    assert promise.id in told[self.lead], (at, promise.id)
            for owner, count in words.items():
                assert owed[owner] >= count, at
            db.session.rollback()
            return len(late)


@pytest.mark.parametrize("seed", [1])
def test_no_late_promise_is_unmentioned_and_no_mail_goes_twice_held_at_night_or_to_who_left(
    race_db, smtp, seed
):
    season = Season(race_db, smtp, seed)
    start = season.clock.now().astimezone(ZoneInfo("Europe/Lisbon")).date()
    lates, waited, offered, told = [], [], None, 0
    for number in range(WEEKS * 7):
        on = start + timedelta(days=number)
        for look in LOOKS:
            season.clock.set(datetime.combine(on, look, ZoneInfo("Europe/Lisbon")))
            if look == time(9, 30) and is_working_day(on, "Europe/Lisbon"):
                season.a_morning()
            if look == time(7) and number in HR_SPEAKS:
                season.voice(hr_speaks=number == HR_SPEAKS[0])
            if look == time(18) and HR_SPEAKS[0] <= number < HR_SPEAKS[1]:
                season.hr_reads()
            if look == time(13) and number in (15, 24, 33):
                offered = season.offer_to(race_db.data, season.order.pop(0))
            if look == time(18) and number in (15, 24):
                season.more_time(offered, season.clock.now() + timedelta(days=5))
                told += season.tell_what_slips()
            season.work()
            lates.append(season.check_desks())
            waited.append(season.check_mails())
    assert max(waited) > 3, "nothing ever waited for hr, so that it was not mailed says nothing"
    _check_the_end(season, lates, told)


def _check_the_end(season, lates, told):
    assert max(lates) > 3, "nothing was ever late, so that none was missed says nothing"
    assert told > 3, "nothing slipped, so that it was told says nothing"
    assert len(season.left) > 3
    ids = Counter(mail.message["Message-ID"] for mail in season.smtp.mails)
    assert len(ids) > 100
    assert max(ids.values()) == 1
    for email, before in season.left.items():
        assert len(season.smtp.to(email)) == before, email
    with season.app.app_context():
        unsent = (
            select(func.count())
            .select_from(Message)
            .where(
                Message.void_at.is_(None),
                Message.sent_at.is_(None),
                Message.queued_at.is_not(None),
            )
        )
        assert db.session.scalar(unsent.where(Message.next_try_at <= season.clock.now())) == 0
        kept = db.session.execute(
            select(Promise.kept_at, Message.sent_at, Message.void_at, Message.failed_at).join(
                Message, Message.id == Promise.kept_by_message_id
            )
        ).all()
        assert len(kept) > 50
        assert all(sent == at and not void and not failed for at, sent, void, failed in kept)
        open_ones = (
            select(Promise.candidacy_id, func.count())
            .where(Promise.how == STAGE, Promise.kept_at.is_(None), Promise.void_at.is_(None))
            .group_by(Promise.candidacy_id)
        )
        owed = dict(db.session.execute(open_ones).all())
        waits = set(db.session.scalars(select(Candidacy.id).where(still_waits())))
        assert waits <= owed.keys()
        assert set(owed.values()) == {1}
        gone = (
            select(func.count())
            .select_from(Promise)
            .join(Candidacy, Candidacy.id == Promise.candidacy_id)
        )
        still = gone.where(
            Candidacy.withdrawn_at.is_not(None),
            Promise.kept_at.is_(None),
            Promise.void_at.is_(None),
        )
        assert db.session.scalar(still) == 0
