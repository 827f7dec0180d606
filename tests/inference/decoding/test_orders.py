"""The order of each engine, and the penalties, against numpy and transformers' own processors."""

import random

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from transformers.generation import logits_process as library

from lightboard.inference.decoding.orders import LLAMA_CPP_WINDOW, Context, foreign_options, steps
from lightboard.inference.decoding.stages import Stage
from lightboard.inference.messages import CheckpointRule, Decoding

NOTHING = Context(prompt=(), generated=())


def run(logits, decoding, context=NOTHING, order="transformers"):
    stages = [Stage.raw(logits)]
    for step in steps(decoding, context, order):
        stages.append(step(stages[-1]))
    return stages


def final(logits, decoding, context=NOTHING, order="transformers"):
    return run(logits, decoding, context, order)[-1]


def logs(*probabilities):
    return np.log(np.array(probabilities, dtype=np.float32))


# Examples of the specification --------------------------------------------------------------------------------------


def test_the_same_settings_keep_two_tokens_in_transformers_and_one_in_vllm():
    logits = logs(0.4, 0.2, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05)
    decoding = Decoding(top_p=0.65, min_p=0.3)
    assert final(logits, decoding).kept == 2
    assert final(logits, decoding, order="vllm").kept == 1


@pytest.mark.parametrize(("options", "kept"), [({"top_p": 0.9}, (4, 3)), ({"min_p": 0.1}, (5, 3))])
def test_llama_cpp_truncates_before_it_divides(options, kept):
    logits, decoding = np.array([4, 3, 2, 1, 0, -1]), Decoding(temperature=2, **options)
    names = [stage.name for stage in run(logits, decoding, order="llama.cpp")]
    assert names[-1] == "temperature 2.00"
    assert (final(logits, decoding).kept, final(logits, decoding, order="llama.cpp").kept) == kept


def test_orders_of_all_options():
    decoding = Decoding(
        temperature=0.8,
        top_k=5,
        top_p=0.9,
        min_p=0.1,
        repetition_penalty=1.2,
        presence_penalty=0.5,
        frequency_penalty=1,
    )
    logits, context = np.random.default_rng(0).normal(size=20), Context(prompt=(1,), generated=(2, 2))
    names = {
        order: [stage.name for stage in run(logits, decoding, context, order)]
        for order in ("transformers", "vllm", "llama.cpp")
    }
    penalties = "presence penalty 0.50 and frequency penalty 1.00"
    assert names["transformers"] == [
        "raw",
        "repetition penalty 1.20",
        penalties,
        "temperature 0.80",
        "top-k 5",
        "top-p 0.90",
        "min-p 0.10",
    ]
    assert names["vllm"] == [
        "raw",
        "repetition penalty 1.20",
        "frequency penalty 1.00",
        "presence penalty 0.50",
        "temperature 0.80",
        "min-p 0.10",
        "top-k 5",
        "top-p 0.90",
    ]
    assert names["llama.cpp"] == [
        "raw",
        f"repetition penalty 1.20, {penalties} over the last 64 tokens",
        "top-k 5",
        "top-p 0.90",
        "min-p 0.10",
        "temperature 0.80",
    ]


def test_neutral_values_run_nothing():
    for order in ("transformers", "vllm", "llama.cpp"):
        neutral = Decoding(temperature=1.0, top_p=1.0, seed=3, repetition_penalty=1, presence_penalty=0)
        assert steps(neutral, Context(prompt=(1, 2), generated=(3,)), order) == []


def test_an_option_that_an_engine_does_not_know_is_named():
    decoding = Decoding(no_repeat_ngram=2, min_new_tokens=3)
    assert foreign_options(decoding, "transformers") == ()
    assert foreign_options(decoding, "vllm") == ("no_repeat_ngram",)
    assert foreign_options(decoding, "llama.cpp") == ("no_repeat_ngram", "min_new_tokens")
    assert foreign_options(Decoding(), "llama.cpp") == ()


# D3 and D4: penalties -----------------------------------------------------------------------------------------------


PENALISED = np.array([3, -1, 0.5, 0]), Context(prompt=(0, 1), generated=(3, 0))


def test_d3_the_repetition_penalty_sees_a_shift_of_all_logits():
    """The example of the specification: adding 10 to every logit takes the best token from .805 to .545."""
    logits, context = PENALISED
    decoding = Decoding(repetition_penalty=1.2)
    plain, shifted = (final(values, decoding, context).probabilities for values in (logits, logits + 10))
    assert plain == pytest.approx([0.805, 0.020, 0.109, 0.066], abs=5e-4)
    assert shifted[0] == pytest.approx(0.545, abs=5e-4)


@given(hnp.arrays("float32", 12, elements=st.floats(-20, 20, width=32)), st.floats(-2, 2), st.floats(-2, 2), st.data())
def test_d4_presence_and_frequency_equal_a_numpy_oracle(logits, presence, frequency, data):
    token = st.integers(0, 11)
    prompt, generated = (tuple(data.draw(st.lists(token, max_size=80))) for _ in range(2))
    decoding = Decoding(presence_penalty=presence, frequency_penalty=frequency)
    for order in ("transformers", "vllm", "llama.cpp"):
        for count_prompt in (None, True, False):
            with_prompt = order == "llama.cpp" if count_prompt is None else count_prompt
            counted = prompt + generated if with_prompt else generated
            counted = counted[-LLAMA_CPP_WINDOW:] if order == "llama.cpp" else counted
            count = np.bincount(np.array(counted, dtype=int), minlength=12)
            want = logits.astype("float64") - count * frequency - (count > 0) * presence
            context = Context(prompt=prompt, generated=generated, count_prompt=count_prompt)
            got = final(logits, decoding, context, order).logits
            np.testing.assert_allclose(got, want, rtol=1e-6, atol=1e-6 if order == "transformers" else 1e-5)


@pytest.mark.parametrize("penalty", [0.7, 1.3, 2.0])
def test_d4_the_repetition_penalty_equals_that_of_transformers(penalty):
    generator = np.random.default_rng(2)
    for _ in range(30):
        ids, logits = generator.integers(0, 50, size=30), generator.normal(size=50).astype("float32") * 5
        library_ids, scores = torch.tensor(ids)[None], torch.tensor(logits)[None]
        want = library.RepetitionPenaltyLogitsProcessor(penalty)(library_ids, scores)[0].numpy()
        context = Context(prompt=tuple(ids[:20].tolist()), generated=tuple(ids[20:].tolist()))
        for order in ("transformers", "vllm", "llama.cpp"):  # 30 tokens fill no window
            assert np.array_equal(final(logits, Decoding(repetition_penalty=penalty), context, order).logits, want)


def test_d4_llama_cpp_forgets_what_lies_behind_its_window():
    context = Context(prompt=(3,), generated=(4,) * LLAMA_CPP_WINDOW)
    decoding = Decoding(repetition_penalty=2.0)
    assert final(np.ones(6), decoding, context, "llama.cpp").logits.tolist() == [1, 1, 1, 1, 0.5, 1]
    assert final(np.ones(6), decoding, context, "vllm").logits.tolist() == [1, 1, 1, 0.5, 0.5, 1]


def test_d4_beams_are_penalised_on_the_log_softmax():
    """So the same penalty weighs more: log-probabilities are all negative, and it multiplies every one of them."""
    logits, context = PENALISED
    log_softmax, penalised = run(logits, Decoding(repetition_penalty=1.2, num_beams=2), context)[1:]
    assert log_softmax.name == "log-softmax"
    assert penalised.probabilities == pytest.approx([0.893, 0.007, 0.075, 0.024], abs=5e-4)
    logprobs = torch.log_softmax(torch.tensor(logits, dtype=torch.float32), -1)[None]
    assert log_softmax.logits == pytest.approx(logprobs[0].numpy(), abs=1e-6)
    want = library.RepetitionPenaltyLogitsProcessor(1.2)(torch.tensor([context.ids]), logprobs)[0].numpy()
    assert penalised.logits == pytest.approx(want, abs=1e-6)


# What is forbidden --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 3])
def test_repeated_ngrams_are_those_of_transformers(size):
    rng = random.Random(size)
    for length in range(40):
        ids = [rng.randrange(6) for _ in range(length)]
        scores = torch.zeros(1, 8)
        want = library.NoRepeatNGramLogitsProcessor(size)(torch.tensor([ids], dtype=torch.long), scores)[0].numpy()
        context = Context(prompt=tuple(ids[:3]), generated=tuple(ids[3:]))
        assert np.array_equal(final(np.zeros(8), Decoding(no_repeat_ngram=size), context).logits, want)


def test_an_end_is_forbidden_until_the_minimum_is_reached():
    decoding = Decoding(min_new_tokens=2)
    for generated, kept in (((), 3), ((7,), 3), ((7, 7), 5)):
        assert final(np.zeros(5), decoding, Context(prompt=(0,), generated=generated, ends=(1, 2))).kept == kept
    assert steps(decoding, NOTHING, "transformers") == []  # a model without an end


def test_rules_of_a_checkpoint_run_in_their_places():
    rules = (
        CheckpointRule(name="bias", kind="sequence bias", effect="add", ids=(1, 2), bias=(2.0, -np.inf)),
        CheckpointRule(name="words", kind="bad words", ids=(3,)),
        CheckpointRule(name="first", kind="structure", effect="force"),  # not at this position
        CheckpointRule(name="last", kind="structure", effect="force", ids=(3, 4)),
    )
    context = Context(prompt=(1,), generated=(), rules=rules)
    stages = run(np.ones(6), Decoding(repetition_penalty=2.0), context)
    assert [stage.name for stage in stages] == ["raw", "bias", "repetition penalty 2.00", "words", "first", "last"]
    assert stages[2].logits.tolist() == [1, 1.5, -np.inf, 1, 1, 1]
    assert stages[4].logits.tolist() == [1, 1.5, -np.inf, -np.inf, 1, 1]
    assert stages[5].logits.tolist() == [-np.inf] * 3 + [0, 0, -np.inf]
    assert [stage.name for stage in run(np.ones(6), Decoding(repetition_penalty=2.0), context, "vllm")][-2:] == [
        "bias",
        "repetition penalty 2.00",
    ]
