"""Forms of asking and of cards; what was typed stays when something is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.candidates.forms import CheckboxesField, DayAndHour, Required
from app.people.models import Person
from app.people.queries import called
from app.requisitions.models import Criterion
from app.scorecards.answers import (
    MOST_TEXT,
    TOO_LONG,
    Answer,
    Answers,
    mark_field,
    note_field,
    read_mark,
    read_recommendation,
    read_text,
)
from app.scorecards.asks import Wanted
from app.scorecards.rules import PANEL_OF

WHOM = (
    ("met", "Those each person met, by the interviews recorded"),
    ("all", "Everyone in play"),
    ("some", "Only those ticked below"),
)
TICKS_UNREAD = (
    "You ticked candidates, but chose others above. "
    "Choose “Only those ticked below”, or take the ticks away."
)
PANELS = {"soft": ("soft",), "hard": ("hard",), "both": ("soft", "hard")}


class AskForm(FlaskForm):
    """Whom to ask about whom, on which panel, until when."""

    whom = RadioField(
        "About which candidates",
        choices=[SelectChoice(value, label) for value, label in WHOM],
        default="met",
        validators=[InputRequired("Say about which candidates.")],
    )
    candidates = CheckboxesField("Candidates", coerce=int)
    people = CheckboxesField("People", coerce=int, validators=[Required("Tick who is asked.")])
    due_at = DayAndHour("Due", validators=[InputRequired("When is it due?")])

    def offer(
        self,
        names: Mapping[int, str],
        raters: Sequence[tuple[Person, str]],
        typed: Mapping[str, str],
    ) -> None:
        """Let these candidates and people be ticked; ``typed`` may choose panels."""
        self.candidates.choices = [SelectChoice(key, name) for key, name in names.items()]
        self.names = called(person for person, _ in raters)
        self.people.choices = [SelectChoice(key, name) for key, name in self.names.items()]
        self.panels = {
            person.id: chosen
            if (chosen := typed.get(f"panel-{person.id}", "")) in PANELS
            else PANEL_OF[part]
            for person, part in raters
        }

    def validate_candidates(self, field: CheckboxesField) -> None:
        """Refuse ticks that the choice above them would leave unread."""
        if field.data and self.whom.data != "some":
            raise ValidationError(TICKS_UNREAD)

    def wanted(self, names: Iterable[int], met: Iterable[tuple[int, int]]) -> list[Wanted]:
        """Return whom to ask: each chosen person about each candidate chosen for them."""
        people = set(self.people.data or ())
        if self.whom.data == "met":
            pairs = {(candidate, person) for candidate, person in met if person in people}
        else:
            every = names if self.whom.data == "all" else self.candidates.data or ()
            pairs = {(candidate, person) for candidate in every for person in people}
        return [
            (candidate, person, panel)
            for candidate, person in sorted(pairs)
            for panel in PANELS[self.panels[person]]
        ]

    def due_in(self, zone: str) -> datetime:
        """Return the moment typed, which is meant in the requisition's zone."""
        typed: datetime = self.due_at.data
        return typed.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class ReasonForm(FlaskForm):
    """Why."""

    reason = TextAreaField(
        "Why?",
        validators=[
            Required("Write why. The reason is kept."),
            Length(max=MOST_TEXT, message=TOO_LONG),
        ],
    )


@dataclass(slots=True)
class TypedCard:
    """A card as it was typed: what could be read, and what is wrong by the field's name."""

    answers: Answers
    wrong: dict[str, str] = field(default_factory=dict)


def read_card(typed: MultiDict[str, str], criteria: Sequence[Criterion]) -> TypedCard:
    """Read a card's fields; a field that cannot be read is blank and named in ``wrong``."""
    wrong: dict[str, str] = {}

    def read(name: str, reader: Any, otherwise: Any) -> Any:
        try:
            return reader(typed.get(name, ""))
        except ValueError as error:
            wrong[name] = str(error)
            return otherwise

    marks = {}
    for criterion in criteria:
        value, not_assessed = read(mark_field(criterion.id), read_mark, (None, False))
        note = read(note_field(criterion.id), read_text, typed.get(note_field(criterion.id)))
        marks[criterion.id] = Answer(value, not_assessed, note)
    recommendation = read("recommendation", read_recommendation, None)
    note = read("note", read_text, typed.get("note"))
    return TypedCard(Answers(marks, recommendation, note), wrong)
