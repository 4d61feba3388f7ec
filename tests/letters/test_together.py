"""A letter to several promises each of them a word, by the days of where they are."""

import pytest
from sqlalchemy import select

from app.mail.delivery import send_due
from app.promises.dates import in_days
from app.promises.models import Promise
from app.promises.queries import open_to
from tests.client import new_client_of

LETTER = {"subject": "News", "body": "Dear {first_name},\n\n{promise}\n\nBest", "once": "all"}


@pytest.fixture
def three(make, opening):
    ana = make.candidacy(opening, candidate=make.candidate("Ana", email="ana@example.com"))
    far = make.candidate("Kiri", email="kiri@example.com", time_zone="Pacific/Auckland")
    gone = make.candidate("Gil", email="gil@example.com")
    kiri, gil = make.candidacy(opening, candidate=far), make.candidacy(opening, candidate=gone)
    gil.withdrawn_at = make.at
    return ana, kiri, gil


def test_each_is_promised_a_word_by_their_own_days(
    app, db, make, opening, recruiter, three, outbox, clock
):
    ana, kiri, gil = three
    data = LETTER | {"candidacy": [one.id for one in three], "tell_by": "2"}
    browser, at = new_client_of(app).sign_in(recruiter), make.at
    answer = browser.post(f"/requisitions/{opening.id}/letters", data=data)
    assert answer.status_code == 303
    assert db.session.scalars(select(Promise)).all() == [], "nobody has been told yet"
    clock.forward(minutes=2)
    assert send_due("w") == 1, "it is night where Kiri is"
    clock.forward(hours=12)
    assert send_due("w") == 1
    assert [one.due_at for one in open_to(ana.id)] == [in_days(2, opening.time_zone, at)]
    assert [one.due_at for one in open_to(kiri.id)] == [in_days(2, "Pacific/Auckland", at)]
    assert open_to(gil.id) == []
    assert "Auckland time." in outbox.to("kiri@example.com")[0].text
    assert {one.owner_id for one in open_to(ana.id)} == {recruiter.id}


def test_the_preview_says_the_day_and_a_day_to_choose_is_asked_for(app, opening, recruiter, three):
    browser, path = new_client_of(app).sign_in(recruiter), f"/requisitions/{opening.id}/letters"
    data = LETTER | {"candidacy": [three[1].id], "act": "preview", "tell_by": "2"}
    assert "Auckland time." in browser.post(path, data=data).text
    without = LETTER | {"candidacy": [three[1].id], "tell_by": "day"}
    answer = browser.post(path, data=without)
    assert (answer.status_code, "Choose the day." in answer.text) == (422, True)
