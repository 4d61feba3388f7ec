"""The one place that reads the clock; everything else is handed the moment."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return _read()


def _read() -> datetime:
    return datetime.now(UTC)
