"""Forms of a letter, of a template, of a letter in and of a call."""

import secrets
from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, Length, Optional

from app.candidates.forms import Day, readable, tidy
from app.core.languages import LANGUAGES
from app.letters.actions import Letter
from app.letters.models import TemplateVersion
from app.letters.rules import WHEN
from app.promises.forms import PromiseFields
from app.promises.told import NOTHING, Told

_TELLS = "This tells them the outcome"
_LONG = Length(max=20_000, message="At most 20,000 characters.")


class LetterForm(PromiseFields, FlaskForm):
    """A letter to a candidate, or to several."""

    once = HiddenField(default=lambda: secrets.token_hex(12), validators=[Length(max=40)])
    template = HiddenField(validators=[Length(max=12)])
    answers = HiddenField(validators=[Length(max=12)])
    #: the number of a question asked on their own page that this letter answers
    asked = HiddenField(validators=[Length(max=12)])
    subject = StringField(
        "Subject",
        filters=[tidy],
        validators=[
            DataRequired("A letter needs a subject."),
            Length(max=200, message="At most 200 characters."),
        ],
    )
    body = TextAreaField(
        "Text",
        filters=[readable],
        validators=[DataRequired("The letter is still empty."), _LONG],
    )
    tells_outcome = BooleanField(_TELLS)
    when = SelectField(
        "Goes out",
        choices=[SelectChoice(value, label) for value, label in WHEN.items()],
        invalid_choice_message="Choose when it goes.",
        validate_choice=False,
    )
    override = StringField(
        "Why it may go out although it reads like an offer",
        filters=[tidy],
        validators=[Optional(), Length(max=500, message="At most 500 characters.")],
        description="Kept in history with your name; the words of the letter are not.",
    )

    def letter(self, template: TemplateVersion | None = None, told: Told = NOTHING) -> Letter:
        """Return what was written."""
        return Letter(
            subject=self.subject.data or "",
            body=self.body.data or "",
            tells_outcome=bool(self.tells_outcome.data),
            override=self.override.data or None,
            template=template,
            told=told,
        )


class HeldForm(LetterForm):
    """A letter that waits for hr: its words, and the date they name."""

    tell_on = Day(
        "The day by which they hear",
        validators=[Optional()],
        description="18:00 where they are. The letter’s sentence follows. Empty: it names none.",
    )


class TemplateForm(FlaskForm):
    name = StringField(
        "Name",
        filters=[tidy],
        validators=[DataRequired("Give it a name."), Length(max=120, message="At most 120.")],
        description="For us: “No after the interview”. The same name in each language.",
    )
    language = SelectField(
        "Language",
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
        invalid_choice_message="Choose a language from the list.",
    )
    standing = BooleanField(
        "A standing text",
        description="Once released it goes out as it stands, and waits for nobody.",
    )
    subject = StringField(
        "Subject",
        filters=[tidy],
        validators=[DataRequired("A letter needs a subject."), Length(max=200)],
    )
    body = TextAreaField(
        "Text", filters=[readable], validators=[DataRequired("The text is still empty."), _LONG]
    )
    override = StringField(
        "Why it may read like an offer",
        filters=[tidy],
        validators=[Optional(), Length(max=500, message="At most 500 characters.")],
    )


class LetterInForm(FlaskForm):
    words = TextAreaField(
        "What they wrote",
        filters=[readable],
        validators=[DataRequired("Paste what they wrote."), _LONG],
        description="Paste the whole of it. You need not answer.",
    )


class AddressForm(FlaskForm):
    address = StringField(
        "HR’s address",
        filters=[tidy],
        validators=[
            Optional(),
            Email("This is no e-mail address."),
            Length(max=254, message="At most 254 characters."),
        ],
        description="Empty: whoever released the letter.",
    )


class CallForm(PromiseFields, FlaskForm):
    """A note of a call."""

    note = TextAreaField(
        "What was said",
        filters=[readable],
        validators=[
            DataRequired("Write in a line what was said."),
            Length(max=5_000, message="At most 5,000 characters."),
        ],
    )
    told = BooleanField(_TELLS)


def template_choices(found: Iterable[TemplateVersion]) -> list[tuple[int, str]]:
    """Return the templates as a list to choose from: id, and name with language."""
    return [
        (one.template_id, f"{one.template.name} ({LANGUAGES.get(one.template.language, '')})")
        for one in found
    ]
