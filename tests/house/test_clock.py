"""Only app/core/clock.py reads the clock; everything else is handed the moment."""

import ast
import re

from tests.house.tree import APP, modules, templates, where

READS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "gmtime"),
    ("time", "localtime"),
    ("func", "now"),
    ("func", "current_timestamp"),
}
IN_SQL = re.compile(r"\b(current_timestamp|current_date|now\(\)|datetime\('now')", re.IGNORECASE)


def test_only_the_clock_reads_the_clock():
    found = [
        f"{where(path, node.lineno)} reads the clock"
        for path, tree in modules().items()
        if path != APP / "core" / "clock.py"
        for node in ast.walk(tree)
        if _reads(node)
    ]
    assert not found, "\n".join(found)


def _reads(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute):
        owner = node.value
        name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", None)
        return (name, node.attr) in READS
    if isinstance(node, ast.ImportFrom):
        return node.module == "time" and any(one.name == "time" for one in node.names)
    return False


def test_no_sql_asks_the_database_for_the_time():
    found = [
        f"{where(path, node.lineno)} asks the database for the time"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and "\n" not in node.value.strip()
        and IN_SQL.search(node.value)
    ]
    assert not found, "\n".join(found)


def test_templates_take_the_moment_they_are_given():
    found = [
        where(path)
        for path, text in templates().items()
        if re.search(r"datetime\.|utcnow|\bnow\(\)", text)
    ]
    assert not found, found
