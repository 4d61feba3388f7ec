"""score, as an analyst calls it: a file in, a table and a report out, no database anywhere."""

import csv
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from app.cli.score import score
from app.engine.agreement import krippendorff_alpha, quadratic_kappa
from tests.engine.published import PENICILLIN, REVIEWS, long_form

ROOT = Path(__file__).parents[2]
HEAD = "candidate,rater,criterion,rating,panel,weight\n"
ROWS = """\
ann,r1,talk,4,soft,2
ann,r2,talk,5,soft,2
bob,r1,talk,3,soft,2
bob,r2,talk,3,soft,2
cyd,r1,talk,2,soft,2
cyd,r2,talk,4,soft,2
ann,r3,code,4,hard,3
bob,r3,code,5,hard,3
cyd,r3,code,5,hard,3
ann,r4,code,3,hard,3
bob,r4,code,5,hard,3
dan,r1,talk,5,soft,2
"""
COLUMNS = [
    *("candidate", "rank", "raw", "coverage", "adjusted", "p_top", "band"),
    *("rank_low", "rank_high", "acceptability", "status"),
]


@pytest.fixture
def run(tmp_path):
    """Run score on a text, and return how it ended."""

    def on(text, *options, name="marks.csv"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        result = CliRunner().invoke(score, [str(file), *map(str, options)])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return on


def table(result):
    assert result.exit_code == 0, result.stderr
    data = result.stdout_bytes
    assert data.startswith(b"\xef\xbb\xbf")
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert rows.fieldnames == COLUMNS
    return list(rows)


def test_the_table_has_a_row_a_candidate_in_the_proposed_order(run) -> None:
    rows = table(run(HEAD + ROWS, "--top", 2))
    assert [row["candidate"] for row in rows] == ["bob", "cyd", "ann", "dan"]
    assert [row["status"] for row in rows] == [*["complete"] * 3, "incomplete"]
    assert [row["rank"] for row in rows] == ["1", "2", "3", ""]
    assert [float(row["raw"]) for row in rows] == pytest.approx([4.2, 4.2, 3.9, 5])
    assert float(rows[3]["coverage"]) == pytest.approx(0.4)
    assert sum(float(row["p_top"]) for row in rows[:3]) == pytest.approx(2, abs=2e-6)
    assert sum(float(row["acceptability"]) for row in rows[:3]) == pytest.approx(2, abs=2e-6)
    assert rows[3]["p_top"] == rows[3]["acceptability"] == rows[3]["band"] == ""


def test_the_report_says_what_the_interface_promises(run, tmp_path) -> None:
    out, report = tmp_path / "out.csv", tmp_path / "report.json"
    result = run(HEAD + ROWS, "--top", 2, "--seed", 5, "-o", out, "--json", report)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_bytes().startswith(b"\xef\xbb\xbfcandidate,rank,raw,")
    found = json.loads(report.read_text())
    assert found["n"] == {"candidates": 4, "raters": 4, "criteria": 2, "ratings": 12}
    assert (found["top"], found["seed"]) == (2, 5)
    assert set(found["panels"]) == {"soft", "hard"}
    soft = found["panels"]["soft"]
    assert set(soft["variances"]) == {"va", "vb", "s2"}
    assert set(soft["severity"]) == {"r1", "r2"}
    assert {"single", "consistency", "k"} <= set(soft["reliability"])
    assert (soft["components"], soft["method"]) == (1, "grid")
    assert set(soft["objective"]) == {"reml", "ml"}
    assert soft["reliability"]["two_more"] > soft["reliability"]["k"]
    # talk: 4 5, 3 3, 2 4 and dan's 5; code: 4 3, 5 5 and cyd's 5, by two raters each
    talk = [[4, 3, 2, 5], [5, 3, 4, np.nan]]
    assert found["agreement"]["talk"] == {
        "alpha": pytest.approx(krippendorff_alpha(talk)),
        "kappa": pytest.approx(quadratic_kappa(*talk)),
    }
    first = found["discuss"][0]
    assert (first["candidate"], first["criterion"], first["stake"]) == ("cyd", "talk", 0.8)
    assert (first["lowest"], first["highest"]) == (2, 4)
    ranks = found["rank_acceptability"]
    assert found["rank_acceptability_of"] == ["bob", "cyd", "ann"]
    assert [sum(row) for row in ranks] == pytest.approx([1, 1, 1])
    assert [sum(row) for row in zip(*ranks, strict=True)] == pytest.approx([1, 1, 1])
    assert found["engine"]


def test_the_same_file_gives_the_same_bytes_however_its_rows_stand(run) -> None:
    mixed = HEAD + "".join(sorted(ROWS.splitlines(keepends=True)))
    assert run(HEAD + ROWS).stdout_bytes == run(mixed).stdout_bytes
    assert run(HEAD + ROWS).stdout_bytes == run(gzip.compress(mixed.encode())).stdout_bytes


def test_weights_scale_and_method_are_taken_from_the_call(run, tmp_path) -> None:
    report = tmp_path / "report.json"
    wide = HEAD.replace(",panel,weight", "") + "a,r,x,10\na,s,x,8\nb,r,x,2\nb,s,x,3\n"
    options = ("--scale", "0-10", "--method", "reml", "--weights", "x=3", "--json", report)
    rows = table(run(wide, *options))
    assert [row["raw"] for row in rows] == ["9.0", "2.5"]
    assert json.loads(report.read_text())["panels"]["all"]["method"] == "reml"
    heavy = table(run(HEAD + ROWS, "--weights", "talk=1,code=0"))
    assert (heavy[0]["candidate"], heavy[0]["status"]) == ("dan", "complete")


def test_a_requisition_s_own_policy_can_be_given(run) -> None:
    text = HEAD.replace("\n", ",must_have\n") + ROWS.replace("soft,2", "soft,2,yes")
    assert [row["status"] for row in table(run(text))] == [*["complete"] * 3, "incomplete"]
    strict = table(run(text, "--must-have", "3.5", "--coverage", "0.4"))
    assert {row["candidate"]: row["status"] for row in strict} == {
        "ann": "complete",
        "bob": "below must-have",
        "cyd": "below must-have",
        "dan": "incomplete",
    }


PLATES = "\n".join(
    f"{line[0]} " + " ".join(f"{rater} {mark}" for rater, mark in zip("ABCDEF", marks, strict=True))
    for line in PENICILLIN.strip().splitlines()
    for marks in [line.split()[1:]]
)


@pytest.mark.parametrize(
    ("set_", "scale", "reml", "va", "vb", "s2"),
    [
        (PLATES, "0-40", 330.8606, 0.8467**2, 1.9316**2, 0.5499**2),
        (REVIEWS, "1-7", 467.26034, 1.35178, 0.13057, 1.21874),
    ],
    ids=["penicillin", "reviews of a conference"],
)
@pytest.mark.parametrize("method", ["reml", "auto"])
def test_published_sets_give_their_published_variances(
    run, tmp_path, method, set_, scale, reml, va, vb, s2
) -> None:
    report = tmp_path / "report.json"
    options = ("--scale", scale, "--method", method, "--json", report)
    rows = table(run(long_form(set_), *options))
    panel = json.loads(report.read_text())["panels"]["all"]
    assert panel["objective"]["reml"] == pytest.approx(reml, abs=6e-5)
    assert panel["estimates"] == pytest.approx({"va": va, "vb": vb, "s2": s2}, rel=2e-4)
    assert panel["method"] == {"reml": "reml", "auto": "grid"}[method]
    assert (panel["variances"] == panel["estimates"]) == (method == "reml")
    assert sum(float(row["p_top"]) for row in rows) == pytest.approx(4, abs=1e-4)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--scale", "5"], "is no scale"),
        (["--scale", "5-1"], "is no scale"),
        (["--weights", "talk"], "“talk” has no weight"),
        (["--weights", "talk=much"], "is no weight"),
        (["--weights", "talk=1,talk=2"], "weighed twice"),
        (["--weights", "sing=1"], "no criterion “sing”"),
        (["--weights", "talk=0,code=0"], "All weights are zero"),
        (["--top", "0"], "top"),
        (["--coverage", "1.2"], "coverage"),
        (["--must-have", "7"], "The least mean of a must-have is 7.0. It must be between 1 and 5"),
        (["--must-have", "nan"], "The least mean of a must-have is nan"),
        (["-o", "/no/such/folder/out.csv"], "no folder /no/such/folder"),
    ],
)
def test_an_option_that_cannot_be_is_refused_in_words(run, options, words) -> None:
    result = run(HEAD + ROWS, *options)
    assert result.exit_code
    assert words in result.stderr
    assert result.stdout == ""


def test_a_bad_cell_is_named_on_stderr_and_nothing_is_written(run, tmp_path) -> None:
    out, report = tmp_path / "out.csv", tmp_path / "report.json"
    text = HEAD + ROWS + "eve,r1,talk,6,soft,2\neve,r2,talk,four,soft,2\n"
    result = run(text, "-o", out, "--json", report)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"row {row}, column rating: “{mark}” is no mark: it must be a whole number from 1 to 5."
        for row, mark in ((14, "6"), (15, "four"))
    ]
    assert not out.exists()
    assert not report.exists()


def test_of_very_many_bad_cells_the_first_hundred_are_named(run) -> None:
    text = HEAD + "".join(f"c{number},r,talk,9,soft,2\n" for number in range(1_000))
    lines = run(text).stderr.splitlines()
    assert len(lines) == 101
    assert lines[-1] == "and 900 more"


RANKED = [("a", "1", "complete"), ("b", "2", "complete")]
TIED = [("a", "1", "complete"), ("b", "1", "complete")]


def alone(marks):
    return "candidate,rater,criterion,rating\n" + marks


@pytest.mark.parametrize(
    ("marks", "expected", "words"),
    [
        ("a,r,x,4\n", [("a", "1", "complete")], "there is one candidate"),
        ("a,r,x,4\nb,r,x,3\n", RANKED, "One person gave all the marks"),
        ("a,r,x,\nb,s,x,\n", [("a", "", "unscored"), ("b", "", "unscored")], "no marks yet"),
        ("a,r,x,3\nb,r,x,3\na,s,x,3\nb,s,x,3\n", TIED, "All marks are equal"),
        ("a,r,x,4\nb,s,x,3\n", RANKED, "2 groups of candidates share no rater"),
        ("a,r,x,4\nb,r,x,3\na,s,x,5\nb,s,x,3\na,t,x,5\n", RANKED, "fewer than two candidates each"),
    ],
    ids=["one", "one rater", "no marks", "all equal", "disconnected", "a rater with one card"],
)
def test_degenerate_files_are_answered_in_words(run, tmp_path, marks, expected, words) -> None:
    report = tmp_path / "report.json"
    result = run(alone(marks), "--json", report)
    rows = table(result)
    assert [(row["candidate"], row["rank"], row["status"]) for row in rows] == expected
    assert "NaN" not in report.read_text()
    notes = json.loads(report.read_text())["notes"]
    assert any(words in note for note in notes)
    assert result.stderr.splitlines() == notes


def test_a_thousand_ties_share_everything(run) -> None:
    text = alone("".join(f"c{number:04},{who},x,3\n" for number in range(1_000) for who in "rs"))
    rows = table(run(text))
    assert {(row["rank"], row["p_top"], row["acceptability"]) for row in rows} == {
        ("1", "0.004", "0.004")
    }


def test_one_round_of_interviews_without_overlap_has_no_bands(run) -> None:
    text = HEAD + "".join(
        f"{who},r1,talk,{soft},soft,1\n{who},r2,code,{hard},hard,1\n"
        for who, soft, hard in (("a", 5, 4), ("b", 3, 3), ("c", 2, 4))
    )
    assert {row["band"] for row in table(run(text, "--top", 1))} == {""}


def test_our_export_is_read_as_it_is(run) -> None:
    head = (
        "candidate_id,email,name,criterion,kind,weight,rater_email,rater_role,rating,"
        "not_assessed,note,submitted_at,requirements_version,substitute_for,recommendation,"
        "independent_rating\r\n"
    )
    at = "2026-11-20T18:00:00+00:00"
    rows = [
        f"7,a@example.com,'=Ann,Talk,soft,2,r@example.com,recruiter,5,false,'-,{at},1,,Yes,4",
        f'7,a@example.com,\'=Ann,Code,hard,3,s@example.com,manager,4,false,"a, b",{at},1,,Yes,4',
        f"8,b@example.com,Bob,Talk,soft,2,r@example.com,recruiter,,true,,{at},1,,No,",
        f"8,b@example.com,Bob,Code,hard,3,s@example.com,manager,3,false,,{at},1,,No,3",
        "9,c@example.com,Cyd,Talk,soft,2,r@example.com,recruiter,1,,,,1,,,",
    ]
    result = run(("\ufeff" + head + "\r\n".join(rows) + "\r\n").encode())
    assert [(row["candidate"], row["raw"], row["status"]) for row in table(result)] == [
        ("7", "4.4", "complete"),
        ("8", "3.0", "incomplete"),
        ("9", "", "unscored"),
    ]
    assert "1 row left out" in result.stderr


def test_called_alone_it_puts_no_page_and_no_database_together(run, tmp_path) -> None:
    file = tmp_path / "marks.csv"
    file.write_text(HEAD + ROWS)
    blocked = ("sqlalchemy", "flask_sqlalchemy", "alembic", "wtforms", "pandas", "app.db")
    program = f"""
import sys
sys.modules.update(dict.fromkeys({blocked!r}))
sys.argv = ["flask", "--app", "app", "score", {str(file)!r}]
from flask.cli import main
main()
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=ROOT, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert ended.stdout == run(HEAD + ROWS).stdout_bytes


def test_it_runs_where_no_database_was_ever_made_and_reads_a_pipe(tmp_path) -> None:
    command = [sys.executable, "-m", "flask", "--app", "app", "score", "-", "--top", "2"]
    environment = {**os.environ, "FINALIST_INSTANCE": str(tmp_path / "none")}
    environment.pop("DATABASE_URL", None)
    ended = subprocess.run(
        command,
        input=(HEAD + ROWS).encode(),
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert ended.stderr.decode().splitlines()[-1].startswith("With 4 candidates adjusting is")
    assert ended.stdout.count(b"\r\n") == 5
    assert not list(tmp_path.rglob("*.sqlite*"))
    assert not list(tmp_path.rglob("*.db"))
