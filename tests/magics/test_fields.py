"""`--format`."""

from __future__ import annotations

import contextlib
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightboard.magics.fields import fill_fields
from lightboard.magics.one_line_errors import UsageError


@given(st.text(st.characters(exclude_characters="{}")))
def test_text_without_braces_stays(text):
    assert fill_fields(text, {}) == text


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_a_variable_is_inserted_literally(value):
    assert fill_fields("<{x}>", {"x": value}) == f"<{value}>"


@given(st.text("{}xy.[]!: "))
def test_nothing_but_usage_errors(text):
    with contextlib.suppress(UsageError):
        assert isinstance(fill_fields(text, {"x": 1}), str)


def test_what_str_format_offers():
    variables = {"n": 3.14159, "one": SimpleNamespace(two="2"), "rows": ["a"]}
    assert fill_fields("{n:.2f} {one.two} {rows[0]} {} {{n}} {1}", variables) == "3.14 2 a {} {n} {1}"


def test_unknown_and_impossible_fields_are_named():
    with pytest.raises(UsageError, match=r"\{citi\} names no variable\. Did you mean 'city'\?"):
        fill_fields("{citi}", {"city": "Paris"})
    with pytest.raises(UsageError, match=r"\{city\.x\} cannot be filled in"):
        fill_fields("{city.x}", {"city": "Paris"})
