"""Working days: weekends, public holidays, days off, daylight saving."""

from datetime import UTC, date, datetime

import pytest

from app.core.workdays import end_of_workday_after, is_working_day, workdays_since


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_two_working_days_from_a_sunday_end_on_tuesday_at_18_there():
    assert end_of_workday_after(at(2026, 11, 22, 10), 2, "Europe/Lisbon") == at(2026, 11, 24, 18)


def test_a_weekend_is_passed_over():
    assert end_of_workday_after(at(2026, 11, 20, 10), 1, "Europe/Lisbon") == at(2026, 11, 23, 18)


def test_a_public_holiday_of_the_zone_is_passed_over_and_another_countrys_is_not():
    monday = at(2026, 11, 30, 10)  # Tuesday 1 December is a holiday in Portugal
    assert end_of_workday_after(monday, 1, "Europe/Lisbon") == at(2026, 12, 2, 18)
    assert end_of_workday_after(monday, 1, "Europe/Kyiv") == at(2026, 12, 1, 16)


def test_days_of_ones_own_off_are_passed_over():
    monday = at(2026, 11, 23, 10)
    off = {date(2026, 11, 24), date(2026, 11, 25)}
    assert end_of_workday_after(monday, 1, "Europe/Lisbon", off) == at(2026, 11, 26, 18)


def test_today_is_the_day_it_is_in_the_zone():
    late = at(2026, 11, 23, 23, 30)  # already Tuesday in Auckland
    assert end_of_workday_after(late, 1, "Pacific/Auckland") == at(2026, 11, 25, 5)
    assert end_of_workday_after(late, 1, "America/New_York") == at(2026, 11, 24, 23)


def test_the_hour_stays_18_over_a_change_to_summer_time():
    friday = at(2026, 3, 27, 10)
    assert end_of_workday_after(friday, 1, "Europe/Lisbon") == at(2026, 3, 30, 17)


def test_a_zone_without_a_country_knows_weekends_only():
    assert is_working_day(date(2026, 12, 25), "UTC")
    assert not is_working_day(date(2026, 12, 26), "UTC")


def test_no_days_at_all_is_refused():
    with pytest.raises(ValueError, match="no time"):
        end_of_workday_after(at(2026, 11, 23, 10), 0, "Europe/Lisbon")


def test_working_days_since_count_those_begun_after_the_first():
    tuesday, thursday = at(2026, 11, 24, 9), at(2026, 11, 26, 8)
    assert workdays_since(tuesday, thursday, "Europe/Lisbon") == 2
    assert workdays_since(tuesday, tuesday, "Europe/Lisbon") == 0
    assert workdays_since(thursday, tuesday, "Europe/Lisbon") == 0


def test_working_days_since_stand_still_over_weekends_holidays_and_days_off():
    friday, monday = at(2026, 11, 27, 17), at(2026, 11, 30, 9)
    assert workdays_since(friday, at(2026, 11, 29, 20), "Europe/Lisbon") == 0
    assert workdays_since(friday, monday, "Europe/Lisbon") == 1
    assert workdays_since(monday, at(2026, 12, 2, 9), "Europe/Lisbon") == 1  # Tuesday is one
    assert workdays_since(friday, monday, "Europe/Lisbon", {date(2026, 11, 30)}) == 0


def test_working_days_since_are_those_of_the_zone():
    late, later = at(2026, 11, 24, 23, 30), at(2026, 11, 25, 10)
    assert workdays_since(late, later, "Pacific/Auckland") == 0
    assert workdays_since(late, later, "America/New_York") == 1
