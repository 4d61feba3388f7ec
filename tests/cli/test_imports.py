"""import candidates and import scores, as they are called from scripts."""

import pytest
from sqlalchemy import func, select

from app.candidates.models import Candidacy, Candidate
from app.core.csv import parse
from app.scorecards.models import Scorecard
from tests.exchange.samples import (
    GREENHOUSE,
    LEVER,
    csv_file,
    greenhouse_rows,
    lever_rows,
    workbook,
)


@pytest.fixture
def requisition(make):
    return make.requisition(code="DATA-1")


@pytest.fixture
def recruiter(make, requisition):
    return make.member(requisition, "recruiter")


@pytest.fixture
def run(app, db, make, recruiter, tmp_path):
    """Run a command on a file, and return how it ended."""

    def on(what, data, *options, by=recruiter, code="DATA-1", name="people.csv"):
        make.session.commit()
        file = tmp_path / name
        file.write_bytes(data)
        words = ["import", what, str(file), "--requisition", code, "--by", by.email, *options]
        result = app.test_cli_runner().invoke(args=words)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        db.session.rollback()
        return result

    return on


def people(db):
    return db.session.scalar(select(func.count(Candidacy.id)))


FAULTY = csv_file(GREENHOUSE, greenhouse_rows())
CLEAN = csv_file(GREENHOUSE, greenhouse_rows(25, with_bad=False))


def test_a_clean_file_is_taken_and_counted(db, run):
    result = run("candidates", CLEAN)
    assert result.exit_code == 0
    assert result.stdout == "25 added, 0 updated, 0 unchanged, 0 skipped\n"
    assert people(db) == 25


def test_a_second_import_adds_nobody(db, run):
    run("candidates", CLEAN)
    assert run("candidates", CLEAN).stdout == "0 added, 0 updated, 25 unchanged, 0 skipped\n"
    assert people(db) == 25


def test_every_bad_cell_is_named_and_nothing_is_written(db, run):
    result = run("candidates", FAULTY)
    assert result.exit_code == 1
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "row 5, column Email 1",
        "row 7, column Email 1",
        "row 9, column First Name",
        "row 11, column Application Date",
        "row 13, column Email 1",
    ]
    assert lines[1] == "row 7, column Email 1: Belongs to Nguyễn von Trapp (row 6)."
    assert people(db) == 0


def test_bad_rows_are_left_out_where_that_is_said(db, run):
    result = run("candidates", FAULTY, "--skip-bad")
    assert result.exit_code == 0
    assert result.stdout == "35 added, 0 updated, 0 unchanged, 5 skipped\n"
    assert len(result.stderr.splitlines()) == 5
    assert people(db) == 35


def test_a_dry_run_counts_and_writes_nothing(db, run):
    result = run("candidates", CLEAN, "--dry-run")
    assert result.stdout == "25 added, 0 updated, 0 unchanged, 0 skipped\n"
    assert people(db) == 0


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (csv_file(LEVER, lever_rows(), encoding="cp1252", delimiter=";"), "lever.csv"),
        (workbook(LEVER, lever_rows()), "lever.xlsx"),
        (workbook(GREENHOUSE, greenhouse_rows(30, with_bad=False)), "greenhouse.xlsx"),
    ],
)
def test_other_shapes_are_taken_too(db, run, data, name):
    assert run("candidates", data, name=name).stdout.startswith("30 added,")
    assert people(db) == 30


def test_people_here_already_are_skipped_or_updated(db, make, requisition, run):
    make.candidacy(requisition, candidate=make.candidate("Ana", email="a@example.com", phone="1"))
    data = csv_file(["name", "email", "phone"], [["Ana", "a@example.com", "2"]])
    assert run("candidates", data).stdout == "0 added, 0 updated, 0 unchanged, 1 skipped\n"
    assert db.session.scalar(select(Candidate.phone)) == "1"
    told = run("candidates", data, "--on-duplicate", "update").stdout
    assert told == "0 added, 1 updated, 0 unchanged, 0 skipped\n"
    assert db.session.scalar(select(Candidate.phone)) == "2"


def test_an_unclear_order_of_day_and_month_is_asked_for(db, run):
    data = csv_file(["name", "email", "applied"], [["Ana", "a@example.com", "03/04/2026"]])
    result = run("candidates", data)
    assert result.exit_code == 1
    assert "--dates dmy or --dates mdy" in result.stderr
    assert "03/04/2026" in result.stderr
    run("candidates", data, "--dates", "dmy")
    assert db.session.scalar(select(Candidacy.applied_at)).month == 4


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"\x00\x01" * 50, b"a,b\r\n1,2\r\n"])
def test_a_file_that_cannot_be_read_ends_in_words(db, run, data):
    result = run("candidates", data)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr
    assert people(db) == 0


@pytest.mark.parametrize("part", ["hiring manager", "interviewer", "agency recruiter", None])
def test_by_names_a_person_with_the_right(db, make, requisition, run, part):
    person = make.member(requisition, part) if part else make.person(admin=True)
    result = run("candidates", CLEAN, by=person)
    assert result.exit_code == 1
    assert "may not do that in DATA-1" in result.stderr
    assert people(db) == 0


def test_by_names_an_account_that_is_on(db, make, run, recruiter):
    recruiter.switched_off_at = make.at
    assert "Nobody has an account" in run("candidates", CLEAN).stderr


def test_an_unknown_code_and_a_closed_requisition_are_refused(make, run, recruiter):
    assert "There is no requisition X-9" in run("candidates", CLEAN, code="X-9").stderr
    closed = make.requisition(code="OLD", stage="closed")
    make.member(closed, "recruiter", recruiter)
    result = run("candidates", CLEAN, code="old")
    assert result.exit_code == 1
    assert "This requisition is closed" in result.stderr


@pytest.fixture
def owing(make, requisition):
    """An interviewer who owes a card for Ana."""
    person = make.member(requisition, "interviewer")
    make.ask(make.candidacy(requisition, "Ana Lima"), person)
    return person


@pytest.fixture
def filled(app, make, owing):
    """The rows of their own export with marks in, as bytes."""

    def with_marks(*marks):
        make.session.commit()
        words = ["export", "scores", "--requisition", "DATA-1", "--as", owing.email]
        data = app.test_cli_runner().invoke(args=words).stdout_bytes
        header, *rows = parse(data)
        rating, recommendation = header.index("rating"), header.index("recommendation")
        for row, mark in zip(rows, marks, strict=True):
            row[rating], row[recommendation] = mark, "yes"
        return csv_file(header, rows)

    return with_marks


def test_scores_filled_in_offline_are_submitted(db, run, owing, filled):
    data = filled("4", "5")
    assert run("scores", data, "--dry-run", by=owing).stdout == (
        "1 submitted, 0 kept as drafts, 0 unchanged\n"
    )
    assert not db.session.scalar(select(func.count(Scorecard.id)))
    assert run("scores", data, by=owing).exit_code == 0
    assert db.session.scalar(select(Scorecard.submitted_at)) is not None
    assert "0 submitted, 0 kept as drafts, 1 unchanged" in run("scores", data, by=owing).stdout


def test_bad_scores_are_named_by_row_and_column(db, run, owing, filled):
    result = run("scores", filled("four", "6"), by=owing)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"row {row}, column rating: A mark is 1, 2, 3, 4, 5 or not assessed. “{mark}” is none of "
        "them."
        for row, mark in ((2, "four"), (3, "6"))
    ]
    assert not db.session.scalar(select(func.count(Scorecard.id)))


def test_scores_of_others_are_passed_over_in_one_word(db, run, recruiter, owing, filled):
    result = run("scores", filled("4", "5"), by=recruiter)
    assert result.stdout == (
        "0 submitted, 0 kept as drafts, 0 unchanged, 2 rows of other raters passed over\n"
    )
    assert not db.session.scalar(select(func.count(Scorecard.id)))
