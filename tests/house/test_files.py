"""Names of files say a subject, no package is empty, nothing of one machine is checked in."""

import re

from tests.house.tree import APP, modules, project_files, where

VAGUE = re.compile(r"^_?(utils?|helpers?|common|misc|managers?|services?|base)$")
TEXT = {".py", ".html", ".txt", ".toml", ".md", ".cfg", ".ini", ".css", ".js", ".csv", ".svg", ""}

# Written in pieces, so that this file does not hold what it looks for.
OF_ONE_MACHINE = re.compile(
    "|".join(
        (
            r"(?<![\w.])/wo" + r"rk/",
            r"(?<![\w.])/ro" + r"ot/",
            r"(?<![\w.])/ho" + r"me/\w",
            r"(?<![\w.])/op" + r"t/py",
            r"--(extra-)?index" + r"-url",
            r"--find" + r"-links",
            r"python" + r"hosted\.org",
            r"pypi\.org/" + r"simple",
        )
    )
)


def test_no_file_has_a_vague_name():
    found = [
        where(path)
        for path in project_files()
        if any(VAGUE.match(part.rsplit(".", 1)[0]) for part in path.parts[-3:])
        and path.suffix in {".py", ".html"}
        and path.name != "_base.html"
    ]
    assert not found, found


def test_no_package_is_empty():
    folders = {path.parent for path in modules()}
    found = [
        where(folder)
        for folder in folders - {APP}
        if {path.name for path in modules() if path.parent == folder} == {"__init__.py"}
        and not any(other.parent == folder for other in folders)
    ]
    assert not found, found


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    found = [
        f"{where(path, number)}: {line.strip()[:120]}"
        for path in project_files()
        if path.suffix in TEXT
        for number, line in enumerate(_lines(path), 1)
        if OF_ONE_MACHINE.search(line)
    ]
    assert not found, "\n".join(found)


def _lines(path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def test_no_third_party_file_is_copied_in():
    found = [
        where(path)
        for path in project_files()
        if re.search(r"\.min\.|bootstrap|htmx|\.woff", path.name) and "tests" not in path.parts
    ]
    assert not found, found
