"""Which time zone a typed city means."""

import pytest

from app.core.zones import COMMON, known_zone, zone_like


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        (" europe/lisbon ", "Europe/Lisbon"),
        ("Lisbon", "Europe/Lisbon"),
        ("lisboa", "Europe/Lisbon"),
        ("Lisbon, Portugal", "Europe/Lisbon"),
        ("Porto", "Europe/Lisbon"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Wien", "Europe/Vienna"),
        ("Київ", "Europe/Kyiv"),
        ("東京", "Asia/Tokyo"),
        ("krakow", "Europe/Warsaw"),
        ("Istanbul", "Europe/Istanbul"),
        ("utc", "UTC"),
        ("", None),
        ("Atlantis", None),
        ("Mars/Olympus", None),
        ("x" * 5000, None),
    ],
)
def test_a_city_is_as_good_as_the_name_of_its_zone(typed: str, zone: str | None) -> None:
    assert known_zone(typed) == zone


def test_every_zone_on_offer_is_itself_and_found_by_its_city() -> None:
    for zone in COMMON:
        assert known_zone(zone) == zone
        assert known_zone(zone.rpartition("/")[2].replace("_", " ")) == zone


def test_a_slip_of_the_finger_is_answered_with_what_was_meant() -> None:
    assert zone_like("Lisbonn") == "Europe/Lisbon"
    assert zone_like("Qqqq") is None
