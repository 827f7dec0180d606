import inspect
import threading
from types import SimpleNamespace

import msgspec
import pytest
import torch
from transformers import (
    AutoModelForCausalLM,
    BartConfig,
    BartForConditionalGeneration,
    DynamicCache,
    EncoderDecoderCache,
    Gemma2Config,
    Gemma3ForCausalLM,
    Gemma3TextConfig,
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
    MistralConfig,
    T5Config,
    T5ForConditionalGeneration,
)

from lightboard.inference.decoding import kv_measurement
from lightboard.inference.decoding.kv_cache import cache_bytes, estimate, geometry, held_bytes, read_layers
from lightboard.inference.decoding.kv_measurement import measure_cache
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.errors import (
    ContextOverflow,
    InvalidOption,
    MissingCapability,
    NumericalError,
    RequestCancelled,
)
from lightboard.inference.messages import KVCache, KVCacheLayer, KVCacheRequest

PROMPT = "w3 w4 w5 w6 w7 w8 w9 w10 w11 w12"  # 10 tokens: more than a window
PROMPT_IDS = list(range(3, 13))
STEPS = 6
WINDOW = 8
SMALL = {"vocab_size": 40, "bos_token_id": 0, "eos_token_id": 1, "pad_token_id": 2}
DECODER = SMALL | {
    "hidden_size": 32,
    "intermediate_size": 32,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 64,
}


def build(name):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        if name == "dense":
            return GPT2LMHeadModel(GPT2Config(**SMALL, n_embd=32, n_layer=3, n_head=4, n_positions=64))
        if name == "grouped":
            return LlamaForCausalLM(LlamaConfig(**DECODER))
        if name == "sliding":
            return AutoModelForCausalLM.from_config(MistralConfig(**DECODER, sliding_window=WINDOW))
        if name == "hybrid":
            return AutoModelForCausalLM.from_config(Gemma2Config(**DECODER, head_dim=16, sliding_window=WINDOW))
        if name == "hybrid, 3 to 1":
            kinds = ["sliding_attention"] * 3 + ["full_attention"]
            config = Gemma3TextConfig(**DECODER, head_dim=16, sliding_window=WINDOW, layer_types=kinds)
            return Gemma3ForCausalLM(config)
        start = {"decoder_start_token_id": 2}
        if name == "t5":
            sizes = {"d_model": 32, "d_kv": 4, "d_ff": 32, "num_layers": 3, "num_decoder_layers": 2, "num_heads": 4}
            return T5ForConditionalGeneration(T5Config(**SMALL, **start, **sizes))
        sizes = {"d_model": 32, "encoder_layers": 1, "decoder_layers": 2, "encoder_attention_heads": 2}
        sizes |= {"decoder_attention_heads": 4, "encoder_ffn_dim": 32, "decoder_ffn_dim": 32}
        config = BartConfig(**SMALL, **start, **sizes, max_position_embeddings=64, forced_eos_token_id=None)
        return BartForConditionalGeneration(config)


MODELS = ["dense", "grouped", "sliding", "hybrid", "hybrid, 3 to 1", "t5", "bart"]
SLIDING_LAYERS = {"sliding": [0, 1, 2, 3], "hybrid": [0, 2], "hybrid, 3 to 1": [0, 1, 2]}


@pytest.fixture(scope="module", params=MODELS)
def kind(request):
    return request.param


@pytest.fixture(scope="module")
def checkpoint(kind, words):
    return words(build(kind))


def measure(checkpoint, prompt=PROMPT, *, lock=None, cancelled=None, **options):
    return measure_cache(
        checkpoint,
        KVCacheRequest(prompt=prompt, **{"max_new_tokens": STEPS} | options),
        lock=lock or DeviceLock(),
        cancelled=cancelled or threading.Event(),
    )


@pytest.fixture(scope="module")
def measured(checkpoint):
    return measure(checkpoint)


def forward_step_by_step(model, ids):
    """The caches after each forward pass over the same tokens, by calls of the model alone: the oracle."""
    if not model.config.is_encoder_decoder:
        cache, inputs = DynamicCache(config=model.config), torch.tensor([PROMPT_IDS])
        for token in ids:
            model(inputs, past_key_values=cache, use_cache=True)
            yield cache.layers
            inputs = torch.tensor([[token]])
        return
    cache = EncoderDecoderCache(DynamicCache(config=model.config), DynamicCache(config=model.config))
    encoded = model.get_encoder()(torch.tensor([PROMPT_IDS]))
    for token in [model.config.decoder_start_token_id, *ids[:-1]]:
        inputs = torch.tensor([[token]])
        model(encoder_outputs=encoded, decoder_input_ids=inputs, past_key_values=cache, use_cache=True)
        layers = [*cache.self_attention_cache.layers, *cache.cross_attention_cache.layers]
        yield [layer for layer in layers if layer.is_initialized]  # transformers makes as many as the encoder has


def test_d8_bytes_are_those_of_the_tensors(checkpoint, measured):
    """Exactly, at every step and in every layer."""
    sizes, rows = measured.bytes.numpy().tolist(), measured.rows.numpy().tolist()
    assert len(measured.ids) == STEPS
    for step, layers in enumerate(forward_step_by_step(checkpoint.model, measured.ids)):
        tensors = [value for layer in layers for value in vars(layer).values() if isinstance(value, torch.Tensor)]
        assert sizes[step] == sum(tensor.nbytes for tensor in tensors)
        assert rows[step] == [layer.keys.shape[-2] for layer in layers]
    assert measured.total_bytes == sizes[-1]
    for described, layer in zip(measured.layers, layers, strict=True):
        assert described.key_bytes == layer.keys.nbytes
        assert described.value_bytes == layer.values.nbytes
        assert described.keys_shape == tuple(layer.keys.shape)
        assert described.values_shape == tuple(layer.values.shape)
    whole = sum(layer.key_bytes + layer.value_bytes + layer.other_bytes for layer in measured.layers)
    assert whole == measured.total_bytes


def test_d8_rows_grow_by_one_and_stay_at_the_window(kind, measured):
    rows, lengths = measured.rows.numpy(), measured.lengths.numpy().tolist()  # (S, L), (S,)
    encoder_decoder = measured.model.family == "encoder-decoder"
    first = 1 if encoder_decoder else len(PROMPT_IDS)
    assert lengths == list(range(first, first + STEPS))
    for column, layer in enumerate(measured.layers):
        found = rows[:, column].tolist()
        if layer.attention == "cross":
            assert found == [len(PROMPT_IDS)] * STEPS
        elif layer.layer in SLIDING_LAYERS.get(kind, []):
            assert (layer.kind, layer.window) == ("sliding", WINDOW)
            assert found == [WINDOW - 1] * STEPS
        else:
            assert (layer.kind, layer.window) == ("full", None)
            assert found == lengths
    assert [layer.attention for layer in measured.layers].count("cross") == (
        len(measured.layers) // 2
    ) * encoder_decoder


def test_d8_a_window_fills_up_before_it_stays(words):
    checkpoint = words(build("hybrid"))
    measured = measure(checkpoint, "w3 w4", max_new_tokens=10)
    rows = measured.rows.numpy()
    assert rows[:, 0].tolist() == [2, 3, 4, 5, 6, 7, 7, 7, 7, 7]
    assert rows[:, 1].tolist() == list(range(2, 12))


def test_d8_cache_and_no_cache_give_the_same_logits(checkpoint, measured):
    comparison = measured.comparison
    assert comparison.steps == STEPS
    assert comparison.difference <= 1e-4
    assert comparison.flips == 0
    model = checkpoint.model
    if model.config.is_encoder_decoder:
        start = [model.config.decoder_start_token_id, *measured.ids[:-1]]
        logits = model(input_ids=torch.tensor([PROMPT_IDS]), decoder_input_ids=torch.tensor([start])).logits[0]
    else:
        logits = model(torch.tensor([[*PROMPT_IDS, *measured.ids[:-1]]])).logits[0, len(PROMPT_IDS) - 1 :]  # (S, V)
    best = logits.topk(2).values
    assert comparison.margin == pytest.approx(float((best[:, 0] - best[:, 1]).min()), abs=1e-4)
    logits[:, model.config.eos_token_id] = -torch.inf  # texts run on past their end
    assert logits.argmax(-1).tolist() == list(measured.ids)


def test_d8_a_difference_is_seen(words, monkeypatch):
    """A cache that holds something else must show in the comparison."""
    checkpoint = words(build("grouped"))
    update = DynamicCache.update

    def broken(self, *arguments, **more):
        keys, values = update(self, *arguments, **more)
        return keys, values * 1.01

    monkeypatch.setattr(DynamicCache, "update", broken)
    comparison = measure(checkpoint).comparison
    assert comparison.difference > 1e-4


def test_d8_the_formula_agrees_or_says_why_not(kind, checkpoint, measured):
    formula = measured.estimate
    read = len(PROMPT_IDS) + STEPS - 1
    if kind in ("dense", "grouped"):
        layers, kv_heads = {"dense": (3, 4), "grouped": (4, 2)}[kind]
        assert formula.bytes == 2 * layers * kv_heads * 8 * read * 4 == measured.total_bytes
        assert formula.difference == ""
        assert formula.without_grouping == {"dense": 1, "grouped": 2}[kind] * formula.bytes
    elif kind in ("t5", "bart"):
        layers, size = {"t5": (2, 4), "bart": (2, 8)}[kind]
        assert formula.bytes == 2 * layers * 4 * size * (STEPS + len(PROMPT_IDS)) * 4 == measured.total_bytes
        assert formula.difference == ""
    else:
        size = {"sliding": 8}.get(kind, 16)
        assert formula.bytes == 2 * 4 * 2 * size * read * 4 > measured.total_bytes
        short = len(SLIDING_LAYERS[kind])
        assert f"{short} of 4 layers see a window of 8 tokens and keep the last 7." in formula.difference
        assert f"{8 * short} bytes are counters" in formula.difference
        assert "trust the tensors" not in formula.difference
    assert measured.note == ""


def test_d8_several_sequences_take_as_much_each(words):
    checkpoint = words(build("grouped"))
    one, three = measure(checkpoint), measure(checkpoint, sequences=3)
    assert three.total_bytes == 3 * one.total_bytes == three.estimate.bytes
    assert three.layers[0].keys_shape[0] == 3
    assert three.ids == one.ids


def test_d8_memory_behind_a_view_is_counted(words):
    """After a long prompt a sliding layer's tensors are views of the whole prompt's."""
    measured = measure(words(build("sliding")))
    held, sizes = measured.held_bytes.numpy().tolist(), measured.bytes.numpy().tolist()
    counters = 4 * 8
    row = (sizes[0] - counters) // (WINDOW - 1)
    assert held[0] == len(PROMPT_IDS) * row + counters
    assert held[1:] == [WINDOW * row + counters] * (STEPS - 1)  # the row that leaves is still there
    dense = measure(words(build("dense")))
    assert dense.held_bytes.numpy().tolist() == dense.bytes.numpy().tolist()


def test_times_are_medians_of_the_runs_with_prefill_apart(measured):
    for timing in (measured.with_cache, measured.without_cache):
        assert len(timing.prefill_runs) == len(timing.per_token_runs) == 3
        assert timing.prefill == sorted(timing.prefill_runs)[1] > 0
        assert timing.per_token == sorted(timing.per_token_runs)[1] > 0
    assert measured.model.device == "cpu"
    assert measured.model.dtype == "float32"
    assert measured.context_used == len(PROMPT_IDS) + STEPS
    assert measured.context_limit == (None if measured.model.architecture.startswith("T5") else 64)


def test_the_first_runs_are_not_timed(words, monkeypatch):
    checkpoint, order = words(build("grouped")), []
    decode = kv_measurement.CacheRun.decode

    def watched(self, chunk):
        order.append(("watched" if self.watch else "timed", self.decoding.kv_cache))
        decode(self, chunk)

    monkeypatch.setattr(kv_measurement.CacheRun, "decode", watched)
    measure(checkpoint, runs=4)
    assert order == [("watched", True), ("watched", False), *[("timed", True), ("timed", False)] * 4]


def test_what_others_take_between_steps_is_not_counted(words, monkeypatch):
    clock = [0.0]

    class Busy(DeviceLock):
        def hand_over(self):
            clock[0] += 100

    monkeypatch.setattr(kv_measurement, "time", SimpleNamespace(perf_counter=lambda: clock[0]))
    measured = measure(words(build("grouped")), lock=Busy(), max_new_tokens=3)
    assert measured.with_cache.per_token == measured.without_cache.per_token == 0
    assert clock[0] == 100 * 3 * 8


def test_one_token_has_no_time_per_token(words):
    measured = measure(words(build("dense")), max_new_tokens=1)
    assert measured.with_cache.per_token is None
    assert measured.rows.numpy().tolist() == [[10, 10, 10]]


def test_the_context_limits_the_tokens(words):
    measured = measure(words(build("dense")), "w3 " * 58, max_new_tokens=500)
    assert measured.context_used == measured.context_limit == 64
    with pytest.raises(ContextOverflow, match="Shorten it"):
        measure(words(build("dense")), "w3 " * 64)


def test_only_what_fits_is_compared(words, monkeypatch):
    monkeypatch.setattr(kv_measurement, "KEPT_LOGITS", 2 * 40)
    measured = measure(words(build("dense")))
    assert measured.comparison.steps == 2
    assert len(measured.ids) == STEPS


def test_a_measurement_survives_the_wire(measured):
    wire = msgspec.msgpack.encode(measured)
    back = msgspec.msgpack.decode(wire, type=KVCache)
    assert back.layers == measured.layers
    assert back.total_bytes == measured.total_bytes


@pytest.mark.parametrize(
    ("words_", "options"),
    [
        ("runs must be between 3 and 50, not 2. The times are medians", {"runs": 2}),
        ("max_new_tokens must be between 1 and 1024, not 0", {"max_new_tokens": 0}),
        ("sequences must be between 1 and 256, not 0", {"sequences": 0}),
        ("sequences must be a whole number", {"sequences": 1.5}),
    ],
)
def test_bad_requests_are_sentences(words_, options):
    with pytest.raises(InvalidOption, match=words_):
        KVCacheRequest(prompt="w3", **options)


def test_cancelling_ends_within_one_step(words):
    checkpoint, cancelled, steps = words(build("dense")), threading.Event(), []

    class Lock(DeviceLock):
        def hand_over(self):
            steps.append(None)
            if len(steps) == 20:
                cancelled.set()

    with pytest.raises(RequestCancelled, match="cancelled before it had a result"):
        measure(checkpoint, lock=Lock(), cancelled=cancelled)
    assert len(steps) == 20


def test_nan_logits_are_a_sentence(words, monkeypatch):
    checkpoint = words(build("grouped"))
    forward = checkpoint.model.lm_head.forward
    monkeypatch.setattr(checkpoint.model.lm_head, "forward", lambda x: forward(x) * float("nan"))
    with pytest.raises(NumericalError, match="NaN logits"):
        measure(checkpoint)


def test_a_model_without_a_cache_to_read_is_a_sentence(words, monkeypatch):
    checkpoint = words(build("grouped"))
    monkeypatch.setattr(inspect, "signature", lambda _: inspect.Signature())
    with pytest.raises(MissingCapability, match="keeps no key-value cache that can be read"):
        kv_measurement.empty_cache(checkpoint.model)


def test_other_kinds_of_layers_are_named():
    """A layer that reads another's keys and values, and one that keeps a state."""
    config = LlamaConfig(**DECODER)
    full = read_layers(grown(2))[0]
    nothing = KVCacheLayer(
        layer=1,
        attention="self",
        kind="none",
        window=None,
        rows=0,
        keys_shape=(),
        values_shape=(),
        key_bytes=0,
        value_bytes=0,
        other_bytes=0,
    )
    state = msgspec.structs.replace(nothing, layer=2, kind="recurrent", other_bytes=100)
    sizes = {"decoder_tokens": 7, "encoder_tokens": 0, "sequences": 1, "item": 4}
    result, note = estimate(config, (full, nothing, state), **sizes)
    assert note == ""
    assert "1 of 3 layers keep a state of fixed size instead of keys and values." in result.difference
    assert "1 of 3 layers keep nothing of their own" in result.difference
    other = msgspec.structs.replace(full, keys_shape=(1, 1, 7, 9), key_bytes=252, value_bytes=252)
    assert "hold 1 heads of 9, other than the model's config says" in estimate(config, (other,), **sizes)[0].difference
    assert estimate(config, (state,), **sizes) == (
        None,
        "The formula does not apply: no layer keeps keys and values.",
    )


def grown(layers):
    cache = DynamicCache()
    for layer in range(layers):
        cache.update(torch.zeros(1, 2, 7, 8), torch.zeros(1, 2, 7, 8), layer)
    return cache


def test_geometry_of_configs():
    assert geometry(GPT2Config()) == (12, 12, 12, 64)
    assert geometry(LlamaConfig(**DECODER)) == (4, 4, 2, 8)
    assert geometry(Gemma2Config(**DECODER, head_dim=16)) == (4, 4, 2, 16)
    assert geometry(T5Config(num_layers=2, num_decoder_layers=3, num_heads=4, d_kv=5)) == (3, 4, 4, 5)
    assert geometry(BartConfig(d_model=32, decoder_layers=2, decoder_attention_heads=4)) == (2, 4, 4, 8)


def test_shared_storage_is_held_once():
    cache = grown(2)
    assert held_bytes(cache) == cache_bytes(cache)
    cache.layers[1].keys = cache.layers[0].keys[..., 3:, :]
    cache.layers[1].values = cache.layers[0].values
    assert held_bytes(cache) == cache_bytes(grown(1))
