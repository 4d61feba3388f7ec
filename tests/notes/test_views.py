"""Threads: who reads what, what is blind, mending, withdrawing, and notes on desks."""

import pytest

from app.history.models import HistoryPayload
from app.notes.models import Note, NoteMention
from tests.scorecards.panel import panel_of

PLANTED = "Froze at the whiteboard"


@pytest.fixture
def panel(make):
    return panel_of(make)


def url(candidacy):
    return f"/candidacies/{candidacy.id}/notes"


def thread(panel):
    return f"/requisitions/{panel.requisition.id}/notes"


def blind(make, panel, subject, **more):
    return make.note(
        subject, panel.manager, PLANTED, speaks_of_interview=True, kind="debrief", **more
    )


def test_a_note_is_kept_with_its_day_and_history_has_no_word_of_it(make, client, db, panel):
    client.sign_in(panel.recruiter)
    typed = {"text": PLANTED, "speaks": "no", "kind": "call"}
    answer = client.post(url(panel.ana), data=typed)
    note = db.session.query(Note).one()
    assert answer.headers["Location"] == f"{url(panel.ana)}#note-{note.id}"
    assert PLANTED in client.get(url(panel.ana)).text
    assert "wrote a note" in client.get(f"/candidacies/{panel.ana.id}").text
    assert PLANTED not in client.get(f"/requisitions/{panel.requisition.id}/history").text
    assert not any(PLANTED in str(one.body) for one in db.session.query(HistoryPayload))


def test_the_form_asks_whether_it_speaks_of_an_interview_and_keeps_what_was_typed(client, panel):
    client.sign_in(panel.recruiter)
    answer = client.post(url(panel.ana), data={"text": PLANTED, "kind": "note"})
    assert answer.status_code == 422
    assert "Say whether it speaks of an interview." in answer.text
    assert PLANTED in answer.text


def test_whoever_owes_a_card_reads_nothing_said_of_an_interview_anywhere(make, client, panel):
    make.ask(panel.ana, panel.recruiter)
    on_ana = blind(make, panel, panel.ana, mentions=[panel.recruiter])
    here = blind(make, panel, panel.requisition, mentions=[panel.recruiter])
    make.note(panel.ana, panel.manager, "Rang at noon")
    client.sign_in(panel.recruiter)
    pages = ("/", url(panel.ana), thread(panel), f"/candidacies/{panel.ana.id}")
    pages += (
        f"/requisitions/{panel.requisition.id}",
        f"/requisitions/{panel.requisition.id}/history",
    )
    for page in pages:
        text = client.get(page).text
        assert PLANTED not in text, page
        assert f"/notes/{on_ana.id}" not in text, page
        assert f"/notes/{here.id}" not in text, page
    assert "mentioned you" not in client.get("/").text
    assert "hidden until your card is in" in client.get(url(panel.ana)).text
    assert "Rang at noon" in client.get(url(panel.ana)).text
    assert client.get(f"/notes/{on_ana.id}").status_code == 404
    assert client.get(f"/notes/{here.id}").status_code == 404
    for verb in ("correction", "withdrawal", "reading"):
        answer = client.post(f"/notes/{on_ana.id}/{verb}", data={"text": "x", "speaks": "no"})
        assert answer.status_code == 404
    make.scorecard(panel.ana, panel.recruiter, 3, 3)
    assert PLANTED in client.get(url(panel.ana)).text
    assert client.get("/").text.count("mentioned you") == 2


def test_each_part_reads_what_is_theirs(make, client, panel):
    agency = make.member(panel.requisition, "agency recruiter")
    cy = make.candidacy(panel.requisition, "Cy Third", brought_by_id=agency.id)
    blind(make, panel, panel.ana)
    blind(make, panel, cy)
    make.note(cy, panel.manager, "Liked the team", kind="debrief")
    make.note(cy, panel.manager, "Hopes for 70,000", kind="call")
    make.note(panel.ana, panel.manager, "Hopes for 80,000", kind="call")
    client.sign_in(panel.interviewer)
    met = client.get(url(panel.ana)).text
    assert PLANTED in met
    assert "80,000" not in met
    assert client.get(url(cy)).status_code == 404
    assert client.get(thread(panel)).status_code == 403
    client.sign_in(agency)
    own = client.get(url(cy)).text
    assert "Liked the team" in own
    assert "70,000" not in own
    assert PLANTED not in own
    assert client.get(url(panel.ana)).status_code == 404
    client.sign_in(panel.hr)
    assert "70,000" in client.get(url(cy)).text


def test_a_person_mentioned_finds_it_on_the_desk_until_read(make, client, db, panel):
    client.sign_in(panel.recruiter)
    typed = {"text": "Ask for two, @henrik vogel and", "speaks": "no", "kind": "note"}
    client.post(url(panel.ana), data=typed | {"mention": [str(panel.interviewer.id)]})
    note = db.session.query(Note).one()
    mentioned = {one.person_id for one in db.session.query(NoteMention)}
    assert mentioned == {panel.manager.id, panel.interviewer.id}
    assert "mentioned you" not in client.get("/").text
    client.sign_in(panel.manager)
    assert "Ines Duarte mentioned you" in client.get("/").text
    assert "I have read it" in client.get(f"/notes/{note.id}").text
    client.post(f"/notes/{note.id}/reading")
    assert "mentioned you" not in client.get("/").text
    stranger = make.person("Rui Elsewhere")
    answer = client.post(url(panel.ana), data=typed | {"mention": [str(stranger.id)]})
    assert answer.status_code == 422


def test_it_is_mended_within_minutes_then_withdrawn_and_stays(make, client, clock, panel):
    note = make.note(panel.ana, panel.recruiter, "Rang at moon", mentions=[panel.manager])
    client.sign_in(panel.recruiter)
    here = f"/notes/{note.id}"
    client.post(f"{here}/correction", data={"text": "Rang at noon", "speaks": "no"})
    assert "Rang at noon" in client.get(url(panel.ana)).text
    clock.forward(minutes=10)
    late = client.post(f"{here}/correction", data={"text": "Rang at two", "speaks": "no"})
    assert late.status_code == 409
    assert "Rang at two" in late.text
    client.post(f"{here}/withdrawal")
    client.sign_in(panel.manager)
    text = client.get(url(panel.ana)).text
    assert "Withdrawn" in text
    assert "Rang at noon" in text
    assert "mentioned you" not in client.get("/").text
    refused = client.post(f"{here}/withdrawal")
    assert refused.status_code == 409


def test_a_long_thread_costs_no_more_statements_than_a_short_one(make, client, panel, statements):
    client.sign_in(panel.manager)
    counted = []
    for more in (3, 297):
        for number in range(more):
            make.note(panel.ana, panel.recruiter, f"Line {number}", mentions=[panel.manager])
        with statements() as seen:
            page = client.get(url(panel.ana))
        counted.append(len(seen))
    assert counted[0] == counted[1]
    assert "Next page" in page.text
