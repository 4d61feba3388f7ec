"""A letter that waits keeps true: the day it names, the address it goes to, no blank slipped in."""

from datetime import timedelta

import pytest

from app.candidates.queries import load_candidacy
from app.core.decision import Refused
from app.letters import actions
from app.letters.actions import Letter
from app.mail import holding
from app.mail.delivery import send_due
from app.promises.actions import zone_of
from app.promises.dates import in_days, on_day
from app.promises.queries import open_to
from app.promises.told import New, Told, told_in
from tests.client import new_client_of


@pytest.fixture
def held(make, opening, recruiter, ana):
    """A letter that promises a word in two working days, and waits for hr."""
    make.hr_speaks(opening)
    due_at = in_days(2, zone_of(ana), make.at)
    told = Told(New("You will hear from us", due_at, recruiter.id))
    letter = Letter("News", "Dear {first_name},\n\nsoon.\n\n{promise}\n\n{writer}", told=told)
    return actions.write(load_candidacy(ana.id), letter, once="a", by=recruiter, at=make.at)


def change(app, hr, message, **typed):
    data = {"subject": message.subject, "body": message.body, "once": "b", **typed}
    return new_client_of(app).sign_in(hr).post(f"/held/{message.id}/text", data=data)


def test_a_day_that_hr_changes_is_the_day_the_letter_says_and_we_keep(
    app, db, make, hr, ana, held, outbox
):
    on = (told_in(held).due_at + timedelta(days=7)).date()
    assert change(app, hr, held, tell_on=on.isoformat()).status_code == 303
    db.session.refresh(held)
    assert told_in(held).due_at == on_day(on, zone_of(ana))
    assert f"{on.day} " in held.body
    assert held.body.count("You will hear from us by") == 1
    holding.release(held, by=hr, at=make.at)
    db.session.commit()
    assert send_due("w") == 1
    assert [one.due_at for one in open_to(ana.id)] == [on_day(on, zone_of(ana))]


def test_words_that_no_longer_say_the_day_are_refused_while_the_day_stays(app, db, hr, held):
    on = told_in(held).due_at.date().isoformat()
    body = held.body
    answer = change(app, hr, held, body="Dear Ana, by Tuesday at noon.", tell_on=on)
    assert answer.status_code == 409
    assert "names a day, and its words do not" in answer.text
    db.session.refresh(held)
    assert held.body == body


def test_without_a_day_the_letter_names_none_and_nothing_is_promised(
    app, db, make, hr, ana, held, outbox
):
    assert change(app, hr, held, tell_on="").status_code == 303
    db.session.refresh(held)
    assert "You will hear from us by" not in held.body
    holding.release(held, by=hr, at=make.at)
    db.session.commit()
    assert send_due("w") == 1
    assert open_to(ana.id) == []


def test_hr_changing_other_words_leaves_the_day_to_the_minute(app, db, hr, held):
    due_at = told_in(held).due_at
    body = held.body.replace("soon", "we are nearly there")
    day = due_at.date().isoformat()
    assert change(app, hr, held, body=body, tell_on=day).status_code == 303
    db.session.refresh(held)
    assert (told_in(held).due_at, held.body) == (due_at, body)


def test_hr_leaves_no_blank_in_a_letter_and_names_no_day_that_has_passed(app, make, hr, held):
    answer = change(app, hr, held, body=held.body + "\nUntil ____ then.")
    assert "still to fill" in answer.text
    passed = (make.at - timedelta(days=3)).date().isoformat()
    assert "still ahead" in change(app, hr, held, tell_on=passed).text


def test_a_letter_whose_day_has_passed_is_not_released_into_nothing(db, make, hr, held, clock):
    clock.set(told_in(held).due_at)
    with pytest.raises(Refused, match="no longer holds"):
        holding.release(held, by=hr, at=make.at)
    assert held.released_at is None


def test_a_letter_goes_to_the_address_known_when_it_goes(db, make, recruiter, ana, outbox):
    found = load_candidacy(ana.id)
    actions.write(found, Letter("News", "Soon."), once="a", by=recruiter, at=make.at)
    ana.candidate.email, ana.candidate.email_key = "ana@new.example", "ana@new.example"
    db.session.commit()
    assert send_due("w") == 1
    assert not outbox.to("ana@example.com")
    assert outbox.to("ana@new.example")


def test_a_letter_that_would_go_after_the_day_it_names_is_refused(make, recruiter, ana):
    due_at = make.at + timedelta(hours=2)
    letter = Letter("News", "Soon.", told=Told(New("You will hear", due_at, recruiter.id)))
    found = load_candidacy(ana.id)
    late = due_at + timedelta(hours=1)
    with pytest.raises(Refused, match="the moment it names will have passed"):
        actions.write(found, letter, once="a", by=recruiter, at=make.at, send_at=late)
    assert actions.write(found, letter, once="b", by=recruiter, at=make.at, send_at=make.at)


def test_a_draft_of_a_new_date_that_has_passed_is_refused(make, recruiter, ana, clock):
    due_at = make.at + timedelta(hours=2)
    letter = Letter("News", "Soon.", told=Told(moves={1: due_at}))
    found = load_candidacy(ana.id)
    draft = actions.write(found, letter, once="a", by=recruiter, at=make.at, draft=True)
    clock.set(due_at)
    with pytest.raises(Refused, match="the moment it names will have passed"):
        actions.send_draft(draft, letter, by=recruiter, at=make.at, send_at=make.at)
