"""One stage at a time, against numpy, transformers' own processors and the examples of the specification."""

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from transformers.generation import logits_process as library

from lightboard.inference.decoding.sampling import choose_token, uniform
from lightboard.inference.decoding.stages import Stage
from lightboard.inference.errors import NumericalError

finite = st.floats(-30, 30, width=32)
tying = st.sampled_from([0.0, 1.0, -2.5])
vectors = hnp.arrays("float32", st.integers(2, 60), elements=st.one_of(finite, tying))
with_removed = hnp.arrays("float32", st.integers(2, 60), elements=st.one_of(finite, tying, st.just(-np.inf)))
apart = hnp.arrays("float32", st.integers(2, 40), elements=finite, unique=True)
mass = st.floats(0.01, 1.0)


def logs(*probabilities):
    return np.log(np.array(probabilities, dtype=np.float32))


def kept_ids(stage):
    return np.flatnonzero(np.isfinite(stage.logits)).tolist()


def by_transformers(warper, logits):
    return warper(None, torch.tensor(logits)[None])[0].numpy()


def check(stage):
    """What must hold of every stage, whatever made it: the sorted logits are those of the kept tokens."""
    kept = stage.logits[np.isfinite(stage.logits)]
    assert np.array_equal(np.sort(kept), stage.ascending)
    assert stage.kept >= 1
    assert stage.probabilities.sum() == pytest.approx(1, abs=1e-9)
    return stage


# Examples of the specification --------------------------------------------------------------------------------------


def test_top_k_keeps_what_ties_with_the_last():
    six = Stage.raw(np.zeros(6))
    assert kept_ids(six.top_k("", 2)) == list(range(6))
    assert kept_ids(six.top_k("", 2, exactly=True)) == [0, 1]


def test_top_p_crosses_p_and_keeps_the_larger_ids_of_a_tie():
    stage = Stage.raw(logs(0.5, 0.25, 0.125, 0.125)).top_p("top-p", 0.875)
    assert kept_ids(stage) == [0, 1, 3]
    (note,) = stage.notes
    assert note.startswith("top-p cuts through 2 tokens with equal logits: ")
    assert note.endswith("here the larger ids do.")
    assert kept_ids(Stage.raw(np.zeros(6)).top_p("", 1e-9)) == [5]


def test_min_p_keeps_equality():
    assert kept_ids(Stage.raw(logs(0.5, 0.25, 0.25)).min_p("", 0.5)) == [0, 1, 2]


# D3: what each step can and cannot do -------------------------------------------------------------------------------


@given(apart, st.floats(0.05, 20), st.floats(1.01, 5))
def test_d3_temperature_keeps_the_order_and_raises_the_entropy(logits, temperature, factor):
    raw = Stage.raw(logits)
    cool, warm = check(raw.divided("", temperature)), check(raw.divided("", temperature * factor))
    assume(len(np.unique(warm.logits)) == len(logits))  # division may make two equal
    assert np.argsort(cool.logits).tolist() == np.argsort(warm.logits).tolist() == np.argsort(logits).tolist()
    assert warm.entropy >= cool.entropy - 1e-6


def test_d3_temperature_tends_to_the_argmax_and_to_uniform():
    raw = Stage.raw(np.random.default_rng(0).normal(size=50))
    assert raw.divided("", 1e-5).probabilities[raw.logits.argmax()] == pytest.approx(1)
    assert raw.divided("", 1e6).probabilities == pytest.approx(np.full(50, 0.02), abs=1e-6)
    assert raw.divided("", 1e6).entropy == pytest.approx(np.log(50), abs=1e-6)


@given(with_removed)
def test_d3_neutral_truncations_are_identities(logits):
    assume(np.isfinite(logits).any())
    raw = check(Stage.raw(logits))
    for stage in (raw.top_k("", len(logits)), raw.top_k("", 10**6), raw.min_p("", 0.0)):
        assert np.array_equal(check(stage).logits, raw.logits)
    assert np.array_equal(raw.divided("", 1.0).logits, raw.logits)


@given(with_removed, st.integers(1, 60), st.integers(0, 20), mass, mass)
def test_d3_kept_sets_are_nested_and_hold_the_argmax(logits, count, more, first, second):
    assume(np.isfinite(logits).any())
    raw = Stage.raw(logits)
    low, high = sorted((first, second))
    pairs = [
        (raw.top_k("", count), raw.top_k("", count + more)),
        (raw.top_k("", count, exactly=True), raw.top_k("", count + more, exactly=True)),
        (raw.top_p("", low), raw.top_p("", high)),
        (raw.top_p("", low, smaller_ids=True), raw.top_p("", high, smaller_ids=True)),
        (raw.min_p("", high), raw.min_p("", low)),
    ]
    for few, many in pairs:
        check(few)
        check(many)
        assert set(kept_ids(few)) <= set(kept_ids(many)) <= set(kept_ids(raw))
        assert few.logits.max() == logits.max()


@given(apart, st.floats(-50, 50, width=32), mass, st.integers(1, 40))
def test_d3_truncations_do_not_see_a_shift(logits, shift, share, count):
    shifted = logits + np.float32(shift)
    assume(len(np.unique(shifted)) == len(logits))  # float32 may round two to the same
    steps = [
        lambda stage: stage.divided("", share),
        lambda stage: stage.top_k("", count),
        lambda stage: stage.top_p("", share),
        lambda stage: stage.min_p("", share),
    ]
    for step in steps:
        plain, moved = step(Stage.raw(logits)), step(Stage.raw(shifted))
        if plain.notes or moved.notes or plain.kept != moved.kept:  # rounding at the edge: at most its token
            assert abs(plain.kept - moved.kept) <= 1
            continue
        assert moved.probabilities == pytest.approx(plain.probabilities, abs=1e-3)


# Transformers as oracle ---------------------------------------------------------------------------------------------


@given(apart, mass, st.integers(1, 50), st.floats(0.1, 5))
def test_truncations_equal_those_of_transformers(logits, share, count, temperature):
    raw = Stage.raw(logits)
    pairs = [
        (raw.divided("", temperature), library.TemperatureLogitsWarper(temperature)),
        (raw.top_k("", count), library.TopKLogitsWarper(count)),
        (raw.top_p("", share), library.TopPLogitsWarper(share)),
        (raw.min_p("", share), library.MinPLogitsWarper(share)),
    ]
    for stage, warper in pairs:
        want = by_transformers(warper, logits)
        if stage.notes:  # its sum of float32 probabilities may fall on the other side
            assert abs(stage.kept - np.isfinite(want).sum()) <= 1
        else:
            assert np.array_equal(check(stage).logits, want)


@pytest.mark.parametrize("scale", [0.1, 1.0, 3.0])
def test_truncations_of_a_large_vocabulary_equal_those_of_transformers(scale):
    logits = (np.random.default_rng(1).normal(size=262_144) * scale).astype("float32")
    raw = Stage.raw(logits)
    for share in (0.3, 0.9, 0.99):
        for stage, warper in (
            (raw.top_p("", share), library.TopPLogitsWarper(share)),
            (raw.min_p("", share), library.MinPLogitsWarper(share)),
        ):
            want = np.isfinite(by_transformers(warper, logits))
            assert (np.isfinite(stage.logits) != want).sum() <= bool(stage.notes)
    want = np.isfinite(by_transformers(library.TopKLogitsWarper(50), np.round(logits * 8)))
    assert np.array_equal(np.isfinite(Stage.raw(np.round(logits * 8)).top_k("", 50).logits), want)


# What a stage says --------------------------------------------------------------------------------------------------


@given(with_removed, st.data())
def test_numbers_equal_their_definitions(logits, data):
    assume(np.isfinite(logits).any())
    stage = Stage.raw(logits)
    exact = np.exp(logits.astype("float64") - logits.max())
    exact /= exact.sum()
    assert stage.probabilities == pytest.approx(exact, abs=1e-12)
    assert stage.entropy == pytest.approx(-sum(p * np.log(p) for p in exact if p), abs=1e-9)
    assert stage.log_normaliser == pytest.approx(np.logaddexp.reduce(logits.astype("float64")), abs=1e-9)
    order = sorted(kept_ids(stage), key=lambda token: (-logits[token], token))
    assert [stage.token_at(place) for place in range(stage.kept)] == order
    count = data.draw(st.integers(1, 70))
    assert stage.best(count).tolist() == order[:count]
    assert stage.cumulative == pytest.approx(exact[order].cumsum(), abs=1e-9)


@given(with_removed, st.data())
def test_replacing_keeps_the_sorted_logits_sorted(logits, data):
    assume(np.isfinite(logits).any())
    ids = data.draw(st.lists(st.integers(0, len(logits) - 1), unique=True))
    values = data.draw(st.lists(st.one_of(finite, tying, st.just(-np.inf)), min_size=len(ids), max_size=len(ids)))
    want = logits.copy()
    want[ids] = values
    assume(np.isfinite(want).any())
    stage = check(Stage.raw(logits).replaced("", np.array(ids, dtype=int), np.array(values)))
    assert np.array_equal(stage.logits, want)


# D5: the draw -------------------------------------------------------------------------------------------------------


@given(with_removed, st.floats(0, 1, exclude_max=True))
def test_d5_the_position_of_a_draw_is_the_token_that_generation_takes(logits, u):
    assume(np.isfinite(logits).any())
    stage = Stage.raw(logits)
    choice = choose_token(torch.tensor(logits), u)
    if choice.margin > 1e-12:
        assert stage.token_at(stage.choose(u)) == choice.id


@pytest.mark.parametrize("seed", [1, 2**40 + 3])
def test_d5_20000_draws_fit_the_probabilities_that_are_shown(seed):
    logits = np.random.default_rng(3).normal(size=300) * 2
    stage = Stage.raw(logits).divided("", 0.9).top_k("", 40).top_p("", 0.95)
    draws = 20_000
    places = [stage.choose(uniform(seed, 0, step)) for step in range(draws)]
    counts = np.bincount([stage.token_at(place) for place in places], minlength=300)
    expected = stage.probabilities * draws
    assert counts[expected == 0].sum() == 0  # what was removed is never drawn
    kept = expected > 0
    assert expected[kept].min() > 5  # or chi-square would not apply
    chi_square = ((counts - expected)[kept] ** 2 / expected[kept]).sum()
    half_freedom = (kept.sum() - 1) / 2
    assert torch.special.gammaincc(torch.tensor(half_freedom), torch.tensor(chi_square / 2)) > 0.001  # its p-value


# D12: what cannot be shown ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", [np.nan, np.inf])
def test_d12_nan_anywhere_is_a_sentence(broken):
    for place in (0, 57, 99):
        logits = np.zeros(100)
        logits[place] = broken
        with pytest.raises(NumericalError, match=r"NaN logits.* Try --dtype float32, or another model\."):
            Stage.raw(logits)


def test_d12_nothing_left_is_a_sentence():
    with pytest.raises(NumericalError, match=r"No token is left to choose\. Loosen"):
        Stage.raw(np.full(5, -np.inf))
    with pytest.raises(NumericalError, match="No token is left"):
        Stage.raw(np.zeros(3)).replaced("", np.arange(3), np.full(3, -np.inf))
