"""The forms of a requisition's pages."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DecimalField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from app.accounts.fields import ZoneField
from app.people.models import PARTS
from app.people.permissions import APPROVER
from app.requisitions.actions import Details
from app.requisitions.models import Policy
from app.requisitions.rules import MOST_PLACES, SPANS

WHOLE = "Type a whole number."


def person_id(value: Any) -> int | None:
    """Read the id of a chosen person; nothing where none was chosen."""
    return int(value) if str(value or "").isdecimal() and len(str(value)) < 10 else None


def person_field(label: str) -> SelectField:
    """Return a field for one person out of a list that the view gives as ``choices``."""
    return SelectField(
        label,
        [InputRequired("Choose a person.")],
        coerce=person_id,
        invalid_choice_message="Choose a person from the list.",
    )


class DetailsForm(FlaskForm):
    title = StringField("Title", [DataRequired("Give it a title."), Length(max=200)])
    client = StringField("Client or department", [Optional(), Length(max=200)])
    location = StringField("Location", [Optional(), Length(max=200)])
    time_zone = ZoneField()

    def details(self) -> Details:
        """Return what was typed."""
        return Details(
            (self.title.data or "").strip(),
            self.time_zone.data or "",
            (self.client.data or "").strip(),
            (self.location.data or "").strip(),
        )


class NewForm(DetailsForm):
    code = StringField(
        "Code",
        [DataRequired("Give it a code."), Length(max=40)],
        description="Short and yours, such as SDE-2026-11. It stays.",
    )
    places = IntegerField(
        "Places to fill",
        [
            InputRequired(f"Say how many, 1 to {MOST_PLACES}."),
            NumberRange(1, MOST_PLACES, f"1 to {MOST_PLACES}."),
        ],
        invalid_value_message=WHOLE,
    )
    recruiter = person_field("Lead recruiter")
    manager = person_field("Lead hiring manager")


class MemberForm(FlaskForm):
    person = person_field("Person")
    part = SelectField(
        "Part",
        choices=[SelectChoice(part, part.capitalize()) for part in PARTS if part != APPROVER],
        invalid_choice_message="Choose a part from the list.",
    )


class LeadForm(FlaskForm):
    person = person_field("Person")


class ApproverForm(FlaskForm):
    person = person_field("Approver")


class PlacesForm(FlaskForm):
    number = IntegerField(
        "Places to fill",
        [InputRequired(f"Say how many, 1 to {MOST_PLACES}.")],
        invalid_value_message=WHOLE,
    )


def _whole(name: str) -> IntegerField:
    span = SPANS[name]
    words = f"{span.low:g} to {span.high:g}."
    return IntegerField(
        span.label,
        [InputRequired(words), NumberRange(int(span.low), int(span.high), words)],
        description=span.hint,
        invalid_value_message=WHOLE,
    )


class PolicyForm(FlaskForm):
    list_size = _whole("list_size")
    coverage_min = IntegerField(
        SPANS["coverage_min"].label + ", %",
        [InputRequired("0 to 100."), NumberRange(0, 100, "0 to 100.")],
        description=SPANS["coverage_min"].hint,
        invalid_value_message=WHOLE,
    )
    must_have_min = DecimalField(
        SPANS["must_have_min"].label,
        [InputRequired("1 to 5."), NumberRange(Decimal(1), Decimal(5), "1 to 5.")],
        places=1,
        description=SPANS["must_have_min"].hint,
        invalid_value_message="Type a number, such as 3 or 3.5.",
    )
    interviewed_min = _whole("interviewed_min")
    scorecard_days = _whole("scorecard_days")
    signoff_days = _whole("signoff_days")
    reference_days = _whole("reference_days")
    references_manager = _whole("references_manager")
    references_colleague = _whole("references_colleague")
    offer_hours = _whole("offer_hours")
    word_days = _whole("word_days")
    quiet_from = _whole("quiet_from")
    quiet_until = _whole("quiet_until")

    @classmethod
    def of(cls, policy: Policy) -> "PolicyForm":
        """Return the form with a policy's present numbers."""
        numbers: dict[str, Any] = {name: getattr(policy, name) for name in SPANS}
        numbers["coverage_min"] = round(policy.coverage_min * 100)
        numbers["must_have_min"] = Decimal(str(policy.must_have_min))
        return cls(prefix="policy", formdata=None, data=numbers)

    def numbers(self) -> dict[str, float]:
        """Return the numbers that were typed."""
        typed: dict[str, float] = {name: self[name].data for name in SPANS}
        typed["coverage_min"] /= 100
        typed["must_have_min"] = float(typed["must_have_min"])
        return typed


def people_choices(people: Iterable[tuple[int, str]]) -> list[SelectChoice]:
    """Return the choices of a person's field, with none chosen yet."""
    return [
        SelectChoice("", "Choose a person"),
        *(SelectChoice(str(number), name) for number, name in people),
    ]
