"""Eight people at once: each signs in, reads page after page, and writes a note in one of ten.

Used by `bench.users` for its figures and by the soak tests for what must hold: no error, and every
note that was answered "kept" is there exactly once.
"""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.client import Client

#: Every tenth request writes.
WRITES = 0.1
PEOPLE = ("recruiter", "manager", "hr", "rater1", "rater2", "rater3", "rater4", "rater5")
#: Pages anybody of a team opens; {n} is one of the first forty candidacies.
READS = (
    "/",
    "/candidates",
    "/requisitions/1",
    "/requisitions/1/ranking",
    "/candidacies/{n}",
    "/candidacies/{n}/notes",
    "/search?q=an",
)


@dataclass(slots=True)
class Answers:
    """What one person got: seconds of each answer, notes that were kept, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def crowd(ports: Sequence[int], password: str, requests: int, seed: int = 0) -> Answers:
    """Let all people ask so many requests together, spread over the ports; return all answers."""
    everyone = [Answers() for _ in PEOPLE]
    together = threading.Barrier(len(PEOPLE))

    def be(place: int) -> None:
        name, answers = PEOPLE[place], everyone[place]
        try:
            client = Client(ports[place % len(ports)])
            client.sign_in(f"{name}@example.com", password)
            token = client.token("/candidacies/1/notes")
        except (AssertionError, OSError) as error:
            answers.wrong.append(f"{name} did not get in: {error}")
            together.abort()
            return
        together.wait(60)
        ask(client, token, name, requests // len(PEOPLE), random.Random(seed + place), answers)  # noqa: S311

    threads = [threading.Thread(target=be, args=(place,)) for place in range(len(PEOPLE))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = Answers()
    for one in everyone:
        whole.seconds += one.seconds
        whole.kept += one.kept
        whole.wrong += one.wrong
    return whole


def ask(
    client: Client, token: str, name: str, requests: int, chance: random.Random, answers: Answers
) -> None:
    """Send requests one after the other, as one person does."""
    for number in range(requests):
        where = chance.randrange(1, 41)
        started = time.perf_counter()
        try:
            if chance.random() < WRITES:
                text = f"{name} wrote this as number {number}"
                note = {"csrf_token": token, "text": text, "speaks": "no", "kind": "note"}
                client.post(f"/candidacies/{where}/notes", note)
                answers.kept.append(text)
            else:
                client.get(chance.choice(READS).format(n=where))
        except (AssertionError, OSError) as error:
            answers.wrong.append(f"{name}, request {number}: {error!r}")
        answers.seconds.append(time.perf_counter() - started)
