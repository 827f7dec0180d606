"""Variables on the line of a magic."""

from __future__ import annotations

import contextlib
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightboard.magics.expansion import expand
from lightboard.magics.one_line_errors import UsageError

VARIABLES = {"name": "Mia", "k": 3, "one": SimpleNamespace(two="2"), "rows": ["a"], "braces": "{x} $y"}


@pytest.mark.parametrize(
    ("line", "expanded"),
    [
        ("$name {name} {k + 1} $one.two {one.two} {rows[0]} {name[:2]}.", "Mia Mia 4 2 2 a Mi."),
        ("-- $name isn't '$name'.", "-- Mia isn't 'Mia'."),
        ("a {braces} b", "a {x} $y b"),
        ("It costs $5 or $5.50.", "It costs $5 or $5.50."),
        ("$name pays $5", "Mia pays $5"),
        ("-- It costs $5, doesn't it, $$6?", "-- It costs $5, doesn't it, $$6?"),
        ("{{name}} $$name", "{name} $name"),
        ("about {}", "about {}"),
        ("{\"a\": 1} $ { } {'x': [1]}", "{\"a\": 1} $ { } {'x': [1]}"),
        ("", ""),
    ],
)
def test_variables_are_replaced_and_the_rest_is_literal(line, expanded):
    assert expand(line, VARIABLES) == expanded


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("$nmae", r"\$nmae on the line could not be replaced: there is no variable 'nmae'\. Did you mean 'name'"),
        ("a {nowhere} b", r"\{nowhere\} on the line.*no variable 'nowhere'.*body of the cell"),
        ("{name.x}", r"\{name\.x\}.*AttributeError"),
        ("{1/0} {name}", r"\{name\}.*ZeroDivisionError"),
        ("{} {name}", r"\{name\} on the line could not be replaced: other braces"),
        ("{ nowhere }", r"nowhere"),
        ("{f(1)}", r"no variable 'f'"),
    ],
)
def test_what_cannot_be_replaced_is_named_with_the_reason(line, message):
    with pytest.raises(UsageError, match=message):
        expand(line, VARIABLES)


@given(st.text(st.characters(exclude_characters="{}$")))
def test_text_without_variables_stays(line):
    assert expand(line, {}) == line


@given(st.text("$ {}name'\"5.:!["))
def test_nothing_but_usage_errors(line):
    with contextlib.suppress(UsageError):
        assert isinstance(expand(line, VARIABLES), str)


@given(st.text())
def test_values_are_inserted_as_they_are(value):
    assert expand("-- {value}", {"value": value}) == f"-- {value}"
