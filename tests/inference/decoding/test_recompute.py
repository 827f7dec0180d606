"""Everything that a stage reports, recomputed from raw logits alone."""

import math
import subprocess
import sys

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightboard.inference.decoding.recompute import AROUND, fill, recompute
from lightboard.inference.decoding.sampling import uniform
from lightboard.inference.decoding.stages import Stage
from lightboard.inference.errors import InvalidInput, InvalidOption, NumericalError
from lightboard.inference.messages import (
    ORDERS,
    Array,
    Decoding,
    Distribution,
    DistributionRequest,
    ModelInfo,
    TokenName,
)

INFO = ModelInfo(
    name="some/model",
    revision=None,
    source="folder",
    architecture="",
    family="decoder",
    parameters=0,
    bytes=0,
    dtype="float32",
    device="cpu",
    context_length=None,
    vocabulary_size=0,
)


def stored(logits, *, prompt=(0, 1), decoding=None, **request):
    """A distribution with raw logits, as the engine gives it."""
    single = np.asarray(logits, dtype=np.float32)
    empty = Distribution(
        model=INFO,
        request=DistributionRequest(prompt_ids=prompt, decoding=decoding or Decoding(), full=True, **request),
        prompt="",
        prompt_ids=prompt,
        decoder_ids=prompt,
        stages=(),
        choice=None,
        names=(),
        rules=(),
        ends=(),
        ignored=(),
        logits=Array.from_numpy(single),
    )
    return fill(empty, Stage.raw(single), lambda token: TokenName(id=token, piece=str(token), text="", special=False))


def gaussian(size=500, seed=0, scale=2.0):
    return np.random.default_rng(seed).normal(size=size) * scale


ALL = {
    "temperature": 0.8,
    "top_k": 100,
    "top_p": 0.9,
    "min_p": 0.02,
    "repetition_penalty": 1.2,
    "presence_penalty": 0.5,
    "frequency_penalty": -0.5,
    "seed": 4,
}
settings = st.fixed_dictionaries(
    {},
    optional={
        "temperature": st.floats(0.1, 5),
        "top_k": st.integers(1, 60),
        "top_p": st.floats(0.05, 1),
        "min_p": st.floats(0, 1),
        "repetition_penalty": st.floats(0.5, 2),
        "presence_penalty": st.floats(-2, 2),
        "frequency_penalty": st.floats(-2, 2),
    },
)


@given(settings, st.sampled_from(ORDERS), st.integers(1, 60), st.integers(0, 10**6))
def test_d2_shown_and_rest_sum_to_one_over_the_full_vocabulary(options, order, top, seed):
    logits = np.round(gaussian(50, seed), 1)  # some of them tie
    result = stored(logits, generated=(2, 3, 2), decoding=Decoding(**options), order=order, top=top)
    last = {}
    for stage in result.stages:
        shown = [token.id for token in stage.tokens]
        assert sorted(shown) == sorted(token.id for token in result.stages[0].tokens)
        assert sum(token.probability for token in stage.tokens) + stage.rest == pytest.approx(1, abs=1e-6)
        assert 0 <= stage.rest <= 1
        assert stage.kept_mass + stage.removed_mass == pytest.approx(1, abs=1e-9)
        for token in stage.tokens:
            if token.logit is None:
                assert (token.probability, token.rank, token.cumulative) == (0, None, None)
                assert token.before == last[token.id]  # what it had before it was removed
            else:
                assert token.probability == pytest.approx(math.exp(token.logit - stage.log_normaliser), rel=1e-9)
                assert token.before == last.get(token.id, token.probability)
                last[token.id] = token.probability
        gone = {token.id: token for token in stage.tokens if token.logit is None}
        for token in stage.removed_tokens:
            assert token.probability > 0
            assert token.id not in gone or gone[token.id].before == token.probability


def test_the_numbers_of_each_stage_equal_their_definitions():
    logits = gaussian().astype("float32")
    result = stored(logits, generated=(2, 3, 2), decoding=Decoding(**ALL), top=12)
    before = None
    for stage in result.stages:
        assert stage.entropy_bits == pytest.approx(stage.entropy / math.log(2))
        assert stage.perplexity == pytest.approx(math.exp(stage.entropy))
        assert stage.kept + stage.removed == (before.kept if before else 500)
        assert len(stage.removed_tokens) == min(12, stage.removed)
        assert [token.probability for token in stage.removed_tokens] == sorted(
            (token.probability for token in stage.removed_tokens), reverse=True
        )
        before = stage
    raw, final = result.stages[0], result.stages[-1]
    exact = np.exp(logits.astype("float64") - np.logaddexp.reduce(logits.astype("float64")))
    order = sorted(range(500), key=lambda token: (-logits[token], token))
    assert [token.id for token in raw.tokens][:12] == order[:12]
    for token in raw.tokens:
        assert token.probability == pytest.approx(exact[token.id], abs=1e-12)
        assert token.rank == order.index(token.id) + 1
        assert token.cumulative == pytest.approx(exact[order[: token.rank]].sum(), abs=1e-9)
    assert raw.entropy == pytest.approx(-(exact * np.log(exact)).sum(), abs=1e-9)
    assert raw.kept_mass == 1
    assert final.tokens[0].rank == 1


def test_a_truncation_says_what_it_removed():
    stage = stored(np.log([0.5, 0.3, 0.15, 0.05]), decoding=Decoding(top_k=2), top=1).stages[1]
    assert (stage.kept, stage.removed) == (2, 2)
    assert (stage.kept_mass, stage.removed_mass) == (pytest.approx(0.8), pytest.approx(0.2))
    assert [(token.id, round(token.probability, 6)) for token in stage.removed_tokens] == [(2, 0.15)]
    assert stage.tokens[0].probability == pytest.approx(0.625)
    assert stage.tokens[0].before == pytest.approx(0.5)


def test_ties_are_marked_and_ordered_by_id():
    result = stored([1.0, 2.0, 1.0, 1.0, 0.5], decoding=Decoding(top_k=2, seed=0))
    raw, cut = result.stages
    assert [(t.id, t.rank, t.tied) for t in raw.tokens] == [
        (1, 1, False),
        (0, 2, True),
        (2, 2, True),
        (3, 2, True),
        (4, 5, False),
    ]
    assert cut.kept == 4  # ties are kept
    assert [item.tied for item in result.choice.bar] == [False, True, True, True]
    exactly = recompute(result, order="llama.cpp")
    assert exactly.stages[1].kept == 2
    assert exactly.notes[0].startswith("top-k 2 cuts through 3 tokens with equal logits:")


# D5: why this token -------------------------------------------------------------------------------------------------


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 1000))
def test_d5_u_lies_in_the_interval_of_the_chosen_token(u, seed):
    result = stored(gaussian(80, seed), decoding=Decoding(temperature=1.3, top_p=0.9), u=u)
    choice, final = result.choice, result.stages[-1]
    chosen = next(item for item in choice.bar if item.id == choice.id)
    assert chosen.lower <= u < chosen.upper
    assert (choice.u, choice.seed) == (u, None)
    assert len(choice.bar) <= 2 * AROUND + 1
    for left, right in zip(choice.bar, choice.bar[1:], strict=False):
        assert left.upper == right.lower
        assert left.position + 1 == right.position
    token = next(token for token in final.tokens if token.id == choice.id)
    assert chosen.upper - chosen.lower == pytest.approx(token.probability, abs=1e-9)
    assert chosen.upper == pytest.approx(token.cumulative, abs=1e-9)
    assert (choice.bar[0].lower == 0) == (choice.bar[0].position == 0)


def test_d5_the_draw_is_the_hash_of_seed_sequence_and_step():
    result = stored(gaussian(), decoding=Decoding(seed=11), generated=(5, 6, 7), sequence=2)
    assert result.choice.u == uniform(11, 2, 3)
    assert (result.choice.seed, result.choice.sequence, result.choice.step) == (11, 2, 3)


def test_d5_a_seed_that_was_drawn_stays():
    result = stored(gaussian(), decoding=Decoding(temperature=0.7))
    assert result.choice.seed is not None
    warmer = recompute(result, decoding=Decoding(temperature=1.7))
    assert (warmer.choice.seed, warmer.choice.u) == (result.choice.seed, result.choice.u)
    assert recompute(result, decoding=Decoding(seed=5)).choice.seed == 5
    assert recompute(recompute(result, u=0.5), u=None).choice.seed is not None


def test_greedy_takes_the_first_and_close_calls_are_marked():
    result = stored([0.0, 3.0, 1.0])
    assert (result.choice.id, result.choice.u, result.choice.close) == (1, None, False)
    assert stored([0.0, 3.0, 3.0]).choice.id == 1
    assert stored([0.0, 3.0, 3.0]).choice.close
    edge = np.log([0.5, 0.5])
    assert stored(edge, decoding=Decoding(seed=1), u=0.500001).choice.close
    assert not stored(edge, decoding=Decoding(seed=1), u=0.51).choice.close
    assert not stored(edge, decoding=Decoding(seed=1), u=0.0).choice.close  # there is nothing below the first
    assert not stored([7.0], decoding=Decoding(seed=1)).choice.close


def test_beams_choose_elsewhere():
    result = stored(gaussian(), decoding=Decoding(num_beams=3))
    assert result.choice is None
    assert [stage.name for stage in result.stages] == ["raw", "log-softmax"]


# Recomputing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", ORDERS)
def test_recomputing_equals_asking_anew(order):
    first = stored(gaussian(), generated=(2, 3), decoding=Decoding(seed=1))
    changed = recompute(first, decoding=Decoding(**ALL), order=order, top=7, count_prompt=True, u=0.3)
    anew = stored(gaussian(), generated=(2, 3), decoding=Decoding(**ALL), order=order, top=7, count_prompt=True, u=0.3)
    assert changed.stages == anew.stages
    assert changed.choice == anew.choice
    assert changed.notes == anew.notes
    assert {name.id for name in changed.names} <= {name.id for name in first.names}


def test_recomputing_needs_the_logits_and_the_same_context():
    result = stored(gaussian())
    with pytest.raises(InvalidInput, match="Ask for it with full=True"):
        recompute(msgspec.structs.replace(result, logits=None), top=3)
    with pytest.raises(InvalidInput, match=r"generated cannot change without the model\. Make a new request\."):
        recompute(result, generated=(1,))
    with pytest.raises(InvalidOption, match="top must be between 1 and 1000"):
        recompute(result, top=0)


def test_recomputing_imports_no_torch():
    code = "import sys, lightboard.inference.decoding.recompute; sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd="/")


def test_an_option_that_the_engine_does_not_know_is_noted():
    result = stored(gaussian(), generated=(1, 2), decoding=Decoding(no_repeat_ngram=2), order="vllm")
    assert result.notes == ("vllm has no no_repeat_ngram: here it runs before the penalties.",)


# D12: requests that cannot be answered ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "error", "sentence"),
    [
        ({}, InvalidInput, "Give the context either as a prompt or as prompt_ids."),
        ({"prompt": "a", "prompt_ids": (1,)}, InvalidInput, "Give the context either"),
        ({"prompt_ids": (-1,)}, InvalidOption, "prompt_ids must be 0 or more, not -1. Give the ids of tokens."),
        ({"prompt": "a", "generated": (1.5,)}, InvalidOption, "generated must be a whole number, not 1.5."),
        ({"prompt": "a", "order": "vlm"}, InvalidOption, "There is no order 'vlm'. Did you mean 'vllm'? Use"),
        ({"prompt": "a", "top": 0}, InvalidOption, "top must be between 1 and 1000, not 0."),
        ({"prompt": "a", "sequence": -1}, InvalidOption, "sequence must be between 0 and"),
        ({"prompt": "a", "u": 0.5}, InvalidOption, "u draws a token, and without a sampling option"),
        ({"prompt": "a", "u": 1, "decoding": Decoding(seed=1)}, InvalidOption, "u must be below 1."),
        ({"prompt": "a", "u": -0.1, "decoding": Decoding(seed=1)}, InvalidOption, "u must be between 0 and 1"),
        ({"prompt": "a", "u": math.nan, "decoding": Decoding(seed=1)}, InvalidOption, "u must be a number, not nan."),
        (
            {"prompt": "a", "order": "vllm", "decoding": Decoding(num_beams=2)},
            InvalidOption,
            "Beam search is shown in the order of transformers only, not of vllm.",
        ),
    ],
)
def test_d12_bad_requests_are_sentences(fields, error, sentence):
    with pytest.raises(error) as caught:
        DistributionRequest(**fields)
    assert str(caught.value).startswith(sentence)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            {"temperature": 0},
            r"temperature must be above 0, not 0\. Leave temperature \(-t\) out for greedy",
        ),
        ({"top_p": 1.5}, r"top_p must be above 0 and at most 1, not 1\.5\. Leave top_p \(-p\) out"),
        ({"stop": ("",)}, "stop must be a list of texts that are not empty"),
    ],
)
def test_d12_bad_decoding_options_are_sentences(options, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        Decoding(**options)


def test_d12_nan_logits_are_a_sentence():
    with pytest.raises(NumericalError, match=r"NaN logits.* Try --dtype float32"):
        stored([0.0, math.nan, 1.0])
