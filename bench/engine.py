"""How fast the engine is, as ratios to what people use instead, all in one run.

`python -m bench.engine` prints the table; `--without-statsmodels` leaves out its slow half minute.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from app.engine.arrays import Codes, Floats
from app.engine.assessment import assess
from app.engine.crossed import crossed_of
from app.engine.inputs import Settings
from app.engine.pairs import pairs_of
from app.engine.ratings import Axis, Ratings, ratings_of
from app.engine.report import report_of
from app.engine.smaa import rank_acceptability, sample_orders, sample_values
from app.engine.table import raw_scores
from app.engine.variances import estimates
from app.engine.weight_draws import any_weights
from bench.program import apart

ROUNDS = 5
ROOT = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every figure beside what it is to reach."""
    parser = argparse.ArgumentParser(prog="python -m bench.engine", description=__doc__)
    parser.add_argument("--without-statsmodels", action="store_true")
    chosen = parser.parse_args(arguments)
    print(f"{'figure':<52}{'ours':>11}{'other':>11}{'ratio':>8}  to reach")
    files()  # first, for a process begins with the memory of the one that started it
    weighted_means()
    if not chosen.without_statsmodels:
        variances()
    acceptability()
    all_figures()


def line(title: str, ours: float, other: float, reach: str) -> None:
    """Print one figure; times in seconds."""
    ratio = other / ours
    print(f"{title:<52}{ours:>10.4f}s{other:>10.3f}s{ratio:>8.1f}  {reach}", flush=True)


def took(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median of several rounds after one that is not counted, in seconds of the processor.

    On a machine shared with others the clock tells of them.
    """
    if rounds > 1:
        work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def columns(
    candidates: int, raters: int, each: int, criteria: int, seed: int = 0
) -> tuple[Codes, Codes, Codes, Floats]:
    """Marks of a large round as columns: candidate, rater, criterion, mark from 1 to 5."""
    rng = np.random.default_rng(seed)
    seats = np.argsort(rng.random((candidates, raters)), axis=1)[:, :each]
    merit, severity = rng.normal(0, 0.5, candidates), rng.normal(0, 0.3, raters)
    impression = merit[:, None] + severity[seats] + rng.normal(0, 0.5, seats.shape)
    marks = 3.2 + impression[:, :, None] + rng.normal(0, 0.6, (candidates, each, criteria))
    shape = (candidates, each, criteria)
    candidate, _, criterion = np.indices(shape).reshape(3, -1)
    rater = np.repeat(seats.ravel(), criteria)
    return candidate, rater, criterion, np.clip(np.rint(marks), 1, 5).ravel()


def ratings(candidates: int, raters: int, each: int, criteria: int) -> Ratings:
    """The same, laid out for the engine; weights 1, 2, 3 …, two panels from four criteria on."""
    candidate, rater, criterion, mark = columns(candidates, raters, each, criteria)
    half = criteria // 2 if criteria > 3 else criteria
    return ratings_of(
        Axis(tuple(range(candidates)), candidate),
        Axis(tuple(range(raters)), rater),
        Axis(tuple(range(criteria)), criterion),
        mark,
        weights=list(range(1, criteria + 1)),
        panels=["soft" if place < half else "hard" for place in range(criteria)],
        must_have=[False] * criteria,
    )


def weighted_means() -> None:
    """Raw scores of 1.2 million ratings, against a groupby of pandas."""
    found = ratings(10_000, 500, 10, 12)
    frame = pd.DataFrame(
        {
            "candidate": [f"candidate-{number:05}" for number in found.candidate.tolist()],
            "criterion": [f"criterion {number:02}" for number in found.criterion.tolist()],
            "mark": found.value,
        }
    )
    shares = {f"criterion {number:02}": share for number, share in enumerate(found.shares)}

    def by_groups() -> "pd.Series[float]":
        means = frame.groupby(["candidate", "criterion"])["mark"].mean().reset_index()
        means["weight"] = means["criterion"].map(shares)
        means["product"] = means["mark"] * means["weight"]
        totals = means.groupby("candidate")[["product", "weight"]].sum()
        return totals["product"] / totals["weight"]

    ours = raw_scores(found)
    assert np.allclose(by_groups().to_numpy(), ours)
    line(
        "weighted means, 1.2 million ratings",
        took(lambda: raw_scores(found)),
        took(by_groups),
        ">= 5 x pandas groupby",
    )


def variances() -> None:
    """REML of 400 candidates by 40 raters, three each, against statsmodels."""
    import statsmodels.api as sm

    pairs = pairs_of(ratings(400, 40, 3, 3), "soft")
    groups = np.ones(len(pairs.x))

    def other() -> object:
        frame = pd.DataFrame({"x": pairs.x, "a": pairs.candidate, "b": pairs.rater})
        model = sm.MixedLM.from_formula(
            "x ~ 1", frame, groups=groups, vc_formula={"a": "0 + C(a)", "b": "0 + C(b)"}
        )
        return model.fit(reml=True)

    line(
        "REML, 400 x 40, three raters each",
        took(lambda: estimates(crossed_of(pairs))),
        took(other, rounds=1),
        ">= 20 x statsmodels",
    )


def acceptability() -> None:
    """SMAA of 200 candidates by 12 criteria and 10,000 weights, against a loop over them."""
    scores = np.random.default_rng(0).normal(3.2, 0.5, (200, 12))
    weights = any_weights(12, 10_000, seed=0)

    def ours() -> Floats:
        return rank_acceptability(sample_orders(sample_values(scores, weights)))

    tried = 200
    loop = took(lambda: by_loop(scores, weights[:tried]), 1) * len(weights) / tried
    assert np.allclose(by_loop(scores, weights[:50]), table_of(scores, weights[:50]))
    line("SMAA, 200 x 12 x 10,000 weights", took(ours), loop, ">= 100 x a loop of data frames")


def table_of(scores: Floats, weights: Floats) -> Floats:
    """Our rank table."""
    return rank_acceptability(sample_orders(sample_values(scores, weights)))


def by_loop(scores: Floats, weights: Floats) -> Floats:
    """One weighted sum and one ranking a weight, each on a data frame with named rows.

    That is how packages for multi-criteria decisions work (scikit-criteria): a decision matrix
    is a frame with its weights and objectives, copied by every step of a pipeline.
    """
    names = [f"A{place}" for place in range(len(scores))]
    criteria = [f"C{place}" for place in range(scores.shape[1])]
    counts = np.zeros((len(names), len(names)))
    for one in weights:
        matrix = pd.DataFrame(scores, index=names, columns=criteria)
        share = pd.Series(one, index=criteria)
        values = matrix.mul(share / share.sum(), axis=1).sum(axis=1)
        ranks = values.rank(ascending=False, method="first").to_numpy().astype(int)
        counts[np.arange(len(names)), ranks - 1] += 1
    return counts / len(weights)


def all_figures() -> None:
    """Everything said of an ordinary round: 9 candidates, 6 raters, 8 criteria."""
    found = ratings(9, 6, 6, 8)
    ours = took(lambda: report_of(assess(found, Settings()), engine=""), rounds=20)
    line("all figures, 9 x 6 x 8", ours, 0.060, ">= 1 of 60 ms")


def files() -> None:
    """`score` as a command, from CSV to table and report."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder, "small.csv"), Path(folder, "large.csv")
        apart(write, small, 1_000)
        apart(write, large, 10_000)
        few, _, _ = median_of(small)
        many, busy, memory = median_of(large)
        nothing = min(commanded(["--help"])[0] for _ in range(3))
        lecturers = Path(folder, "lecturers.csv")
        apart(write_lecturers, lecturers)
        taught, taught_busy, taught_memory = median_of(lecturers)
    line("score, 1.2 million ratings, CSV to report", many, 3.0, ">= 1 of 3 s")
    print(f"{'  of that, by the processor':<52}{busy:>10.4f}s")
    print(f"{'  of that, starting and saying --help':<52}{nothing:>10.4f}s")
    print(f"{'  memory at its highest':<52}{memory:>8.0f}MiB{'':>19}  <= 600 MiB")
    print(f"{'  growth from 120 thousand ratings':<52}{many / few:>10.1f}x{'':>19}  <= 11 x")
    print(f"{'score, 73,421 ratings of 1,128 by 2,972':<52}{taught:>10.4f}s")
    print(f"{'  of that, by the processor':<52}{taught_busy:>10.4f}s")
    print(f"{'  memory at its highest':<52}{taught_memory:>8.0f}MiB{'':>19}  <= 600 MiB")


def write(file: Path, candidates: int) -> None:
    """Write ratings as a plain long file."""
    candidate, rater, criterion, mark = columns(candidates, 500, 10, 12)
    frame = pd.DataFrame(
        {
            "candidate": [f"candidate-{number:05}" for number in candidate.tolist()],
            "rater": [f"rater{number:03}@example.com" for number in rater.tolist()],
            "criterion": [f"criterion {number:02}" for number in criterion.tolist()],
            "rating": mark.astype(int),
        }
    )
    frame.to_csv(file, index=False)


def write_lecturers(file: Path) -> None:
    """Write ratings of the shape of a public set: students rate lecturers, crossed and sparse."""
    rng = np.random.default_rng(0)
    seats = rng.choice(1_128 * 2_972, 73_421, replace=False)
    lecturer, student = np.divmod(seats, 2_972)
    truth = rng.normal(0, 0.5, 1_128)[lecturer] + rng.normal(0, 0.3, 2_972)[student]
    frame = pd.DataFrame(
        {
            "candidate": lecturer,
            "rater": student,
            "criterion": "teaching",
            "rating": np.clip(np.rint(3.2 + truth + rng.normal(0, 1.2, len(seats))), 1, 5).astype(
                int
            ),
        }
    )
    frame.to_csv(file, index=False)


def median_of(file: Path) -> tuple[float, float, float]:
    """Seconds, seconds of the processor and MiB of the command on a file, the median of three."""
    outputs = ["-o", str(file.with_suffix(".out")), "--json", str(file.with_suffix(".json"))]
    runs = [commanded([str(file), *outputs]) for _ in range(3)]
    seconds, busy, memory = map(median, zip(*runs, strict=True))
    return seconds, busy, memory


def commanded(arguments: Sequence[str]) -> tuple[float, float, float]:
    """Run `flask score`; return its seconds, those of the processor, and the most MiB it held."""
    command = [sys.executable, "-m", "flask", "--app", "app", "score", *arguments]
    started = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, place, os.devnull, os.O_WRONLY, 0) for place in (1, 2)]
    process = os.posix_spawn(sys.executable, command, os.environ, file_actions=silent)
    _, status, usage = os.wait4(process, 0)
    assert status == 0, "score did not end well"
    seconds = time.perf_counter() - started
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
