"""The one axis of time that lines of candidates share: its ends, its ticks, where a moment lies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.core.wording import day
from app.overview.queries.timeline import Line

#: So many days between ticks at most once each; the first that leaves few enough is taken.
STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 364)
MOST_TICKS = 7
#: Room beside the first and the last event, as a part of all.
MARGIN = 0.03


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first thing shown to the last, and now."""

    start: datetime
    end: datetime
    now: datetime
    zone: str

    def at(self, moment: datetime) -> str:
        """Return where a moment lies, as a length in SVG."""
        share = (moment - self.start) / (self.end - self.start)
        return f"{min(max(share, 0), 1) * 100:.2f}%"

    @property
    def ticks(self) -> Sequence[tuple[str, str]]:
        """The days written on it: where, and which; weeks and more begin on a Monday."""
        zone = ZoneInfo(self.zone)
        first, last = self.start.astimezone(zone).date(), self.end.astimezone(zone).date()
        step = next((one for one in STEPS if (last - first).days / one <= MOST_TICKS), STEPS[-1])
        on = first + timedelta(days=1 if step < 7 else (7 - first.weekday()) % 7 or 7)
        found = []
        while on <= last:
            at = datetime.combine(on, time(), zone)
            if self.start < at < self.end:
                found.append((self.at(at), _short(on)))
            on += timedelta(days=step)
        return found


def axis_of(lines: Iterable[Line], now: datetime, zone: str) -> Axis:
    """Return an axis that holds every event and now, two weeks at least."""
    moments = [now, *(one.at for line in lines for one in line.events)]
    start, end = min(moments), max(moments)
    if end - start < timedelta(days=14):
        start = end - timedelta(days=14)
    room = (end - start) * MARGIN
    return Axis(start - room, end + room, now, zone)


def _short(on: date) -> str:
    """Write a day without its weekday: "23 Nov"."""
    return day(on, on.year).partition(" ")[2]
