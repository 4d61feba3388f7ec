"""export: tables on the command line, whole or cut to somebody's view."""

import zipfile
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from app.core.csv import parse
from app.history.models import HistoryLine


@pytest.fixture
def requisition(make):
    return make.requisition(code="DATA-1")


@pytest.fixture
def run(app, make):
    def export(*words, code="DATA-1"):
        make.session.commit()
        result = app.test_cli_runner().invoke(args=["export", *words, "--requisition", code])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return export


@pytest.mark.parametrize(
    "what",
    [
        *("candidates", "shortlist", "scores", "signoffs", "references", "offers"),
        *("promises", "history"),
    ],
)
def test_every_table_can_be_written(requisition, run, what):
    result = run(what)
    assert result.exit_code == 0, result.stderr
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in result.stdout_bytes


def test_a_file_is_written_where_it_is_wanted(make, requisition, run, tmp_path):
    make.candidacy(requisition, "Ana Lima")
    file = tmp_path / "out.csv"
    assert run("candidates", "-o", str(file)).stdout == ""
    assert [row[1] for row in parse(file.read_bytes())] == ["name", "Ana Lima"]


def test_as_cuts_to_what_a_person_may_see(make, requisition, run):
    agency = make.member(requisition, "agency recruiter")
    make.candidacy(requisition, "Mine", brought_by_id=agency.id)
    make.candidacy(requisition, "A rival")
    everybody = [row[1] for row in parse(run("candidates").stdout_bytes)]
    cut = [row[1] for row in parse(run("candidates", "--as", agency.email).stdout_bytes)]
    assert everybody == ["name", "A rival", "Mine"]
    assert cut == ["name", "Mine"]


def test_as_hides_others_marks_from_who_owes_a_card(make, requisition, run):
    owing, other = (make.member(requisition, "hiring manager") for _ in range(2))
    candidacy = make.candidacy(requisition)
    make.ask(candidacy, owing)
    make.scorecard(candidacy, other, notes="planted")
    assert "planted" in run("scores").stdout
    assert "planted" not in run("scores", "--as", owing.email).stdout


def test_as_refuses_what_a_person_may_not_take(make, requisition, run):
    observer = make.member(requisition, "observer")
    result = run("offers", "--as", observer.email)
    assert result.exit_code == 1
    assert "may not take offers of DATA-1" in result.stderr
    assert "Nobody has an account" in run("offers", "--as", "who@example.com").stderr


def test_a_table_is_written_as_a_workbook(make, requisition, run):
    make.candidacy(requisition, "Ana Lima")
    book = CalamineWorkbook.from_filelike(
        BytesIO(run("candidates", "--format", "xlsx").stdout_bytes)
    )
    rows = book.get_sheet_by_name("candidates").to_python()
    assert [row[1] for row in rows] == ["name", "Ana Lima"]


def test_the_pack_is_written_cut_and_noted_in_history(db, make, requisition, run):
    interviewer = make.member(requisition, "interviewer")
    make.candidacy(requisition, "Never met")
    whole = zipfile.ZipFile(BytesIO(run("pack").stdout_bytes))
    assert "Never met" in whole.read("candidates.csv").decode()
    assert b"command line" in whole.read("README.txt")
    cut = zipfile.ZipFile(BytesIO(run("pack", "--as", interviewer.email).stdout_bytes))
    assert "offers.csv" not in cut.namelist()
    assert "Never met" not in cut.read("candidates.csv").decode()
    verbs = list(db.session.scalars(select(HistoryLine.verb)))
    assert verbs.count("exchange.packed") == 2
    assert "may not take anything" in run("pack", "--as", make.person().email).stderr


def test_an_unknown_code_and_a_folder_that_is_not_there_are_refused(requisition, run, tmp_path):
    assert "There is no requisition X" in run("candidates", code="X").stderr
    result = run("candidates", "-o", str(tmp_path / "nowhere" / "out.csv"))
    assert result.exit_code == 1
    assert "Not written" in result.stderr
