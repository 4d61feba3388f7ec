"""Forms of a letter and of a call."""

import secrets

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.candidates.forms import readable, tidy
from app.promises.forms import PromiseFields

_TELLS = "This tells them the outcome"


class LetterForm(PromiseFields, FlaskForm):
    """A letter to a candidate."""

    once = HiddenField(default=lambda: secrets.token_hex(12), validators=[Length(max=40)])
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
        validators=[
            DataRequired("The letter is still empty."),
            Length(max=20_000, message="At most 20,000 characters."),
        ],
    )
    tells_outcome = BooleanField(_TELLS)


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
