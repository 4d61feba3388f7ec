"""A rule's answer: yes, or no with every reason in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """Truthy when the thing may happen; otherwise it carries the reasons why not."""

    reasons: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return not self.reasons

    def __and__(self, other: "Decision") -> "Decision":
        return Decision(self.reasons + other.reasons)

    @property
    def why(self) -> str:
        """All reasons as one text."""
        return " ".join(self.reasons)


YES = Decision()


def no(*reasons: str) -> Decision:
    """Return a refusal with its reasons."""
    return Decision(tuple(reasons))


def unless(*conditions: tuple[bool, str]) -> Decision:
    """Return a refusal naming the text of every condition that does not hold."""
    return Decision(tuple(text for holds, text in conditions if not holds))


def all_of(decisions: Iterable[Decision]) -> Decision:
    """Return one decision with the reasons of all."""
    return Decision(tuple(reason for decision in decisions for reason in decision.reasons))


class Refused(Exception):
    """An action was asked for that its rule forbids; nothing was changed."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def require(decision: Decision) -> None:
    """Raise ``Refused`` with the decision's reasons unless it is a yes."""
    if not decision:
        raise Refused(*decision.reasons)
