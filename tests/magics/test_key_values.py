"""Task options as `key=value`."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lightboard.magics.key_values import parse_value, take_key_values, variable
from lightboard.magics.one_line_errors import UsageError

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=5)
names = st.from_regex(r"[A-Za-z_]\w{0,8}", fullmatch=True)


@given(st.dictionaries(names, values, max_size=4))
def test_values_written_as_python_writes_them_come_back(options):
    words = [f"{name}={value!r}" for name, value in options.items()]
    assert take_key_values(words, {}) == (options, [])


@given(st.text())
@example("1e999")
@example("(" * 500)
@example("9" * 5000)
@example("\x00")
@example("'\\d'")
def test_any_text_is_a_value(text):
    value = parse_value(text)
    assert value is None or isinstance(value, bool | int | float | str | list | dict)


@given(st.lists(st.text(), max_size=4))
def test_nothing_but_usage_errors(words):
    try:
        options, others = take_key_values(words, {})
    except UsageError:
        return
    assert len(options) + len(others) == len(words)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", 2),
        ("0.5", 0.5),
        ("-1", -1),
        ("True", True),
        ("None", None),
        ("POSITIVE", "POSITIVE"),
        ("a,b,c", "a,b,c"),
        ("'2'", "2"),
        ("[1, 2]", [1, 2]),
        ("(1, 2)", [1, 2]),
        ("{1, 2}", "{1, 2}"),
        ("", ""),
        ("true", "true"),
        ("This text is about {}.", "This text is about {}."),
    ],
)
def test_literals_are_read_and_the_rest_is_text(text, value):
    assert parse_value(text) == value
    assert type(parse_value(text)) is type(value)


def test_a_variable_is_passed_as_it_is():
    words = object()
    options, _ = take_key_values(["targets=@words"], {"words": words})
    assert options["targets"] is words


def test_a_missing_variable_is_named_with_near_names():
    with pytest.raises(UsageError, match=r"no variable 'word'\. Did you mean 'words'\?"):
        take_key_values(["targets=@word"], {"words": 1, "_hidden": 2})
    with pytest.raises(UsageError, match=r"no variable 'exits'\. Define it"):
        variable("exits", {"exit": None, "In": [], "_exits": 1})
    with pytest.raises(UsageError, match="no variable ''"):
        variable("", {})


def test_a_key_given_twice_is_refused():
    with pytest.raises(UsageError, match="top_k is given twice"):
        take_key_values(["top_k=1", "top_k=2"], {})


def test_other_words_keep_their_order():
    assert take_key_values(["I", "top_k=1", "1=2", "love", "=", "it"], {}) == (
        {"top_k": 1},
        ["I", "1=2", "love", "=", "it"],
    )
