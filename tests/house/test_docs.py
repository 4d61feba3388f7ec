"""The tables in docs/architecture.md are those of the code.

They stand between `<!-- table: name -->` and `<!-- end -->`. After a change of the code:
`.venv/bin/python -m pytest tests/house/test_docs.py --write-docs`, then read the difference.
"""

import ast
import re

import pytest

from app.core.packages import PACKAGES
from app.people.permissions import BY_PART, HR, LEADS, Permission
from tests.house.moves import all_moves
from tests.house.tree import APP, ROOT

ARCHITECTURE = ROOT / "docs" / "architecture.md"
GROUND = ("core", "engine", "web")


def _packages() -> str:
    rows = []
    for name in (*GROUND, *PACKAGES):
        source = APP / name / "__init__.py"
        if source.exists():
            said = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) or ""
            first = " ".join(said.split("\n\n")[0].split())
            rows.append(f"| `{name}` | {first} |")
    return "\n".join(("| package | holds |", "|---|---|", *rows))


def _moves() -> str:
    tables = []
    for name, moves in all_moves().items():
        package = name.partition(":")[0]
        rows = [f"| {verb} | {starts} | {end} |" for verb, starts, end in moves.rows()]
        head = (f"**{moves.thing}** (`app/{package}`)", "", "| verb | from | to |", "|---|---|---|")
        tables.append("\n".join((*head, *rows)))
    return "\n\n".join(tables)


def _rights() -> str:
    columns = {
        **{part: rights for part, rights in BY_PART.items()},
        "a lead, besides": LEADS,
        "hr": HR,
    }
    shown = [one for one in Permission if any(one in rights for rights in columns.values())]
    rows = [
        f"| {one.value} | " + " | ".join("yes" if one in has else "" for has in columns.values())
        for one in shown
    ]
    head = ("| may | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|")
    return "\n".join((*head, *(f"{row} |" for row in rows)))


TABLES = {"packages": _packages, "moves": _moves, "rights": _rights}


@pytest.mark.parametrize("name", TABLES)
def test_the_table_in_the_docs_is_that_of_the_code(name, pytestconfig):
    between = re.compile(rf"(<!-- table: {name} -->\n)(.*?)(\n<!-- end -->)", re.DOTALL)
    text = ARCHITECTURE.read_text(encoding="utf-8")
    wanted = TABLES[name]()
    if pytestconfig.getoption("--write-docs"):
        text = between.sub(lambda found: found[1] + wanted + found[3], text)
        ARCHITECTURE.write_text(text, encoding="utf-8")
    found = between.search(text)
    assert found, f"docs/architecture.md has no table {name}"
    assert found[2] == wanted


def test_links_between_the_documents_lead_somewhere():
    wrong = [
        f"{page.name}: {target}"
        for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"))
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not wrong, wrong


def test_every_command_the_readme_names_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:`|^\s*)make ([a-z]+)", readme, re.MULTILINE))
    assert named <= targets, named - targets
