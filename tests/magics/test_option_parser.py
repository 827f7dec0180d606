"""Options: what argparse would print, and exit for, is one UsageError."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightboard.magics.one_line_errors import UsageError
from lightboard.magics.option_parser import OptionParser, boolean, escaped_text, number, variable_name


@pytest.fixture(scope="module")
def parser():
    parser = OptionParser("%%try", usage="[options]", description="Try.", epilog="100 %")
    parser.option("-t", "--temperature", type=number)
    parser.option("--top-k", type=number, values=lambda: ("1", "2"))
    parser.option("--stop", action="append", type=escaped_text)
    parser.option("-o", "--output", type=variable_name)
    parser.option("-q", "--quiet", action="store_true")
    return parser


def test_options_and_words_in_any_order(parser):
    options, words = parser.parse(["I", "-t", "0.5", "love", "-q", "--stop", "a", "--stop=b", "it", "-5"])
    assert (options.temperature, options.quiet, options.stop) == (0.5, True, ["a", "b"])
    assert words == ["I", "love", "it", "-5"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--temprature", "1"], r"Unknown option '--temprature'\. Did you mean '--temperature'"),
        (["--topk=1"], r"Unknown option '--topk'\. Did you mean '--top-k'"),
        (["-stop", "1"], r"Did you mean '--stop'"),
        (["-x"], r"Unknown option '-x'\. Text that begins with a dash"),
        (["--temp", "1"], "Unknown option '--temp'"),
        (["-t"], "expected one argument"),
        (["-q=1"], "ignored explicit argument"),
        (["-o", "1a"], "'1a' cannot be the name of a variable"),
        (["-o", "class"], "'class' cannot be the name of a variable"),
    ],
)
def test_complaints_are_one_usage_error_that_names_the_help(parser, capsys, words, message):
    with pytest.raises(UsageError, match=message) as caught:
        parser.parse(words)
    assert "\n" not in str(caught.value)
    assert capsys.readouterr() == ("", "")


@given(words=st.lists(st.text(), max_size=5))
def test_nothing_but_usage_errors(parser, words):
    with contextlib.suppress(UsageError):
        parser.parse(words)


def test_help_has_no_colours_and_all_options(parser):
    text = parser.format_help()
    assert text.startswith("usage: %%try [options]")
    assert "\x1b" not in text
    assert all(flag in text for flag in parser.flags)


def test_values_to_complete(parser):
    assert set(parser.values) == {"-t", "--temperature", "--top-k", "--stop", "-o", "--output"}
    assert parser.values["--top-k"]() == ("1", "2")


@pytest.mark.parametrize(
    ("text", "value"), [("3", 3), ("-1", -1), ("0.5", 0.5), ("1e-3", 0.001), ("hot", "hot"), ("", "")]
)
def test_numbers(text, value):
    assert number(text) == value
    assert type(number(text)) is type(value)


@pytest.mark.parametrize(("text", "value"), [("true", True), ("False", False), ("never", "never")])
def test_booleans(text, value):
    assert boolean(text) is value or boolean(text) == value


@pytest.mark.parametrize(
    ("text", "value"), [(r"\n", "\n"), (r"a\tb", "a\tb"), (r"\\n", r"\n"), (r"\d", r"\d"), ("", "")]
)
def test_escapes(text, value):
    assert escaped_text(text) == value
