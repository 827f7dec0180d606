import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightboard.inference.messages import Token
from lightboard.inference.traces.words import split_words, words_of


def token(start, end, *, special=False):
    return Token(id=0, piece="", start=start, end=end, special=special)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't stop.", ["Don't", "stop", "."]),
        ("snake_case 3.5!?", ["snake_case", "3", ".", "5", "!", "?"]),
        ("東京 tower", ["東", "京", "tower"]),
        ("हिन्दी भाषा", ["हिन्दी", "भाषा"]),
        ("naïve cafe\u0301", ["naïve", "cafe\u0301"]),
        ("مرحبا world", ["مرحبا", "world"]),
        ("'quoted'", ["'", "quoted", "'"]),
        ("👨‍👩‍👧 🇫🇷!", ["👨‍👩‍👧", "🇫🇷", "!"]),
        (" \n", []),
    ],
)
def test_words_of_scripts(text, words):
    assert [text[start:end] for start, end in split_words(text)] == words


def test_parts_and_bytes_belong_to_their_word():
    text = "un like 🙂 x"
    tokens = [token(0, 0, special=True), token(0, 1), token(1, 2), token(2, 7), token(7, 7), token(7, 9), token(9, 11)]
    words = [(text[word.start : word.end], word.first, word.last) for word in words_of(text, tokens)]
    assert words == [("", 0, 0), ("un", 1, 2), ("like", 3, 3), ("🙂", 4, 5), ("x", 6, 6)]


def test_white_space_belongs_to_the_word_behind_it():
    words = words_of("a  b ", [token(0, 1), token(1, 2), token(2, 4), token(4, 5)])
    assert [(word.first, word.last) for word in words] == [(0, 0), (1, 2), (3, 3)]


@given(st.text(max_size=30), st.lists(st.integers(0, 30), max_size=12), st.data())
def test_every_token_is_in_exactly_one_word(text, cuts, data):
    places = sorted(min(cut, len(text)) for cut in [0, *cuts, len(text)])
    tokens = [
        token(start, end, special=data.draw(st.booleans()) and start == end)
        for start, end in itertools.pairwise(places)
    ]
    covered = [place for word in words_of(text, tokens) for place in range(word.first, word.last + 1)]
    assert covered == list(range(len(tokens)))
