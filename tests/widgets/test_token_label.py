from __future__ import annotations

import re

import pytest
from hard_texts import HARD
from tiny_tokenizers import KINDS, build

from lightboard.inference.messages import Token, TokenizeRequest
from lightboard.inference.tokenization import inspect
from lightboard.widgets.token_label import bytes_label, group_label, token_label
from lightboard.widgets.visible import mark


def inspected(kind, text="", **more):
    tokenizer = build(kind)
    return inspect(tokenizer, TokenizeRequest(text=text, **more), model=kind, vocabulary_size=len(tokenizer) + 2)


def is_visible(label):
    label = re.sub("<[0-9A-F]{2}( [0-9A-F]{2})*>", "#", label)
    return label.strip() and all(mark(character) == character for character in label)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_d10_every_id_is_visible(kind, text):
    found = inspected(kind, text)
    assert all(is_visible(token_label(token)) for token in found.tokens)
    assert all(group_label(found, group).strip() for group in found.groups)


@pytest.mark.parametrize("kind", KINDS)
def test_d10_every_id_of_the_vocabulary_is_visible(kind):
    size = len(build(kind))
    found = inspected(kind, ids=tuple(range(size + 2)))
    assert [token for token in found.tokens if not is_visible(token_label(token))] == []
    assert token_label(found.tokens[-1]) == f"[unused·id·{size + 1}]"


def test_b5_white_space_and_invisible_characters_are_marked():
    found = inspected("byt5", " \t\n\x00", special_tokens=False)
    assert [token_label(token) for token in found.tokens] == ["·", "⇥", "↵", "␀"]
    for text, label in {"\u202e": "[RIGHT-TO-LEFT OVERRIDE]", "\u200b": "[ZERO WIDTH SPACE]", "\u00a0": "⍽"}.items():
        found = inspected("llama", f"a{text}", special_tokens=False)
        assert group_label(found, found.groups[-1]) == label


def test_b5_half_a_character_is_shown_as_bytes():
    found = inspected("starter/gpt", "👩", special_tokens=False)
    assert [token_label(token) for token in found.tokens] == ["<F0>", "<9F>", "<91>", "<A9>"]
    assert group_label(found, found.groups[0]) == "👩"


def test_b5_a_combining_mark_alone_sits_on_a_circle():
    token = Token(id=1, piece="x", start=0, end=1, bytes="\u0301".encode())
    assert token_label(token) == "◌\u0301"


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (b"", ""),
        (b"a b", "a·b"),
        (b"\xf0\x9f\x91", "<F0 9F 91>"),
        (b"\xa9\xa9x", "<A9 A9>x"),
        (b">\xff\xfe<", "><FF FE><"),
    ],
)
def test_broken_bytes_become_chips(data, label):
    assert bytes_label(data) == label


def test_special_and_unknown_tokens_show_their_names():
    found = inspected("starter/bert", "the ☃")
    assert [token_label(token) for token in found.tokens] == ["[CLS]", "the", "[UNK]", "[SEP]"]
