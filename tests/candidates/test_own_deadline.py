"""By when a candidate must answer somebody else, typed in by the recruiter."""

from datetime import timedelta

import pytest

from app.candidates import actions
from app.core.decision import Refused
from app.people.queries import lead

NOTE = "Another house wants to know"


@pytest.fixture
def candidacy(make):
    return make.candidacy(make.requisition(), "Ana Ribeiro")


def at(candidacy):
    return f"/candidacies/{candidacy.id}/own-deadline"


def test_a_recruiter_types_it_in_and_it_stands_on_the_page_and_in_history(make, client, candidacy):
    recruiter = lead(candidacy.requisition_id, "recruiter")
    client.sign_in(recruiter)
    data = {"due_at": "2026-11-26T12:00", "note": NOTE}
    assert client.post(at(candidacy), data=data).status_code == 303
    page = client.get(f"/candidacies/{candidacy.id}").text
    assert "they must answer Thu 12:00 Lisbon" in page
    assert NOTE in page
    assert candidacy.own_deadline_told_at == make.at
    assert 'value="2026-11-26T12:00"' in client.get(at(candidacy)).text
    history = client.get(f"/requisitions/{candidacy.requisition_id}/history").text
    assert "by when" in history
    assert NOTE not in history


def test_an_empty_date_takes_it_away(make, client, candidacy):
    recruiter = lead(candidacy.requisition_id, "recruiter")
    actions.tell_own_deadline(
        candidacy, due_at=make.at + timedelta(days=2), note=NOTE, by=recruiter, at=make.at
    )
    client.sign_in(recruiter)
    assert client.post(at(candidacy), data={"due_at": "", "note": ""}).status_code == 303
    assert (candidacy.own_deadline_at, candidacy.own_deadline_note) == (None, None)
    assert "None that we know of" in client.get(f"/candidacies/{candidacy.id}").text


@pytest.mark.parametrize("typed", ["2026-11-22T09:59", "yesterday"])
def test_a_moment_that_has_passed_or_is_none_is_refused_in_words(client, candidacy, typed):
    client.sign_in(lead(candidacy.requisition_id, "recruiter"))
    answer = client.post(at(candidacy), data={"due_at": typed})
    assert answer.status_code == 422
    assert "has passed" in answer.text or "Not a date" in answer.text
    assert candidacy.own_deadline_at is None


def test_the_moment_itself_lies_not_ahead(make, candidacy):
    recruiter = lead(candidacy.requisition_id, "recruiter")
    with pytest.raises(Refused, match="has passed"):
        actions.tell_own_deadline(candidacy, due_at=make.at, note=None, by=recruiter, at=make.at)


@pytest.mark.parametrize(("part", "status"), [("hiring manager", 403), ("interviewer", 403)])
def test_only_who_runs_the_requisition_types_it_in(make, client, candidacy, part, status):
    client.sign_in(make.member(_requisition(make, candidacy), part))
    assert client.get(at(candidacy)).status_code == status
    assert client.post(at(candidacy), data={"due_at": ""}).status_code == status


def _requisition(make, candidacy):
    from app.requisitions.models import Requisition

    return make.session.get_one(Requisition, candidacy.requisition_id)
