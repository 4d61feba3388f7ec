"""Texts of letters, a requisition where hr speaks, and a letter that waits for its release."""

from datetime import datetime

from app.letters import letters_in, templates
from app.letters.actions import Letter, write
from app.letters.templates import Wording
from app.requisitions.voice import set_voice
from app.seeding.acts import act, candidacy_of
from app.seeding.files import Row, Story


@act("letter_texts", "made")
def text(story: Story, row: Row, at: datetime) -> None:
    """HR keeps a text for letters, and releases it where it is a standing one."""
    by = story.person(row["by"])
    wording = Wording(row["subject"], row["body"].replace("|", "\n"))
    standing = row["standing"] == "1"
    made = templates.make(row["name"], row["language"], wording, standing=standing, by=by, at=at)
    if standing:
        templates.release(made, by=by, at=at)


@act("voices", "since")
def speak(story: Story, row: Row, at: datetime) -> None:
    """HR begins to speak to candidates of a requisition."""
    requisition = story.requisition(row["requisition"])
    set_voice(requisition, hr_speaks=True, by=story.person(row["by"]), at=at)


@act("letters", "written")
def letter(story: Story, row: Row, at: datetime) -> None:
    """A recruiter writes to a candidate."""
    words = Letter(row["subject"], row["body"].replace("|", "\n"))
    once = f"demo-{row['candidate']}"
    write(candidacy_of(story, row), words, once=once, by=story.person(row["by"]), at=at)


@act("letters_in", "told")
def letter_in(story: Story, row: Row, at: datetime) -> None:
    """A manager hands on what a candidate wrote to them."""
    letters_in.hand_on(candidacy_of(story, row), row["words"], by=story.person(row["by"]), at=at)
