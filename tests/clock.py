"""The application's clock in the hands of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


class Clock:
    """Stands still until told to move."""

    def __init__(self, at: datetime = NOW) -> None:
        """Start at ``at``."""
        self.at = at

    def now(self) -> datetime:
        """Return the moment it shows."""
        return self.at

    def set(self, at: datetime) -> datetime:
        """Show ``at`` from here on."""
        if at.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {at!r}")
        self.at = at
        return at

    def forward(self, **by: float) -> datetime:
        """Move on by so many `hours=`, `minutes=`, whatever `timedelta` takes."""
        return self.set(self.at + timedelta(**by))


@contextmanager
def shown_by(clock: Clock) -> Iterator[Clock]:
    """Let the application read ``clock`` instead of the machine's."""
    with patch("app.core.clock._read", clock.now):
        yield clock
