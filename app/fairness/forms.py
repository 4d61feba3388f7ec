"""The form of one voluntary question, for hr."""

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField

from app.candidates.forms import Required, readable, tidy


class QuestionForm(FlaskForm):
    """One question and its answers."""

    words = StringField("Question", filters=[tidy], validators=[Required("Write what you ask.")])
    choices = TextAreaField(
        "Answers",
        filters=[readable],
        validators=[Required("Give at least two answers.")],
        description="One a line, each the name of a group. Skipping is always possible.",
    )

    @property
    def lines(self) -> list[str]:
        """The answers, one each."""
        return [line for one in (self.choices.data or "").splitlines() if (line := tidy(one))]
