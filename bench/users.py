"""Eight people at once on two web processes, one request in ten a write, beside one person alone.

`python -m bench.users [--requests 2000]`: errors, requests a second, and the 95th percentile as a
multiple of the median of one person alone (60: at most 8). PostgreSQL too where BENCH_DATABASE_URL
names one: it is emptied.
"""

import argparse
import random
from collections.abc import Sequence
from statistics import median, quantiles
from time import perf_counter

from bench.client import Client
from bench.crowd import Answers, ask, crowd
from bench.machine import machine
from bench.pages import Served, filled
from bench.program import databases, name_of

CANDIDATES, ALONE = 1000, 200


def alone(served: Served) -> float:
    """Return the median seconds of one person who asks the same."""
    client = Client(served.port).sign_in("recruiter@example.com", served.password)
    answers = Answers()
    token = client.token("/candidacies/1/notes")
    ask(client, token, "alone", ALONE, random.Random(1), answers)  # noqa: S311
    assert not answers.wrong, answers.wrong[:3]
    return median(answers.seconds)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.users", description=__doc__)
    parser.add_argument("--requests", type=int, default=2000)
    requests: int = parser.parse_args(arguments).requests
    print(machine())
    print(f"{'8 people, 2 processes':24}{'requests':>10}{'errors':>8}{'a second':>10}{'p95':>12}")
    for database in databases():
        with filled(CANDIDATES, database) as served:
            single = alone(served)
            started = perf_counter()
            answers = crowd([served.port], served.password, requests)
            took = perf_counter() - started
        late = quantiles(answers.seconds, n=20)[-1] / single
        print(
            f"{name_of(database):24}{len(answers.seconds):10}{len(answers.wrong):8}"
            f"{len(answers.seconds) / took:10.0f}{late:7.1f} × alone"
        )


if __name__ == "__main__":
    main()
