"""The tables in the documents are those of the code; `pytest --write-tables` rewrites them."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import app
from app.core.moves import Moves
from app.core.packages import PACKAGES

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "architecture.md"


def package_table():
    lines = ["| package | holds |", "|---|---|"]
    for name in PACKAGES:
        said = (importlib.import_module(f"app.{name}").__doc__ or "").strip().split("\n\n")[0]
        first = re.split(r"(?<=[.])\s", " ".join(said.split()))[0]
        lines.append(f"| `{name}` | {first} |")
    return "\n".join(lines)


def all_moves():
    for info in pkgutil.walk_packages(app.__path__, "app."):
        if info.name.rpartition(".")[2] in ("rules", "moves"):
            for value in vars(importlib.import_module(info.name)).values():
                if isinstance(value, Moves):
                    yield value


def moves_table():
    parts = []
    for moves in sorted({one.thing: one for one in all_moves()}.values(), key=lambda m: m.thing):
        parts.append(f"**{moves.thing.capitalize()}**: {', '.join(moves.states)}\n")
        parts.append("| verb | from | to |\n|---|---|---|")
        parts.extend(f"| {verb} | {starts} | {end} |" for verb, starts, end in moves.rows())
        parts.append("")
    return "\n".join(parts).strip()


@pytest.mark.parametrize("part", ["packages", "moves"])
def test_the_architecture_page_says_what_the_code_says(part, pytestconfig):
    table = {"packages": package_table, "moves": moves_table}[part]()
    text = DOCUMENT.read_text(encoding="utf-8")
    wanted = f"<!-- {part} -->\n{table}\n<!-- /{part} -->"
    found = re.search(rf"<!-- {part} -->\n.*?<!-- /{part} -->", text, re.DOTALL)
    assert found is not None
    if pytestconfig.getoption("--write-tables"):
        DOCUMENT.write_text(text.replace(found[0], wanted), encoding="utf-8")
    else:
        assert found[0] == wanted, "run pytest --write-tables"


def test_the_links_of_the_documents_lead_somewhere():
    for page in (ROOT / "README.md", *ROOT.glob("docs/*.md")):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} names {target}"


@pytest.mark.parametrize("page", ["security.md", "architecture.md"])
def test_every_test_a_page_names_exists(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
    assert named
    for file, test in named:
        held = (ROOT / file).read_text(encoding="utf-8") if (ROOT / file).exists() else ""
        assert f"def {test}(" in held, f"{file}::{test}"
