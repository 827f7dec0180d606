"""Attention maps against eager `output_attentions`, and what is made of them against plain loops."""

import numpy as np
import pytest
import torch
from trace_models import ENCODER_DECODERS, KINDS, TEXT

from lightboard.inference.messages import AttentionSelection


def one(zoo, name, **selection):
    trace = zoo.trace(name, attention=(AttentionSelection(**selection),))
    return trace, trace.attention[0]


def oracle(attentions, name, trace, kind="self"):
    return torch.stack(attentions(name, trace, kind)).numpy()  # (L, H, T, S)


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_maps_equal_eager_output_attentions(zoo, attentions, name, kind):
    trace, maps = one(zoo, name, kind=kind)
    expected = oracle(attentions, name, trace, kind)
    assert maps.numpy().shape == expected.shape
    assert expected.std() > 0.01
    np.testing.assert_allclose(maps.numpy(), expected, atol=1e-5, rtol=0)
    assert maps.removed is None


@pytest.mark.parametrize(
    ("name", "kind"), [("llama", "self"), ("mistral", "self"), ("gemma2", "self"), ("t5", "cross")]
)
def test_a_selection_is_that_part_of_the_whole(zoo, attentions, name, kind):
    trace, maps = one(zoo, name, kind=kind, layers=(-1, 0), heads=(3, 1), rows=(5, 0, -1))
    expected = oracle(attentions, name, trace, kind)
    rows = [5, 0, expected.shape[2] - 1]
    assert maps.rows == tuple(rows)
    assert maps.layers == (len(expected) - 1, 0)
    np.testing.assert_allclose(maps.numpy(), expected[[-1, 0]][:, [3, 1]][:, :, rows], atol=1e-5, rtol=0)


@pytest.mark.parametrize("name", ["mistral", "gemma3"])
def test_a_sliding_window_hides_what_is_far(zoo, name):
    _, maps = one(zoo, name, layers=(0,))
    weights = maps.numpy()[0]
    far = np.tril(np.ones(weights.shape[1:], bool), -8)
    assert far.any()
    assert not weights[:, far].any()


def test_generated_tokens_are_read_like_any_other(zoo, attentions):
    ids = tuple(token.id for token in zoo.trace("gpt2").tokens)
    trace = zoo.trace("gpt2", ids=(*ids, 7, 8, 9), attention=(AttentionSelection(rows=(-1,)),))
    expected = oracle(attentions, "gpt2", trace)
    np.testing.assert_allclose(trace.attention[0].numpy(), expected[:, :, -1:], atol=1e-5, rtol=0)


@pytest.mark.parametrize(("coding", "tolerance"), [("float16", 5e-4), ("uint8", 2.1 / 255)])
def test_codes_lose_little(zoo, coding, tolerance):
    _, exact = one(zoo, "bert")
    _, coded = one(zoo, "bert", coding=coding)
    assert coded.weights.dtype == coding
    np.testing.assert_allclose(coded.numpy(), exact.numpy(), atol=tolerance, rtol=0)


@pytest.mark.parametrize("name", ["gpt2", "gemma2", "bert"])
@pytest.mark.parametrize(
    ("reduction", "axes", "function"),
    [
        ("head-mean", 1, np.mean),
        ("head-max", 1, np.max),
        ("layer-mean", 0, np.mean),
        ("layer-max", 0, np.max),
        ("mean", (0, 1), np.mean),
        ("max", (0, 1), np.max),
    ],
)
def test_reductions_equal_numpy(zoo, attentions, name, reduction, axes, function):
    trace, maps = one(zoo, name, layers=(0, 2), heads=(0, 1, 3), rows=(1, 4), reduction=reduction)
    chosen = oracle(attentions, name, trace)[[0, 2]][:, [0, 1, 3]][:, :, [1, 4]]
    np.testing.assert_allclose(maps.numpy(), function(chosen, axis=axes), atol=1e-5, rtol=0)


@pytest.mark.parametrize(("name", "kind"), [("gpt2", "self"), ("bert", "self"), ("bart", "decoder")])
def test_rollout_equals_a_plain_loop(zoo, attentions, name, kind):
    trace, maps = one(zoo, name, kind=kind, reduction="rollout")
    expected = np.eye(len(maps.rows))
    for layer in oracle(attentions, name, trace, kind):
        mixed = np.zeros_like(expected)
        for head in layer:
            mixed += head / len(layer)
        mixed = 0.5 * mixed + 0.5 * np.eye(len(mixed))
        mixed /= mixed.sum(1, keepdims=True)
        expected = mixed @ expected
    np.testing.assert_allclose(maps.numpy(), expected, atol=1e-5, rtol=0)
    _, some = one(zoo, name, kind=kind, reduction="rollout", rows=(-1,))
    np.testing.assert_allclose(some.numpy(), expected[-1:], atol=1e-5, rtol=0)


def merged(weights, row_words, column_words):
    """Sum the columns of each word, average its rows."""
    result = np.zeros((*weights.shape[:-2], len(row_words), len(column_words)))
    for row, own in enumerate(row_words):
        for column, others in enumerate(column_words):
            total = 0.0
            for token in own:
                for other in others:
                    total = total + weights[..., token, other]
            result[..., row, column] = total / len(own)
    return result


def tokens_of(words):
    return [list(range(word.first, word.last + 1)) for word in words]


@pytest.mark.parametrize(("name", "kind"), [("gpt2", "self"), ("bert", "self"), ("t5", "cross"), ("bart", "decoder")])
def test_words_sum_columns_and_average_rows(zoo, attentions, name, kind):
    trace, maps = one(zoo, name, kind=kind, words=True)
    rows = tokens_of(trace.target_words if kind != "self" else trace.words)
    columns = tokens_of(trace.words if kind != "decoder" else trace.target_words)
    assert any(len(word) > 1 for word in rows)
    expected = merged(oracle(attentions, name, trace, kind), rows, columns)
    np.testing.assert_allclose(maps.numpy(), expected, atol=1e-5, rtol=0)
    np.testing.assert_allclose(maps.numpy().sum(-1), 1, atol=1e-5)
    _, some = one(zoo, name, kind=kind, words=True, rows=(2, 0), layers=(1,))
    np.testing.assert_allclose(some.numpy()[0], expected[1][:, [2, 0]], atol=1e-5, rtol=0)


@pytest.mark.parametrize("renormalise", [False, True])
def test_removed_tokens_take_a_stated_mass_away(zoo, attentions, renormalise):
    trace, maps = one(zoo, "bert", remove_special=True, remove=(3,), renormalise=renormalise)
    whole = oracle(attentions, "bert", trace)
    gone = [0, 3, len(trace.tokens) - 1]
    assert [token.special for token in trace.tokens] == [place in (0, gone[-1]) for place in range(len(trace.tokens))]
    kept = [place for place in range(len(trace.tokens)) if place not in gone]
    assert maps.rows == maps.columns == tuple(kept)
    mass = whole[:, :, kept][..., gone].sum(-1)
    np.testing.assert_allclose(maps.removed.numpy(), mass, atol=1e-5)
    left = whole[:, :, kept][..., kept]
    np.testing.assert_allclose(maps.numpy(), left / left.sum(-1, keepdims=True) if renormalise else left, atol=1e-5)
    np.testing.assert_allclose(maps.numpy().sum(-1) + (0 if renormalise else maps.removed.numpy()), 1, atol=1e-5)


def test_a_sink_is_removed_before_words_are_merged(zoo, attentions):
    trace, maps = one(zoo, "gpt2", remove_first=True, renormalise=True, words=True)
    kept = oracle(attentions, "gpt2", trace)[:, :, 1:, 1:]
    kept = kept / kept.sum(-1, keepdims=True)
    words = [[token - 1 for token in word if token > 0] for word in tokens_of(trace.words)]
    words = [word for word in words if word]
    np.testing.assert_allclose(maps.numpy(), merged(kept, words, words), atol=1e-5)
    mass = oracle(attentions, "gpt2", trace)[:, :, 1:, 0]
    averaged = np.stack([mass[..., word].mean(-1) for word in words], axis=-1)
    np.testing.assert_allclose(maps.removed.numpy(), averaged, atol=1e-5)


def test_a_cross_attention_loses_only_columns(zoo, attentions):
    trace, maps = one(zoo, "t5", kind="cross", remove_special=True)
    whole = oracle(attentions, "t5", trace, "cross")
    assert trace.tokens[-1].special
    assert len(maps.rows) == len(trace.target_tokens)
    np.testing.assert_allclose(maps.numpy(), whole[..., :-1], atol=1e-5)
    np.testing.assert_allclose(maps.removed.numpy(), whole[..., -1], atol=1e-5)


def test_two_texts_are_read_as_one(zoo, monkeypatch):
    names = ["input_ids", "token_type_ids", "attention_mask"]  # as the tokenizer of a real BERT has them
    monkeypatch.setattr(zoo.checkpoint("bert").tokenizer, "model_input_names", names)
    trace = zoo.trace("bert", text=TEXT, text_pair="Why?", attention=(AttentionSelection(),))
    ids = torch.tensor([[token.id for token in trace.tokens]])
    types = torch.tensor([[0] * (len(ids[0]) - 3) + [1] * 3])
    oracle_output = zoo.eager("bert")(input_ids=ids, token_type_ids=types, output_attentions=True)
    expected = torch.stack(oracle_output.attentions)[:, 0].detach().numpy()
    np.testing.assert_allclose(trace.attention[0].numpy(), expected, atol=1e-5)
    assert [trace.text[word.start : word.end] for word in trace.words][-4:] == ["", "Why", "?", ""]


@pytest.mark.parametrize("name", ENCODER_DECODERS)
def test_a_source_alone_starts_the_target(zoo, name):
    trace = zoo.trace(name, text=TEXT, attention=(AttentionSelection(kind="cross"),))
    assert len(trace.target_tokens) == 1
    assert trace.attention[0].numpy().shape[2:] == (1, len(trace.tokens))
