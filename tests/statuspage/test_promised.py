"""The next promised date stands on the page, late or not, and what was ended does not."""

from datetime import timedelta

import pytest

from app.people.queries import lead
from app.promises.models import HAND, Promise


@pytest.fixture
def ana(make):
    return make.candidacy(make.requisition(title="Product designer"), "Ana Ferreira")


def promise(make, candidacy, days, text="Planted words of the promise"):
    due_at = make.at + timedelta(days=days)
    return make.add(
        Promise(
            requisition_id=candidacy.requisition_id,
            candidacy_id=candidacy.id,
            text=text,
            how=HAND,
            made_at=make.at,
            due_at=due_at,
            escalates_at=due_at,
            owner_id=lead(candidacy.requisition_id, "recruiter").id,
        )
    )


def test_the_next_date_is_read_in_their_zone_and_not_its_words(client, ana, make):
    promise(make, ana, 9)
    promise(make, ana, 3)
    page = client.get(make.own_page(ana)).text
    assert "You hear from us by" in page
    assert "Wednesday 25 November, 10:00" in page
    assert "Planted words" not in page


def test_a_date_that_passed_is_owned_up_to(client, ana, make, clock):
    promise(make, ana, 1)
    page = make.own_page(ana)
    clock.forward(days=2)
    assert "We are late" in client.get(page).text


@pytest.mark.parametrize("end", ["kept_at", "void_at"])
def test_what_is_kept_or_void_is_not_there(client, ana, make, end):
    setattr(promise(make, ana, 3), end, make.at)
    assert "You hear from us by" not in client.get(make.own_page(ana)).text


def test_once_it_ended_nothing_is_promised(client, ana, make):
    promise(make, ana, 3)
    ana.withdrawn_at = make.at
    assert "You hear from us by" not in client.get(make.own_page(ana)).text
