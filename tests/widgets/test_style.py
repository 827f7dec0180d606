from __future__ import annotations

import re

import pytest

from lightboard.widgets import style
from lightboard.widgets.style import SHADES, contrast, interpolate, minify, shade, shade_rules, style_sheet


def rules(css: str) -> list[str]:
    """Return the selectors of the outermost level, those inside media queries included."""
    selectors, depth, start = [], 0, 0
    for at, character in enumerate(css):
        if character == "{":
            head = css[start:at].strip()
            if depth == 0 and not head.startswith("@media"):
                selectors.append(head)
            if not (depth == 0 and head.startswith("@media")):
                depth += 1
            start = at + 1
        elif character == "}":
            depth = max(depth - 1, 0)
            start = at + 1
    return selectors


@pytest.mark.parametrize(
    ("parts", "limit"), [((), 8_000), (("generation",), 16_000), (("spans",), 10_000), (("similarity",), 12_000)]
)
def test_the_style_sheet_is_small_and_keeps_to_its_own_elements(parts, limit) -> None:
    css = style_sheet(*parts)
    assert len(css.encode()) < limit
    assert css.count("{") == css.count("}")
    assert "/*" not in css
    assert "\n" not in css
    assert "url(" not in css
    assert "@import" not in css
    assert "</" not in css
    found = rules(css)
    assert found
    assert all(re.search(r"\.lightboard(\.lightboard)?$", selector) for selector in found), found


def test_results_that_show_no_tokens_do_not_carry_their_shades() -> None:
    assert ".p31" not in style_sheet()
    assert ".p31" in style_sheet("generation")


def test_minifying_keeps_what_is_quoted() -> None:
    assert (
        minify('a { content: "x,  y" ; /* no */ margin: 0 }\n b > c { d: calc(1px + 2px); }')
        == 'a{content:"x,  y";margin:0}b>c{d:calc(1px + 2px)}'
    )


def test_ink_is_readable_on_every_shade() -> None:
    for stops in (style.LIGHT_SCALE, style.DARK_SCALE):
        for number in range(SHADES):
            colour = interpolate(stops, number / (SHADES - 1))
            ink = (255, 255, 255) if style.ink_on(colour) == "#fff" else (0, 0, 0)
            assert contrast(colour, ink) >= 4.5


def test_the_scale_goes_through_its_stops() -> None:
    assert style._hex(interpolate(style.LIGHT_SCALE, 0)) == style.LIGHT_SCALE[0]
    assert style._hex(interpolate(style.LIGHT_SCALE, 1)) == style.LIGHT_SCALE[-1]
    assert style._hex(interpolate(style.DARK_SCALE, 3 / 7)) == style.DARK_SCALE[3]


def test_every_probability_has_a_shade_with_a_rule() -> None:
    css = shade_rules()
    shades = [shade(position / 1000) for position in range(1001)]
    assert shades == sorted(shades)
    assert set(shades) == set(range(SHADES))
    assert all(f".p{number}{{" in css for number in shades)
    assert shade(1.0000001) == SHADES - 1
    assert shade(float("nan")) == 0
