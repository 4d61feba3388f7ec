"""A company's colour stays its hue and can be read on every ground we have."""

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.colour import DARK, ENOUGH, LIGHT, contrast, parse_colour, shades, stylesheet

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_any_colour_can_be_read_in_light_and_dark(colour):
    for grounds, dark in ((LIGHT, False), (DARK, True)):
        told = shades(colour, grounds, dark=dark)
        for ground in (*grounds, told.weak):
            assert contrast(told.accent, ground) >= ENOUGH
        assert contrast(told.on_accent, told.accent) >= ENOUGH


@pytest.mark.parametrize("colour", ["#0e5c59", "#a02419", "#2c4a94"])
def test_one_that_can_be_read_stays_as_it_is(colour):
    assert shades(colour, LIGHT, dark=False).accent == colour


def test_a_pale_one_keeps_its_hue():
    moved = shades("#ffd400", LIGHT, dark=False).accent
    hues = [
        colorsys.rgb_to_hls(*(int(one[place : place + 2], 16) / 255 for place in (1, 3, 5)))[0]
        for one in ("#ffd400", moved)
    ]
    assert moved != "#ffd400"
    assert abs(hues[0] - hues[1]) < 0.02


def test_contrast_is_that_of_the_guidelines():
    assert round(contrast("#ffffff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("text", ["", "red", "#12345", "#1234567", "url(x)", "#12345g", "};a{"])
def test_what_is_no_colour_is_none(text):
    assert parse_colour(text) is None


def test_the_rules_hold_colours_and_nothing_else():
    assert parse_colour(" 0E5C59 ") == "#0e5c59"
    rules = stylesheet("#0e5c59")
    assert rules.count("--accent:") == 3
    assert "prefers-color-scheme:dark" in rules
