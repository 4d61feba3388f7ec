"""The two web fonts, cut at set-up from their packages: ``python -m app.web.fonts``."""

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "static" / "fonts"

# Latin with Vietnamese and African letters, Greek and Cyrillic; marks; the signs our pages use.
LETTERS = (
    "U+0020-007E,U+00A0-024F,U+0259,U+02BB-02BC,U+02C6-02DD,U+0300-0304,U+0306-030C,U+031B,"
    "U+0323,U+0331,U+0370-03FF,U+0400-045F,U+0490-0491,U+1E00-1EFF,U+2007-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20AC,U+2116,U+2122,"
    "U+2190-2199,U+21E7,U+2212,U+2248,U+2260,U+2264-2265,U+2318,U+23CE,U+25C6,U+25C7,U+25CB,"
    "U+25CF"
)
FEATURES = ("kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "case")


@dataclass(frozen=True, slots=True)
class Font:
    """One family: its package, the file in it, the axes kept, and the features beyond the usual."""

    package: str
    source: str
    target: str
    axes: Mapping[str, float | tuple[float, float]]
    features: tuple[str, ...]


FONTS = (
    Font(
        "fontpkg_inter",
        "Inter[opsz,wght].ttf",
        "inter",
        {"opsz": 14, "wght": (400, 700)},
        ("cv11", "ss03", "zero", "cpsp"),
    ),
    Font(
        "fontpkg_newsreader",
        "Newsreader[opsz,wght].ttf",
        "newsreader",
        {"opsz": 30, "wght": (400, 600)},
        ("lnum", "onum"),
    ),
)


def missing(folder: Path = FOLDER) -> tuple[Font, ...]:
    """Return the fonts that are not built yet."""
    return tuple(font for font in FONTS if not (folder / f"{font.target}.woff2").exists())


def build(font: Font, folder: Path = FOLDER) -> Path:
    """Cut one font to our letters and axes, and lay its licence beside it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    home = _home(font.package)
    loaded = TTFont(home / "files" / font.source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = [*FEATURES, *font.features]
    options.hinting = False
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(LETTERS))
    cutter.subset(loaded)
    cut = instancer.instantiateVariableFont(loaded, dict(font.axes))
    cut.flavor = "woff2"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{font.target}.woff2"
    unfinished = target.with_suffix(".part")
    cut.save(unfinished)
    shutil.copyfile(home / "LICENSE", folder / f"{font.target}-OFL.txt")
    unfinished.replace(target)
    return target


def main() -> None:
    """Build what is missing; a page without them falls back to the system's fonts."""
    for font in missing():
        target = build(font)
        sys.stdout.write(f"{target.name}: {target.stat().st_size // 1000} kB\n")


def _home(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"the package {package} is not installed")
    return Path(spec.origin).parent


if __name__ == "__main__":
    main()
