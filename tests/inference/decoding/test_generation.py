import copy
import dataclasses
import functools
import random
import threading
from unittest import mock

import pytest
import torch
from transformers import GenerationConfig
from transformers.generation import utils as library

from lightboard.inference.decoding import generation, recorder
from lightboard.inference.errors import ContextOverflow, InvalidInput, MissingCapability, NumericalError, OutOfMemory
from lightboard.inference.messages import (
    BeamsAdvanced,
    ChatMessage,
    GenerationFinished,
    GenerationStarted,
    TokensGenerated,
)

PROMPTS = [
    "The teacher draws",
    "A small model",
    "We like",
    "Numbers such as 1, 22",
    "Le chat dort",
    "Why does attention",
]


def random_options(rng):
    """Draw options in our names and in those of `model.generate`."""
    ours = {"max_new_tokens": rng.randint(1, 20)}
    if rng.random() < 0.4:
        ours["repetition_penalty"] = rng.choice([0.8, 1.2, 1.7])
    if rng.random() < 0.3:
        ours["no_repeat_ngram"] = rng.choice([1, 2, 3])
    if rng.random() < 0.3:
        ours["min_new_tokens"] = rng.randint(0, ours["max_new_tokens"])
    beams = rng.choice([1, 1, 2, 3, 5])
    if beams > 1:
        ours["num_beams"] = beams
        ours["length_penalty"] = rng.choice([-1.0, 0.0, 1.0, 2.0])
        ours["early_stopping"] = rng.choice([True, False, "never"])
        ours["num_return_sequences"] = rng.randint(1, beams)
    theirs = {"no_repeat_ngram_size" if name == "no_repeat_ngram" else name: value for name, value in ours.items()}
    return ours, theirs


def without_padding(ids, eos):
    end = next((position for position, token in enumerate(ids) if token in eos), len(ids))
    return ids[: end + 1]


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("family", ["decoder", "encoder-decoder"])
def test_greedy_and_beams_equal_model_generate(family, part, gpt, t5, oracle_gpt, oracle_t5, run):
    """160 random settings, token for token; scores of beams to 1e-4."""
    checkpoint, oracle = (gpt, oracle_gpt) if family == "decoder" else (t5, oracle_t5)
    eos = [1, 2] if family == "decoder" else [1]
    rng = random.Random(part)
    for _ in range(20):
        prompt = rng.choice(PROMPTS)
        ours, theirs = random_options(rng)
        inputs = checkpoint.tokenizer(prompt, return_tensors="pt")
        start = inputs.input_ids.shape[1] if family == "decoder" else 1
        pad = 1 if family == "decoder" else 0
        output = oracle.generate(
            **inputs, **theirs, do_sample=False, pad_token_id=pad, return_dict_in_generate=True, output_scores=True
        )
        result = run(checkpoint, prompt, **ours)
        want = [without_padding(ids, eos) for ids in output.sequences[:, start:].tolist()]
        assert [[token.id for token in sequence.tokens] for sequence in result.sequences] == want, (prompt, ours)
        if ours.get("num_beams"):
            scores = torch.tensor([sequence.score for sequence in result.sequences])
            assert torch.allclose(scores, output.sequences_scores, atol=1e-4), ours


def test_several_beams_without_cache_equal_those_with_it(gpt, run):
    for options in ({}, {"num_beams": 3}):
        cached, plain = (run(gpt, "We like", max_new_tokens=15, kv_cache=kv, **options) for kv in (True, False))
        assert [t.id for t in cached.sequences[0].tokens] == [t.id for t in plain.sequences[0].tokens]


def test_structural_fields_of_the_checkpoint_count(gpt, oracle_gpt, run):
    plain = [token.id for token in run(gpt, "We like", max_new_tokens=8).sequences[0].tokens]
    structure = {
        "bad_words_ids": [[plain[0]], plain[2:4]],
        "suppress_tokens": [plain[1]],
        "begin_suppress_tokens": [plain[4]],
        "forced_eos_token_id": 1,
        "renormalize_logits": True,
    }
    config = GenerationConfig(eos_token_id=[1, 2], bos_token_id=0, temperature=0.1, do_sample=True, **structure)
    checkpoint = dataclasses.replace(gpt, generation_config=config)
    inputs = gpt.tokenizer("We like", return_tensors="pt")
    for beams in (1, 3):
        result = run(checkpoint, "We like", max_new_tokens=8, num_beams=beams)
        output = oracle_gpt.generate(
            **inputs, **structure, do_sample=False, max_new_tokens=8, num_beams=beams, pad_token_id=1,
            return_dict_in_generate=True, output_scores=True,
        )  # fmt: skip
        want = output.sequences[0, inputs.input_ids.shape[1] :]
        assert [token.id for token in result.sequences[0].tokens] == without_padding(want.tolist(), [1, 2])
        if beams > 1:
            assert result.sequences[0].score == pytest.approx(float(output.sequences_scores[0]), abs=1e-4)
        assert result.ignored == ("do_sample", "temperature")
        assert "2 bad words" in result.processors
        assert result.processors[-2] == "normalisation"


def test_sampled_scores_equal_the_processors_of_transformers_at_every_step(gpt, run, monkeypatch):
    seen = []
    record, select = recorder.RecordLogits.__call__, recorder.Selection.__call__
    monkeypatch.setattr(
        recorder.RecordLogits, "__call__", lambda self, ids, s: (seen.append([ids, s.clone()]), record(self, ids, s))[1]
    )
    monkeypatch.setattr(
        recorder.Selection, "__call__", lambda self, ids, s: (seen[-1].append(s), select(self, ids, s))[1]
    )
    rng = random.Random(5)
    for number in range(30):
        seen.clear()
        ours = {"temperature": rng.choice([0.5, 1.0, 1.6]), "seed": number, "max_new_tokens": 8}
        ours |= {"top_k": rng.choice([1, 5, 40])} if rng.random() < 0.5 else {}
        ours |= {"top_p": rng.choice([0.3, 0.9])} if rng.random() < 0.5 else {}
        ours |= {"min_p": rng.choice([0.02, 0.3])} if rng.random() < 0.5 else {}
        ours |= {"repetition_penalty": 1.3} if rng.random() < 0.5 else {}
        result = run(gpt, rng.choice(PROMPTS), **ours)
        config = GenerationConfig(do_sample=True, eos_token_id=[1, 2], **{"top_k": 0, **ours, "seed": None})
        theirs = gpt.model._get_logits_processor(config, input_ids_seq_length=len(result.prompt_ids), device="cpu")
        assert len(seen) == len(result.sequences[0].tokens)
        for token, (ids, raw, processed) in zip(result.sequences[0].tokens, seen, strict=True):
            want = theirs(ids, raw.clone())
            assert torch.equal(torch.isfinite(want), torch.isfinite(processed))
            assert torch.allclose(want[want.isfinite()], processed[want.isfinite()], atol=1e-6, rtol=0)
            assert torch.isfinite(processed[0, token.id])
            logprobs = torch.log_softmax(raw[0], -1)
            assert token.logprob == pytest.approx(float(logprobs[token.id]), abs=1e-6)
            assert token.rank == int((logprobs > logprobs[token.id]).sum()) + 1
            assert token.entropy == pytest.approx(float(-(logprobs.exp() * logprobs).sum()), abs=1e-4)
            assert [t.id for t in token.top] == logprobs.topk(5).indices.tolist()


def test_same_seed_same_text_alone_and_in_a_batch(gpt, run):
    options = {"temperature": 1.1, "max_new_tokens": 12, "seed": 11}
    alone = run(gpt, "A small model", **options)
    several = run(gpt, "A small model", num_return_sequences=3, **options)
    assert alone.seed == several.seed == 11
    if not alone.notes and not several.notes:
        assert alone.sequences[0].text == several.sequences[0].text
    assert len({sequence.text for sequence in several.sequences}) == 3
    assert run(gpt, "A small model", temperature=1.1).seed is not None


def test_close_calls_are_reported(gpt, run, monkeypatch):
    monkeypatch.setattr(recorder, "CLOSE", 10.0)
    assert run(gpt, "We like", max_new_tokens=1).notes[0].startswith("One token was a close call:")
    assert run(gpt, "We like", max_new_tokens=2).notes[0].startswith("2 tokens were close calls:")


def test_close_calls_behind_the_end_of_a_sequence_do_not_count(gpt, run, monkeypatch):
    monkeypatch.setattr(recorder, "CLOSE", 10.0)
    whole = run(gpt, "We like", temperature=1.0, seed=3, num_return_sequences=2, max_new_tokens=12)
    end = whole.sequences[0].tokens[3].id
    assert all(token.id != end for token in whole.sequences[1].tokens)
    early = dataclasses.replace(gpt, generation_config=GenerationConfig(eos_token_id=end, bos_token_id=0))
    result = run(early, "We like", temperature=1.0, seed=3, num_return_sequences=2, max_new_tokens=12)
    tokens = sum(len(sequence.tokens) for sequence in result.sequences)
    assert tokens < 24
    assert result.notes[0].startswith(f"{tokens} tokens were close calls:")


def test_top_k_of_one_is_greedy(gpt, run):
    greedy = run(gpt, "We like", max_new_tokens=10)
    drawn = run(gpt, "We like", max_new_tokens=10, top_k=1, seed=3)
    assert greedy.sequences[0].text == drawn.sequences[0].text


def test_a_vocabulary_of_one_token_leaves_one_choice():
    scores = torch.zeros(1, 1)
    selection = recorder.Selection(seed=None)
    assert selection(torch.zeros(1, 1, dtype=torch.long), scores).argmax() == 0
    assert selection.close_calls == []


def test_presence_and_frequency_penalty_change_the_text(gpt, run):
    plain = run(gpt, "We like", max_new_tokens=20)
    penalised = run(gpt, "We like", max_new_tokens=20, frequency_penalty=2.0, presence_penalty=2.0)
    ids = [token.id for token in penalised.sequences[0].tokens]
    assert ids != [token.id for token in plain.sequences[0].tokens]
    assert penalised.processors[0] == "presence penalty 2.00 and frequency penalty 2.00"


def test_each_id_of_several_ends_the_text(gpt, run):
    ids = [token.id for token in run(gpt, "Numbers such as", max_new_tokens=9).sequences[0].tokens]
    for token in set(ids):
        config = GenerationConfig(eos_token_id=[2, token], bos_token_id=0)
        sequence = run(
            dataclasses.replace(gpt, generation_config=config), "Numbers such as", max_new_tokens=9
        ).sequences[0]
        assert sequence.finish_reason == "eos"
        assert [token.id for token in sequence.tokens] == ids[: ids.index(token) + 1]


def test_stop_text_is_trimmed_also_across_tokens(gpt, run):
    prompt = "Numbers such as"
    whole = run(gpt, prompt, max_new_tokens=20).sequences[0].text
    checked = 0
    for start in range(len(whole) - 3):
        stop = whole[start : start + 3]  # most of these span tokens
        if "\ufffd" in stop:
            continue
        events = []
        sequence = run(gpt, prompt, max_new_tokens=20, stop=("never said", stop), events=events).sequences[0]
        assert sequence.text == whole[: whole.find(stop)]
        assert sequence.finish_reason == "stop"
        assert "".join(event.texts[0] for event in events if isinstance(event, TokensGenerated)) == sequence.text
        checked += 1
    assert checked >= 3


def test_stop_text_ends_beams(gpt, oracle_gpt, run):
    inputs = gpt.tokenizer("We like", return_tensors="pt")
    whole = run(gpt, "We like", max_new_tokens=16, num_beams=3).sequences[0].text
    stop = next(whole[i : i + 2] for i in range(2, len(whole)) if "\ufffd" not in whole[i : i + 2])
    sequence = run(gpt, "We like", max_new_tokens=16, num_beams=3, stop=(stop,)).sequences[0]
    want = oracle_gpt.generate(
        **inputs,
        num_beams=3,
        do_sample=False,
        max_new_tokens=16,
        pad_token_id=1,
        stop_strings=[stop],
        tokenizer=gpt.tokenizer,
    )[0, inputs.input_ids.shape[1] :]
    assert sequence.text == gpt.tokenizer.decode(want, skip_special_tokens=True).split(stop)[0]
    assert stop not in sequence.text


def test_a_special_token_as_stop_text_ends_beams(gpt, run):
    name = "<|assistant|>"
    token = gpt.tokenizer.convert_tokens_to_ids(name)
    config = GenerationConfig(eos_token_id=[1, 2], bos_token_id=0, sequence_bias=[[[token], 14.0]])
    likely = dataclasses.replace(gpt, generation_config=config)
    plain = run(likely, "We like", max_new_tokens=20, num_beams=3).sequences[0]
    assert [token.id for token in plain.tokens].count(token) > 1
    for sequence in run(
        likely, "We like", max_new_tokens=20, num_beams=3, num_return_sequences=2, stop=(name,)
    ).sequences:
        assert sequence.finish_reason == "stop"
        assert [token.id for token in sequence.tokens].index(token) == len(sequence.tokens) - 1


@pytest.mark.parametrize("end", ["stop", "cancel"])
def test_a_step_behind_the_end_is_not_counted(gpt, run, monkeypatch, end):
    """On Apple's GPUs transformers reads one step late that all sequences have ended."""
    monkeypatch.setattr(library.DeferredStopCheck, "is_supported", lambda *_, **__: True)
    monkeypatch.setattr(torch, "Event", lambda **_: mock.Mock())
    whole = run(gpt, "We like", max_new_tokens=20, min_new_tokens=20)
    cancelled, events = threading.Event(), []

    def emit(event):
        events.append(event)
        if end == "cancel" and len(events) == 5:
            cancelled.set()

    stop = (whole.sequences[0].text[3:6],) if end == "stop" else ()
    result = run(gpt, "We like", max_new_tokens=20, min_new_tokens=20, stop=stop, cancelled=cancelled, emit=emit)
    steps = [event for event in events if isinstance(event, TokensGenerated)]
    assert len(result.sequences[0].tokens) == len(steps) == len(result.metrics.itl) + 1 < 20
    assert [t.id for t in result.sequences[0].tokens] == [t.id for t in whole.sequences[0].tokens[: len(steps)]]
    assert result.sequences[0].finish_reason == {"stop": "stop", "cancel": "cancelled"}[end]


def test_lengths(gpt, run):
    assert len(run(gpt, "We like", max_new_tokens=1).sequences[0].tokens) == 1
    longer = run(gpt, "We like", max_new_tokens=40, min_new_tokens=40).sequences[0]
    assert len(longer.tokens) == 40
    assert not {1, 2} & {token.id for token in longer.tokens[:-1]}


def test_context_is_an_end_and_a_full_one_an_error(gpt, run):
    result = run(gpt, "We like", max_new_tokens=500, min_new_tokens=100)
    assert result.sequences[0].finish_reason == "context"
    assert result.metrics.context_used == result.metrics.context_limit == 64
    with pytest.raises(ContextOverflow, match=r"fills the context of .* \(64 tokens\). Shorten it"):
        run(gpt, "We like the warm soup. " * 20)


def test_empty_prompt_starts_from_the_first_token_or_says_why_not(gpt, run):
    assert run(gpt, "", max_new_tokens=3).prompt_ids == (0,)
    tokenizer = copy.deepcopy(gpt.tokenizer)
    tokenizer.bos_token = None
    with pytest.raises(InvalidInput, match="Write a few words"):
        run(dataclasses.replace(gpt, tokenizer=tokenizer), "", max_new_tokens=3)


def test_chat_goes_through_the_template(gpt, t5, run):
    conversation = (ChatMessage(role="system", content="Be brief."), ChatMessage(role="user", content="Hi"))
    result = run(gpt, conversation, max_new_tokens=4)
    turns = [{"role": message.role, "content": message.content} for message in conversation]
    want = gpt.tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
    assert result.prompt == want
    ids = gpt.tokenizer.apply_chat_template(turns, add_generation_prompt=True, return_dict=True)["input_ids"]
    assert list(result.prompt_ids) == ids
    with pytest.raises(MissingCapability, match="no chat template"):
        run(t5, conversation, max_new_tokens=4)


def test_events_tell_the_whole_story(gpt, run):
    events = []
    result = run(
        gpt, "A small model", max_new_tokens=10, temperature=1.0, num_return_sequences=2, seed=0, events=events
    )
    assert [type(event) for event in events] == [
        GenerationStarted,
        *[TokensGenerated] * (len(events) - 2),
        GenerationFinished,
    ]
    assert events[-1].result == result
    for row, sequence in enumerate(result.sequences):
        streamed = [event.tokens[row] for event in events[1:-1] if event.tokens[row]]
        assert [token.id for token in streamed] == [token.id for token in sequence.tokens]
        assert sequence.text == "".join(token.text for token in sequence.tokens)
        assert sequence.text.startswith("".join(event.texts[row] for event in events[1:-1]))
    beams = []
    run(gpt, "A small model", max_new_tokens=6, num_beams=2, events=beams)
    assert [event.step for event in beams if isinstance(event, BeamsAdvanced)] == list(range(len(beams) - 2))


@pytest.mark.parametrize("options", [{}, {"num_beams": 3}, {"temperature": 1.0, "num_return_sequences": 2}])
def test_cancelling_keeps_what_was_written(gpt, run, options):
    cancelled, events = threading.Event(), []

    def emit(event):
        events.append(event)
        if len(events) == 4:
            cancelled.set()

    result = run(gpt, "We like", max_new_tokens=40, min_new_tokens=40, cancelled=cancelled, emit=emit, **options)
    assert {sequence.finish_reason for sequence in result.sequences} == {"cancelled"}
    assert 1 <= len(result.sequences[0].tokens) <= 5
    assert [isinstance(event, GenerationFinished) for event in events].count(True) == 1


def test_cancelled_before_it_began(gpt, run):
    cancelled = threading.Event()
    cancelled.set()
    result = run(gpt, "We like", cancelled=cancelled)
    assert result.sequences[0].finish_reason == "cancelled"
    assert result.sequences[0].text == ""


@pytest.mark.parametrize("broken", ["nan", "inf"])
@pytest.mark.parametrize("options", [{}, {"num_beams": 2}, {"temperature": 1.0}])
def test_nan_logits_are_a_sentence(gpt, run, monkeypatch, options, broken):
    forward = gpt.model.lm_head.forward
    monkeypatch.setattr(gpt.model.lm_head, "forward", lambda x: forward(x) * float(broken))
    with pytest.raises(NumericalError, match="NaN logits"):
        run(gpt, "We like", **options)


@pytest.mark.parametrize(
    ("kv_cache", "tried", "how"), [(True, 2, "smaller parts"), (False, None, "unused models were then freed")]
)
def test_out_of_memory_frees_and_tries_once_smaller(gpt, monkeypatch, run, kv_cache, tried, how):
    want = run(gpt, "The teacher draws a line", max_new_tokens=6).sequences[0].text
    generate, calls = gpt.model.generate, []

    def scarce(*args, generation_config, **more):
        calls.append(generation_config.prefill_chunk_size)
        if len(calls) == 1:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return generate(*args, generation_config=generation_config, **more)

    monkeypatch.setattr(gpt.model, "generate", scarce)
    monkeypatch.setattr(generation, "SMALL_PREFILL", 2)
    result = run(gpt, "The teacher draws a line", max_new_tokens=6, kv_cache=kv_cache)
    assert calls == [None, tried]
    assert result.sequences[0].text == want
    assert how in result.notes[0]


def fail_at_step(gpt, monkeypatch, step, error):
    """Let the forward pass of one step raise an error."""
    forward, calls = gpt.model.forward, []

    @functools.wraps(forward)  # generate reads its signature
    def scarce(*args, **more):
        calls.append(None)
        if len(calls) >= step:
            raise error
        return forward(*args, **more)

    monkeypatch.setattr(gpt.model, "forward", scarce)


@pytest.mark.parametrize("options", [{}, {"temperature": 1.0, "seed": 2, "num_return_sequences": 2}])
def test_memory_that_runs_out_while_writing_keeps_the_text(gpt, monkeypatch, run, options):
    want = run(gpt, "The teacher draws a line", max_new_tokens=4, **options)
    fail_at_step(gpt, monkeypatch, 5, torch.OutOfMemoryError("CUDA out of memory."))
    result = run(gpt, "The teacher draws a line", max_new_tokens=9, **options)
    assert [s.text for s in result.sequences] == [s.text for s in want.sequences]
    assert result.sequences[0].finish_reason == "cancelled"
    assert result.notes[-1].startswith("Memory ran out on cpu after 4 tokens: the text ends there.")


def test_memory_that_runs_out_in_beam_search_is_a_sentence(gpt, monkeypatch, run):
    fail_at_step(gpt, monkeypatch, 5, torch.OutOfMemoryError("CUDA out of memory."))
    with pytest.raises(OutOfMemory, match="fewer sequences or beams"):
        run(gpt, "The teacher draws a line", max_new_tokens=9, num_beams=3)


def test_a_cache_that_beams_cannot_share_is_a_sentence(gpt, monkeypatch, run):
    words = "LlamaForCausalLM cannot use beam search with a cache currently, as the cache cannot be reordered"
    fail_at_step(gpt, monkeypatch, 2, ValueError(words))
    with pytest.raises(MissingCapability, match="--no-kv-cache"):
        run(gpt, "We like", num_beams=2)


def test_ranks_of_beams_count_the_whole_vocabulary(gpt, oracle_gpt, run):
    for options in ({}, {"repetition_penalty": 1.5}):
        result = run(gpt, "We like", max_new_tokens=8, num_beams=4, **options)
        tokens = result.sequences[0].tokens
        ids = [*result.prompt_ids, *(token.id for token in tokens)]
        logits = oracle_gpt(torch.tensor([ids])).logits[0, len(result.prompt_ids) - 1 : -1]  # (T, V)
        ranks = [int((row > row[token.id]).sum()) + 1 for row, token in zip(logits, tokens, strict=True)]
        assert [token.rank for token in tokens] == ranks


@pytest.mark.parametrize("options", [{}, {"num_beams": 2}, {"temperature": 1.0}])
def test_no_token_left_is_a_sentence(gpt, run, options):
    config = GenerationConfig(eos_token_id=[1, 2], bos_token_id=0, suppress_tokens=list(range(len(gpt.tokenizer))))
    with pytest.raises(NumericalError, match="No token is left"):
        run(dataclasses.replace(gpt, generation_config=config), "We like", **options)


def test_out_of_memory_twice_says_so(gpt, monkeypatch, run):
    def never(*_, **__):
        raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.")

    monkeypatch.setattr(gpt.model, "generate", never)
    with pytest.raises(OutOfMemory, match="Shorten the prompt"):
        run(gpt, "We like")


def test_other_errors_pass_through(gpt, monkeypatch, run):
    def broken(*_, **__):
        raise RuntimeError("shapes do not match")

    monkeypatch.setattr(gpt.model, "generate", broken)
    with pytest.raises(RuntimeError, match="shapes"):
        run(gpt, "We like")


def test_prompt_is_continued_with_its_space(gpt, run):
    result = run(gpt, "The teacher draws", max_new_tokens=8)
    want = gpt.tokenizer.decode([token.id for token in result.sequences[0].tokens], skip_special_tokens=True)
    assert result.sequences[0].text == want
