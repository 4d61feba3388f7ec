"""Loading the demo company whole: people, requisitions, then every act in order."""

from datetime import datetime
from pathlib import Path

from app.fairness.actions import begin_asking
from app.history.actions import WORKER
from app.seeding import acts, company, deciding, offering, promising, scoring, writing
from app.seeding.files import FOLDER, Story
from app.seeding.meanwhile import work_until

PLAYED = (acts, scoring, deciding, offering, writing, promising)


def load(now: datetime, password: str, folder: Path = FOLDER) -> None:
    """Play the files of ``folder`` as if they had happened up to ``now``; the caller commits."""
    story = Story(now, folder)
    company.settle(story, password)
    begin_asking(by=WORKER, at=now)
    company.open_all(story)
    acts.play(story)
    work_until(now)
