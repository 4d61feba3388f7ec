"""Why a candidacy ends."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length, Optional

TOO_LONG = "Use at most 2000 characters."


class WithdrawalForm(FlaskForm):
    """What the candidate said."""

    note = TextAreaField("What they said", [Optional(), Length(max=2000, message=TOO_LONG)])


class OwnWithdrawalForm(FlaskForm):
    """Why a candidate stops, if they say so."""

    note = TextAreaField(
        "Why, if you like to say", [Optional(), Length(max=2000, message=TOO_LONG)]
    )


class SettingAsideForm(FlaskForm):
    """Why we go on without them."""

    reason = TextAreaField(
        "Why?",
        [
            DataRequired("Write why. The reason is kept with the candidacy."),
            Length(max=2000, message=TOO_LONG),
        ],
    )
