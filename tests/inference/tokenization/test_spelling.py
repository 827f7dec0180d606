from __future__ import annotations

import pytest
from tiny_tokenizers import build

from lightboard.inference.tokenization.spelling import Spelling, byte_alphabet


def test_the_alphabet_is_that_of_the_library():
    from tokenizers import pre_tokenizers

    alphabet = byte_alphabet()
    assert set(alphabet) == set(pre_tokenizers.ByteLevel.alphabet())
    assert sorted(alphabet.values()) == list(range(256))
    splitter = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    for text in ("é 👩\x00\n", "".join(map(chr, range(1, 0x800)))):
        ((written, _),) = splitter.pre_tokenize_str(text)
        assert bytes(alphabet[character] for character in written) == text.encode()


@pytest.mark.parametrize(
    ("kind", "piece", "expected"),
    [
        ("starter/gpt", "Ġteacher", b" teacher"),
        ("starter/gpt", "Ã", b"\xc3"),
        ("starter/gpt", "<s>", b"<s>"),
        ("starter/bert", "##s", b"s"),
        ("starter/bert", "the", b"the"),
        ("llama", "<0xC3>", b"\xc3"),
        ("llama", "▁the", b" the"),
        ("unigram", "▁the", b" the"),
        ("clip", "the</w>", b"the"),
        ("byt5", "Ã", b"\xc3"),
        ("byt5", " ", b" "),
        ("python words", "soup", b"soup"),
    ],
)
def test_bytes_of_a_piece(kind, piece, expected):
    assert Spelling(build(kind)).bytes_of(piece) == expected


def test_wordpiece_joins_words_by_spaces_and_marks_without():
    pieces = ["the", "teacher", "##s", ",", "ca", "##f", "##é"]
    assert b"".join(Spelling(build("starter/bert")).surfaces(pieces)).decode() == "the teachers, café"
