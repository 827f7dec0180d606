"""Thumbnails, figures, queries and keys against the oracle's maps."""

import numpy as np
import pytest
import torch
from trace_models import KINDS

from lightboard.inference.messages import AttentionLayout, HeadChoice, decode_weights
from lightboard.inference.traces.overview import thumbnail_size


def layout(layers, heads, kind="self"):
    return AttentionLayout(kind=kind, heads=(heads,) * layers, key_value_heads=(heads,) * layers)


@pytest.mark.parametrize(
    ("layers", "heads", "size"),
    [
        (12, 12, (32, False)),
        (24, 16, (16, False)),
        (48, 25, (8, False)),
        (80, 64, (32, True)),
        (200, 64, (16, True)),
        (1, 1, (32, False)),
    ],
)
def test_thumbnails_take_at_most_150_kb(layers, heads, size):
    side, head_mean = thumbnail_size([layout(layers, heads)])
    assert (side, head_mean) == size
    assert layers * (1 if head_mean else heads) * side**2 <= 150_000
    if side < 32 and not head_mean:
        assert layers * heads * (2 * side) ** 2 > 150_000


def shrink(weights, side):
    """Average the rows of a block and sum its columns, by plain loops."""
    rows, columns = weights.shape
    blocks = np.zeros((min(side, rows), min(side, columns)))
    counts = np.zeros(len(blocks))
    for row in range(rows):
        counts[row * len(blocks) // rows] += 1
        for column in range(columns):
            blocks[row * len(blocks) // rows, column * blocks.shape[1] // columns] += weights[row, column]
    return blocks / counts[:, None]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_overview_equals_the_oracle(zoo, attentions, name, kind):
    trace = zoo.trace(name, overview=(kind,))
    found = trace.overview[0]
    whole = torch.stack(attentions(name, trace, kind)).double().numpy()  # (L, H, T, S)
    assert found.kind == kind
    expected = np.array([[shrink(head, found.side) for head in layer] for layer in whole])
    assert found.thumbnails.shape == expected.shape
    np.testing.assert_allclose(decode_weights(found.thumbnails), expected, atol=2.1 / 255)
    entropy = -(whole * np.log(np.maximum(whole, 1e-300))).sum(-1).mean(-1)
    np.testing.assert_allclose(found.entropy.numpy(), entropy, atol=1e-4)
    np.testing.assert_allclose(found.first.numpy(), whole[:, :, 1:, 0].mean(-1), atol=1e-5)
    if kind == "cross":
        assert found.previous is None
    else:
        previous = np.array([[np.mean(np.diag(head, -1)) for head in layer] for layer in whole])
        np.testing.assert_allclose(found.previous.numpy(), previous, atol=1e-5)


def test_long_texts_are_shrunk(zoo, attentions):
    ids = tuple(np.random.default_rng(0).integers(3, 300, 101).tolist())
    trace = zoo.trace("gpt2", ids=ids, overview=("self",))
    found = decode_weights(trace.overview[0].thumbnails)
    assert found.shape == (3, 4, 32, 32)
    whole = torch.stack(attentions("gpt2", trace, "self")).numpy()
    expected = np.array([[shrink(head, 32) for head in layer] for layer in whole])
    np.testing.assert_allclose(found, expected, atol=2.1 / 255)
    np.testing.assert_allclose(expected.sum(-1), 1, atol=1e-5)


@pytest.mark.parametrize(("name", "kind"), [("gpt2", "self"), ("llama", "self"), ("bert", "self"), ("bart", "cross")])
def test_queries_and_keys_give_the_weights(zoo, attentions, name, kind):
    heads = (HeadChoice(layer=1, head=2, kind=kind), HeadChoice(layer=-1, head=-1, kind=kind))
    trace = zoo.trace(name, queries_keys=heads)
    for found, (layer, head) in zip(trace.queries_keys, [(1, 2), (-1, 3)], strict=True):
        scores = found.queries.numpy() @ found.keys.numpy().T * found.scale
        if name in ("gpt2", "llama"):
            scores = np.where(np.tri(*scores.shape, dtype=bool), scores, -np.inf)
        weights = np.exp(scores - scores.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        np.testing.assert_allclose(weights, attentions(name, trace, kind)[layer][head].numpy(), atol=1e-5)


def test_layout_tells_grouped_heads(zoo):
    (found,) = zoo.trace("llama").layout
    assert found.heads == (4, 4, 4)
    assert found.key_value_heads == (2, 2, 2)
    assert {row.kind: row.heads for row in zoo.trace("bart").layout} == {
        "self": (4, 4),
        "decoder": (4, 4, 4),
        "cross": (4, 4, 4),
    }


def seen(trace, layer):
    """Return for each row of a layer the columns that it may look at."""
    overview = trace.overview[0]
    mask = overview.masks[overview.layer_masks[layer]]
    return list(zip(mask.first.numpy().tolist(), mask.end.numpy().tolist(), strict=True))


def test_masks_say_what_each_row_may_look_at(zoo):
    length = len(zoo.trace("gpt2").tokens)
    causal = [(0, row + 1) for row in range(length)]
    window = [(max(0, row - 7), row + 1) for row in range(length)]
    for name, layers in {
        "gpt2": [causal] * 3,
        "llama": [causal] * 3,
        "mistral": [window] * 3,
        "gemma2": [window, causal, window],
    }.items():
        trace = zoo.trace(name, overview=("self",))
        assert [seen(trace, layer) for layer in range(3)] == layers, name
        assert len(trace.overview[0].masks) == len({str(layer) for layer in layers})
    for name, kind in [("bert", "self"), ("bart", "self"), ("bart", "cross"), ("t5", "cross")]:
        trace = zoo.trace(name, overview=(kind,))
        rows = trace.tokens if kind == "self" else trace.target_tokens
        assert seen(trace, 0) == [(0, len(trace.tokens))] * len(rows)
    for name in ("bart", "t5"):
        trace = zoo.trace(name, overview=("decoder",))
        assert seen(trace, 0) == [(0, row + 1) for row in range(len(trace.target_tokens))]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_what_a_mask_hides_has_no_weight(zoo, attentions, name, kind):
    trace = zoo.trace(name, overview=(kind,))
    for layer, weights in enumerate(attentions(name, trace, kind)):
        for row, (first, end) in enumerate(seen(trace, layer)):
            hidden = torch.cat([weights[:, row, :first], weights[:, row, end:]], dim=1)
            assert float(hidden.sum()) == 0
            assert float(weights[:, row, first].min()) >= 0
