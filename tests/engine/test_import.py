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


def test_the_engine_imports_and_ranks_without_flask_or_a_database() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
