"""people on the command line."""

import pytest
from sqlalchemy import func, select

from app.cli.people import people
from app.history.models import HistoryLine
from app.mail.models import Message
from app.people.models import Person
from app.people.passwords import matches
from app.people.queries import by_email

PASSWORD = "the tide comes in at six"


@pytest.fixture
def run(app, make):
    def run(*arguments, stdin=""):
        return app.test_cli_runner().invoke(people, arguments, input=stdin)

    return run


def test_the_list_is_csv_with_roles_of_the_office_and_of_requisitions(run, make):
    zoe = make.person("Zoë, the first", email="zoe@example.com", admin=True, hr=True)
    make.member(make.requisition(recruiter=zoe), "approver", zoe)
    make.member(make.requisition(), "approver", zoe)
    make.person("=Evil()", email="evil@example.com", switched_off_at=make.at)
    lines = run("list").stdout_bytes.decode("utf-8").split("\r\n")
    assert lines[0] == "\ufeffemail,name,roles,active"
    assert 'zoe@example.com,"Zoë, the first",admin;hr;approver;recruiter,true' in lines
    assert "evil@example.com,'=Evil(),,false" in lines
    assert lines[-1] == ""


@pytest.mark.parametrize("email", ["ana@mail.caravela.local", "ana@example.test"])
def test_an_address_of_a_closed_network_is_an_address(run, email):
    answer = run("add", email, "--name", "Ana", "--password-stdin", stdin=f"{PASSWORD}\n")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert by_email(email).name == "Ana"


def test_an_account_is_made_with_the_password_of_standard_input(run, db):
    answer = run(
        "add", "Zoe@Example.com", "--name", "Zoë", "--hr", "--password-stdin", stdin=f"{PASSWORD}\n"
    )
    assert (answer.exit_code, answer.stderr) == (0, "")
    zoe = by_email("zoe@example.com")
    assert (zoe.name, zoe.is_hr, zoe.is_admin) == ("Zoë", True, False)
    assert matches(zoe.password_hash, PASSWORD)
    assert zoe.time_zone == "Europe/Lisbon"
    assert db.session.scalars(select(HistoryLine.verb)).all() == [
        "accounts.added",
        "accounts.made_hr",
    ]


def test_without_a_password_an_invitation_is_mailed(run, db):
    assert run("add", "zoe@example.com", "--name", "Zoë").exit_code == 0
    assert by_email("zoe@example.com").password_hash is None
    assert db.session.scalars(select(Message.kind)).all() == ["accounts.invitation"]


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (["no-address", "--name", "Zoë"], PASSWORD, "not an e-mail address"),
        (["zoe@example.com", "--name", " "], PASSWORD, "1 to 200"),
        (["zoe@example.com", "--name", "Zoë", "--zone", "Mars"], PASSWORD, "time zone"),
        (["zoe@example.com", "--name", "Zoë"], "short", "at least 10"),
        (["zoe@example.com", "--name", "Zoë"], "", "at least 10"),
        (["ADA@example.com", "--name", "Zoë"], PASSWORD, "Ada has an account"),
    ],
)
def test_a_mistake_goes_to_stderr_and_nothing_is_made(run, make, db, arguments, stdin, words):
    make.person("Ada", email="ada@example.com")
    answer = run("add", *arguments, "--password-stdin", stdin=stdin)
    assert answer.exit_code == 1
    assert words in answer.stderr
    assert "Traceback" not in answer.output
    assert answer.stdout == ""
    assert db.session.scalar(select(func.count()).select_from(Person)) == 1


def test_the_first_hr_of_an_office_with_one_admin_comes_by_the_command_line(run, make, db):
    ada = make.person("Ada", email="ada@example.com", admin=True)
    answer = run("roles", "ADA@example.com", "--hr")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert "Roles of ADA@example.com: admin and hr." in answer.output
    assert (ada.is_admin, ada.is_hr) == (True, True)
    verbs = db.session.scalars(select(HistoryLine.verb).order_by(HistoryLine.id)).all()
    assert verbs == ["accounts.roles_changed", "accounts.made_hr"]
    assert "only one who can run accounts" in run("roles", "ada@example.com", "--no-admin").stderr
    assert "Nobody has an account" in run("roles", "bo@example.com", "--hr").stderr
