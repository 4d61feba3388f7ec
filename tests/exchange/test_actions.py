"""Taking files: all or none, once, and our own exports as often as one likes."""

import pytest
from sqlalchemy import func, select

from app.candidates.models import Candidacy, Candidate
from app.core.decision import Refused
from app.exchange.actions import take_candidates
from app.exchange.candidate_preview import preview
from app.exchange.exports import EXPORTS, csv_of
from app.history.models import HistoryLine
from tests.exchange.samples import GREENHOUSE, csv_file, greenhouse_rows

AWKWARD = ("=HYPERLINK(1)", "'Abd al-Rahman", "+Ana", "-Bo", "@Cy", "O'Neill", "''Twice", "NA", "1")


@pytest.fixture
def requisition(make):
    return make.requisition()


@pytest.fixture
def recruiter(make, requisition):
    return make.member(requisition, "recruiter")


def read(requisition, data, by):
    found = preview(requisition, data, "people.csv", by=by)
    assert not getattr(found, "bad", ()), found
    return found


def people(db):
    """Return all that is written of people, to compare."""
    rows = db.session.execute(
        select(
            Candidate.name,
            Candidate.email,
            Candidate.phone,
            Candidate.current_title,
            Candidate.location,
            Candidate.external_id,
            Candidacy.source,
            Candidacy.applied_at,
            Candidacy.interviewed_at,
            Candidacy.notes,
        )
        .join(Candidacy, Candidacy.candidate_id == Candidate.id)
        .order_by(Candidacy.id)
    )
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("on_duplicate", ["skip", "update"])
def test_bringing_back_our_own_export_changes_nothing(
    db, make, requisition, recruiter, on_duplicate
):
    for name in AWKWARD:
        candidate = make.candidate(name, phone=name, current_title=name, location=name)
        make.candidacy(requisition, candidate=candidate, source=name, notes="kept")
    nameless = make.candidate("Ån Ødegård", external_id="'0042")
    nameless.email = nameless.email_key = None
    make.add(
        Candidacy(
            requisition_id=requisition.id,
            candidate_id=nameless.id,
            name_key=nameless.name_key,
            created_at=make.at,
        )
    )
    make.session.commit()
    before = people(db)
    lines = db.session.scalar(select(func.count(HistoryLine.id)))
    data = b"".join(csv_of(EXPORTS["candidates"], requisition, None, make.at))
    assert b",'=HYPERLINK(1)," in data
    assert b",''Abd al-Rahman," in data
    found = read(requisition, data, recruiter)
    counts = take_candidates(
        requisition, found, leave_out=False, on_duplicate=on_duplicate, by=recruiter, at=make.at
    )
    db.session.commit()
    assert (counts.added, counts.updated, counts.unchanged, counts.skipped) == (0, 0, 10, 0)
    assert people(db) == before
    assert db.session.scalar(select(func.count(HistoryLine.id))) == lines


def test_every_row_of_a_file_is_counted_once(make, requisition, recruiter):
    rows = greenhouse_rows()
    rows.append(rows[0])
    found = preview(requisition, csv_file(GREENHOUSE, rows), "people.csv", by=recruiter)
    would = found.would("skip")
    assert (would.added, would.unchanged, would.skipped) == (35, 0, 6)
    counts = take_candidates(
        requisition, found, leave_out=True, on_duplicate="skip", by=recruiter, at=make.at
    )
    assert counts == would


def test_what_is_shown_is_what_is_taken_or_nothing_is(db, make, requisition, recruiter):
    data = csv_file(["name", "email"], [["Ana", "a@example.com"], ["Bo", "b@example.com"]])
    shown = read(requisition, data, recruiter).seal
    make.candidacy(requisition, candidate=make.candidate("Ana", email="a@example.com"))
    now_found = read(requisition, data, recruiter)
    assert now_found.seal != shown
    with pytest.raises(Refused, match="Something has changed"):
        take_candidates(
            requisition,
            now_found,
            leave_out=True,
            on_duplicate="skip",
            shown=shown,
            by=recruiter,
            at=make.at,
        )
    assert db.session.scalar(select(func.count(Candidacy.id))) == 1


def test_an_address_that_became_anothers_meanwhile_stops_the_whole_file(
    db, make, requisition, recruiter
):
    data = csv_file(["name", "email"], [["Ana", "a@example.com"], ["Bo", "b@example.com"]])
    found = read(requisition, data, recruiter)
    make.candidate("Somebody Else", email="b@example.com")
    with pytest.raises(Refused, match="Row 3, column email: Belongs to Somebody Else"):
        take_candidates(
            requisition, found, leave_out=True, on_duplicate="skip", by=recruiter, at=make.at
        )
    db.session.rollback()
    assert not db.session.scalar(select(func.count(Candidacy.id)))


def test_an_unchanged_file_has_one_seal(requisition, recruiter):
    data = csv_file(GREENHOUSE, greenhouse_rows())
    seals = {preview(requisition, data, "people.csv", by=recruiter).seal for _ in range(2)}
    assert len(seals) == 1
