"""Pages on candidates: what is typed stays, what is refused changes nothing, files stay shut."""

import io
import stat
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app.candidates.models import Attachment, Candidacy, Interview
from tests.candidates.lists import HARD_NAMES
from tests.candidates.test_file_kinds import DOCX, PNG, zipped

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def opening(make):
    return make.requisition(title="Product designer")


@pytest.fixture
def recruiter(make, opening, client):
    person = make.member(opening, "recruiter", make.person("Beatriz Nogueira"))
    client.sign_in(person)
    return person


@pytest.fixture
def ana(make, opening):
    return make.candidacy(opening, candidate=make.candidate("Ana Sá", email="ana@example.com"))


def counted(db, table):
    return db.session.scalar(select(func.count()).select_from(table))


def typed(**more):
    return {"name": "Bo Ek", "email": "bo@example.com", "brought_by": "0", **more}


def add(client, opening, **more):
    return client.post(f"/requisitions/{opening.id}/candidates", data=typed(**more))


def upload(client, candidacy, filename, data, kind="CV"):
    return client.post(
        f"/candidacies/{candidacy.id}/attachments",
        data={"kind": kind, "file": (io.BytesIO(data), filename)},
        content_type="multipart/form-data",
    )


def test_someone_is_added_by_hand(client, recruiter, opening, db):
    answer = add(client, opening, applied_on="2026-11-01", location=" Porto  city ", notes="Met\n")
    candidacy = db.session.scalars(select(Candidacy)).one()
    assert answer.status_code == 303
    assert answer.location.endswith(f"/candidacies/{candidacy.id}")
    assert candidacy.applied_at == datetime(2026, 11, 1, tzinfo=UTC)
    assert candidacy.notes == "Met"
    assert "Bo Ek is a candidate here now" in client.get(answer.location).text


@pytest.mark.parametrize("name", HARD_NAMES)
def test_any_name_is_taken_as_it_is_written(client, recruiter, opening, db, name):
    assert add(client, opening, name=name).status_code == 303
    assert name in client.get("/candidates").text


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"name": "  "}, "Type a name"),
        ({"name": "x" * 201}, "At most 200"),
        ({"email": "nobody"}, "Not an e-mail address"),
        ({"email": ""}, "e-mail address, or an id"),
        ({"time_zone": "Mars/Base"}, "Not a time zone"),
        ({"portfolio_url": "javascript:alert(1)"}, "Start it with https://"),
        ({"applied_on": "31/02/2026"}, "Not a date"),
        ({"brought_by": "99"}, "Not a valid choice"),
        ({"email": "ana@example.com"}, "belongs to Ana Sá"),
        ({"name": "Ana Sá", "email": "ANA@example.com"}, "is a candidate here already"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client, recruiter, opening, ana, db, wrong, word
):
    answer = add(client, opening, phone="+351 7", **wrong)
    assert answer.status_code == 422
    assert word in answer.text
    assert 'value="+351 7"' in answer.text
    assert counted(db, Candidacy) == 1


def test_adding_a_colleague_says_what_it_does_to_them(client, recruiter, make, opening):
    rui = make.member(opening, "interviewer", make.person("Rui Sá", email="rui@example.com"))
    answer = add(client, opening, name="Rui Sá", email="Rui@example.com")
    assert "Rui Sá of the team has this address" in client.get(answer.location).text
    client.sign_in(rui)
    assert client.get(f"/requisitions/{opening.id}").status_code == 404


def test_nobody_adds_themselves_and_so_locks_themselves_out(client, recruiter, opening, db):
    answer = add(client, opening, name=recruiter.name, email=recruiter.email)
    assert answer.status_code == 422
    assert "your own address" in answer.text
    assert client.get(f"/requisitions/{opening.id}").status_code == 200


def test_contact_data_is_mended_and_a_refusal_keeps_what_was_typed(
    client, recruiter, opening, ana, make, db
):
    make.candidacy(opening, candidate=make.candidate("Bo Ek", email="bo@example.com"))
    url = f"/candidacies/{ana.id}/contact"
    assert 'value="ana@example.com"' in client.get(url).text
    refused = client.post(url, data=typed(name="Ana Sá", phone="5"))
    assert refused.status_code == 422
    assert "belongs to Bo Ek" in refused.text
    assert 'value="5"' in refused.text
    db.session.refresh(ana.candidate)
    assert ana.candidate.phone is None
    data = typed(name="Ana Sá Lima", email="ana@example.com", phone="5")
    assert client.post(url, data=data).status_code == 303
    assert "Ana Sá Lima" in client.get("/candidates").text


def test_an_interview_is_recorded_in_the_time_of_the_requisition(
    client, recruiter, make, opening, ana, db
):
    opening.time_zone = "America/New_York"
    maja = make.member(opening, "interviewer", make.person("Maja Lind"))
    data = {"round": "2", "kind": "presentation", "held_at": "2026-11-20T14:30"}
    answer = client.post(
        f"/candidacies/{ana.id}/interviews", data={**data, "people": [str(maja.id)]}
    )
    assert answer.status_code == 303
    interview = db.session.scalars(select(Interview)).one()
    assert interview.held_at == datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
    page = client.get(f"/candidacies/{ana.id}").text
    assert "Maja Lind" in page
    assert "14:30 New York" in page


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"round": "two"}, "in figures"),
        ({"round": "0"}, "from 1 to 20"),
        ({"kind": "lunch"}, "Not a valid choice"),
        ({"held_at": "yesterday"}, "Not a date and time"),
        ({"held_at": ""}, "When was it?"),
        ({"held_at": "2026-11-23T09:00"}, "cannot lie ahead"),
        ({"people": []}, "Tick who was there"),
        ({"people": ["999"]}, "not a valid choice"),
    ],
)
def test_an_interview_that_cannot_be_is_refused(client, recruiter, ana, db, wrong, word):
    data = {"round": "1", "kind": "talk", "held_at": "2026-11-20T14:30"}
    data = {**data, "people": [str(recruiter.id)], **wrong}
    answer = client.post(f"/candidacies/{ana.id}/interviews", data=data)
    assert answer.status_code == 422
    assert word in answer.text
    assert counted(db, Interview) == 0


def test_a_file_is_kept_apart_and_handed_out_shut(client, recruiter, ana, app, db):
    assert upload(client, ana, "Lebenslauf Ana Sá.pdf", PDF).status_code == 303
    kept = db.session.scalars(select(Attachment)).one()
    path = app.config["INSTANCE"] / "files" / kept.stored_as
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "Ana" not in kept.stored_as
    answer = client.get(f"/attachments/{kept.id}")
    assert answer.data == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("filename", "data", "word"),
    [
        ("cv.pdf", b"", "empty"),
        ("cv.pdf", PNG, "no PDF"),
        ("me.svg", b"<svg onload='alert(1)'/>", "not of a kind we keep"),
        ("cv.html", b"<script>alert(1)</script>", "not of a kind we keep"),
        ("cv.exe", b"MZ", "not of a kind we keep"),
        ("<b>.exe", b"MZ", "&lt;b&gt;.exe"),
        ("cv.docx", zipped({**DOCX, "word/a.xml": bytes(210 * 1024 * 1024)}), "no Word document"),
    ],
)
def test_a_hostile_file_is_refused_in_words_and_nothing_is_kept(
    client, recruiter, ana, app, db, filename, data, word
):
    before = set((app.config["INSTANCE"] / "files").glob("*"))
    answer = upload(client, ana, filename, data)
    assert answer.status_code == 422
    assert word in answer.text
    assert counted(db, Attachment) == 0
    assert set((app.config["INSTANCE"] / "files").glob("*")) == before


def test_a_name_of_ten_megabytes_is_not_even_read(client, recruiter, ana, db):
    name = b"x" * (10 * 1024 * 1024)
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="' + name + b'.pdf"'
    answer = client.post(
        f"/candidacies/{ana.id}/attachments",
        data=head + b"\r\n\r\n" + PDF + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert counted(db, Attachment) == 0


def test_a_file_of_more_than_twelve_megabytes_is_not_even_read(client, recruiter, ana, db):
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="cv.pdf"\r\n\r\n%PDF-'
    answer = client.post(
        f"/candidacies/{ana.id}/attachments",
        data=head + bytes(13 * 1024 * 1024) + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == 413
    assert "too large" in answer.text
    assert counted(db, Attachment) == 0


def test_no_file_at_all_is_said(client, recruiter, ana):
    answer = client.post(f"/candidacies/{ana.id}/attachments", data={"kind": "CV"})
    assert answer.status_code == 422
    assert "Choose a file" in answer.text


def test_a_removed_file_is_gone_for_everybody(client, recruiter, ana, db):
    upload(client, ana, "cv.pdf", PDF)
    kept = db.session.scalars(select(Attachment)).one()
    assert client.post(f"/attachments/{kept.id}/removal").status_code == 303
    assert client.get(f"/attachments/{kept.id}").status_code == 404
    assert client.post(f"/attachments/{kept.id}/removal").status_code == 404
    assert "cv.pdf" not in client.get(f"/candidacies/{ana.id}/attachments").text


def test_a_file_is_for_those_who_see_its_candidate(client, recruiter, make, opening, ana, db):
    upload(client, ana, "cv.pdf", PDF)
    kept = db.session.scalars(select(Attachment)).one()
    met = make.member(opening, "interviewer")
    make.interview(ana, met)
    agency = make.member(opening, "agency recruiter")
    stranger = make.member(make.requisition(), "recruiter")
    seen = {
        "met": met,
        "not met": make.member(opening, "interviewer"),
        "agency of others": agency,
        "approver": make.member(opening, "approver"),
        "stranger": stranger,
        "manager": make.member(opening, "hiring manager"),
    }
    answers = {
        who: client.sign_in(person).get(f"/attachments/{kept.id}").status_code
        for who, person in seen.items()
    }
    assert answers == {
        "met": 200,
        "not met": 404,
        "agency of others": 404,
        "approver": 403,
        "stranger": 404,
        "manager": 200,
    }
    ana.brought_by_id = agency.id
    assert client.sign_in(agency).get(f"/attachments/{kept.id}").status_code == 404
    kept.added_by_id = agency.id
    assert client.sign_in(agency).get(f"/attachments/{kept.id}").status_code == 200


@pytest.mark.parametrize("part", ["hiring manager", "interviewer", "observer"])
def test_only_recruiters_and_hr_write(client, make, opening, ana, db, part):
    person = make.member(opening, part)
    make.interview(ana, person)
    client.sign_in(person)
    posts = {
        f"/requisitions/{opening.id}/candidates": typed(),
        f"/candidacies/{ana.id}/contact": typed(name="X"),
        f"/candidacies/{ana.id}/interviews": {"round": "1"},
        f"/candidacies/{ana.id}/attachments": {},
    }
    for url, data in posts.items():
        assert client.post(url, data=data).status_code == 403
    assert counted(db, Candidacy) == 1
    assert ana.candidate.name == "Ana Sá"


def test_a_file_whose_transaction_fails_leaves_nothing_on_the_disk(make, ana, app, db):
    from app.candidates.actions import attach

    person = make.member(make.requisition(), "recruiter")
    kept = attach(ana, filename="cv.pdf", data=PDF, by=person, at=make.at)
    path = app.config["INSTANCE"] / "files" / kept.stored_as
    assert path.exists()
    db.session.rollback()
    assert not path.exists()


def test_the_last_interview_is_the_one_shown(client, recruiter, ana, make, db):
    for days in (9, 2):
        held = (make.at - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
        data = {"round": "1", "kind": "talk", "held_at": held, "people": [str(recruiter.id)]}
        client.post(f"/candidacies/{ana.id}/interviews", data=data)
    assert ana.interviewed_at.date().isoformat() == "2026-11-20"
