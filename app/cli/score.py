"""score: the engine on a plain file of ratings, without a database."""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from app.core.columns import Column, keys
from app.core.csv import stream
from app.core.wording import plural

if TYPE_CHECKING:
    from app.engine.report import Line, Report
    from app.exchange.rating_files import RatingFile

FILE = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
OUT = click.Path(path_type=Path, dir_okay=False, writable=True)
SCALE = re.compile(r"(-?\d+(?:\.\d+)?)\s*(?:-|to|\.\.)\s*(-?\d+(?:\.\d+)?)")
#: Bad cells named one by one; a file with more has one thing wrong with it throughout.
MOST_NAMED = 100


class Scale(click.ParamType["tuple[float, float]"]):
    """The lowest and the highest mark, as 1-5."""

    name = "scale"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[float, float]:
        """Read the two ends; refuse what has none, or no room between them."""
        if isinstance(value, tuple):
            return value
        found = SCALE.fullmatch(value.strip())
        ends = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
        if not ends[0] < ends[1]:
            self.fail(f"“{value}” is no scale. Write the lowest and highest mark as 1-5.")
        return ends


class Weights(click.ParamType["Mapping[str, float]"]):
    """What criteria weigh, as communication=3,planning=2."""

    name = "weights"

    def convert(self, value: Any, param: Any, ctx: Any) -> Mapping[str, float]:
        """Read the pairs; a comma inside a criterion's name belongs to it."""
        if isinstance(value, Mapping):
            return value
        found: dict[str, float] = {}
        name = ""
        for part in value.split(","):
            name = f"{name},{part}" if name else part
            criterion, equals, weight = name.rpartition("=")
            if not equals:
                continue
            if not re.fullmatch(r"\s*(\d+(\.\d*)?|\.\d+)\s*", weight) or not criterion.strip():
                self.fail(f"“{name}” is no weight. Write criterion=3, numbers from 0 up.")
            if criterion.strip() in found:
                self.fail(f"“{criterion.strip()}” is weighed twice.")
            found[criterion.strip()] = float(weight)
            name = ""
        if name:
            self.fail(f"“{name}” has no weight. Write {name}=3.")
        return found


@click.command("score")
@click.argument("file", type=FILE)
@click.option("--weights", type=Weights(), default="", help="crit=w,… instead of the file's.")
@click.option("--top", type=click.IntRange(1), default=4, show_default=True, help="List size.")
@click.option("--scale", type=Scale(), default="1-5", show_default=True, help="Lowest-highest.")
@click.option(
    "--method", type=click.Choice(["auto", "grid", "reml"]), default="auto", show_default=True
)
@click.option(
    "--coverage",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    help="Part of all weight that must have a mark.",
)
@click.option(
    "--must-have", type=float, help="Least mean of a must-have.  [default: middle of the scale]"
)
@click.option("-o", "out", type=OUT, help="Write the table here instead of printing it.")
@click.option("--json", "report_file", type=OUT, help="Write the report here.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True)
def score(
    file: Path,
    weights: Mapping[str, float],
    top: int,
    scale: tuple[float, float],
    method: Any,
    coverage: float,
    must_have: float | None,
    out: Path | None,
    report_file: Path | None,
    seed: int,
) -> None:
    """Rank the candidates in FILE (CSV, also .gz, or XLSX; - reads from a pipe).

    One mark a row: candidate,rater,criterion,rating and, if wanted, panel, weight, must_have. A
    blank rating is not assessed. Our own export of scores is read as it is. What a reader must
    know before trusting the table is said on stderr, and in the report.
    """
    from app.engine import ENGINE_VERSION, Settings
    from app.engine.assessment import assess
    from app.engine.report import report_of

    for path in (out, report_file):
        if path is not None and not path.parent.is_dir():
            raise click.ClickException(f"There is no folder {path.parent} to write to.")
    least = sum(scale) / 2 if must_have is None else must_have
    try:
        settings = Settings(top=top, coverage_min=coverage, must_have_min=least, scale=scale)
    except ValueError as refused:
        raise click.ClickException(str(refused)) from None
    read = _read(file, scale, weights)
    _progress(f"Fitting {plural(len(read.ratings.value), 'mark')} …")
    found = assess(read.ratings, settings, seed=seed, method=method)
    _progress("Trying other weights …")
    report = report_of(found, engine=ENGINE_VERSION)
    _write(report, out, report_file)


def _read(file: Path, scale: tuple[float, float], weights: Mapping[str, float]) -> "RatingFile":
    from app.exchange.rating_files import BadCells, read_ratings
    from app.exchange.refusal import BadFile

    _progress(f"Reading {'from a pipe' if str(file) == '-' else file.name} …")
    try:
        read = read_ratings(_bytes(file), file.name, scale=scale, weights=weights)
    except BadFile as refused:
        raise click.ClickException(str(refused)) from None
    except BadCells as refused:
        for cell in refused.cells[:MOST_NAMED]:
            click.echo(str(cell), err=True)
        if len(refused.cells) > MOST_NAMED:
            click.echo(f"and {len(refused.cells) - MOST_NAMED:,} more", err=True)
        raise SystemExit(1) from None
    for rows, why in (
        (read.gone, "their candidates are no longer in play"),
        (read.drafts, "their cards are not submitted"),
    ):
        if rows:
            click.echo(f"{plural(rows, 'row')} left out: {why}.", err=True)
    return read


def _bytes(file: Path) -> bytes:
    return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()


def _write(report: "Report", out: Path | None, report_file: Path | None) -> None:
    """Make both texts before the first is written, so that a failure leaves neither."""
    document = json.dumps(report.document, ensure_ascii=False, allow_nan=False)
    table = b"".join(stream(_columns(), report.lines))
    try:
        if report_file is not None:
            report_file.write_text(document + "\n", encoding="utf-8")
        if out is not None:
            out.write_bytes(table)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}.") from None
    if out is None and sys.stdout.isatty():
        click.echo_via_pager(_readable(report))
        return
    if out is None:
        click.echo(table, nl=False)
    else:
        _progress(f"Wrote {out}.")
    for note in report.document["notes"]:
        click.echo(note, err=True)


def _columns() -> list[Column["Line"]]:
    names = "candidate rank raw coverage adjusted p_top band rank_low rank_high acceptability"
    return [Column(name, name, _cell(name)) for name in [*names.split(), "status"]]


def _cell(name: str) -> Callable[["Line"], object]:
    """Six decimals: more than the marks carry, and equal scores stay equal."""

    def cell(line: "Line") -> object:
        value = getattr(line, name)
        return round(value, 6) if isinstance(value, float) else value

    return cell


def _readable(report: "Report") -> Iterator[str]:
    """The table in columns for a reader, with two decimals, then the notes."""
    columns = _columns()
    head = keys(columns)
    rows = [[_short(column.value(line)) for column in _columns()] for line in report.lines]
    width = [max(map(len, cells)) for cells in zip(head, *rows, strict=True)]
    for cells in [head, *rows]:
        yield "  ".join(cell.ljust(size) for cell, size in zip(cells, width, strict=True)) + "\n"
    for note in report.document["notes"]:
        yield f"{note}\n"


def _short(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else "" if value is None else str(value)


def _progress(text: str) -> None:
    """Say what goes on to whoever watches."""
    if sys.stderr.isatty():
        click.echo(text, err=True)


commands = [score]
