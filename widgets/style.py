"""The style sheet of results: built once per process, small enough to travel with every output."""

from __future__ import annotations

import functools
import math
import re
from importlib.resources import files

SHADES = 32

# The look's sequential scale, from 0 (near the surface) to 1, for light and for dark pages.
LIGHT_SCALE = ("#f6f8fa", "#dbe9f6", "#b5d3ec", "#7fb4dc", "#4490c6", "#1c6ba8", "#0d4780", "#082a55")
DARK_SCALE = ("#171b20", "#16304a", "#174a72", "#1f6b9f", "#3b90c8", "#6fb6e4", "#a6d5f4", "#dcf0ff")

Colour = tuple[int, int, int]


@functools.cache
def style_sheet(*parts: str) -> str:
    """Return the minified rules of `static/lightboard.css`, and of further parts (`generation`), for one output."""
    folder = files("lightboard.widgets").joinpath("static")
    source = "".join(folder.joinpath(f"{name}.css").read_text("utf-8") for name in ("lightboard", *parts))
    return minify(source.replace("/* shades */", shade_rules()).replace("/* ramp */", _ramp()))


def shade(probability: float) -> int:
    """Return the number of the shade for a probability; NaN has the lowest.

    >>> shade(0.0), shade(1.0), shade(float("nan"))
    (0, 31, 0)
    """
    return 0 if math.isnan(probability) else min(max(int(probability * SHADES), 0), SHADES - 1)


def shade_rules() -> str:
    """Return the shades: a colour for each, and the ink that contrasts more with it, on light and on dark pages."""
    rules = []
    inks: dict[tuple[str, str], list[str]] = {}
    for number in range(SHADES):
        light, dark = (interpolate(stops, number / (SHADES - 1)) for stops in (LIGHT_SCALE, DARK_SCALE))
        rules.append(f".p{number}{{background:light-dark({_hex(light)},{_hex(dark)})}}")
        inks.setdefault((ink_on(light), ink_on(dark)), []).append(f".p{number}")
    rules += [f"{','.join(names)}{{color:light-dark({light},{dark})}}" for (light, dark), names in inks.items()]
    return f".lightboard{{{''.join(rules)}}}"


def _ramp() -> str:
    pairs = (f"light-dark({light},{dark})" for light, dark in zip(LIGHT_SCALE, DARK_SCALE, strict=True))
    return f"linear-gradient(90deg,{','.join(pairs)})"


def interpolate(stops: tuple[str, ...], position: float) -> Colour:
    """Return the colour at a position from 0 to 1 between equally spaced stops."""
    place = position * (len(stops) - 1)
    index = min(int(place), len(stops) - 2)
    low, high = _rgb(stops[index]), _rgb(stops[index + 1])
    red, green, blue = (round(a + (b - a) * (place - index)) for a, b in zip(low, high, strict=True))
    return red, green, blue


def ink_on(colour: Colour) -> str:
    """Return black or white, whichever contrasts more (at least 4.58:1 on any colour)."""
    return "#fff" if contrast(colour, (255, 255, 255)) > contrast(colour, (0, 0, 0)) else "#000"


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour))  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(text: str) -> Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{value:02x}" for value in colour)


def minify(css: str) -> str:
    """Drop comments and the white space that means nothing; what is quoted stays as it is."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "".join(part if part.startswith('"') else _squeeze(part) for part in re.split(r'("[^"]*")', css)).strip()


def _squeeze(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>~]) ?", r"\1", css)
    css = re.sub(r"(?<=[a-z0-9-]): ", ":", css)
    return css.replace(";}", "}")
