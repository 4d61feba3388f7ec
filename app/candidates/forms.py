"""Forms for candidates, interviews and files; what was typed stays when something is wrong."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    DateField,
    DateTimeLocalField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from app.candidates.attachments import KINDS
from app.candidates.models import INTERVIEW_KINDS, Candidacy
from app.candidates.rows import CANDIDATE_FIELDS, CONTACT_FIELDS, Newcomer
from app.candidates.rules import LAST_ROUND
from app.core.zones import known_zone
from app.people.models import Person
from app.people.queries import called

LINE = 200
MOST_PROFILES = 8
TYPED = (*CANDIDATE_FIELDS, "source", "notes")


class Required(InputRequired):
    """Must not be empty, nor spaces alone, and says so in our words."""

    def __init__(self, message: str = "Type a name.") -> None:
        super().__init__(message)

    def __call__(self, form: Any, field: Any) -> None:
        if not (field.data.strip() if isinstance(field.data, str) else field.data):
            field.errors[:] = []
            raise StopValidation(str(self.message))


class WholeNumber(IntegerField):
    """A whole number."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, or say what is wrong in our words."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Write it in figures, such as 2.") from None


class Day(DateField):
    """A date."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, or say what is wrong in our words."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Not a date. Write it as 2026-11-20.") from None


class DayAndHour(DateTimeLocalField):
    """A date and a time of day, in a zone the form's page names."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed, or say what is wrong in our words."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("Not a date and time. Write it as 2026-11-20T14:30.") from None


class CheckboxesField(SelectMultipleField):
    """Several of a list, each with its own box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def tidy(value: str | None) -> str:
    """Return a line of text without spaces around it or doubled inside."""
    return " ".join(readable(value).split())


def readable(value: str | None) -> str:
    """Return text without the one character that no database keeps."""
    return (value or "").replace("\0", "").strip()


def is_email(form: FlaskForm, field: StringField) -> None:
    """Refuse what is no e-mail address."""
    try:
        validate_email(field.data or "", check_deliverability=False)
    except EmailNotValidError:
        raise ValidationError("Not an e-mail address. Write it as ana@example.com.") from None


def is_web_address(form: FlaskForm, field: StringField) -> None:
    """Refuse what does not start as a web address."""
    if not (field.data or "").startswith(("https://", "http://")):
        raise ValidationError("Start it with https://")


def are_web_addresses(form: FlaskForm, field: TextAreaField) -> None:
    """Refuse lines that do not start as web addresses, or are too many; tidy the rest."""
    lines = [line for one in (field.data or "").splitlines() if (line := tidy(one))]
    if len(lines) > MOST_PROFILES or any(len(line) > 500 for line in lines):
        raise ValidationError(f"At most {MOST_PROFILES} addresses, of 500 characters each.")
    if not all(line.startswith(("https://", "http://")) and " " not in line for line in lines):
        raise ValidationError("One address a line, each starting with https://")
    field.data = "\n".join(lines)


def is_zone(form: FlaskForm, field: StringField) -> None:
    """Refuse what is no time zone, nor a city in one that we know."""
    zone = known_zone(field.data or "")
    if zone is None:
        raise ValidationError("Not a time zone. Type a large city, such as Lisbon.")
    field.data = zone


def _at_most(length: int) -> Length:
    return Length(max=length, message=f"At most {length:,} characters.")


def _line(label: str, length: int, *checks: Any, description: str = "") -> StringField:
    return StringField(
        label,
        filters=[tidy],
        validators=[
            Optional(),
            Length(max=length, message=f"At most {length} characters."),
            *checks,
        ],
        description=description,
    )


class ContactForm(FlaskForm):
    """Who somebody is, and how to reach them."""

    name = StringField(
        "Name",
        filters=[tidy],
        validators=[Required(), _at_most(200)],
        description="As they write it themselves.",
    )
    email = _line("E-mail", 254, is_email)
    external_id = _line(
        "Id in another system", 120, description="Needed only where there is no e-mail address."
    )
    phone = _line("Phone", 80)
    current_title = _line("What they do now", 300)
    current_employer = _line("Where they work now", 300)
    location = _line("Location", 300)
    time_zone = _line("Time zone", 60, is_zone, description="A city will do: Lisbon.")
    portfolio_url = _line("Portfolio", 500, is_web_address)
    linkedin_url = _line("LinkedIn", 500, is_web_address)
    profiles = TextAreaField(
        "Other profiles",
        filters=[readable],
        validators=[Optional(), are_web_addresses],
        description="One address a line.",
    )

    @property
    def facts(self) -> dict[str, str]:
        """What was typed, by the names of the candidate's fields."""
        return {
            name: field.data or "" for name, field in self._fields.items() if name in CONTACT_FIELDS
        }


class NewcomerForm(ContactForm):
    """Someone who becomes a candidate here."""

    source = _line("How they came", LINE)
    applied_on = Day("Applied on", validators=[Optional()])
    notes = TextAreaField(
        "Notes",
        filters=[readable],
        validators=[Optional(), _at_most(20_000)],
        description="Seen by recruiters, managers and hr.",
    )
    brought_by = SelectField("Brought by", coerce=int, default=0, validate_choice=True)

    @property
    def newcomer(self) -> Newcomer:
        """Who was typed, but for when they applied, which needs a zone."""
        typed: dict[str, Any] = {field: self._fields[field].data or "" for field in TYPED}
        return Newcomer(**typed)

    def offer_agencies(self, people: list[Person]) -> None:
        """Let an agency recruiter of the team be named."""
        nobody = SelectChoice(0, "Nobody: they came to us")
        self.brought_by.choices = [nobody, *(SelectChoice(one.id, one.name) for one in people)]


class InterviewForm(FlaskForm):
    """A meeting that was held."""

    round = WholeNumber(
        "Round",
        default=1,
        validators=[
            InputRequired("Which round was it?"),
            NumberRange(1, LAST_ROUND, f"A number from 1 to {LAST_ROUND}."),
        ],
    )
    kind = SelectField(
        "What it was", choices=[SelectChoice(kind, kind.capitalize()) for kind in INTERVIEW_KINDS]
    )
    held_at = DayAndHour("When", validators=[InputRequired("When was it?")])
    people = CheckboxesField(
        "Who sat on it", coerce=int, validators=[Required("Tick who was there.")]
    )

    def offer_people(self, people: list[Person]) -> None:
        """Let the people of the team be ticked."""
        self.people.choices = [SelectChoice(key, name) for key, name in called(people).items()]

    def held_in(self, zone: str) -> datetime:
        """Return the moment typed, which is meant in the requisition's zone."""
        typed: datetime = self.held_at.data
        return typed.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class OwnDeadlineForm(FlaskForm):
    """By when a candidate must answer somebody else, as they said."""

    due_at = DayAndHour(
        "They must answer by",
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        validators=[Optional()],
        description="Leave it empty when nothing presses them any more.",
    )
    note = _line("What they said", 300)

    def due_in(self, zone: str) -> datetime | None:
        """Return the moment typed, which is meant in the requisition's zone; none if empty."""
        typed: datetime | None = self.due_at.data
        return typed and typed.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)

    @classmethod
    def of(cls, candidacy: Candidacy, zone: str) -> "OwnDeadlineForm":
        """Return the form with what is known."""
        due_at = candidacy.own_deadline_at
        return cls(
            formdata=None,
            due_at=due_at and due_at.astimezone(ZoneInfo(zone)),
            note=candidacy.own_deadline_note,
        )


class AttachmentForm(FlaskForm):
    """A file for a candidacy."""

    kind = SelectField(
        "What it is", choices=[SelectChoice(kind, kind[0].upper() + kind[1:]) for kind in KINDS]
    )
    file = FileField(
        "File",
        validators=[Required("Choose a file.")],
        description="PDF, Word (.docx), OpenDocument, text or picture, up to 10 MB.",
    )
