"""How often pages by link are opened is counted in our own table, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from app.links.actions import hash_token, mint
from app.people.attempts import LIMITS, WINDOW, too_many
from app.people.models import Attempt


@pytest.fixture
def page(make):
    """The path of an invitation that opens."""
    person = make.person("Zoë", password=None)
    ends_at = make.at + timedelta(days=7)
    link = mint("invitation", person.id, at=make.at, ends_at=ends_at, person_id=person.id)
    return link.removeprefix("http://localhost")


def test_one_address_opens_sixty_in_a_quarter_of_an_hour(client, page, clock):
    for number in range(LIMITS["link"] - 1):
        too_many("link", "127.0.0.1", at=clock.now() + timedelta(seconds=number))
    assert client.get(page).status_code == 200
    assert client.get(page).status_code == 429
    assert client.post(page, data={"password": "the tide comes in at six"}).status_code == 429
    clock.forward(minutes=17)
    assert client.get(page).status_code == 200


def test_one_link_is_opened_so_often_from_however_many_addresses(client, page, clock, db):
    token = page.rpartition("/")[2]
    for _ in range(LIMITS["one-link"] - 1):
        too_many("one-link", hash_token(token), at=clock.now())
    assert client.get(page, environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 200
    assert client.get(page, environ_base={"REMOTE_ADDR": "192.0.2.2"}).status_code == 429
    assert client.get("/invitations/another").status_code == 410


def test_the_count_keeps_neither_address_nor_token_and_goes_after_its_window(
    client, page, clock, db
):
    client.get(page)
    kept = " ".join(map(str, db.session.execute(select(Attempt.__table__)).all()))
    assert "127.0.0.1" not in kept
    assert page.rpartition("/")[2] not in kept
    clock.set(clock.now() + WINDOW + timedelta(seconds=1))
    client.get(page)
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 2
    db.session.execute(delete(Attempt))
