from __future__ import annotations

import pytest
from hard_texts import HARD
from tiny_tokenizers import FAST, KINDS, build

from lightboard.inference.tokenization.decoded_text import _by_beginnings, _by_surfaces, decode
from lightboard.inference.tokenization.spelling import Spelling


def parts(decoded):
    return [decoded.text[start:end] for start, end in zip(decoded.starts(), decoded.ends, strict=True)]


def surfaces_and_ids(kind, text):
    tokenizer = build(kind)
    ids = tokenizer(text)["input_ids"]
    return Spelling(tokenizer).surfaces(tokenizer.convert_ids_to_tokens(ids)), ids


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_beginnings_alone_give_parts_that_join_to_the_text(kind, text):
    _, ids = surfaces_and_ids(kind, text)
    whole = build(kind).decode(ids)
    assert "".join(parts(_by_beginnings(build(kind), ids, whole))) == whole


@pytest.mark.parametrize("kind", FAST)
@pytest.mark.parametrize("name", ["plain", "emoji families", "devanagari", "special tokens"])
def test_both_ways_agree(kind, name):
    surfaces, ids = surfaces_and_ids(kind, HARD[name])
    whole = build(kind).decode(ids)
    by_surfaces = _by_surfaces(whole, surfaces)
    if by_surfaces is not None:
        assert parts(_by_beginnings(build(kind), ids, whole)) == parts(by_surfaces)


@pytest.mark.parametrize("kind", ["starter/gpt", "starter/bert", "llama", "unigram, bytes", "byt5"])
def test_the_usual_decoders_are_forecast_exactly(kind):
    surfaces, ids = surfaces_and_ids(kind, "The teacher's café, 東京 and soup! Isn't it?")
    assert _by_surfaces(build(kind).decode(ids), surfaces) is not None


def test_a_decoder_that_cleans_up_across_tokens_still_joins():
    class Contracting:
        """Decodes like old BERT pipelines: `do not` becomes `don't`."""

        def decode(self, ids, **_):
            return " ".join({0: "I", 1: "do", 2: "not", 3: "know"}[id_] for id_ in ids).replace(" do not", " don't")

    ids = [0, 1, 2, 3] * 60
    decoded = decode(Contracting(), ids, [b"?"] * len(ids))
    assert "".join(parts(decoded)) == Contracting().decode(ids)
    assert parts(decoded) == ["I", " do", "n't", " know", *[" I", " do", "n't", " know"] * 59]


def test_ends_inside_a_character_are_marked():
    decoded = _by_surfaces("é!", [b"\xc3", b"\xa9!"])
    assert (decoded.ends, decoded.inside) == ((0, 2), (True, False))
    dropped = _by_surfaces("a b.", [b" a", b" b", b" ", b"."])  # as clean-up does
    assert parts(dropped) == ["a", " b", "", "."]
    assert _by_surfaces("ab", [b"a", b"c"]) is None
    assert _by_surfaces("", []).ends == ()
