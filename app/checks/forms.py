"""Forms around references; what was typed stays when something is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.checks.actions import Named
from app.checks.models import AGAIN, RELATIONS
from app.checks.rules import LONGEST_COMMENT, LONGEST_REASON, MARKS, Answer
from app.requisitions.models import Criterion

CANNOT_SAY = "na"
RELATION_WORDS = {
    "manager": "My manager",
    "colleague": "A colleague",
    "report": "Somebody I led",
    "client": "A client",
}
AGAIN_WORDS = {"yes": "Yes", "with reservations": "With reservations", "no": "No"}


def _tidy(value: str | None) -> str:
    return " ".join((value or "").split())


def _at_most(length: int) -> Length:
    return Length(max=length, message=f"At most {length:,} characters.")


def _is_email(form: FlaskForm, typed: StringField) -> None:
    try:
        validate_email(typed.data or "", check_deliverability=False)
    except EmailNotValidError:
        raise ValidationError("Not an e-mail address. Write it as ana@example.com.") from None


class RefereeForm(FlaskForm):
    """Somebody who can speak for the candidate, as the candidate names them."""

    name = StringField(
        "Their name", filters=[_tidy], validators=[DataRequired("Type their name."), _at_most(200)]
    )
    email = StringField(
        "Their e-mail",
        filters=[_tidy],
        validators=[
            DataRequired("Type their e-mail. We write to them there."),
            _at_most(254),
            _is_email,
        ],
    )
    relation = SelectField("Who they are to you", validators=[InputRequired("Choose one.")])
    worked_at = StringField(
        "Where you worked together", filters=[_tidy], validators=[_at_most(200)]
    )
    phone = StringField("Their phone", filters=[_tidy], validators=[_at_most(80)])
    told = BooleanField("I have told them to expect you")
    not_before_offer = BooleanField("Do not contact them before an offer")
    consent = BooleanField(
        "I agree that you ask them about my work",
        validators=[DataRequired("We ask nobody without your agreement. Tick it to go on.")],
    )

    _words: Mapping[str, str] = RELATION_WORDS

    def __init__(self, **given: object) -> None:
        super().__init__(**given)
        self.relation.choices = [SelectChoice(one, self._words[one]) for one in RELATIONS]

    @property
    def named(self) -> Named:
        """Who was typed."""
        return Named(
            name=self.name.data or "",
            email=self.email.data or "",
            relation=self.relation.data,
            phone=self.phone.data or None,
            worked_at=self.worked_at.data or None,
            told=bool(self.told.data),
            not_before_offer=bool(self.not_before_offer.data),
        )


class RefereeByUsForm(RefereeForm):
    """The same, as a recruiter adds them."""

    _words = {
        "manager": "Their manager",
        "colleague": "A colleague",
        "report": "Somebody they led",
        "client": "A client",
    }

    def __init__(self, candidate: str, **given: object) -> None:
        super().__init__(**given)
        for typed, words in (
            (self.name, "Name"),
            (self.email, "E-mail"),
            (self.relation, f"Who they are to {candidate}"),
            (self.worked_at, "Where they worked together"),
            (self.phone, "Phone"),
            (self.told, f"{candidate} has told them to expect us"),
            (self.not_before_offer, f"{candidate} wants nobody to contact them before an offer"),
            (self.consent, f"{candidate} agreed that we ask them"),
        ):
            typed.label.text = words


class ReasonForm(FlaskForm):
    """Why a reference is done without."""

    reason = TextAreaField(
        "Why",
        validators=[
            DataRequired("Write why. The reason is kept with the reference."),
            _at_most(LONGEST_REASON),
        ],
    )


@dataclass
class ReferenceForm:
    """What a referee typed, by criterion: marks, comments, and what is wrong with them.

    The fields are mark_<criterion>, comment_<criterion>, comment and again.
    """

    criteria: Sequence[Criterion]
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def validate(self) -> bool:
        """Read what was typed; say in words what is wrong, field by field."""
        for criterion in self.criteria:
            self._check_mark(f"mark_{criterion.id}")
            self._check_length(f"comment_{criterion.id}")
        self._check_length("comment")
        if self.typed.get("again") not in AGAIN:
            self.errors["again"] = "Choose one of the three."
        return not self.errors

    @property
    def answer(self) -> Answer:
        """What the referee said; only after it was found valid."""
        marks = {one.id: self.typed[f"mark_{one.id}"].strip() for one in self.criteria}
        comments = {
            one.id: said
            for one in self.criteria
            if (said := self.typed.get(f"comment_{one.id}", "").strip())
        }
        return Answer(
            marks={one: None if mark == CANNOT_SAY else int(mark) for one, mark in marks.items()},
            again=self.typed["again"],
            comments=comments,
            comment=self.typed.get("comment", "").strip(),
        )

    @property
    def named_errors(self) -> list[tuple[str, str, str]]:
        """What is wrong as (field, its name, words), in the order of the page."""
        names = {f"mark_{one.id}": one.name for one in self.criteria}
        names |= {f"comment_{one.id}": f"{one.name}, comment" for one in self.criteria}
        names |= {"again": "Working with them again", "comment": "Anything else"}
        return [(key, names[key], self.errors[key]) for key in names if key in self.errors]

    def _check_mark(self, key: str) -> None:
        mark = self.typed.get(key, "").strip()
        if not mark:
            self.errors[key] = "Choose 1 to 5, or “I can’t say”."
        elif mark != CANNOT_SAY and mark not in map(str, MARKS):
            self.errors[key] = f"“{mark[:40]}” is not a mark. Choose 1 to 5, or that you can't say."

    def _check_length(self, key: str) -> None:
        if len(self.typed.get(key, "")) > LONGEST_COMMENT:
            self.errors[key] = f"At most {LONGEST_COMMENT:,} characters."
