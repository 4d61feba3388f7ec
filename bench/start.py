"""The web process at its start: seconds until it answers, and MiB it holds then."""

import os
import subprocess
import sys
import time
from statistics import median

from bench.program import folder

ANSWER = """
import resource
from app import create_app
assert create_app().test_client().get("/healthz").status_code == 200
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
times = resource.getrusage(resource.RUSAGE_SELF)
print(times.ru_utime + times.ru_stime)
"""
ROUNDS = 3


def main() -> None:
    """Print the line."""
    with folder() as name:
        environment = os.environ | {"FINALIST_INSTANCE": name}
        environment.pop("DATABASE_URL", None)
        found = [_start(environment) for _ in range(ROUNDS)]
    seconds, memory, processor = (median(values) for values in zip(*found, strict=True))
    print(
        f"web process at start: {memory:.0f} MiB (at most 110), answers after {seconds:.2f} s "
        f"(at most 1.5), {processor:.2f} s of processor"
    )


def _start(environment: dict[str, str]) -> tuple[float, float, float]:
    started = time.perf_counter()
    run = [sys.executable, "-c", ANSWER]
    said = subprocess.run(run, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    memory, processor = map(float, said.stdout.split())
    return time.perf_counter() - started, memory, processor


if __name__ == "__main__":
    main()
