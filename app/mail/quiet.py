"""Quiet hours: when a letter that should not ring at night goes out instead."""

from datetime import UTC, datetime, time, timedelta

from app.core.wording import zone_of


def after_quiet(at: datetime, zone: str, quiet_from: int, quiet_until: int) -> datetime:
    """Return ``at``, or the end of the quiet hours it falls into, by the clock of a zone.

    From 20 until 8, 20:00 is quiet and 8:00 is not. The same hour twice: no hour is quiet.
    """
    here = at.astimezone(zone_of(zone))
    over_midnight = quiet_from > quiet_until
    late, early = here.hour >= quiet_from, here.hour < quiet_until
    if not ((late or early) if over_midnight else (late and early)):
        return at
    on = here.date() + timedelta(days=1 if over_midnight and late else 0)
    return datetime.combine(on, time(quiet_until), here.tzinfo).astimezone(UTC)
