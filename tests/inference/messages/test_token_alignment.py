from __future__ import annotations

import msgspec
import pytest
from hard_texts import texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_tokenizers import KINDS, build

from lightboard.inference.errors import InvalidInput
from lightboard.inference.messages import TokenAlignment, TokenGroup, Tokenization, TokenizeRequest, align_tokens
from lightboard.inference.tokenization import inspect


def inspected(kind, text):
    return inspect(build(kind), TokenizeRequest(text=text), model=kind, vocabulary_size=1)


def tokenization(text, *spans):
    groups = tuple(TokenGroup(tokens=(number,), start=a, end=b, text="") for number, (a, b) in enumerate(spans))
    return Tokenization(model="m", text=text, tokens=(), groups=groups)


def columns(*tokenizations):
    return [(column.text, column.tokens) for column in align_tokens(tokenizations).columns]


def test_columns_end_where_all_have_a_boundary():
    one = tokenization("unhappy", (0, 2), (2, 7))
    other = tokenization("unhappy", (0, 4), (4, 7))
    third = tokenization("unhappy", (0, 2), (2, 5), (5, 7))
    assert columns(one, third) == [("un", ((0,), (0,))), ("happy", ((1,), (1, 2)))]
    assert columns(one, other) == [("unhappy", ((0, 1), (0, 1)))]


def test_spaces_belong_to_whoever_keeps_them():
    keeps, drops = tokenization("a b", (0, 1), (1, 3)), tokenization("a b", (0, 1), (2, 3))
    assert columns(keeps, drops) == [("a", ((0,), (0,))), (" b", ((1,), (1,)))]
    assert columns(drops, drops) == [("a", ((0,), (0,))), (" ", ((), ())), ("b", ((1,), (1,)))]


def test_inserted_tokens_stand_side_by_side():
    bert, plain = tokenization("ab", (0, 0), (0, 2), (2, 2)), tokenization("ab", (0, 1), (1, 2))
    t5 = tokenization("ab", (0, 2), (2, 2))
    assert columns(bert, plain, t5) == [
        ("", ((0,), (), ())),
        ("ab", ((1,), (0, 1), (0,))),
        ("", ((2,), (), (1,))),
    ]


def test_a_token_without_characters_inside_a_column_stays_in_it():
    assert columns(tokenization("ab", (0, 1), (1, 1), (1, 2)), tokenization("ab", (0, 2))) == [
        ("ab", ((0, 1, 2), (0,)))
    ]


@pytest.mark.parametrize("text", ["", " "])
def test_texts_without_tokens(text):
    assert "".join(column for column, _ in columns(tokenization(text))) == text


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=texts, kinds=st.lists(st.sampled_from(KINDS), min_size=1, max_size=4))
def test_columns_are_a_finest_common_partition(text, kinds):
    tokenizations = [inspected(kind, text) for kind in kinds]
    alignment = align_tokens(tokenizations)
    assert "".join(column.text for column in alignment.columns) == text
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(alignment), type=TokenAlignment) == alignment
    for number, one in enumerate(tokenizations):
        assert [token for column in alignment.columns for token in column.tokens[number]] == list(
            range(len(one.tokens))
        )
    for column in alignment.columns:
        for place in range(column.start + 1, column.end):  # no column could be cut here
            crossed = any(group.start < place < group.end for one in tokenizations for group in one.groups)
            assert crossed or not any(column.tokens)


def test_bad_input_gets_a_sentence():
    with pytest.raises(InvalidInput, match="nothing to align"):
        align_tokens([])
    with pytest.raises(InvalidInput, match="of different texts"):
        align_tokens([tokenization("a"), tokenization("b")])
