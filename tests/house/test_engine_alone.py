"""The engine stands alone: it imports without Flask, SQLAlchemy or any page."""

import subprocess
import sys

from tests.house.tree import APP, ROOT

BLOCK = """
import importlib, sys
for name in ("flask", "sqlalchemy", "wtforms", "flask_sqlalchemy", "pandas"):
    sys.modules[name] = None
for name in sys.argv[1:]:
    importlib.import_module(name)
assert not [name for name in sys.modules if name in ("app.db", "app.assembly")]
"""


def test_the_engine_imports_without_flask_or_sqlalchemy():
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (APP / "engine").rglob("*.py")
    ]
    assert names
    result = subprocess.run(
        [sys.executable, "-c", BLOCK, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr
