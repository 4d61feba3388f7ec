"""Forms of a letter and of a call."""

import secrets

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from app.candidates.forms import readable, tidy

_TELLS = "This tells them the outcome"


class LetterForm(FlaskForm):
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
    #: the number of a question of theirs that this letter answers
    answers = HiddenField(validators=[Optional(), Regexp(r"\d{1,9}$")])


class CallForm(FlaskForm):
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
