"""Knock-outs and dropped tokens against hooks and attention masks on the model itself."""

import numpy as np
import pytest
import torch
from trace_models import ARCHITECTURES, ENCODER_DECODERS, KINDS

from lightboard.inference.messages import AttentionSelection, HeadChoice, LogitSelection

# The module whose input is the heads' outputs side by side, (B, T, H * D).
PROJECTIONS = {
    ("gpt2", "self"): "transformer.h.{}.attn.c_proj",
    ("llama", "self"): "model.layers.{}.self_attn.o_proj",
    ("mistral", "self"): "model.layers.{}.self_attn.o_proj",
    ("gemma2", "self"): "model.layers.{}.self_attn.o_proj",
    ("gemma3", "self"): "model.layers.{}.self_attn.o_proj",
    ("opt", "self"): "model.decoder.layers.{}.self_attn.out_proj",
    ("bert", "self"): "bert.encoder.layer.{}.attention.output.dense",
    ("roberta", "self"): "roberta.encoder.layer.{}.attention.output.dense",
    ("distilbert", "self"): "distilbert.transformer.layer.{}.attention.out_lin",
    ("t5", "self"): "encoder.block.{}.layer.0.SelfAttention.o",
    ("t5", "decoder"): "decoder.block.{}.layer.0.SelfAttention.o",
    ("t5", "cross"): "decoder.block.{}.layer.1.EncDecAttention.o",
    ("bart", "self"): "model.encoder.layers.{}.self_attn.out_proj",
    ("bart", "decoder"): "model.decoder.layers.{}.self_attn.out_proj",
    ("bart", "cross"): "model.decoder.layers.{}.encoder_attn.out_proj",
}
HEAD_WIDTH = 8


def silenced(zoo, name, trace, kind, heads):
    """The oracle's logits with slices of the heads' outputs set to zero before they are projected."""
    handles = []
    for layer in {layer for layer, _ in heads}:
        own = [head for other, head in heads if other == layer]

        def silence(module, args, own=own):
            states = args[0].clone()
            for head in own:
                states[..., head * HEAD_WIDTH : (head + 1) * HEAD_WIDTH] = 0
            return (states, *args[1:])

        module = zoo.eager(name).get_submodule(PROJECTIONS[name, kind].format(layer))
        handles.append(module.register_forward_pre_hook(silence))
    try:
        return zoo.outputs(name, trace)
    finally:
        for handle in handles:
            handle.remove()


@pytest.mark.parametrize(("name", "kind"), [pair for pair in KINDS if pair in PROJECTIONS])
def test_a_knocked_out_head_adds_nothing(zoo, name, kind):
    heads = [(0, 1), (1, 0), (1, 3)]
    knockout = tuple(HeadChoice(layer=layer, head=head, kind=kind) for layer, head in heads)
    everywhere = LogitSelection(full=True, top=3)
    trace = zoo.trace(name, knockout=knockout, logits=everywhere, attention=(AttentionSelection(kind=kind),))
    outputs = silenced(zoo, name, trace, kind, heads)
    expected = outputs.logits[0].numpy()
    plain = zoo.outputs(name, trace).logits[0].numpy()
    scale = np.abs(plain).max()
    np.testing.assert_allclose(trace.logits.logits.numpy(), expected, atol=2e-5 * scale, rtol=0)
    np.testing.assert_allclose(trace.before.logits.numpy(), plain, atol=2e-5 * scale, rtol=0)
    assert np.abs(expected - plain).max() > 1e-3 * scale
    field = "attentions"
    if name in ENCODER_DECODERS:
        field = {"self": "encoder_attentions", "decoder": "decoder_attentions", "cross": "cross_attentions"}[kind]
    changed = torch.stack(outputs[field])[:, 0].numpy()
    np.testing.assert_allclose(trace.attention[0].numpy(), changed, atol=2e-5, rtol=0)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_dropped_tokens_are_seen_by_nobody(zoo, name):
    dropped = [2, 5]
    trace = zoo.trace(
        name, drop_tokens=tuple(dropped), logits=LogitSelection(full=True), attention=(AttentionSelection(),)
    )
    mask = torch.ones(1, len(trace.tokens), dtype=torch.long)
    mask[0, dropped] = 0
    more = {"attention_mask": mask}
    if name == "opt":  # counts positions by the mask unless it is told
        more["position_ids"] = torch.arange(len(trace.tokens))[None]
    outputs = zoo.outputs(name, trace, **more)
    expected, plain = outputs.logits[0].numpy(), zoo.outputs(name, trace).logits[0].numpy()
    scale = np.abs(plain).max()
    np.testing.assert_allclose(trace.logits.logits.numpy(), expected, atol=2e-5 * scale, rtol=0)
    np.testing.assert_allclose(trace.before.logits.numpy(), plain, atol=2e-5 * scale, rtol=0)
    weights = trace.attention[0].numpy()
    assert not weights[..., dropped].any()
    field = "encoder_attentions" if name in ENCODER_DECODERS else "attentions"
    np.testing.assert_allclose(weights, torch.stack(outputs[field])[:, 0].numpy(), atol=2e-5, rtol=0)


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2"])
def test_a_dropped_first_token_leaves_no_nan(zoo, attentions, name):
    """Its own row then sees nothing at all: uniform, as in eager attention."""
    trace = zoo.trace(name, drop_tokens=(0,), logits=LogitSelection(full=True), attention=(AttentionSelection(),))
    mask = torch.ones(1, len(trace.tokens), dtype=torch.long)
    mask[0, 0] = 0
    weights = trace.attention[0].numpy()
    assert np.isfinite(weights).all()
    np.testing.assert_allclose(weights.sum(-1), 1, atol=1e-5)
    expected = torch.stack(attentions(name, trace, "self", attention_mask=mask)).numpy()
    np.testing.assert_allclose(weights[:, :, 1:], expected[:, :, 1:], atol=2e-5)
    np.testing.assert_allclose(weights[0], expected[0], atol=2e-5)
    logits = zoo.outputs(name, trace, attention_mask=mask).logits[0].numpy()
    np.testing.assert_allclose(trace.logits.logits.numpy()[1:], logits[1:], atol=1e-4)


@pytest.mark.parametrize("name", ENCODER_DECODERS)
def test_dropped_target_tokens(zoo, name):
    trace = zoo.trace(name, drop_target_tokens=(1,), logits=LogitSelection(full=True))
    mask = torch.ones(1, len(trace.target_tokens), dtype=torch.long)
    mask[0, 1] = 0
    expected = zoo.outputs(name, trace, decoder_attention_mask=mask).logits[0].numpy()
    np.testing.assert_allclose(trace.logits.logits.numpy(), expected, atol=1e-4)


def test_without_a_selection_the_prediction_that_matters_is_told(zoo):
    head = (HeadChoice(layer=0, head=0),)
    text = "The [MASK] cat sees [MASK]."
    trace = zoo.trace("bert", text=text, knockout=head)
    masks = [place for place, token in enumerate(trace.tokens) if token.piece == "[MASK]"]
    assert trace.logits.positions == trace.before.positions == tuple(masks)
    last = zoo.trace("gpt2", knockout=head)
    assert last.logits.positions == (len(last.tokens) - 1,)
    assert not np.array_equal(last.logits.top_logprobs.numpy(), last.before.top_logprobs.numpy())
    assert zoo.trace("gpt2").before is None
