"""The project's own files, as version control or (without it) the folders know them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
APP = ROOT / "app"
BUILT = {".git", ".venv", "build", "instance", "__pycache__", "fonts", "vendor"}


@cache
def project_files() -> list[Path]:
    """Return every file that belongs to the project."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    found = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False, timeout=60)
    if found.returncode == 0:
        paths = [ROOT / name for name in found.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not BUILT & set(path.parts)]
    return sorted(path for path in paths if path.is_file())


@cache
def modules(folder: Path = APP) -> dict[Path, ast.Module]:
    """Return the parsed Python files of a folder."""
    return {
        path: ast.parse(path.read_text(encoding="utf-8"), str(path))
        for path in project_files()
        if path.suffix == ".py" and folder in path.parents
    }


def templates() -> dict[Path, str]:
    """Return the templates' text."""
    return {
        path: path.read_text(encoding="utf-8")
        for path in project_files()
        if (ROOT / "templates") in path.parents
    }


def where(path: Path, line: int | None = None) -> str:
    """Name a place in the project."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name
