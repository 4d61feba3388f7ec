"""The next 48 hours as a picture."""

from datetime import timedelta

from app.desk.agenda import LEFT, WIDTH, agenda

ZONE = "Europe/Lisbon"


def test_nothing_due_soon_draws_nothing(now):
    assert agenda([("Offers", now + timedelta(days=3), "Ana")], now, ZONE) is None
    assert agenda([("Offers", now - timedelta(minutes=1), "Ana")], now, ZONE) is None


def test_a_thing_due_stands_where_its_moment_is(now):
    drawn = agenda([("Offers", now + timedelta(hours=24), "Ana")], now, ZONE)
    assert drawn.lanes == (("Offers", drawn.lanes[0][1]),)
    assert drawn.lanes[0][1][0].x == LEFT + WIDTH / 2


def test_things_too_close_to_be_read_are_counted_together(now):
    items = [("Scorecards", now + timedelta(hours=5, minutes=n), f"Name {n}") for n in range(4)]
    (point,) = agenda(items, now, ZONE).lanes[0][1]
    assert point.text == "Name 0 +3"


def test_text_near_the_right_edge_stands_left_of_its_point(now):
    drawn = agenda([("Offers", now + timedelta(hours=47), "Ana")], now, ZONE)
    assert drawn.lanes[0][1][0].leftwards


def test_a_weekend_is_shaded_whole(now):
    drawn = agenda([("Offers", now + timedelta(hours=1), "Ana")], now, ZONE)  # now is a Sunday
    assert drawn.nights[0][0] <= LEFT + 20
    assert all(x + width <= LEFT + WIDTH + 1 for x, width in drawn.nights)
