"""The form of a note; what was typed stays when something is wrong."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from app.candidates.forms import DayAndHour, readable
from app.notes.models import KINDS

LONGEST = 5_000
_SPEAKS = [
    SelectChoice("yes", "Yes. Whoever owes a card reads it only when the card is in"),
    SelectChoice("no", "No"),
]


class WordsForm(FlaskForm):
    """The words of a note, and whether they are blind."""

    text = TextAreaField(
        "Note",
        filters=[readable],
        validators=[
            DataRequired("The note is still empty."),
            Length(max=LONGEST, message=f"At most {LONGEST:,} characters."),
        ],
    )
    speaks = RadioField(
        "Does it speak of an interview?",
        choices=_SPEAKS,
        validators=[InputRequired("Say whether it speaks of an interview.")],
    )

    @property
    def speaks_of_interview(self) -> bool:
        return bool(self.speaks.data == "yes")


class NoteForm(WordsForm):
    """A note and whom it is meant for."""

    kind = SelectField(
        "Kind", choices=[SelectChoice(one, one.capitalize()) for one in KINDS], default=KINDS[0]
    )
    happened = DayAndHour(
        "When it came, or was said", validators=[Optional()], description="Left empty: just now."
    )
    awaits = BooleanField("It waits for our answer")
    mention = SelectMultipleField("Mention", coerce=int, validate_choice=True)

    def happened_in(self, zone: str) -> datetime | None:
        """Return the moment typed, which is meant in the requisition's zone."""
        typed: datetime | None = self.happened.data
        return typed.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if typed else None

    def offer(self, people: Mapping[int, str]) -> "NoteForm":
        """Let these people be mentioned."""
        self.mention.choices = [SelectChoice(one, name) for one, name in people.items()]
        return self
