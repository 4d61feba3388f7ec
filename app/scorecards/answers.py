"""What a rater says on a card, as it is typed on a page or comes in a file: read and checked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from app.scorecards.models import RECOMMENDATIONS

MOST_TEXT: Final = 4000
NOT_ASSESSED: Final = "na"
STILL_EMPTY: Final = "Still empty. Choose a mark, or “Not assessed”."
CHOOSE_ONE: Final = "Still empty. Choose one of the four."
TOO_LONG: Final = f"At most {MOST_TEXT:,} characters."


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one criterion: a mark, *not assessed*, or nothing yet; and the evidence."""

    value: int | None = None
    not_assessed: bool = False
    note: str | None = None

    @property
    def given(self) -> bool:
        """Whether it is answered."""
        return self.not_assessed or self.value is not None


@dataclass(frozen=True, slots=True)
class Answers:
    """A card's answers by criterion, with the recommendation and a note on the whole."""

    marks: Mapping[int, Answer] = field(default_factory=dict)
    recommendation: str | None = None
    note: str | None = None

    def of(self, criterion_id: int) -> Answer:
        """Return what is said of a criterion."""
        return self.marks.get(criterion_id, Answer())

    def over(self, before: "Answers") -> "Answers":
        """Return earlier answers with what is said here in their place; blanks keep what was."""
        marks = dict(before.marks)
        for criterion_id, answer in self.marks.items():
            was = marks.get(criterion_id, Answer())
            said = answer if answer.given else replace(was, note=answer.note)
            marks[criterion_id] = replace(said, note=answer.note or was.note)
        return Answers(
            marks, self.recommendation or before.recommendation, self.note or before.note
        )


def wanting(answers: Answers, criteria: Collection[int]) -> dict[str, str]:
    """Return what keeps a card from being handed in, in words, by the name of its field."""
    wrong = {
        mark_field(criterion): STILL_EMPTY
        for criterion in criteria
        if not answers.of(criterion).given
    }
    if answers.recommendation is None:
        wrong["recommendation"] = CHOOSE_ONE
    return wrong


def read_mark(text: str) -> tuple[int | None, bool]:
    """Return the mark, and whether it is *not assessed*; raise ValueError in words."""
    text = text.strip()
    if not text or text == NOT_ASSESSED:
        return None, bool(text)
    if text.isascii() and text.isdigit() and text.lstrip("0") in {"1", "2", "3", "4", "5"}:
        return int(text), False
    raise ValueError(f"A mark is 1, 2, 3, 4, 5 or not assessed. {_quoted(text)} is none of them.")


def read_recommendation(text: str) -> str | None:
    """Return one of the four recommendations, none for nothing; raise ValueError in words."""
    word = " ".join(text.casefold().split())
    if not word:
        return None
    if word in RECOMMENDATIONS:
        return word
    choices = f"{', '.join(RECOMMENDATIONS[:-1])} or {RECOMMENDATIONS[-1]}"
    raise ValueError(f"A recommendation is {choices}. {_quoted(text.strip())} is none of them.")


def read_text(text: str) -> str | None:
    """Return a note, none for an empty one; raise ValueError in words."""
    text = text.replace("\r\n", "\n").strip()
    if len(text) > MOST_TEXT:
        raise ValueError(TOO_LONG)
    return text or None


def mark_field(criterion_id: int) -> str:
    """Return the name of the field of a criterion's mark."""
    return f"mark-{criterion_id}"


def note_field(criterion_id: int) -> str:
    """Return the name of the field of a criterion's note."""
    return f"note-{criterion_id}"


def _quoted(text: str) -> str:
    return f"“{text[:20]}{'…' if len(text) > 20 else ''}”"
