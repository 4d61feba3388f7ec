"""synth: an invented company for benchmarks, in an empty database alone."""

import pytest
from sqlalchemy import func, select

from app.candidates.models import Candidacy, Candidate
from app.people.models import Person
from app.requisitions.models import Requisition
from app.scorecards.models import Ask, Mark, Scorecard
from app.scorecards.queries import owed_ids
from app.seeding import invented


@pytest.fixture
def run(app):
    def synth(*words):
        return app.test_cli_runner().invoke(args=["synth", *words])

    return synth


def count(db, table):
    return db.session.scalar(select(func.count()).select_from(table))


def test_it_makes_so_many_with_cards_of_every_rater(db, run, monkeypatch):
    monkeypatch.setattr(invented, "OWED", 2)
    size = ("--requisitions", "2", "--candidates", "9", "--raters", "3", "--criteria", "4")
    result = run(*size, "--seed", "7")
    assert result.exit_code == 0, result.output
    assert "9 candidates in 2 requisitions" in result.output
    assert [count(db, table) for table in (Candidate, Candidacy)] == [9, 9]
    assert count(db, Ask) == 9 * 3 * 2
    assert count(db, Scorecard) == 9 * 3 * 2 - 2 * 2 * 2
    assert count(db, Mark) == count(db, Scorecard) * 2
    last = db.session.scalar(select(Person).where(Person.email == "rater3@example.com"))
    first = db.session.scalar(select(func.min(Requisition.id)))
    assert len(owed_ids(last.id, first)) == 2


def test_the_same_seed_gives_the_same_people(db, run):
    run("--candidates", "5", "--raters", "0", "--seed", "3")
    names = db.session.scalars(select(Candidate.name).order_by(Candidate.id)).all()
    assert len(names) == 5
    draw = invented.random.Random(3)
    again = [f"{draw.choice(invented.FIRST)} {draw.choice(invented.LAST)}"]
    assert names[0] == again[0]


def test_a_database_that_holds_anybody_is_refused(db, make, run):
    make.candidacy(make.requisition())
    make.session.commit()
    before = count(db, Candidate)
    result = run("--candidates", "5")
    assert result.exit_code == 1
    assert "nothing was added" in result.stderr
    assert count(db, Candidate) == before
