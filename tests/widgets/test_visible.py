from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightboard.widgets.visible import columns, isolated, one_line, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" data", "·data"),
        ("\n\n", "↵↵"),
        ("a\tb", "a⇥b"),
        ("\u200b", "[ZERO WIDTH SPACE]"),
        ("\u202eevil", "[RIGHT-TO-LEFT OVERRIDE]evil"),
        ("\x1b[0m", "␛[0m"),
        ("\u0301", "◌\u0301"),
        ("שלום", "שלום"),
        ("", ""),
    ],
)
def test_marks(text, expected) -> None:
    assert visible(text) == expected


@given(st.text())
def test_nothing_invisible_is_left(text) -> None:
    shown = visible(text).replace(" ", "")  # spaces stand in names only: [SOFT HYPHEN]
    left = {unicodedata.category(character) for character in shown}
    assert not left & {"Cc", "Cf", "Zl", "Zp", "Zs", "Cs"}


@given(st.text(), st.integers(1, 30))
def test_one_line_is_one_short_line(text, limit) -> None:
    line = one_line(text, limit)
    assert len(line) <= max(limit, 1)
    assert len(line.splitlines()) <= 1


def test_columns_count_wide_and_combining_characters() -> None:
    assert columns("東京") == 4
    assert columns("e\u0301a") == 2


def test_directions_stay_to_themselves() -> None:
    assert isolated("abc") == "abc"
    assert isolated("é") == "\u2068é\u2069"
