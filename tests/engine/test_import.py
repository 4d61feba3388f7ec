"""The engine stands alone: no web, no database, nothing heavy."""

import subprocess
import sys
from pathlib import Path

BLOCKED = ("flask", "flask_sqlalchemy", "sqlalchemy", "pandas", "scipy", "werkzeug", "jinja2")

PROGRAM = f"""
import sys
for name in {BLOCKED!r}:
    sys.modules[name] = None
import app.engine
assert app.engine.ENGINE_VERSION
ranking = app.engine.rank([1], [app.engine.Criterion(1, "soft", 1)], [], app.engine.Settings())
assert ranking.standings[0].status == "unscored"
"""


FRAMEWORKS = ("flask", "flask_sqlalchemy", "flask_wtf", "sqlalchemy", "wtforms", "werkzeug")

WHOLE = f"""
import importlib, pkgutil, sys
for name in {FRAMEWORKS!r}:
    sys.modules[name] = None
import app.engine
found = [importlib.import_module(f"app.engine.{{one.name}}")
         for one in pkgutil.iter_modules(app.engine.__path__)]
assert len(found) > 30
others = [name for name in sys.modules if name.startswith("app.") and "engine" not in name]
assert not others, others
from app.engine.assessment import assess
from app.engine.ratings import ratings_from
from app.engine.report import report_of
asked, marks = [app.engine.Criterion(1, "soft", 1)], [app.engine.Mark(1, 1, 1, 4)]
report = report_of(assess(ratings_from([1], asked, marks), app.engine.Settings()), engine="1")
assert report.lines[0].raw == 4
"""


def ended_well(program: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_engine_imports_and_ranks_without_flask_or_a_database() -> None:
    ended_well(PROGRAM)


def test_every_file_of_it_does_and_needs_nothing_else_of_the_program() -> None:
    ended_well(WHOLE)
