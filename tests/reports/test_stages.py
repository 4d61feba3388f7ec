"""How long each stage took: from moments to stays, and when a list may be signed."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from app.reports.charts import LEFT, RIGHT, lanes, ticks
from app.reports.forecast import Forecast, TooLittle, forecast
from app.reports.stages import STAGES, Moments, stays, times

OPENED = datetime(2026, 11, 2, 9, tzinfo=UTC)  # a Monday
NOW = OPENED + timedelta(days=21)


def moments(**days):
    reached = {f"{name}_at": OPENED + timedelta(days=day) for name, day in days.items()}
    closed = reached.pop("closed_at", None)
    return Moments(1, "A-1", "Designer", "Europe/Lisbon", OPENED, closed, **reached)


def lengths(*args, **kwargs):
    found = stays(moments(*args, **kwargs), NOW)
    return {one.stage: (one.length.days, one.ended_at is None) for one in found}


def test_a_requisition_just_opened_is_before_its_scorecards():
    assert lengths() == {"Before scorecards": (21, True)}


def test_each_stage_ends_where_the_next_begins():
    assert lengths(asked=1, picking=3, put_forward=7, approved=8, sent=10, accepted=11) == {
        "Before scorecards": (1, False),
        "Scorecards": (2, False),
        "Choosing": (4, False),
        "Sign-off": (1, False),
        "To an offer": (2, False),
        "Answer": (1, False),
    }


def test_a_stage_left_out_ends_the_one_before_where_the_one_after_begins():
    assert lengths(asked=1, put_forward=7) == {
        "Before scorecards": (1, False),
        "Scorecards": (6, False),
        "Sign-off": (14, True),
    }


def test_what_began_after_what_follows_it_was_no_stage():
    assert "Choosing" not in lengths(asked=1, picking=9, put_forward=7, approved=8)


def test_closing_ends_the_stage_that_was_running():
    assert lengths(asked=1, closed=5) == {
        "Before scorecards": (1, False),
        "Scorecards": (4, False),
    }


def test_stays_are_counted_in_working_days_of_the_requisitions_zone():
    (first, _) = stays(moments(asked=7), NOW)
    assert first.working_days == 5


def test_times_tell_the_middle_the_longest_and_how_many_within_each_mark():
    every = [stays(moments(asked=day), NOW)[0] for day in (1, 2, 10, 20, 40, 50)]
    (before, *others) = times(every)
    assert (before.stage, before.through, before.running) == (STAGES[0][0], 6, 0)
    assert (before.middle.length.days, before.longest.length.days) == (10, 50)
    assert before.within == (1, 1, 1, 1, 1, 1)
    assert all(one.middle is None for one in others)


def test_the_chart_keeps_to_its_scale_and_the_marks_stand_at_equal_distances():
    every = [stays(moments(asked=day), NOW)[0] for day in (1, 2, 14, 400)]
    (lane, *_) = lanes(times(every))
    places = [x for x, _ in ticks()]
    assert {round(b - a, 1) for a, b in pairwise(places)} == {160.0}
    assert lane.through == (places[0], places[1], places[2], RIGHT)
    assert min(places) > LEFT


def test_too_few_decided_before_and_nothing_is_said():
    told = forecast([5, 6, 7, 8], OPENED, "Europe/Lisbon", OPENED)
    assert isinstance(told, TooLittle)
    assert "So far there are 4" in told.why


def test_the_forecast_is_the_middle_of_those_that_took_longer_than_this_has():
    told = forecast([2, 3, 8, 9, 10, 11, 12], OPENED, "Europe/Lisbon", OPENED + timedelta(days=7))
    assert isinstance(told, Forecast)
    assert (told.used, told.decided, told.longer, told.middle) == (5, 7, 5, 10)
    assert told.at == datetime(2026, 11, 16, 18, tzinfo=UTC)  # 5 working days on
    assert told.earliest < told.at < told.latest


def test_longer_than_nearly_all_before_and_nothing_is_said():
    told = forecast([2, 3, 4, 5, 6], OPENED, "Europe/Lisbon", OPENED + timedelta(days=14))
    assert isinstance(told, TooLittle)


def test_a_later_date_of_an_open_step_counts_instead():
    due = OPENED + timedelta(days=60)
    told = forecast([2, 3, 4, 5, 6], OPENED, "Europe/Lisbon", OPENED, due)
    assert told.at == due
    assert told.waits_for_date


@pytest.mark.parametrize("days", range(0, 30, 3))
def test_a_forecast_is_never_in_the_past(days):
    at = OPENED + timedelta(days=days)
    told = forecast(list(range(1, 40)), OPENED, "Europe/Lisbon", at)
    assert told.earliest > at
