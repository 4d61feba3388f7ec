"""The forms of offers: the package, an answer, a request for more time."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.decision import Refused
from app.offers.actions import Package
from app.offers.letter import DEFAULT
from app.offers.models import Offer
from app.offers.pay import PERIODS, currency_code, minor_units, typed
from app.offers.words import CHANGES
from app.requisitions.models import Requisition
from app.signoffs.limits import Limits


class PackageForm(FlaskForm):
    """What is offered, and the letter."""

    title = StringField("Title", [DataRequired("Write the title of the work."), Length(max=200)])
    amount = StringField(
        "Amount",
        [DataRequired("Write the amount.")],
        description="For example 68,000.50.",
    )
    currency = StringField(
        "Currency", [DataRequired("Write the currency.")], description="Three letters, like EUR."
    )
    period = SelectField(
        "Period",
        choices=[SelectChoice(key, words.capitalize()) for key, words in PERIODS.items()],
        description="What the amount is for.",
    )
    start_on = DateField(
        "First day", [InputRequired("Choose the first day of work, for example 2027-01-11.")]
    )
    location = StringField(
        "Place of work", [DataRequired("Write where the work is done."), Length(max=200)]
    )
    benefits = TextAreaField("Benefits", [Optional(), Length(max=5000)])
    letter = TextAreaField(
        "Letter",
        [DataRequired("Write the letter."), Length(max=50_000)],
        description="What stands in braces is filled from the fields above when it is sent. "
        "Nothing goes out while a blank is left.",
    )
    out_of_order_reason = TextAreaField(
        "Reason to go out of turn",
        [Optional(), Length(max=2000)],
        description="Needed only for someone who is not up in the signed order.",
    )

    def validate_currency(self, field: StringField) -> None:
        """Know the currency."""
        _or_wrong(lambda: currency_code(field.data or ""))

    def validate_amount(self, field: StringField) -> None:
        """Read the amount in its currency."""
        try:
            currency = currency_code(self.currency.data or "")
        except Refused:
            currency = "EUR"
        _or_wrong(lambda: minor_units(field.data or "", currency))

    def package(self) -> Package:
        """Return what was filled in, once it is valid."""
        currency = currency_code(self.currency.data or "")
        start_on = self.start_on.data
        assert start_on is not None
        return Package(
            title=_text(self.title.data),
            amount=minor_units(self.amount.data or "", currency),
            currency=currency,
            period=self.period.data,
            start_on=start_on,
            location=_text(self.location.data) or None,
            benefits=_text(self.benefits.data) or None,
            letter=(self.letter.data or "").replace("\r\n", "\n").strip() + "\n",
            out_of_order_reason=_text(self.out_of_order_reason.data) or None,
        )


def first_values(requisition: Requisition) -> dict[str, Any]:
    """Return what a new offer's form begins with."""
    return {
        "title": requisition.title,
        "currency": "EUR",
        "period": "year",
        "location": requisition.location or "",
        "letter": DEFAULT,
    }


def values_of(offer: Offer) -> dict[str, Any]:
    """Return what the form of an offer begins with."""
    return {
        "title": offer.title,
        "amount": typed(offer.amount, offer.currency),
        "currency": offer.currency,
        "period": offer.period,
        "start_on": offer.start_on,
        "location": offer.location,
        "benefits": offer.benefits,
        "letter": offer.letter,
        "out_of_order_reason": offer.out_of_order_reason,
    }


class MomentForm(FlaskForm):
    """A day and an hour, as the clocks of a place show them."""

    until = DateTimeLocalField(
        "Until when?",
        [InputRequired("Choose a day and an hour.")],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )

    def until_in(self, zone: str) -> datetime:
        """Return the moment chosen, read in a zone; refused where a clock change skips it."""
        local: datetime | None = self.until.data
        assert local is not None
        return moment_in(local, zone)


class TimeForm(MomentForm):
    """Until when, in the candidate's own time, and why."""

    reason = TextAreaField(
        "Why?", [Optional(), Length(max=2000, message="Use at most 2000 characters.")]
    )


class CounterForm(MomentForm):
    """The moment a lead names instead, in the requisition's time."""


def moment_in(local: datetime, zone: str) -> datetime:
    """Return the moment of a clock reading in a zone; refused where a clock change skips it."""
    at = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local:
        raise Refused("That hour does not exist on that day: the clocks change. Choose another.")
    return at


def moment_of(text: str | None) -> datetime | None:
    """Return the moment a page has carried along in a hidden field, none where it has none."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused("This page is out of date. Look again, then decide.")
    return found


class LimitsForm(FlaskForm):
    """What an approver states with a yes, in the units of the version they sign."""

    limit_amount = StringField("Pay, at most", [Optional(), Length(max=40)])
    limit_start_on = DateField("First day, at the latest", [Optional()])
    limit_finalists = SelectMultipleField(
        "Also for these finalists", coerce=int, option_widget=CheckboxInput(), widget=ListWidget()
    )
    limit_any_order = BooleanField("In any order")
    limit_until = DateTimeLocalField(
        "These limits hold until",
        [Optional()],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )

    @classmethod
    def of(cls, finalists: Mapping[int, str], **given: Any) -> "LimitsForm":
        """Return the form with the finalists an approver may name."""
        form = cls(**given)
        form.limit_finalists.choices = [SelectChoice(key, name) for key, name in finalists.items()]
        return form

    def limits(self, offer: Offer, zone: str) -> Limits | None:
        """Return the limits stated, none where there are none; refused in words."""
        amount = _text(self.limit_amount.data)
        until = self.limit_until.data
        stated = Limits(
            amount=minor_units(amount, offer.currency) if amount else None,
            currency=offer.currency if amount else None,
            period=offer.period if amount else None,
            latest_start_on=self.limit_start_on.data,
            finalists=",".join(str(one) for one in self.limit_finalists.data or ()) or None,
            order="any" if self.limit_any_order.data else None,
            until=moment_in(until, zone) if until else None,
        )
        return stated if stated.stated else None


class ChangeForm(FlaskForm):
    """What the candidate would like to be different."""

    about = SelectField(
        "What is it about?",
        [InputRequired("Choose what it is about.")],
        choices=[SelectChoice(key, words) for key, words in CHANGES.items()],
    )
    words = TextAreaField(
        "What would you like instead?",
        [
            DataRequired("Write what you would like instead."),
            Length(max=2000, message="Use at most 2000 characters."),
        ],
    )


class DeclineChangeForm(FlaskForm):
    """Why a change is not made, as the candidate will read it."""

    answer = TextAreaField(
        "What we say to them",
        [
            DataRequired("Write what we say. The candidate reads it."),
            Length(max=2000, message="Use at most 2000 characters."),
        ],
    )


class DeclineForm(FlaskForm):
    """A decline, with a reason or without."""

    reason = TextAreaField(
        "Reason", [Optional(), Length(max=2000, message="Use at most 2000 characters.")]
    )


def today_in(zone: str, at: datetime) -> date:
    """Return the day a moment falls on in a zone."""
    return at.astimezone(ZoneInfo(zone)).date()


def _text(value: str | None) -> str:
    return (value or "").strip()


def _or_wrong(read: Any) -> None:
    try:
        read()
    except Refused as refused:
        raise ValidationError(refused.reasons[0]) from refused
