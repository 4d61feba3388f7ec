"""A company's colour on our pages: kept in hue, moved in lightness until it can be read.

Contrast is that of WCAG 2.2: the ratio of relative luminances, 4.5 at least for text.
"""

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ENOUGH: Final = 4.5
_HEX: Final = re.compile(r"#?([0-9a-fA-F]{6})")
#: what the colour stands on, as tokens.css has it: paper, sheet, quiet panel
LIGHT: Final = ("#f5f3ee", "#ffffff", "#f0ede6")
DARK: Final = ("#111315", "#181b1d", "#202427")
WHITE: Final = "#ffffff"
BLACK: Final = "#101214"
#: how much of the colour is in the quiet ground that selected things stand on
TINT: Final = 0.12

Rgb = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Shades:
    """One colour as a theme uses it: for text and buttons, pressed, as a tint, and text on it."""

    accent: str
    pressed: str
    weak: str
    on_accent: str


def parse_colour(text: str) -> str | None:
    """Return a colour as "#0e5c59", None for what is none."""
    found = _HEX.fullmatch(text.strip())
    return f"#{found[1].casefold()}" if found else None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    high, low = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def shades(colour: str, grounds: Sequence[str], *, dark: bool) -> Shades:
    """Return a colour that can be read on these grounds, its tint, and what is read on it."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    step = 0.01 if dark else -0.01
    while True:
        accent = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
        weak = _mixed(accent, grounds[1])
        if all(contrast(accent, ground) >= ENOUGH for ground in (*grounds, weak)):
            break
        lightness = min(1.0, max(0.0, lightness + step))
    pressed = _hex(colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness + 5 * step)), saturation))
    on_accent = max((WHITE, BLACK), key=lambda text: contrast(text, accent))
    return Shades(accent, pressed, weak, on_accent)


def stylesheet(colour: str) -> str:
    """Return the rules that put a colour in the place of ours, light, dark and by the system."""
    light = _rule(shades(colour, LIGHT, dark=False))
    dark = _rule(shades(colour, DARK, dark=True))
    return (
        f':root,[data-bs-theme="light"]{{{light}}}\n'
        f'[data-bs-theme="dark"]{{{dark}}}\n'
        f'@media (prefers-color-scheme:dark){{[data-bs-theme="auto"]{{{dark}}}}}\n'
    )


def _rule(told: Shades) -> str:
    return (
        f"--accent:{told.accent};--accent-2:{told.pressed};--accent-weak:{told.weak};"
        f"--on-accent:{told.on_accent};--check:{told.accent}"
    )


def _mixed(colour: str, ground: str) -> str:
    pairs = zip(_rgb(colour), _rgb(ground), strict=True)
    red, green, blue = (TINT * one + (1 - TINT) * other for one, other in pairs)
    return _hex((red, green, blue))


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
