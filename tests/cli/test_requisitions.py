"""requisitions on the command line."""

import pytest
from sqlalchemy import func, select

from app.cli.requisitions import requisitions
from app.requisitions import queries
from app.requisitions.models import Requisition
from tests.requisitions.offers import offer_on

HEADING = "criterion,kind,area,weight,must_have,anchor_1,anchor_2,anchor_3,anchor_4,anchor_5\n"
GOOD = HEADING + "SQL,hard,skills,3,yes,,,,,Windows\nTalk,soft,culture,1,,,,,,\n"


@pytest.fixture
def run(app, make):
    make.person("Bea", email="bea@example.com")
    make.person("Henrik", email="henrik@example.com")

    def run(*arguments):
        return app.test_cli_runner().invoke(requisitions, arguments)

    return run


def add(run, *more, code="SDE-1", places="2", recruiter="BEA@example.com"):
    leads = ["--recruiter", recruiter, "--manager", "henrik@example.com"]
    return run("add", code, "--title", "Data engineer", "--places", places, *leads, *more)


def criteria(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "criteria.csv"
    path.write_bytes(text.encode(encoding))
    return "--criteria", str(path)


def count(db):
    return db.session.scalar(select(func.count()).select_from(Requisition))


def test_add_makes_a_draft_and_open_and_close_move_it(run, tmp_path):
    assert add(run, "--zone", "europe/paris", *criteria(tmp_path, GOOD)).exit_code == 0
    made = queries.by_code("sde-1")
    assert (made.stage, made.time_zone, len(queries.places(made.id))) == (
        "draft",
        "Europe/Paris",
        2,
    )
    assert [c.name for c in queries.current_requirements(made.id).criteria] == ["SQL", "Talk"]
    assert {part: lead.name for part, lead in queries.leads(made.id).items()} == {
        "recruiter": "Bea",
        "hiring manager": "Henrik",
    }
    assert run("open", "sde-1").exit_code == 0
    assert queries.by_code("SDE-1").stage == "open"
    assert run("close", "SDE-1").exit_code == 0
    assert queries.by_code("SDE-1").stage == "closed"


def test_the_list_is_csv(run, make):
    one = make.requisition(code="A-1", title="=Evil, and more", places=3)
    make.candidacy(one)
    make.candidacy(one)
    make.requisition(code="B-2", title="Designer", stage="draft")
    lines = run("list").stdout_bytes.decode("utf-8").split("\r\n")
    assert lines == [
        "\ufeffcode,title,stage,places,candidates",
        'A-1,"\'=Evil, and more",open,3,2',
        "B-2,Designer,draft,1,0",
        "",
    ]


def test_open_without_criteria_names_what_is_missing(run, make):
    make.requisition(code="A-1", stage="draft", criteria=[])
    answer = run("open", "A-1")
    assert (answer.exit_code, "no criteria" in answer.stderr) == (1, True)
    assert queries.by_code("A-1").stage == "draft"


def test_close_waits_for_a_live_offer(run, make):
    one = make.requisition(code="A-1")
    offer_on(make, one, queries.places(one.id)[0])
    make.session.commit()
    answer = run("close", "A-1")
    assert (answer.exit_code, "1 offer is still" in answer.stderr) == (1, True)
    assert queries.by_code("A-1").stage == "open"


@pytest.mark.parametrize("verb", ["open", "close"])
def test_an_unknown_code_is_a_mistake_in_words(run, verb):
    answer = run(verb, "NOPE")
    assert (answer.exit_code, answer.stderr) == (1, "Error: There is no requisition NOPE.\n")


@pytest.mark.parametrize(
    ("change", "more", "words"),
    [
        ({"recruiter": "nobody@example.com"}, [], "Nobody has an account"),
        ({"recruiter": "henrik@example.com"}, [], "two people"),
        ({"places": "0"}, [], "1 to 99"),
        ({"code": "a/b"}, [], "A code is"),
        ({"code": "taken"}, [], "has the code taken"),
        ({}, ["--zone", "Mars"], "time zone"),
    ],
)
def test_a_mistake_goes_to_stderr_and_nothing_is_made(run, make, db, change, more, words):
    make.requisition(code="TAKEN")
    answer = add(run, *more, **change)
    assert (answer.exit_code, words in answer.stderr) == (1, True), answer.stderr
    assert answer.stdout == ""
    assert count(db) == 1


def test_every_bad_cell_of_the_criteria_is_named_and_nothing_is_made(run, db, tmp_path):
    bad = HEADING + "SQL,firm,skills,four,,,,,,\nSQL,hard,skills,1,perhaps,,,,,\n"
    answer = add(run, *criteria(tmp_path, bad))
    assert answer.exit_code == 1
    for cell in ("row 2, column kind", "row 2, column weight", "row 3, column must_have"):
        assert cell in answer.stderr
    assert count(db) == 0


def test_criteria_from_a_spreadsheet_with_a_mark_at_its_start_are_read(run, tmp_path):
    assert add(run, *criteria(tmp_path, GOOD, "utf-8-sig")).exit_code == 0
