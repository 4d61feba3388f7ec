"""How often the truly best are found: raw, z-score, adjusted, and an oracle, on simulated rounds.

`python -m bench.quality [--rounds 200] [--cases 2000]` prints the hit rates of each design with the
share of the way from raw to the oracle, then the calibration of the probabilities, simulated on
until every tenth of them holds so many cases.
"""

import argparse
import itertools
from collections.abc import Iterator, Sequence

import numpy as np

from app.engine.arrays import Codes, Flags, Floats, sums
from app.engine.assessment import Assessment, assess
from app.engine.inputs import Settings
from app.engine.pairs import pairs_of
from bench.simulated import Design, Round, simulated

DESIGNS = (
    Design(4, 2, 2, 2, 0.5),
    Design(6, 3, 2, 3, 0.2),
    Design(8, 3, 2, 3, 0.5),
    Design(8, 3, 2, 3, 1.0),
    Design(8, 4, 4, 3, 0.5),
    Design(9, 6, 3, 4, 0.3),
    Design(12, 4, 2, 4, 0.5),
    Design(15, 5, 3, 4, 0.2),
    Design(20, 6, 2, 4, 1.0),
    Design(30, 6, 2, 5, 0.5),
    Design(40, 8, 3, 5, 0.8),
    Design(60, 10, 2, 5, 0.5),
    Design(100, 12, 3, 5, 0.3),
    Design(200, 20, 3, 5, 0.5),
    Design(200, 20, 2, 5, 1.0),
)
METHODS = ("raw", "z-score", "adjusted", "proposed", "oracle")
SEEDS = (1, 2, 3)
TENTHS = 10
FIRST_CALIBRATED = 1_000_000
"""Rounds of the calibration are other ones than those of the hit rates."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200, help="rounds of each design and seed")
    parser.add_argument("--cases", type=int, default=2_000, help="cases a tenth, at least")
    chosen = parser.parse_args(arguments)
    print(
        f"{'design':<38}" + "".join(f"{name:>10}" for name in METHODS) + "    way   adj-raw (s.e.)"
    )
    for design in DESIGNS:
        print(_line(design, hits_of(design, chosen.rounds)), flush=True)
    print()
    for title, design in CALIBRATED.items():
        print(
            calibration_table(title, design.candidates, *chances_of(design, chosen.cases)),
            flush=True,
        )


def settings_of(design: Design) -> Settings:
    """Everyone takes part, whatever is missing."""
    scale = (1.0, 5.0) if design.rounded else (-99.0, 99.0)
    return Settings(top=design.top, coverage_min=0, scale=scale)


def hits_of(design: Design, rounds: int) -> Floats:
    """Hit rates, (rounds of all seeds, methods)."""
    return np.array(
        [_hits(each, assess(each.ratings, settings_of(design))) for each in _rounds(design, rounds)]
    )


def _rounds(design: Design, rounds: int) -> Iterator[Round]:
    for seed in SEEDS:
        for number in range(rounds):
            yield simulated(design, seed * 100_000 + number)


def _hits(one: Round, found: Assessment) -> list[float]:
    scores = {
        "raw": found.table.raw,
        "z-score": z_scores(one),
        "adjusted": found.adjusted,
        "proposed": np.where(np.isnan(found.p_top), -1.0, found.p_top) + 1e-6 * found.adjusted,
        "oracle": oracle(one),
    }
    return [hit_rate(scores[name], one.best) for name in METHODS]


def hit_rate(scores: Floats, best: Flags) -> float:
    """The part of the truly best among the first k; equals over the cut share the seats left."""
    k = int(best.sum())
    rounded = np.where(np.isnan(scores), -np.inf, np.round(scores, 9))
    cut = np.sort(rounded)[-k]
    ahead, level = rounded > cut, rounded == cut
    seats = (k - ahead.sum()) / level.sum()
    return float((best & ahead).sum() + seats * (best & level).sum()) / k


def z_scores(one: Round) -> Floats:
    """The mean of every rater's marks less their mean, over their sd: what many tools do."""
    ratings = one.ratings
    total, weight = np.zeros(len(one.truth)), np.zeros(len(one.truth))
    for panel in ratings.panel_names:
        pairs = pairs_of(ratings, panel)
        raters, n = len(pairs.raters), len(one.truth)
        count = np.maximum(pairs.per_rater, 1)
        mean = sums(pairs.rater, pairs.x, raters) / count
        rest = pairs.x - mean[pairs.rater]
        sd = np.sqrt(sums(pairs.rater, rest**2, raters) / np.maximum(count - 1, 1))
        z = rest / np.where(sd > 0, sd, 1.0)[pairs.rater]
        who = pairs.candidates[pairs.candidate]
        size = np.bincount(who, minlength=n)
        total += pairs.weight * sums(who, z, n) / np.maximum(size, 1)
        weight += pairs.weight * (size > 0)
    return total / np.where(weight > 0, weight, np.nan)


def oracle(one: Round) -> Floats:
    """The best guess of someone who knows how strict each rater is, and the variances."""
    design, ratings = one.design, one.ratings
    total = np.zeros(len(one.truth))
    for panel in ratings.panel_names:
        pairs = pairs_of(ratings, panel)
        w = pairs.weights / pairs.weights.sum()
        merit = design.merit**2 + design.facet**2 * float(w @ w)
        noise = design.halo**2 + (design.noise**2 + 1 / 12) * float(w @ w)
        who = pairs.candidates[pairs.candidate]
        rest = pairs.x - one.severity[pairs.raters[pairs.rater]]
        rest = rest - rest.mean()
        size = np.bincount(who, minlength=len(total))
        total += pairs.weight * sums(who, rest, len(total)) / (size + noise / merit)
    return total


def _line(design: Design, hits: Floats) -> str:
    mean = hits.mean(axis=0)
    raw, adjusted, best = (mean[METHODS.index(name)] for name in ("raw", "proposed", "oracle"))
    gain = hits[:, METHODS.index("proposed")] - hits[:, METHODS.index("raw")]
    error = gain.std() / np.sqrt(len(gain))
    way = (adjusted - raw) / (best - raw) if best > raw else np.nan
    shown = "".join(f"{each:10.3f}" for each in mean)
    return f"{design.name:<38}{shown}{way:7.2f}   {gain.mean():+.4f} ({error:.4f})"


CALIBRATED = {
    "12x4, truth follows the model": Design(
        12, 4, 3, 4, 0.4, noise=0, facet=0, panels=1, skipped=0, rounded=False, usual=True
    ),
    "4x2, rounded marks, two panels": Design(4, 2, 2, 2, 0.5),
    "8x3, rounded marks, two panels": Design(8, 3, 2, 3, 0.5),
}


def chances_of(design: Design, cases: int) -> tuple[Floats, Floats, Flags]:
    """The engine's probabilities, those with the REML variances plugged in, and who was truly
    among the best; one a case, from rounds until every tenth has so many cases."""
    ours, plugged, truth = [], [], []
    held = np.zeros(TENTHS, dtype=np.int64)
    for number in itertools.count():
        one = simulated(design, FIRST_CALIBRATED + number)
        ours.append(assess(one.ratings, settings_of(design)).p_top)
        plugged.append(assess(one.ratings, settings_of(design), method="reml").p_top)
        truth.append(one.best)
        held += np.bincount(tenth_of(ours[-1]), minlength=TENTHS)
        if held.min() >= cases:
            break
    return np.concatenate(ours), np.concatenate(plugged), np.concatenate(truth)


def tenth_of(chance: Floats) -> Codes:
    """Which tenth a probability is in, from 0."""
    return np.minimum((chance * TENTHS).astype(np.int64), TENTHS - 1)


def calibration_table(title: str, people: int, ours: Floats, plugged: Floats, truth: Flags) -> str:
    """How often it came true, by tenths of the probability said; `people` are one round's."""
    tenth = tenth_of(ours)
    loss, plugged_loss = ((each - truth) ** 2 for each in (ours, plugged))
    apart = (loss - plugged_loss).reshape(-1, people).mean(axis=1)
    error = apart.std() / np.sqrt(len(apart))
    brier = f"Brier {loss.mean():.4f}, plugged in {plugged_loss.mean():.4f}"
    lines = [f"{title}: {brier}, difference {apart.mean():+.4f} ({error:.4f})"]
    gaps = []
    for each in range(TENTHS):
        own = tenth == each
        said, was = ours[own].mean(), truth[own].mean()
        gaps.append(abs(said - was))
        lines.append(f"  said {said:.3f}  was {was:.3f}  cases {own.sum()}")
    return "\n".join([*lines, f"  widest gap {max(gaps):.3f}"])


if __name__ == "__main__":
    main()
