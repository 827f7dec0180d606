from __future__ import annotations

import pytest

from lightboard.inference.tokenization.python_spans import find_spans


def found(text, words, *, unknown=(), silent=()):
    spelled = [word if isinstance(word, bytes) else word.encode() for word in words]
    places = range(len(words))
    spans = find_spans(
        text, spelled, silent=[place in silent for place in places], unknown=[place in unknown for place in places]
    )
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The the", ["the", "the"], ["The", "the"]),
        ("ÉTÉ ﬁn", ["ete", "fin"], ["ÉTÉ", "ﬁn"]),
        ("e\u0301a", ["e", "a"], ["e", "a"]),
        ("é!", [b"\xc3", b"\xa9", b"!"], ["é", "é", "!"]),
        ("a  b", ["a", " ", " ", "b"], ["a", " ", " ", "b"]),
        ("ab", ["a", " ", "b"], ["a", "", "b"]),
        ("a b", ["a", "missing", "b"], ["a", "", "b"]),
        ("", ["a"], [""]),
    ],
)
def test_pieces_are_found_from_left_to_right(text, words, expected):
    assert found(text, words) == expected


@pytest.mark.parametrize(
    ("unknown", "words", "expected"),
    [
        ((1,), ["a", "<unk>", "c"], ["a", "x1 y2", "c"]),
        ((1, 2), ["a", "<unk>", "<unk>", "c"], ["a", "x1", "y2", "c"]),
        ((1, 2, 3), ["a", "<unk>", "<unk>", "<unk>", "c"], ["a", "x1 y2", "x1 y2", "x1 y2", "c"]),
        ((0,), ["<unk>"], ["a x1 y2 c"]),
    ],
)
def test_unknown_tokens_stand_for_what_lies_between(unknown, words, expected):
    assert found("a x1 y2 c", words, unknown=unknown) == expected


def test_inserted_tokens_stand_for_nothing_even_if_the_text_has_their_name():
    assert found("</s> a", ["</s>", "a", "</s>"], silent=(2,)) == ["</s>", "a", ""]
