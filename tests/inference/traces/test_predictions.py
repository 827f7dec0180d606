"""Logits, surprisal and the logit lens against the model's own forward pass."""

import threading

import numpy as np
import pytest
import torch
from trace_models import ARCHITECTURES, DECODERS, ENCODER_DECODERS, ENCODERS, TEXT

from lightboard.inference.decoding.generation import run_generation
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.messages import Decoding, GenerateRequest, LogitSelection, ModelChoice, TraceRequest
from lightboard.inference.traces.run import run_trace


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_full_logits_equal_the_model_s(zoo, name):
    trace = zoo.trace(name, logits=LogitSelection(positions=(0, 3, -1), top=4, full=True))
    with torch.no_grad():
        expected = zoo.outputs(name, trace).logits[0][[0, 3, -1]]
    scale = float(expected.abs().max())
    np.testing.assert_allclose(trace.logits.logits.numpy(), expected.numpy(), atol=1e-5 * scale, rtol=0)
    logprobs = expected.log_softmax(-1)
    best = logprobs.topk(4)
    np.testing.assert_array_equal(trace.logits.top_ids.numpy(), best.indices.numpy())
    np.testing.assert_allclose(trace.logits.top_logprobs.numpy(), best.values.numpy(), atol=2e-5 * scale)
    entropy = -(logprobs.exp() * logprobs).sum(-1)
    np.testing.assert_allclose(trace.logits.entropy.numpy(), entropy.numpy(), atol=2e-5 * scale)
    assert set(trace.texts) == set(trace.logits.top_ids.numpy().flat)


@pytest.mark.parametrize("name", [*DECODERS, *ENCODER_DECODERS])
def test_surprisal_of_a_decoder_is_that_of_the_next_token(zoo, name):
    trace = zoo.trace(name, logits=LogitSelection())
    ids = [token.id for token in trace.target_tokens or trace.tokens]
    with torch.no_grad():
        logprobs = zoo.outputs(name, trace).logits[0].log_softmax(-1)
    expected = [-float(logprobs[place, id_]) for place, id_ in enumerate(ids[1:])]
    np.testing.assert_allclose(trace.logits.surprisal.numpy()[:-1], expected, atol=1e-4)
    assert np.isnan(trace.logits.surprisal.numpy()[-1])
    assert trace.logits.targets.numpy().tolist() == [*ids[1:], -1]


@pytest.mark.parametrize("name", ENCODERS)
def test_surprisal_of_an_encoder_is_that_of_the_token_itself(zoo, name):
    trace = zoo.trace(name, logits=LogitSelection())
    ids = [token.id for token in trace.tokens]
    with torch.no_grad():
        logprobs = zoo.outputs(name, trace).logits[0].log_softmax(-1)
    expected = [-float(logprobs[place, id_]) for place, id_ in enumerate(ids)]
    np.testing.assert_allclose(trace.logits.surprisal.numpy(), expected, atol=1e-4)


def unembed(model, name, hidden):
    """The final norm and the head, written out for each architecture."""
    if name == "gpt2":
        return model.lm_head(model.transformer.ln_f(hidden))
    if name in ("llama", "mistral"):
        return model.lm_head(model.model.norm(hidden))
    if name == "gemma2":
        return 3.0 * torch.tanh(model.lm_head(model.model.norm(hidden)) / 3.0)
    if name == "bert":
        return model.cls(hidden)
    if name == "distilbert":
        act = torch.nn.functional.gelu(model.vocab_transform(hidden))
        return model.vocab_projector(model.vocab_layer_norm(act))
    if name == "t5":
        hidden = model.decoder.final_layer_norm(hidden)
        return model.lm_head(hidden * 32**-0.5 if model.config.tie_word_embeddings else hidden)
    assert name == "bart"
    return model.lm_head(hidden) + model.final_logits_bias[0]


@pytest.mark.parametrize("name", ["gpt2", "llama", "mistral", "gemma2", "bert", "distilbert", "t5", "bart"])
def test_b1_logit_lens_is_unembed_of_norm_of_every_layer(zoo, name):
    trace = zoo.trace(name, lens=LogitSelection(positions=(1, -1), top=3))
    model = zoo.eager(name)
    outputs = zoo.outputs(name, trace)
    states = outputs.decoder_hidden_states if name in ENCODER_DECODERS else outputs.hidden_states
    with torch.no_grad():
        rows = [unembed(model, name, state[0][[1, -1]]) for state in states[:-1]]  # all but the last lack the norm
    for layer, logits in enumerate(rows):
        best = logits.log_softmax(-1).topk(3)
        np.testing.assert_array_equal(trace.lens.top_ids.numpy()[layer], best.indices.numpy())
        np.testing.assert_allclose(trace.lens.top_logprobs.numpy()[layer], best.values.numpy(), atol=1e-3)
    assert trace.lens.top_ids.shape == (len(states), 2, 3)


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_b1_last_row_of_the_lens_is_the_prediction(zoo, name):
    everywhere = LogitSelection(top=3)
    trace = zoo.trace(name, lens=everywhere, logits=everywhere)
    with torch.no_grad():
        real = zoo.outputs(name, trace).logits[0].log_softmax(-1).topk(3)
    np.testing.assert_array_equal(trace.lens.top_ids.numpy()[-1], real.indices.numpy())
    np.testing.assert_allclose(trace.lens.top_logprobs.numpy()[-1], real.values.numpy(), atol=1e-4)
    np.testing.assert_array_equal(trace.lens.top_ids.numpy()[-1], trace.logits.top_ids.numpy())
    np.testing.assert_array_equal(trace.lens.surprisal.numpy()[-1], trace.logits.surprisal.numpy())


@pytest.mark.parametrize("name", [*DECODERS, *ENCODER_DECODERS])
def test_replay_equals_generation_step_by_step(zoo, name):
    checkpoint = zoo.checkpoint(name)
    request = GenerateRequest(
        prompt=TEXT, decoding=Decoding(max_new_tokens=12, min_new_tokens=12, temperature=1.0, seed=3)
    )
    events = []
    result = run_generation(checkpoint, request, lock=DeviceLock(), cancelled=threading.Event(), emit=events.append)
    tokens = result.sequences[0].tokens
    generated = tuple(token.id for token in tokens)
    ids = {"ids": result.prompt_ids, "target_ids": generated}
    if name not in ENCODER_DECODERS:
        ids = {"ids": (*result.prompt_ids, *generated)}
    trace = zoo.trace(name, **ids, recorded=tuple(token.logprob for token in tokens), logits=LogitSelection())
    assert trace.gap < 1e-4
    assert trace.notes == ()
    assert trace.recomputed == (name in ("mistral", "gemma2", "gemma3"))  # the text is longer than their windows
    replayed = trace.logits.surprisal.numpy()[-13:-1]
    np.testing.assert_allclose(replayed, [-token.logprob for token in tokens], atol=1e-4)


def test_a_wide_gap_is_told(zoo):
    ids = tuple(token.id for token in zoo.trace("gpt2").tokens)
    honest = zoo.trace("gpt2", ids=ids, logits=LogitSelection()).logits.surprisal.numpy()[-3:-1]
    recorded = (-float(honest[0]), -float(honest[1]) + 0.25)
    trace = zoo.trace("gpt2", ids=ids, recorded=recorded)
    assert trace.gap == pytest.approx(0.25, abs=1e-5)
    assert "differ from the recorded ones by up to 0.25" in trace.notes[0]


def test_a_classifier_has_one_position_and_labels(tiny_classifier, store):
    with store.acquire(ModelChoice(name=str(tiny_classifier)), task="text-classification") as checkpoint:
        request = TraceRequest(text=TEXT, task="text-classification", logits=LogitSelection(full=True))
        trace = run_trace(checkpoint, request, lock=DeviceLock(), cancelled=threading.Event())
        with torch.no_grad():
            expected = checkpoint.model(**checkpoint.tokenizer(TEXT, return_tensors="pt")).logits
    np.testing.assert_array_equal(trace.logits.logits.numpy(), expected.numpy())
    assert sorted(trace.texts.values()) == ["CALM", "GLAD", "SAD"]
