"""The deadline for a calendar: by a link of its own and with the mail, moving as the clock does."""

from datetime import timedelta
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.candidates.models import Candidate
from app.history.actions import Actor
from app.links.models import Link
from app.mail.delivery import send_due
from app.offers import actions, queries
from app.offers.actions import Package
from tests.makers.offers import PACKAGE

#: ways in which other programs read a mail
POLICIES = {"default": policy.default, "compat32": policy.compat32, "smtp": policy.SMTP}


@pytest.fixture
def offer(make):
    _, (ana, *_) = make.hiring()
    return make.offer(ana, "open")


@pytest.fixture
def path(make, offer):
    return make.offer_link(offer, purpose="calendar")


def read(content):
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def granted(make, offer):
    by = Actor("candidate", offer.candidacy_id)
    until = offer.closes_at + timedelta(days=1)
    extension = actions.ask_for_time(offer, until=until, reason="Please.", by=by, at=make.at)
    for part in ("recruiter", "hiring manager"):
        actions.agree(extension, by=make.leader(offer, part), at=make.at)


def test_the_file_says_the_deadline_in_utc_and_names_their_time_and_ours(
    client, db, make, offer, path
):
    from app.candidates.models import Candidacy

    candidacy = db.session.get_one(Candidacy, offer.candidacy_id)
    db.session.get_one(Candidate, candidacy.candidate_id).time_zone = "Europe/Madrid"
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert answer.headers["Cache-Control"] == "no-store"
    calendar, event = read(answer.data)
    assert (calendar["METHOD"], calendar["X-WR-TIMEZONE"]) == ("PUBLISH", "Europe/Madrid")
    assert event.decoded("dtstart") == offer.closes_at
    assert b"DTSTART:20261123T100000Z" in answer.data
    assert "11:00 Madrid time. That is Monday 23 November" in event["DESCRIPTION"]
    assert "68,000" not in answer.text
    assert "/o/" not in answer.text


def test_the_entry_moves_with_the_clock_under_one_uid_and_a_growing_sequence(
    client, make, clock, offer, path
):
    seen = [read(client.get(path).data)[1]]
    clock.forward(hours=1)
    granted(make, offer)
    seen.append(read(client.get(path).data)[1])
    clock.forward(hours=1)
    better = actions.draft_in_place_of(offer, Package(**PACKAGE), by=make.leader(offer), at=make.at)
    actions.hand_over(better, by=make.leader(offer), at=make.at)
    seen.append(read(client.get(path).data)[1])
    clock.forward(hours=1)
    actions.withdraw(better, reason="Cut.", by=make.leader(offer), at=make.at)
    seen.append(read(client.get(path).data)[1])
    assert len({str(event["UID"]) for event in seen}) == 1
    numbers = [int(event["SEQUENCE"]) for event in seen]
    assert numbers == sorted(set(numbers))
    assert [str(event["STATUS"]) for event in seen] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert seen[1].decoded("dtstart") - seen[0].decoded("dtstart") == timedelta(days=1)
    assert seen[2].decoded("dtstart") == better.closes_at


@pytest.mark.parametrize("state", ["ready", "on its way", "not delivered"])
def test_before_the_mail_went_out_there_is_nothing_in_any_calendar(client, make, state):
    _, (ana, *_) = make.hiring()
    held = make.offer(ana, state)
    assert client.get(make.offer_link(held, purpose="calendar")).status_code == 404


def test_the_link_is_for_this_purpose_only(client, make, offer, path):
    token = make.offer_link(offer).rsplit("/", 1)[-1]
    assert client.get(f"/calendar/{token}.ics").status_code == 410
    own = path.rsplit("/", 1)[-1].removesuffix(".ics")
    assert client.get(f"/o/{own}").status_code == 410
    late = make.offer_link(offer, purpose="calendar", ends_at=make.at)
    assert client.get(late).status_code == 410
    assert client.post(path).status_code == 405


def test_her_page_makes_a_link_to_the_file_by_a_button_only(client, db, make, offer):
    link = make.offer_link(offer)
    assert client.get(link + "/calendar").status_code == 405
    answer = client.post(link + "/calendar")
    assert answer.status_code == 303
    assert db.session.scalars(select(Link).order_by(Link.id.desc())).first().purpose == "calendar"
    path = "/calendar/" + answer.location.rsplit("/", 1)[-1]
    assert read(client.get(path).data)[1].decoded("dtstart") == offer.closes_at


def test_the_file_goes_along_with_the_offer_and_with_every_move(make, outbox, client):
    _, (ana, *_) = make.hiring()
    ready = make.offer(ana)
    address = queries.shown(ready, make.at).candidate.email
    actions.dispatch(ready, by=make.leader(ready), at=make.at)
    make.session.commit()
    send_due("one")
    granted(make, ready)
    make.session.commit()
    send_due("one")
    told = outbox.to(address)
    events = {}
    for mail in told:
        for part in mail.message.iter_attachments():
            assert part.get_content_type() == "text/calendar"
            assert part.get_param("method") == "PUBLISH"
            events[mail.subject] = read(part.get_payload(decode=True))[1]
    assert set(events) == {"Your offer: Product designer", "You have more time"}
    first, second = events.values()
    assert first["UID"] == second["UID"]
    make.session.refresh(ready)
    assert second.decoded("dtstart") == ready.closes_at
    body = told[0].text
    (path,) = [one for one in body.split() if "/calendar/" in one]
    assert path.endswith(".ics")
    page = client.get(path.removeprefix("http://localhost"))
    assert read(page.data)[1].decoded("dtstart") == ready.closes_at


def test_no_page_of_the_office_shows_the_calendars_address(make, client, mails):
    _, (ana, *_) = make.hiring()
    ready = make.offer(ana)
    recruiter = make.leader(ready)
    actions.dispatch(ready, by=recruiter, at=make.at)
    (message,) = mails("offer")
    assert "{calendar}" in message.body
    page = client.sign_in(recruiter).get(f"/messages/{message.id}").text
    assert "{calendar}" not in page
    assert page.count("[link]") == 2


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "America/St_Johns", "Asia/Kathmandu"])
@pytest.mark.parametrize(
    "how", [policy.default, policy.compat32, policy.SMTP], ids=["default", "compat32", "smtp"]
)
def test_the_mail_and_its_file_open_in_other_parsers_in_every_zone(make, db, outbox, zone, how):
    _, (ana, *_) = make.hiring()
    db.session.get_one(Candidate, ana.candidate_id).time_zone = zone
    ready = make.offer(ana)
    actions.dispatch(ready, by=make.leader(ready), at=make.at)
    make.session.commit()
    send_due("one")
    make.session.refresh(ready)
    (sent,) = outbox.to(queries.shown(ready, make.at).candidate.email)
    mail = message_from_bytes(sent.message.as_bytes(policy=policy.SMTP), policy=how)
    assert not mail.defects
    assert parsedate_to_datetime(str(mail["Date"])) is not None
    parts = {part.get_content_type(): part for part in mail.walk()}
    text = parts["text/plain"].get_payload(decode=True).decode("utf-8")
    here = ready.closes_at.astimezone(ZoneInfo(zone))
    assert f"{here:%H:%M}" in text
    file = parts["text/calendar"]
    assert (file.get_filename(), file.get_param("method")) == ("offer-deadline.ics", "PUBLISH")
    calendar, event = read(file.get_payload(decode=True))
    assert str(calendar["X-WR-TIMEZONE"]) == zone
    assert event.decoded("dtstart").astimezone(ZoneInfo(zone)) == here
    assert f"{here:%H:%M}" in event["DESCRIPTION"]
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=-1)
    assert not calendar.errors
