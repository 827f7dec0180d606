"""The line of a magic: words, quotes, the text after ` -- `."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lightboard.magics.one_line_errors import UsageError
from lightboard.magics.option_line import split_line

# Words as somebody may quote them: anything but the quote itself, and the white space that shlex splits at is inside.
texts = st.text(st.characters(exclude_characters='"', exclude_categories=("Cs",)))


def quoted(word):
    return f'"{word}"'


@given(st.lists(texts, max_size=5))
@example(["a\\n", "#comment", "it's", "--", ""])
def test_quoted_words_come_back_as_they_were(words):
    assert split_line(" ".join(map(quoted, words))) == (words, None)


@given(st.lists(texts, max_size=3), st.text(st.characters(exclude_categories=("Cs",))))
@example(["-m", " -- "], "I don't know -- really")
@example([], "--")
def test_the_text_after_the_dashes_is_raw(words, text):
    line = " ".join([*map(quoted, words), "--", text])
    assert split_line(line) == (words, text.strip())


@given(st.text())
@example("--")
@example("a -- b")
@example("'")
def test_any_line_is_split_or_refused_in_one_way(line):
    with contextlib.suppress(UsageError):
        words, raw = split_line(line)
        assert all(isinstance(word, str) for word in words)
        assert raw is None or raw in line


@given(st.text("ab-$\\# \t"))
def test_a_line_without_quotes_is_split_at_white_space(line):
    words, raw = split_line(line)
    before, dashes, _ = f" {line} ".replace("\t", " ").partition(" -- ")
    assert words == before.split()
    assert (raw is None) == (not dashes)


def test_an_apostrophe_is_an_unclosed_quote_and_the_remedy_is_named():
    with pytest.raises(UsageError, match=r"quote is not closed in \"I don't know\".*after ` -- `"):
        split_line("I don't know")


def test_dashes_inside_quotes_do_not_begin_the_text():
    assert split_line("--stop ' -- ' -- it's done") == (["--stop", " -- "], "it's done")


def test_a_dash_inside_a_word_does_not_begin_the_text():
    assert split_line("a--b --x") == (["a--b", "--x"], None)
