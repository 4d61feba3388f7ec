"""The fields by which something is promised, in a letter, on a call or by hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.candidates.forms import Day, tidy
from app.candidates.models import Candidacy
from app.core.wording import long_day, moment, zone_of
from app.people.models import Person
from app.promises import queries
from app.promises.actions import zone_of as candidates_zone
from app.promises.dates import in_days, on_day
from app.promises.models import LONGEST
from app.promises.told import NOTHING, USUAL, New, Told
from app.requisitions.models import Requisition

DAYS = (1, 2, 3, 5, 10)
BY_DAY = "day"
_NO_DATE = "No date this time"


def _day() -> Day:
    return Day("Or on this day, 18:00 where they are", [Optional()])


def _date_choices(zone: str, at: datetime) -> list[SelectChoice]:
    """Return the choices of a date, each with the day it comes to."""
    near = []
    for days in DAYS:
        on = in_days(days, zone, at).astimezone(zone_of(zone)).date()
        noun = "working day" if days == 1 else "working days"
        near.append(SelectChoice(str(days), f"In {days} {noun}: {long_day(on, on.year)}"))
    return [*near, SelectChoice(BY_DAY, "On the day beside this")]


class DueFields:
    """A date in so many working days, or a chosen one."""

    tell_by: Any
    tell_on: Any

    def due_at(self, zone: str, at: datetime) -> datetime | None:
        """Return the moment that was chosen, if one was."""
        chosen = self.tell_by.data
        if chosen == BY_DAY:
            return on_day(self.tell_on.data, zone) if self.tell_on.data else None
        return in_days(int(chosen), zone, at) if chosen else None

    def validate_tell_by(self, field: SelectField) -> None:
        """Ask for the day where one is to be chosen."""
        if field.data == BY_DAY and self.tell_on.data is None:
            raise ValidationError("Choose the day.")


class PromiseFields(DueFields):
    """What a letter or a call may tell of promises; ``offer`` says whom and what about."""

    tell_by = SelectField(
        "Tell them by when they hear next", [Optional()], choices=[SelectChoice("", _NO_DATE)]
    )
    tell_on = _day()
    tell_text = StringField(
        "What they will hear",
        filters=[tidy],
        validators=[Length(max=LONGEST, message=f"At most {LONGEST} characters.")],
        default=USUAL,
    )
    tell_owner = SelectField("Who sees to it", coerce=int, choices=[], validate_choice=False)
    keeps = SelectMultipleField(
        "This keeps what they were promised",
        coerce=int,
        choices=[],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(
        self,
        candidacy: Candidacy,
        me: Person,
        at: datetime,
        *,
        ids: str = "",
        told: Told = NOTHING,
    ) -> Self:
        """Give the dates, the people and the open promises of a candidacy to choose from.

        ``ids`` sets the fields apart from those of another such form on the same page; ``told`` is
        what the form begins with.
        """
        for field in (self.tell_by, self.tell_on, self.tell_text, self.tell_owner, self.keeps):
            field.id = field.label.field_id = f"{ids}{field.name}"
        zone = candidates_zone(candidacy)
        if told.made is not None:
            self.tell_by.data, self.tell_text.data = BY_DAY, told.made.text
            self.tell_on.data = told.made.due_at.astimezone(zone_of(zone)).date()
            self.tell_owner.data = told.made.owner_id
        if told.keeps:
            self.keeps.data = list(told.keeps)
        waits = queries.open_to(candidacy.id)
        owners = queries.owners(candidacy.requisition_id, me)
        self.tell_by.choices = [
            SelectChoice("", _NO_DATE),
            *(_date_choices(zone, at) if candidacy.in_play else ()),
        ]
        self.tell_owner.choices = [SelectChoice(str(one), name) for one, name in owners.items()]
        if self.tell_owner.data not in owners:
            self.tell_owner.data = me.id if me.id in owners else next(iter(owners), 0)
        self.keeps.choices = [
            SelectChoice(str(one.id), f"{one.text}, by {moment(one.due_at, zone, at)}")
            for one in waits
        ]
        return self

    def offer_together(self, requisition: Requisition, me: Person, at: datetime) -> Self:
        """Give the dates and the people of a requisition, for a letter to several."""
        owners = queries.owners(requisition.id, me)
        self.tell_by.choices = [
            SelectChoice("", _NO_DATE),
            *_date_choices(requisition.time_zone, at),
        ]
        self.tell_owner.choices = _people(owners)
        if self.tell_owner.data not in owners:
            self.tell_owner.data = me.id if me.id in owners else next(iter(owners), 0)
        return self

    def told_in_zone(self, zone: str, at: datetime) -> Told:
        """Return what is told somebody in a zone, in a letter to several."""
        due_at = self.due_at(zone, at)
        if due_at is None:
            return NOTHING
        return Told(New(self.tell_text.data or USUAL, due_at, self.tell_owner.data))

    def told_of_promises(self, candidacy: Candidacy, at: datetime) -> Told:
        """Return what is told of promises."""
        due_at = self.due_at(candidates_zone(candidacy), at)
        text = self.tell_text.data or USUAL
        made = New(text, due_at, self.tell_owner.data) if due_at else None
        return Told(made, tuple(self.keeps.data or ()))


class NewForm(DueFields, FlaskForm):
    """A promise made by mouth, written down afterwards."""

    text = StringField(
        "What they were told to expect",
        filters=[tidy],
        validators=[
            DataRequired("Write what they were told to expect."),
            Length(max=LONGEST, message=f"At most {LONGEST} characters."),
        ],
        default=USUAL,
    )
    tell_by = SelectField("By when", [InputRequired("Choose by when.")])
    tell_on = _day()
    owner = SelectField("Who sees to it", coerce=int, validate_choice=True)

    def offer(self, owners: dict[int, str], me: Person, zone: str, at: datetime) -> "NewForm":
        """Give the dates and the people to choose from."""
        self.tell_by.choices = _date_choices(zone, at)
        self.owner.choices = _people(owners)
        if self.owner.data not in owners:
            self.owner.data = me.id if me.id in owners else next(iter(owners), 0)
        return self


class DateForm(DueFields, FlaskForm):
    """Another date, told by mouth."""

    tell_by = SelectField("The new date", [InputRequired("Choose the new date.")])
    tell_on = _day()

    def offer(self, zone: str, at: datetime) -> "DateForm":
        """Give the dates to choose from."""
        self.tell_by.choices = _date_choices(zone, at)
        return self


class VoidForm(FlaskForm):
    """Why nobody waits for it any more."""

    reason = TextAreaField(
        "Why?",
        filters=[tidy],
        validators=[
            DataRequired("Write why they no longer wait for it."),
            Length(max=LONGEST, message=f"At most {LONGEST} characters."),
        ],
    )


class OwnerForm(FlaskForm):
    """Who sees to it from now on."""

    owner = SelectField("Who sees to it", coerce=int)

    def offer(self, owners: dict[int, str]) -> "OwnerForm":
        """Give the people to choose from."""
        self.owner.choices = _people(owners)
        return self


def _people(owners: dict[int, str]) -> Sequence[SelectChoice]:
    return [SelectChoice(str(one), name) for one, name in owners.items()]
