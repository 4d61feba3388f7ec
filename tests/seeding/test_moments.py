"""Offsets in seed files."""

from datetime import UTC, datetime

import pytest

from app.seeding.moments import moment

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-1d 14:00", datetime(2026, 11, 24, 14, 0, tzinfo=UTC)),
        ("-3d 09:30", datetime(2026, 11, 20, 9, 30, tzinfo=UTC)),
        ("-15h42m", datetime(2026, 11, 24, 18, 18, tzinfo=UTC)),
        ("-36m", datetime(2026, 11, 25, 9, 24, tzinfo=UTC)),
        ("-0d 23:00", NOW),
    ],
)
def test_an_offset_counts_working_days_or_hours_back_and_never_passes_now(text, expected):
    assert moment(text, now=NOW, zone="Europe/Lisbon") == expected


@pytest.mark.parametrize("text", ["", "-", "yesterday", "3d 10:00", "-3d"])
def test_what_is_no_offset_is_an_error(text):
    with pytest.raises(ValueError, match="no such moment"):
        moment(text, now=NOW, zone="Europe/Lisbon")
