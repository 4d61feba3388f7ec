"""Style, types, templates, storeys and dependencies, each by the tool that knows it."""

import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

TOOLS = Path(sys.executable).parent


def _passes(tool: str, *arguments: str) -> None:
    result = subprocess.run(
        [TOOLS / tool, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=140,
    )
    assert result.returncode == 0, f"{tool} {' '.join(arguments)}\n{result.stdout}{result.stderr}"


def test_types_hold_under_mypy_strict():
    _passes("mypy")


def test_code_follows_the_rules_of_ruff():
    _passes("ruff", "check", "--no-cache", ".")


def test_code_is_formatted():
    _passes("ruff", "format", "--no-cache", "--check", ".")


def test_templates_follow_the_rules_of_djlint():
    _passes("djlint", "templates", "--lint", "--quiet", "--allow-empty-input")


def test_packages_import_only_from_storeys_below():
    _passes("lint-imports", "--no-cache", "--no-logo")


def test_declared_dependencies_are_those_imported():
    _passes("deptry", ".", "--no-ansi")
