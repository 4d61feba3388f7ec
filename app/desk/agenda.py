"""The next 48 hours as a picture: lanes of what is due, on one axis of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.wording import day, zone_of

HOURS = 48
LEFT, WIDTH = 120, 960
DAY_BEGINS, DAY_ENDS = 8, 18


@dataclass(frozen=True, slots=True)
class Point:
    """One thing due: where, what it says, and whether the text stands left of it."""

    x: float
    text: str
    leftwards: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """Lanes, the hours marked on the axis, and the hours outside work as (x, width)."""

    lanes: tuple[tuple[str, tuple[Point, ...]], ...]
    ticks: tuple[tuple[float, str], ...]
    nights: tuple[tuple[float, float], ...]


def agenda(items: Sequence[tuple[str, datetime, str]], now: datetime, zone: str) -> Agenda | None:
    """Lay (lane, due, text) out over the next 48 hours; none when nothing is due in them."""
    soon = [item for item in items if now <= item[1] <= now + timedelta(hours=HOURS)]
    if not soon:
        return None
    lanes: dict[str, list[Point]] = {}
    for lane, due, text in sorted(soon, key=lambda item: item[1]):
        x = _x(due, now)
        points = lanes.setdefault(lane, [])
        if points and x - points[-1].x < _room(points[-1]):
            points[-1] = Point(points[-1].x, _and_more(points[-1].text), points[-1].leftwards)
            continue
        points.append(Point(x, text, leftwards=x > LEFT + WIDTH * 0.8))
    drawn = tuple((lane, tuple(points)) for lane, points in lanes.items())
    return Agenda(drawn, tuple(_ticks(now, zone)), tuple(_nights(now, zone)))


def _x(at: datetime, now: datetime) -> float:
    return round(LEFT + (at - now) / timedelta(hours=HOURS) * WIDTH, 1)


def _room(point: Point) -> float:
    return 24 + 7 * len(point.text)


def _and_more(text: str) -> str:
    name, _, count = text.rpartition(" +")
    return f"{name} +{int(count) + 1}" if name and count.isdigit() else f"{text} +1"


def _hours(now: datetime, zone: str) -> list[datetime]:
    first = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return [(first + timedelta(hours=n)).astimezone(zone_of(zone)) for n in range(HOURS)]


def _ticks(now: datetime, zone: str) -> list[tuple[float, str]]:
    return [
        (_x(hour, now), day(hour.date()).rpartition(" ")[0] if hour.hour == 0 else f"{hour:%H:%M}")
        for hour in _hours(now, zone)
        if hour.hour % 6 == 0 and _x(hour, now) - LEFT > 45
    ]


def _nights(now: datetime, zone: str) -> list[tuple[float, float]]:
    wide = WIDTH / HOURS
    nights: list[tuple[float, float]] = []
    for hour in _hours(now, zone):
        if DAY_BEGINS <= hour.hour < DAY_ENDS and hour.weekday() < 5:
            continue
        x = _x(hour, now)
        if nights and abs(sum(nights[-1]) - x) < 1:
            nights[-1] = (nights[-1][0], round(nights[-1][1] + wide, 1))
        else:
            nights.append((x, round(wide, 1)))
    return [(x, min(width, LEFT + WIDTH - x)) for x, width in nights]
