"""The distribution of a model's next token, against transformers' `generate` and its own processors."""

import copy
import dataclasses
import random
import subprocess
import sys
import threading

import numpy as np
import pytest
import torch
from transformers import (
    AutoTokenizer,
    GenerationConfig,
    LlamaConfig,
    LlamaForCausalLM,
)

from lightboard.inference.decoding import distribution as module
from lightboard.inference.decoding.distribution import run_distribution
from lightboard.inference.decoding.orders import Context
from lightboard.inference.decoding.recompute import compute_stages, recompute
from lightboard.inference.decoding.stages import Stage
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.errors import ContextOverflow, InvalidInput, NumericalError, OutOfMemory, RequestCancelled
from lightboard.inference.messages import ChatMessage, Decoding, DistributionRequest, ModelChoice
from lightboard.inference.store import ModelStore

PROMPTS = ["The teacher draws", "A small model", "We like", "Numbers such as 1, 22", "Le chat dort", "Why does"]


def random_settings(rng):
    """Draw options in our names and in those of `model.generate`, and structural fields of a checkpoint."""
    ours = {"max_new_tokens": 4}
    choices = {
        "repetition_penalty": [0.7, 1.3, 2.0],
        "no_repeat_ngram": [1, 2, 3],
        "min_new_tokens": [1, 3],
        "temperature": [0.3, 0.8, 1.7],
        "top_k": [1, 3, 10, 500],
        "top_p": [0.1, 0.5, 0.9],
        "min_p": [0.0, 0.05, 0.4],
    }
    if rng.random() < 0.2:  # greedy
        choices = dict(list(choices.items())[:3])
    for name, values in choices.items():
        if rng.random() < 0.5:
            ours[name] = rng.choice(values)
    structure = {}
    if rng.random() < 0.3:
        structure["suppress_tokens"] = rng.sample(range(3, 300), 40)
    if rng.random() < 0.3:
        structure["begin_suppress_tokens"] = rng.sample(range(3, 300), 40)
    if rng.random() < 0.3:
        structure["bad_words_ids"] = [[7], [8, 9], [rng.randrange(3, 300)]]
    if rng.random() < 0.3:
        structure["forced_eos_token_id"] = 1
    if rng.random() < 0.3:
        structure["sequence_bias"] = [[[token], rng.uniform(-5, 5)] for token in rng.sample(range(3, 300), 20)]
    return ours, structure


def in_their_names(ours):
    sampled = Decoding(**ours).sampled
    renamed = {"no_repeat_ngram": "no_repeat_ngram_size"}
    defaults = {"do_sample": True, "top_k": 0} if sampled else {"do_sample": False}
    return defaults | {renamed.get(name, name): value for name, value in ours.items()}


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("family", ["decoder", "encoder-decoder"])
def test_d1_final_stages_equal_the_scores_of_generate(family, part, gpt, t5, oracle_gpt, oracle_t5, distribution):
    """200 random settings: the kept set bitwise, the finite scores to 1e-6.

    Without a cache `generate` reads the context in one pass, as the verb does, so that not even rounding differs.
    """
    checkpoint, oracle = (gpt, oracle_gpt) if family == "decoder" else (t5, oracle_t5)
    eos, pad = ([1, 2], 1) if family == "decoder" else ([1], 0)
    rng = random.Random(part)
    for number in range(25):
        ours, structure = random_settings(rng)
        prompt = rng.choice(PROMPTS)
        inputs = checkpoint.tokenizer(prompt, return_tensors="pt")
        torch.manual_seed(number)
        output = oracle.generate(
            **inputs,
            **in_their_names(ours),
            **structure,
            pad_token_id=pad,
            use_cache=False,
            return_dict_in_generate=True,
            output_scores=True,
            output_logits=True,
        )
        start = inputs.input_ids.shape[1] if family == "decoder" else 1
        generated = output.sequences[0, start:].tolist()
        config = GenerationConfig(eos_token_id=eos, bos_token_id=0, decoder_start_token_id=0, **structure)
        own = dataclasses.replace(checkpoint, generation_config=config)
        for step in range(len(generated)):
            result = distribution(own, prompt, generated=tuple(generated[:step]), full=True, **ours)
            raw, want = output.logits[step][0].numpy(), output.scores[step][0].numpy()
            np.testing.assert_allclose(result.logits.numpy(), raw, atol=1e-6, rtol=0)
            context = Context(result.decoder_ids, result.request.generated, result.rules, result.ends)
            final = compute_stages(Stage.raw(result.logits.numpy()), result.request, context)[-1].logits
            assert np.array_equal(np.isfinite(final), np.isfinite(want)), (ours, structure)
            np.testing.assert_allclose(final[np.isfinite(want)], want[np.isfinite(want)], atol=1e-6, rtol=0)
            shown = result.stages[-1]
            assert shown.kept == np.isfinite(want).sum()
            for token in shown.tokens:
                logit = -np.inf if token.logit is None else token.logit
                assert logit == pytest.approx(float(want[token.id]), abs=1e-6)


def test_d1_stages_have_the_names_and_the_order_that_generation_reports(gpt, run, distribution):
    options = {
        "repetition_penalty": 1.2,
        "no_repeat_ngram": 2,
        "min_new_tokens": 3,
        "presence_penalty": 0.5,
        "temperature": 0.8,
        "top_k": 20,
        "top_p": 0.9,
        "min_p": 0.01,
        "seed": 3,
        "max_new_tokens": 5,
    }
    structure = {"suppress_tokens": [5], "bad_words_ids": [[7]], "sequence_bias": [[[9], 2.0]]}
    config = GenerationConfig(eos_token_id=[1, 2], bos_token_id=0, temperature=0.1, do_sample=True, **structure)
    checkpoint = dataclasses.replace(gpt, generation_config=config)
    *processors, _ = run(checkpoint, "We like", **options).processors
    result = distribution(checkpoint, "We like", **options)
    assert [stage.name for stage in result.stages] == ["raw", *processors]
    assert result.ignored == ("do_sample", "temperature")


def test_d2_every_stage_of_a_model_sums_to_one_and_names_every_id(gpt, distribution):
    result = distribution(gpt, "We like", temperature=1.5, top_k=30, top_p=0.8, repetition_penalty=1.3, top=8)
    named = {name.id for name in result.names}
    for stage in result.stages:
        assert sum(token.probability for token in stage.tokens) + stage.rest == pytest.approx(1, abs=1e-6)
        assert {token.id for token in stage.tokens} <= named
        assert {token.id for token in stage.removed_tokens} <= named
    assert {item.id for item in result.choice.bar} <= named
    assert result.stages[0].kept == len(gpt.tokenizer)


@pytest.mark.parametrize("options", [{"temperature": 1.1, "top_p": 0.9}, {"top_k": 12, "frequency_penalty": 1.0}])
def test_d5_the_chosen_tokens_are_those_of_the_generation_with_that_seed(gpt, t5, run, distribution, options):
    for checkpoint in (gpt, t5):
        written = run(checkpoint, "We like", max_new_tokens=10, seed=8, num_return_sequences=2, **options)
        again = run(checkpoint, "We like", max_new_tokens=10, seed=8, num_return_sequences=2, **options)
        assert [s.text for s in again.sequences] == [s.text for s in written.sequences]
        for number, sequence in enumerate(written.sequences):
            ids = [token.id for token in sequence.tokens]
            for step, token in enumerate(ids):
                result = distribution(
                    checkpoint, "We like", generated=tuple(ids[:step]), sequence=number, seed=8, **options
                )
                assert result.choice.id == token
                assert not result.choice.close
                chosen = next(item for item in result.choice.bar if item.id == token)
                assert chosen.lower <= result.choice.u < chosen.upper


# D6: the greedy path, and why it ends -------------------------------------------------------------------------------


def greedy_path(distribution, checkpoint, prompt, length, **options):
    """Write token by token with the verb alone."""
    ids = []
    while len(ids) < length:
        result = distribution(checkpoint, prompt, generated=tuple(ids), max_new_tokens=length, **options)
        ids.append(result.choice.id)
        if ids[-1] in result.ends:
            break
    return ids


@pytest.mark.parametrize("options", [{}, {"repetition_penalty": 1.4}, {"no_repeat_ngram": 2}, {"min_new_tokens": 9}])
@pytest.mark.parametrize("family", ["decoder", "encoder-decoder"])
def test_d6_the_greedy_path_is_that_of_generate(family, options, gpt, t5, oracle_gpt, oracle_t5, distribution):
    checkpoint, oracle, pad = (gpt, oracle_gpt, 1) if family == "decoder" else (t5, oracle_t5, 0)
    theirs = {"no_repeat_ngram_size" if name == "no_repeat_ngram" else name: value for name, value in options.items()}
    for prompt in PROMPTS[:4]:
        inputs = checkpoint.tokenizer(prompt, return_tensors="pt")
        start = inputs.input_ids.shape[1] if family == "decoder" else 1
        want = oracle.generate(**inputs, do_sample=False, max_new_tokens=10, pad_token_id=pad, **theirs)[0, start:]
        assert greedy_path(distribution, checkpoint, prompt, 10, **options) == want.tolist()


@pytest.mark.parametrize("reason", ["eos", "stop", "length", "context", "cancelled"])
def test_d6_each_reason_to_end_is_the_one_that_is_shown(reason, gpt, oracle_gpt, run, distribution):
    prompt, checkpoint, cancelled, options = "Numbers such as", gpt, threading.Event(), {"max_new_tokens": 12}
    inputs = gpt.tokenizer(prompt, return_tensors="pt")
    plain = oracle_gpt.generate(**inputs, do_sample=False, max_new_tokens=12, pad_token_id=1)
    ids = plain[0, inputs.input_ids.shape[1] :].tolist()
    theirs, count = {"max_new_tokens": 12}, [0]
    if reason == "eos":
        checkpoint = dataclasses.replace(gpt, generation_config=GenerationConfig(eos_token_id=[2, ids[4]]))
        theirs["eos_token_id"] = [2, ids[4]]
    elif reason == "stop":
        text = gpt.tokenizer.decode(ids)
        stop = next(text[i : i + 2] for i in range(3, len(text)) if "\ufffd" not in text[i : i + 2])
        options["stop"] = (stop,)
        theirs |= {"stop_strings": [stop], "tokenizer": gpt.tokenizer}
    elif reason == "context":
        options |= {"max_new_tokens": 500, "min_new_tokens": 500}
        theirs = {"max_length": 64, "min_length": 64}

    def emit(_):
        count[0] += 1
        if reason == "cancelled" and count[0] == 6:
            cancelled.set()

    sequence = run(checkpoint, prompt, cancelled=cancelled, emit=emit, **options).sequences[0]
    assert sequence.finish_reason == reason
    want = oracle_gpt.generate(**inputs, do_sample=False, pad_token_id=1, **theirs)[0, inputs.input_ids.shape[1] :]
    got = [token.id for token in sequence.tokens]
    assert got == (want.tolist()[: len(got)] if reason == "cancelled" else want.tolist())
    if reason != "context":
        assert greedy_path(distribution, checkpoint, prompt, len(got)) == got


# Contexts -----------------------------------------------------------------------------------------------------------


def test_a_context_is_a_prompt_a_conversation_or_ids(gpt, distribution):
    text = distribution(gpt, "We like", full=True)
    ids = distribution(gpt, prompt_ids=text.prompt_ids, full=True)
    assert ids.prompt == "We like"
    assert ids.stages == text.stages
    split = distribution(gpt, prompt_ids=text.prompt_ids[:2], generated=text.prompt_ids[2:], full=True)
    assert np.array_equal(split.logits.numpy(), text.logits.numpy())
    chat = distribution(gpt, (ChatMessage(role="user", content="Hi"),))
    assert chat.prompt == "<|user|>Hi<|end|><|assistant|>"


def test_an_encoder_decoder_reads_the_prompt_and_continues_the_ids(t5, oracle_t5, distribution):
    result = distribution(t5, "The soup", generated=(9, 0, 12), full=True)
    assert result.decoder_ids == (0,)
    inputs = t5.tokenizer("The soup", return_tensors="pt")
    assert result.prompt_ids == tuple(inputs.input_ids[0].tolist())
    logits = oracle_t5(**inputs, decoder_input_ids=torch.tensor([[0, 9, 0, 12]])).logits[0, -1]
    assert result.logits.numpy() == pytest.approx(logits.detach().numpy(), abs=1e-4)
    pad_first = distribution(t5, "The soup", generated=(0,), full=True)  # an id like the start token
    logits = oracle_t5(**inputs, decoder_input_ids=torch.tensor([[0, 0]])).logits[0, -1]
    assert pad_first.logits.numpy() == pytest.approx(logits.detach().numpy(), abs=1e-4)


def save_llama(folder, tokenizer_folder, **config):
    with torch.random.fork_rng():
        torch.manual_seed(0)
        settings = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
        model = LlamaForCausalLM(LlamaConfig(bos_token_id=0, eos_token_id=1, pad_token_id=None, **settings, **config))
    model.save_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(tokenizer_folder)
    tokenizer.save_pretrained(folder)
    return folder


def test_ids_without_a_token_stay_in_the_sum_and_are_named(tiny_gpt, tmp_path, distribution):
    folder = save_llama(tmp_path, tiny_gpt, vocab_size=400, initializer_range=0.4)
    with ModelStore().acquire(ModelChoice(name=str(folder)), task="text-generation") as checkpoint:
        size = len(checkpoint.tokenizer)
        result = distribution(checkpoint, "We like", top=400)
        stage = result.stages[0]
        assert stage.kept == len(stage.tokens) == 400 > size
        assert sum(token.probability for token in stage.tokens) == pytest.approx(1, abs=1e-9)
        for name in result.names:
            assert name.piece.startswith("[unused id") == name.text.startswith("[unused id") == (name.id >= size)


# D11: limits --------------------------------------------------------------------------------------------------------

MEASURE = """
import sys, threading
import psutil
from lightboard.inference.decoding.distribution import run_distribution
from lightboard.inference.decoding.recompute import recompute
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.messages import ORDERS, Decoding, DistributionRequest, ModelChoice
from lightboard.inference.store import ModelStore

with ModelStore().acquire(ModelChoice(name=sys.argv[1]), task="text-generation") as checkpoint:
    memory, peak, done = psutil.Process().memory_info, [0], threading.Event()
    def watch():
        while not done.wait(0.005):
            peak[0] = max(peak[0], memory().rss)
    def ask(length):
        ids = tuple(number % 300 for number in range(length))
        decoding = Decoding(temperature=1.5, top_p=0.95, repetition_penalty=1.2)
        request = DistributionRequest(prompt_ids=ids, decoding=decoding, full=True)
        return run_distribution(checkpoint, request, lock=DeviceLock(), cancelled=threading.Event())
    ask(10)
    before = memory().rss
    threading.Thread(target=watch, daemon=True).start()
    distribution = ask(4096)
    for order in ORDERS:
        recompute(distribution, order=order)
    assert distribution.stages[0].kept == 262_144
    done.set()
    print(peak[0] - before)
"""


def test_d11_4096_tokens_of_a_large_vocabulary_take_less_than_2_gb(tiny_gpt, tmp_path):
    """The logits of all positions alone would take 4.3 GB."""
    folder = save_llama(tmp_path, tiny_gpt, vocab_size=262_144, max_position_embeddings=8192)
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, str(folder)], capture_output=True, text=True, check=True, cwd="/"
    )
    assert 1e6 < int(run.stdout) < 2e9


def test_d11_other_settings_need_no_model(gpt, distribution, monkeypatch):
    result = distribution(gpt, "We like", full=True, seed=1)
    monkeypatch.setattr(gpt.model, "forward", None)
    monkeypatch.setattr(gpt.model, "generate", None)
    changed = recompute(result, decoding=Decoding(temperature=0.5, top_k=3, seed=1), order="llama.cpp")
    assert [stage.name for stage in changed.stages] == ["raw", "top-k 3", "temperature 0.50"]


# D12: errors are sentences ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", ["nan", "inf"])
def test_d12_nan_logits_of_a_model_are_a_sentence(gpt, distribution, monkeypatch, broken):
    forward = gpt.model.lm_head.forward
    monkeypatch.setattr(gpt.model.lm_head, "forward", lambda x: forward(x) * float(broken))
    with pytest.raises(NumericalError, match=r"NaN logits.* Try --dtype float32, or another model\."):
        distribution(gpt, "We like")


def test_d12_a_context_that_is_full_is_a_sentence(gpt, distribution):
    with pytest.raises(ContextOverflow, match=r"fills the context of .* \(64 tokens\)\. Shorten it"):
        distribution(gpt, "We like the warm soup. " * 20)
    assert distribution(gpt, prompt_ids=(5,) * 60, generated=(6,) * 3).choice is not None
    with pytest.raises(ContextOverflow, match=r"have 64 tokens and fill the context .* Leave the last ones out"):
        distribution(gpt, prompt_ids=(5,) * 60, generated=(6,) * 4)


def test_d12_ids_that_the_model_does_not_have_are_a_sentence(gpt, distribution):
    size = len(gpt.tokenizer)
    for ids in ({"prompt_ids": (5, size)}, {"prompt_ids": (5,), "generated": (size,)}):
        with pytest.raises(InvalidInput, match=rf"has no token {size}: its ids go from 0 to {size - 1}\. Take ids"):
            distribution(gpt, **ids)


def test_d12_a_missing_pad_token_stops_nothing(gpt, run, distribution):
    assert gpt.tokenizer.pad_token_id is None
    assert gpt.generation_config.pad_token_id is None
    assert distribution(gpt, "We like").choice is not None
    options = {"temperature": 1.5, "seed": 2, "num_return_sequences": 4, "max_new_tokens": 9}
    end = run(gpt, "We like", **options).sequences[0].tokens[3].id
    early = dataclasses.replace(gpt, generation_config=GenerationConfig(eos_token_id=end, bos_token_id=0))
    lengths = {len(sequence.tokens) for sequence in run(early, "We like", **options).sequences}
    assert len(lengths) > 1  # sequences that have ended are padded with something
    endless = dataclasses.replace(gpt, tokenizer=copy.deepcopy(gpt.tokenizer), generation_config=GenerationConfig())
    endless.tokenizer.eos_token = None
    assert len(run(endless, "We like", max_new_tokens=5, seed=1, num_return_sequences=2).sequences) == 2
    assert distribution(endless, "We like", min_new_tokens=3).ends == ()


def test_d12_no_token_left_is_a_sentence(gpt, distribution):
    config = GenerationConfig(eos_token_id=[1, 2], bos_token_id=0, suppress_tokens=list(range(len(gpt.tokenizer))))
    with pytest.raises(NumericalError, match=r"No token is left to choose\. Loosen the options"):
        distribution(dataclasses.replace(gpt, generation_config=config), "We like")


# Sharing the device -------------------------------------------------------------------------------------------------


def test_the_device_is_held_for_the_forward_pass_only(gpt, monkeypatch):
    held = []

    class Watched(DeviceLock):
        def __enter__(self):
            held.append("in")
            super().__enter__()

        def __exit__(self, *error):
            held.append("out")
            super().__exit__(*error)

    generate, fill = gpt.model.generate, module.fill
    monkeypatch.setattr(gpt.model, "generate", lambda *a, **k: (held.append("forward"), generate(*a, **k))[1])
    monkeypatch.setattr(module, "fill", lambda *a: (held.append("stages"), fill(*a))[1])
    run_distribution(gpt, DistributionRequest(prompt="We"), lock=Watched(), cancelled=threading.Event())
    assert held == ["in", "forward", "out", "stages"]


def test_cancelled_before_and_while_the_model_runs(gpt, distribution, monkeypatch):
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(RequestCancelled, match="Run it again"):
        distribution(gpt, "We like", cancelled=cancelled)
    cancelled = threading.Event()
    generate = gpt.model.generate
    monkeypatch.setattr(gpt.model, "generate", lambda *a, **k: (cancelled.set(), generate(*a, **k))[1])
    with pytest.raises(RequestCancelled):
        distribution(gpt, "We like", cancelled=cancelled)


def test_out_of_memory_frees_and_reads_once_more_in_parts(gpt, distribution, monkeypatch):
    want = distribution(gpt, "The teacher draws a line", full=True).logits.numpy()
    generate, calls = gpt.model.generate, []

    def scarce(*args, generation_config, **more):
        calls.append(generation_config.prefill_chunk_size)
        if len(calls) == 1:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return generate(*args, generation_config=generation_config, **more)

    monkeypatch.setattr(gpt.model, "generate", scarce)
    monkeypatch.setattr(module, "SMALL_PREFILL", 2)
    assert distribution(gpt, "The teacher draws a line", full=True).logits.numpy() == pytest.approx(want, abs=1e-4)
    assert calls == [None, 2]

    def never(*_, **__):
        raise torch.OutOfMemoryError("CUDA out of memory.")

    monkeypatch.setattr(gpt.model, "generate", never)
    with pytest.raises(OutOfMemory, match="Shorten the prompt, or choose a smaller model"):
        distribution(gpt, "We like")


def test_a_generation_meanwhile_is_not_disturbed(gpt, run, distribution):
    want = run(gpt, "We like", max_new_tokens=30, min_new_tokens=30).sequences[0].text
    texts = []
    thread = threading.Thread(
        target=lambda: texts.append(run(gpt, "We like", max_new_tokens=30, min_new_tokens=30).sequences[0].text)
    )
    thread.start()
    for _ in range(10):
        distribution(gpt, "A small model", seed=1)
    thread.join()
    assert texts == [want]
