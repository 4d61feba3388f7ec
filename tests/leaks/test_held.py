"""Law L11: nothing composed reaches a candidate while hr holds it, by any way out there is.

One candidate of a requisition where hr speaks; words are planted in everything a person can
compose to her. Each way out is walked, and what she gets of it is searched for them. Then hr
releases all, and the same ways must bring the words, or the walk has proved nothing.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.history.actions import Actor
from app.letters import actions as letters
from app.letters import templates
from app.letters.actions import Letter
from app.letters.templates import Wording
from app.links.actions import mint
from app.mail import actions as mail
from app.mail import holding
from app.mail.delivery import send_due
from app.mail.models import Message
from app.mail.queries import to_hand_over
from app.offers import actions as offers
from tests.client import new_client_of
from tests.freshness import save

PLANTED = ("heron in the harbour", "kingfisher on the quay", "cormorant at the crane")


class World:
    """An open offer to Ana, an answer to a change and to more time, and a letter: all composed."""

    def __init__(self, make, app, smtp):
        self.make, self.app, self.smtp = make, app, smtp
        self.requisition, (self.ana, *_) = make.hiring()
        self.hr = make.person("Hana Roth", hr=True)
        self.recruiter = make.leader(self.requisition)
        make.hr_speaks(self.requisition)
        self.offer = make.offer(self.ana, "open", hours=200)
        self.email = self.ana.candidate.email
        self.pages = [
            f"/c/{self._token('candidate', self.ana.id)}",
            make.offer_link(self.offer),
            make.offer_link(self.offer, purpose="calendar"),
        ]
        self.pages += [f"{self.pages[1]}/{part}" for part in ("acceptance", "extension", "change")]
        save(make.session)
        self._compose()
        make.session.commit()

    def _token(self, purpose, subject_id):
        ends_at = self.make.at + timedelta(days=90)
        address = mint(
            purpose,
            subject_id,
            at=self.make.at,
            ends_at=ends_at,
            requisition_id=self.requisition.id,
        )
        return address.rpartition("/")[2]

    def _compose(self):
        at, by = self.make.at, self.recruiter
        words = Letter("About Friday", f"Dear {{first_name}}, a {PLANTED[0]}.", tells_outcome=True)
        letters.write(self.candidacy(), words, once="one", by=by, at=at)
        candidate = Actor("candidate", self.ana.candidate_id)
        asked = offers.ask_for_change(
            self.offer, about="other", words="A dog in the office?", by=candidate, at=at
        )
        offers.decline_change(asked, answer=f"There is a {PLANTED[1]}.", by=by, at=at)
        until = self.offer.closes_at + timedelta(days=1)
        more = offers.ask_for_time(self.offer, until=until, reason=None, by=candidate, at=at)
        offers.refuse(more, reason=f"There is a {PLANTED[2]}.", by=by, at=at)

    def candidacy(self):
        from app.candidates.queries import load_candidacy

        return load_candidacy(self.ana.id)

    def held(self):
        query = select(Message).where(Message.composed).order_by(Message.id)
        return list(self.make.session.scalars(query.execution_options(populate_existing=True)))

    def received(self):
        """All that reached Ana: mails with their files, and every page of her links."""
        self.app.config["SMTP_URL"] = self.smtp.url
        send_due("w")
        self.app.config["SMTP_URL"] = None
        browser = new_client_of(self.app)
        opened = [browser.get(page) for page in self.pages]
        assert {one.status_code for one in opened} <= {200, 303}
        mails = [mail_.message.as_string() + mail_.text for mail_ in self.smtp.to(self.email)]
        return "\n".join(mails + [one.get_data(as_text=True) for one in opened])


@pytest.fixture
def world(make, app, smtp):
    return World(make, app, smtp)


def by_itself(world):
    """The worker, at once and for days."""


def after_days(world):
    world.make.clock.forward(days=3)


def by_a_fresh_link(world):
    browser = new_client_of(world.app)
    for page in world.pages[:3]:
        browser.post("/fresh-links", data={"token": page.rpartition("/")[2].split(".")[0]})


def by_a_receipt(world):
    world.make.accept(world.offer)
    world.make.session.commit()


def by_an_ask_for_referees(world):
    from app.checks.actions import request_referees

    request_referees(world.candidacy(), world.requisition, by=world.recruiter, at=world.make.at)
    world.make.session.commit()


def by_showing_the_link(world):
    browser = new_client_of(world.app).sign_in(world.recruiter)
    for one in world.held():
        assert browser.post(f"/messages/{one.id}/link").status_code == 409
    kinds = ("letters.letter", "offers.change", "offers.more_time")
    for kind in kinds:
        assert to_hand_over([kind], world.offer.id, world.make.at) is None


def by_sending_again(world):
    browser = new_client_of(world.app).sign_in(world.recruiter)
    for one in world.held():
        assert browser.post(f"/messages/{one.id}/delivery").status_code == 409


def by_sending_again_what_failed(world):
    failed = world.make.letter(world.ana, world.recruiter, failed_at=world.make.at)
    failed.body = PLANTED[0]
    mail.send_again(failed, by=world.recruiter, at=world.make.at)
    world.make.session.commit()


def in_bulk(world):
    browser = new_client_of(world.app).sign_in(world.recruiter)
    data = {"candidacy": [world.ana.id], "subject": "All", "body": PLANTED[0], "once": "bulk"}
    sent = browser.post(f"/requisitions/{world.requisition.id}/letters", data=data)
    assert sent.status_code == 303


def by_taking_back_and_sending_off(world):
    for one in world.held():
        if one.kind == letters.KIND:
            holding.take_back(one, by=world.recruiter, at=world.make.at)
            letters.send_draft(
                one,
                Letter(one.subject, one.body),
                by=world.recruiter,
                at=world.make.at,
                send_at=world.make.at,
            )
    world.make.session.commit()


def by_a_standing_text_taken_back_and_changed(world):
    by, at = world.recruiter, world.make.at
    text = Wording("Where things stand", "Dear {first_name}, we decide on Friday.")
    made = templates.make("Word", "en", text, standing=True, by=world.hr, at=at)
    templates.release(made, by=world.hr, at=at)
    version = templates.versions(made.id)[0]
    standing = Letter(version.subject, version.body, template=version)
    later = at + timedelta(minutes=1)
    sent = letters.write(world.candidacy(), standing, once="s", by=by, at=at, send_at=later)
    assert sent.queued_at is not None, "a standing text waits for nobody"
    holding.take_back(sent, by=by, at=at)
    own = Letter("Where things stand", PLANTED[0])
    letters.send_draft(sent, own, by=by, at=at, send_at=at)
    world.make.session.commit()


def by_being_sent_back(world):
    for one in world.held():
        holding.send_back(one, reason="Not so.", by=world.hr, at=world.make.at)
    world.make.session.commit()


def by_a_row_put_into_the_queue(world):
    """Whatever else writes a composed message: the worker itself asks once more."""
    world.make.letter(world.ana, world.recruiter, body=PLANTED[0])


def by_an_answer_of_hr_to_hers(world):
    told = world.make.letter_in(world.ana, world.recruiter)
    browser = new_client_of(world.app).sign_in(world.hr)
    data = {"subject": "Re", "body": PLANTED[0], "once": "answer", "answers": str(told.id)}
    assert browser.post(f"/candidacies/{world.ana.id}/letters", data=data).status_code == 303


def by_everybody_writing_again(world):
    browser = new_client_of(world.app).sign_in(world.hr)
    path = f"/requisitions/{world.requisition.id}/voice"
    assert browser.post(path, data={"voice": "open"}).status_code == 303


WAYS = (
    by_itself,
    after_days,
    by_a_fresh_link,
    by_a_receipt,
    by_an_ask_for_referees,
    by_showing_the_link,
    by_sending_again,
    by_sending_again_what_failed,
    in_bulk,
    by_taking_back_and_sending_off,
    by_a_standing_text_taken_back_and_changed,
    by_being_sent_back,
    by_a_row_put_into_the_queue,
    by_an_answer_of_hr_to_hers,
    by_everybody_writing_again,
)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_composed_reaches_a_candidate_while_it_is_held(world, way):
    way(world)
    got = world.received()
    assert world.offer.title in got, "she can be reached at all"
    assert not [words for words in PLANTED if words in got], way.__name__
    world.make.session.refresh(world.ana)
    assert world.ana.told_outcome_at is None


def test_once_hr_releases_them_the_same_ways_bring_all_the_words(world):
    assert not [words for words in PLANTED if words in world.received()]
    for one in world.held():
        holding.release(one, by=world.hr, at=world.make.at)
    world.make.session.commit()
    got = world.received()
    assert [words for words in PLANTED if words in got] == list(PLANTED)
    world.make.session.refresh(world.ana)
    assert world.ana.told_outcome_at is not None


def test_the_database_itself_lets_nothing_held_be_on_its_way(world):
    from sqlalchemy import update
    from sqlalchemy.exc import IntegrityError

    for column in ("queued_at", "sending_at", "sent_at"):
        with pytest.raises(IntegrityError), world.make.session.begin_nested():
            world.make.session.execute(update(Message).values({column: world.make.at}))
