"""One's deadlines in one's own calendar: made, shown once, read by a parser, ended."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.accounts import actions
from app.accounts.feeds import end_feed, feed_of, make_feed
from app.desk.feed import deadlines, feed
from app.history.models import HistoryLine
from app.links.actions import hash_token
from app.links.models import Link

ZONES = ("Europe/Lisbon", "America/New_York", "Asia/Kathmandu")
AT = "http://localhost"


def there(one):
    return f"{AT}/{one.kind}/{one.subject_id}"


@pytest.fixture
def opening(make):
    return make.requisition()


@pytest.fixture
def rater(make, opening):
    return make.member(opening, "interviewer", make.person("Rui Pato"))


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def made(client, person):
    """Make an address as its owner does, and return its path."""
    page = client.sign_in(person).post("/account/calendar").text
    address = page.split('id="address" value="')[1].split('"')[0]
    return address.removeprefix(AT)


@pytest.mark.parametrize("zone", ZONES)
def test_a_card_is_in_the_calendar_at_its_moment_in_every_zone(make, opening, zone):
    rater = make.member(opening, "interviewer", make.person(time_zone=zone))
    ana = make.candidacy(opening, "Ana Lúcia")
    due = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # the night in which Lisbon's clocks change
    make.ask(ana, rater, due_in=due - make.at)
    content = feed(rater, deadlines(rater, make.at), there)
    calendar, (event,) = Calendar.from_ical(content), events(content)
    assert str(calendar["X-WR-TIMEZONE"]) == zone
    assert event.decoded("dtstart") == due
    assert event.decoded("dtstart").astimezone(ZoneInfo(zone)) == due.astimezone(ZoneInfo(zone))
    assert "Ana Lúcia" in event["SUMMARY"]
    assert str(event["URL"]).startswith(f"{AT}/")
    assert b"\r\n" in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_sign_offs_cards_references_and_offers_are_in_it_and_what_has_no_date_is_not(make):
    requisition, (ana, *_) = make.hiring()
    recruiter = make.leader(requisition)
    offer = make.offer(ana, "open")
    make.referee(ana, "Ines Duarte", asked=True)
    make.note(ana, make.leader(requisition, "hiring manager"), mentions=[recruiter])
    kinds = {one.kind: one.due_at for one in deadlines(recruiter, make.at)}
    assert kinds["offers.open"] == offer.closes_at
    assert "checks.due" in kinds
    assert "notes.mentioned" not in kinds
    other = make.requisition()
    signer = make.member(other, "approver")
    make.shortlist(other, approvers=[signer])
    assert [one.kind for one in deadlines(signer, make.at)] == ["signoffs.asked"]


def test_the_address_is_shown_once_and_kept_as_a_hash(client, db, make, rater):
    path = made(client, rater)
    assert client.get(path).status_code == 200
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in client.get("/account/calendar").text
    assert "An address is in use" in client.get("/account/calendar").text
    (link,) = db.session.scalars(select(Link))
    assert link.token_hash == hash_token(token)
    assert (link.purpose, link.subject_id) == ("feed", rater.id)
    lines = db.session.scalars(select(HistoryLine)).all()
    assert [one.verb for one in lines] == ["accounts.feed_made"]
    assert token not in str([one.__dict__ for one in lines])


def test_it_needs_no_sign_in_and_says_what_the_desk_says(client, make, opening, rater):
    make.ask(make.candidacy(opening, "Ana Lúcia"), rater)
    path = made(client, rater)
    client.sign_out()
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    (event,) = events(answer.data)
    assert "Ana Lúcia" in event["SUMMARY"]


def test_what_waits_no_more_leaves_the_calendar(client, make, opening, rater):
    ana = make.candidacy(opening, "Ana Lúcia")
    make.ask(ana, rater)
    path = made(client, rater)
    assert len(events(client.get(path).data)) == 1
    ana.withdrawn_at = make.at
    make.session.flush()
    assert events(client.get(path).data) == []


def test_unchanged_it_is_not_sent_again_and_changed_it_is(client, make, opening, rater):
    make.ask(make.candidacy(opening), rater)
    path = made(client, rater)
    first = client.get(path)
    assert first.headers["Cache-Control"] == "private, no-cache"
    tag = first.headers["ETag"]
    make.clock.forward(minutes=5)
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    make.ask(make.candidacy(opening), rater)
    changed = client.get(path, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_a_new_address_ends_the_one_before_and_ending_ends_it(client, make, rater):
    first, second = made(client, rater), made(client, rater)
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    assert client.post("/account/calendar/ending").status_code == 303
    assert client.get(second).status_code == 410
    assert "There is no address yet" in client.get("/account/calendar").text


def test_a_year_ends_it_by_itself(client, make, clock, rater):
    path = made(client, rater)
    clock.forward(days=366)
    assert client.get(path).status_code == 410


def test_switching_the_account_off_ends_it_for_good(client, make, rater):
    admin = make.person(admin=True)
    path = made(client, rater)
    actions.switch_off(rater, by=admin, at=make.at)
    assert client.get(path).status_code == 410
    actions.switch_on(rater, by=admin, at=make.at)
    assert client.get(path).status_code == 410


def test_who_is_off_gets_nothing_even_by_a_link_that_was_not_revoked(client, db, make, rater):
    path = made(client, rater)
    rater.switched_off_at = make.at
    db.session.flush()
    assert client.get(path).status_code == 410


def test_an_offers_link_and_a_persons_open_only_what_they_are_for(client, make, rater):
    _, (ana, *_) = make.hiring()
    theirs = make.offer_link(make.offer(ana, "open"), purpose="calendar")
    mine = made(client, rater)
    assert "Answer the offer" in str(events(client.get(theirs).data)[0]["SUMMARY"])
    assert events(client.get(mine).data) == []
    token = mine.removeprefix("/calendar/").removesuffix(".ics")
    for path in (f"/c/{token}", f"/o/{token}", f"/s/{token}"):
        assert client.get(path).status_code == 410


def test_it_tells_nothing_of_a_requisition_one_was_recused_from(make, opening, rater):
    make.ask(make.candidacy(opening), rater)
    assert len(deadlines(rater, make.at)) == 1
    make.recusal(opening, rater.email)
    assert deadlines(rater, make.at) == []


def test_acts_upon_the_address_stand_alone(make, db, rater):
    make_feed(rater, at=make.at)
    assert feed_of(rater.id, make.at) is not None
    assert feed_of(rater.id, make.at + timedelta(days=366)) is None
    end_feed(rater, at=make.at)
    assert feed_of(rater.id, make.at) is None


def test_the_feed_takes_as_many_statements_for_300_deadlines_as_for_3(
    make, opening, rater, statements
):
    counted = []
    for more in (3, 297):
        for _ in range(more):
            make.ask(make.candidacy(opening), rater)
        with statements() as seen:
            feed(rater, deadlines(rater, make.at), there)
        counted.append(len(seen))
    assert counted[0] == counted[1] == 2


def test_reading_it_writes_a_visit_and_a_counted_attempt_and_nothing_else(
    client, make, opening, rater, statements
):
    make.ask(make.candidacy(opening), rater)
    path = made(client, rater)
    client.sign_out()
    with statements() as seen:
        assert client.get(path).status_code == 200
    written = {sql.split()[2] for sql in seen if sql.startswith(("INSERT", "DELETE", "UPDATE"))}
    assert written == {"visit", "attempt"}
