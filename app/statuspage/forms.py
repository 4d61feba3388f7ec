"""Forms of the candidate's page, for the candidate and for those who recruit."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from app.candidates.forms import (
    ContactForm,
    Day,
    DayAndHour,
    Required,
    is_email,
    readable,
    tidy,
)
from app.candidates.models import Candidate
from app.candidates.rows import CONTACT_FIELDS
from app.statuspage.models import KINDS
from app.statuspage.rules import (
    LONGEST_ANSWER,
    LONGEST_NEED,
    LONGEST_QUESTION,
    LONGEST_TEXT,
)
from app.statuspage.words import HIDES, TEXTS

#: what a candidate changes by themselves; their name and address go other ways
OWN_FIELDS = ("phone", "location", "time_zone", "portfolio_url", "linkedin_url", "profiles")


def _at_most(length: int) -> Length:
    return Length(max=length, message=f"At most {length:,} characters.")


class OwnContactForm(FlaskForm):
    """How to reach a candidate, as they write it themselves."""

    phone = ContactForm.phone
    location = ContactForm.location
    time_zone = ContactForm.time_zone
    portfolio_url = ContactForm.portfolio_url
    linkedin_url = ContactForm.linkedin_url
    profiles = ContactForm.profiles

    @property
    def facts(self) -> dict[str, str]:
        """What was typed, by the names of the candidate's fields."""
        return {
            name: field.data or ""
            for name, field in self._fields.items()
            if name in CONTACT_FIELDS and name in OWN_FIELDS
        }


class QuestionForm(FlaskForm):
    """A candidate asks us something."""

    words = TextAreaField(
        "Your question",
        filters=[readable],
        validators=[Required("Write your question first."), _at_most(LONGEST_QUESTION)],
    )


class AnswerForm(FlaskForm):
    """A candidate answers a question of ours."""

    words = TextAreaField(
        "Your answer",
        filters=[readable],
        validators=[Required("Write your answer first."), _at_most(LONGEST_ANSWER)],
    )


class DocumentForm(FlaskForm):
    """A candidate sends a document."""

    file = FileField(
        "File",
        validators=[Required("Choose a file.")],
        description="PDF, Word (.docx), OpenDocument, text or picture, up to 10 MB.",
    )


class DeadlineForm(FlaskForm):
    """By when a candidate must answer somebody else."""

    due_at = DayAndHour("By when must you answer?", validators=[Required("Say by when.")])
    note = StringField(
        "What should we know of it?",
        filters=[tidy],
        validators=[Optional(), _at_most(300)],
        description="Such as: another offer, and I would rather come to you.",
    )

    def moment_in(self, zone: str) -> datetime:
        """Return the moment typed, which is meant in the candidate's zone."""
        typed: datetime = self.due_at.data
        return typed.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class AddressForm(FlaskForm):
    """A new e-mail address."""

    email = StringField(
        "Your new e-mail address",
        filters=[tidy],
        validators=[Required("Type the new address."), _at_most(254), is_email],
    )


class NeedForm(FlaskForm):
    """What we need of a candidate."""

    kind = RadioField(
        "What do you need?",
        choices=[
            SelectChoice("document", "A document, by its name"),
            SelectChoice("question", "An answer to a question"),
        ],
        default=KINDS[0],
        validate_choice=True,
    )
    words = TextAreaField(
        "Its name, or the question",
        filters=[readable],
        validators=[Required("Write what you need."), _at_most(LONGEST_NEED)],
        description="They read it as you write it: “Your degree certificate”.",
    )
    due_on = Day("By", validators=[Optional()], description="18:00 of that day, where they are.")


class PageForm(FlaskForm):
    """The words of the page, and what it does not speak of."""


for _key in TEXTS:
    setattr(
        PageForm,
        f"text_{_key.replace(' ', '_')}",
        TextAreaField(
            _key.capitalize(), filters=[readable], validators=[Optional(), _at_most(LONGEST_TEXT)]
        ),
    )
for _key, _label in HIDES.items():
    setattr(PageForm, f"hides_{_key}", BooleanField(_label))


def contact_of(candidate: Candidate) -> OwnContactForm:
    """Return the form with what we have."""
    return OwnContactForm(formdata=None, obj=candidate)
