"""An agency recruiter brings in their own: the recruiter is told, nobody is merged or named."""

import io

import pytest
from sqlalchemy import select

from app.candidates.models import Attachment, Candidacy, Candidate
from app.candidates.queries import load_candidacy
from app.desk.queries import waiting
from app.mail.models import Message
from app.people.queries import lead

SOMEONE = "belongs to someone else already. Ask the recruiter."


@pytest.fixture
def opening(make):
    return make.requisition(title="Harbour designer")


@pytest.fixture
def agency(make, opening, client):
    person = make.member(opening, "agency recruiter", make.person("Camille Dubois"))
    client.sign_in(person)
    return person


def bring(client, opening, **typed):
    data = {"name": "Zoë Meer", "email": "zoe@example.org", "brought_by": "0", **typed}
    return client.post(f"/requisitions/{opening.id}/candidates", data=data)


def theirs(db, agency):
    db.session.expire_all()
    return list(db.session.scalars(select(Candidacy).where(Candidacy.brought_by_id == agency.id)))


def test_whom_they_bring_is_theirs_and_the_recruiter_is_told(client, db, opening, agency):
    assert bring(client, opening).status_code == 303
    (candidacy,) = theirs(db, agency)
    assert client.get(f"/candidacies/{candidacy.id}").status_code == 200
    (message,) = db.session.scalars(select(Message).where(Message.kind == "candidates.brought"))
    assert message.to_email == lead(opening.id, "recruiter").email
    assert message.subject == "Camille Dubois brought 1 candidate for Harbour designer"
    assert "- Zoë Meer" in message.body


def test_the_form_names_no_other_agency_and_takes_nobody_elses_name(
    client, db, make, opening, agency
):
    rival = make.member(opening, "agency recruiter", make.person("Otherwise Talent"))
    assert "Otherwise Talent" not in client.get(f"/requisitions/{opening.id}/candidates/new").text
    assert bring(client, opening, brought_by=str(rival.id)).status_code in (303, 422)
    assert theirs(db, rival) == []


@pytest.mark.parametrize(
    "whose", ["rival here", "nobody here", "elsewhere", "another name", "team"]
)
def test_whoever_is_known_belongs_to_someone_else_in_the_same_words(
    client, db, make, opening, agency, whose
):
    known = make.candidate("Zoë Meer", email="zoe@example.org", phone="+351 999")
    if whose == "rival here":
        rival = make.member(opening, "agency recruiter", make.person("Otherwise Talent"))
        make.candidacy(opening, candidate=known, brought_by_id=rival.id)
    elif whose == "nobody here":
        make.candidacy(opening, candidate=known)
    elif whose == "elsewhere":
        make.candidacy(make.requisition(), candidate=known)
    elif whose == "another name":
        known.name = "Somebody Quite Different"
    else:
        known.email = known.email_key = "else@example.org"
        make.member(opening, "interviewer", make.person("Hidden Rater", email="zoe@example.org"))
    answer = bring(client, opening)
    assert answer.status_code == 422
    assert SOMEONE in answer.text
    for secret in ("Somebody Quite", "Otherwise", "Hidden Rater", "+351 999", "already here"):
        assert secret not in answer.text
    assert theirs(db, agency) == []


def test_their_own_of_another_opening_they_bring_again(client, db, make, opening, agency):
    before = make.requisition()
    make.member(before, "agency recruiter", agency)
    make.candidacy(
        before,
        candidate=make.candidate("Zoë Meer", email="zoe@example.org"),
        brought_by_id=agency.id,
    )
    assert bring(client, opening).status_code == 303
    assert len(theirs(db, agency)) == 2
    again = bring(client, opening)
    assert again.status_code == 422
    assert "is a candidate here already" in again.text


def test_their_list_is_theirs_and_its_bad_cells_name_nobody(client, db, make, opening, agency):
    rival = make.candidate("Bo Ek", email="bo@example.org")
    make.candidacy(opening, candidate=rival)
    make.candidacy(make.requisition(), candidate=make.candidate("Cy Ray", email="cy@example.org"))
    content = "name,email\nZoë Meer,zoe@example.org\nBo Ek,bo@example.org\nDi Oh,cy@example.org\n"
    url = f"/requisitions/{opening.id}/import"
    answer = client.post(url, data={"file": (io.BytesIO(content.encode()), "ours.csv")})
    preview = client.get(answer.location)
    assert preview.text.count("Belongs to someone else.") == 2
    assert "Cy Ray" not in preview.text
    seal = preview.text.split('name="seal" value="')[1].split('"')[0]
    took = client.post(
        f"{answer.location.split('?')[0]}/intake",
        data={"seal": seal, "leave_out": "y", "on_duplicate": "skip", "dates": ""},
    )
    assert took.status_code == 303
    (candidacy,) = theirs(db, agency)
    assert load_candidacy(candidacy.id).candidate.name == "Zoë Meer"
    (message,) = db.session.scalars(select(Message).where(Message.kind == "candidates.brought"))
    assert "1 candidate" in message.subject
    assert db.session.query(Candidate).count() == 3


def test_they_attach_a_cv_to_their_own_and_to_nobody_elses(client, db, make, opening, agency):
    mine = make.candidacy(opening, brought_by_id=agency.id)
    other = make.candidacy(opening)
    pdf = b"%PDF-1.4\n%%EOF\n"
    for candidacy, status in ((mine, 303), (other, 404)):
        url = f"/candidacies/{candidacy.id}/attachments"
        data = {"kind": "CV", "file": (io.BytesIO(pdf), "cv.pdf")}
        assert client.post(url, data=data).status_code == status
        assert client.get(url).status_code == (200 if status == 303 else 404)
    (kept,) = db.session.scalars(select(Attachment))
    assert (kept.candidacy_id, kept.added_by_id) == (mine.id, agency.id)
    assert client.get(f"/attachments/{kept.id}").status_code == 200


def test_what_they_ask_is_on_the_recruiters_desk_and_their_debrief_stays_theirs_to_read(
    client, make, opening, agency
):
    mine = make.candidacy(opening, "Ana Sá", brought_by_id=agency.id)
    recruiter = lead(opening.id, "recruiter")
    page = client.get(f"/candidacies/{mine.id}").text
    assert f'name="mention" value="{recruiter.id}"' in page
    url = f"/candidacies/{mine.id}/notes"
    asked = {"kind": "note", "speaks": "no", "mention": recruiter.id, "text": "When does she hear?"}
    assert client.post(url, data=asked).status_code == 303
    debrief = {"kind": "debrief", "speaks": "yes", "text": "She liked the tram"}
    assert client.post(url, data=debrief).status_code == 303
    assert [one.kind for one in waiting(recruiter, make.at)].count("notes.mentioned") == 1
    page = client.get(f"/candidacies/{mine.id}").text
    assert "When does she hear?" in page
    assert "She liked the tram" in page


def test_they_cannot_run_what_is_not_theirs(client, make, opening, agency):
    mine = make.candidacy(opening, brought_by_id=agency.id)
    for url in ("contact", "interviews", "letters", "calls", "setting-aside", "withdrawal"):
        assert client.get(f"/candidacies/{mine.id}/{url}").status_code == 403
    for url in ("scores", "ranking", "decision", "offers", "references", "history", "settings"):
        assert client.get(f"/requisitions/{opening.id}/{url}").status_code == 403
