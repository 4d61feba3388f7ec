"""The form that states a further round."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import InputRequired

from app.candidates.forms import Day, Required, readable
from app.core.workdays import DAY_ENDS
from app.shortlists.rules import fits


class RoundForm(FlaskForm):
    """Why another round is needed, and when that is looked at again."""

    reason = TextAreaField(
        "Why another round is needed",
        filters=[readable],
        validators=[Required("Write why another round is needed.")],
        description="Read by recruiters, managers and HR who owe no card here.",
    )
    review_on = Day(
        "Look at it again on", validators=[InputRequired("Say by which day you look at it again.")]
    )

    def review_in(self, zone: str) -> datetime:
        """Return the end of that working day in the requisition's zone."""
        ends = datetime.combine(self.review_on.data, DAY_ENDS, ZoneInfo(zone))
        return ends.astimezone(UTC)

    def validate_reason(self, field: TextAreaField) -> None:
        """Refuse what is too long to be kept."""
        decision = fits(field.data)
        if not decision:
            raise ValueError(decision.why)
