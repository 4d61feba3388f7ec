"""The company's rules of signing in: who needs a second factor, and how long a session lasts."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from app.people.models import Company, Person

#: who may be made to have a second factor
NOBODY, HR_AND_ADMINS, EVERYBODY = "nobody", "hr and admins", "everybody"
FACTOR_FOR: Final = (NOBODY, HR_AND_ADMINS, EVERYBODY)
IDLE_HOURS: Final = 12
SESSION_DAYS: Final = 14


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules as they stand; what the company did not choose is the usual."""

    factor_for: str = NOBODY
    idle_hours: int = IDLE_HOURS
    session_days: int = SESSION_DAYS

    @property
    def idle(self) -> timedelta:
        """How long a browser may be silent before it is signed out."""
        return timedelta(hours=self.idle_hours)

    @property
    def longest(self) -> timedelta:
        """How long a session lasts at most, however busy."""
        return timedelta(days=self.session_days)

    def ask_factor_of(self, person: Person) -> bool:
        """Say whether a person must have a second factor."""
        if self.factor_for == HR_AND_ADMINS:
            return person.is_hr or person.is_admin
        return self.factor_for == EVERYBODY


def rules_of(company: Company | None) -> Rules:
    """Return the rules of a company."""
    if company is None:
        return Rules()
    return Rules(
        factor_for=company.second_factor_for or NOBODY,
        idle_hours=company.idle_hours or IDLE_HOURS,
        session_days=company.session_days or SESSION_DAYS,
    )
