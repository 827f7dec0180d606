import json
import math
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lightboard.inference.decoding.sampling import choose_token, philox, uniform
from lightboard.inference.errors import NumericalError

VECTORS = Path(__file__).parents[2] / "vectors" / "sampling.json"
logit = st.one_of(st.just(-math.inf), st.floats(-30, 30, width=32), st.sampled_from([0.0, 1.0]))


def by_definition(logits: list[float], u: float) -> int:
    """Inverse CDF, written down as it is defined."""
    order = sorted((i for i, x in enumerate(logits) if x > -math.inf), key=lambda i: (-logits[i], i))
    weights = [math.exp(logits[i] - logits[order[0]]) for i in order]
    total = math.fsum(weights)
    for position, token in enumerate(order):
        if math.fsum(weights[: position + 1]) / total > u:
            return token
    return order[-1]


def test_philox_known_answers_of_random123():
    assert philox((0,) * 4, (0, 0)) == (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)
    ones = 0xFFFFFFFF
    assert philox((ones,) * 4, (ones, ones)) == (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)
    counter, key = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0)
    assert philox(counter, key) == (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1)


def test_shared_vectors():
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    assert vectors["uniform"]
    assert vectors["choose"]
    for case in vectors["uniform"]:
        assert uniform(case["seed"], case["sequence"], case["step"]) == case["u"]
    for case in vectors["choose"]:
        logits = torch.tensor([-math.inf if x is None else x for x in case["logits"]], dtype=torch.float32)
        assert choose_token(logits, case["u"]).id == case["token"]


@given(st.lists(logit, min_size=1, max_size=40).filter(lambda x: max(x) > -math.inf), st.floats(0, 1, exclude_max=True))
def test_choice_is_the_inverse_cdf(logits, u):
    choice = choose_token(torch.tensor(logits), u)
    if choice.margin > 1e-12:
        assert choice.id == by_definition(torch.tensor(logits).tolist(), u)


@given(st.integers(0, 2**32), st.floats(0, 1, exclude_max=True))
def test_looking_at_the_largest_first_changes_nothing(seed, u):
    logits = torch.randn(3000, generator=torch.Generator().manual_seed(seed % 2**31)) * 3
    logits[::7] = logits[0]  # ties across the edge
    choice = choose_token(logits, u)
    ordered, order = torch.sort(logits.double(), descending=True, stable=True)
    cumulative = torch.softmax(ordered, 0).cumsum(0)
    if choice.margin > 1e-12:
        assert choice.id == int(order[int((cumulative > u).nonzero()[0])])


def test_ties_go_to_the_smaller_id():
    logits = torch.zeros(4)
    assert [choose_token(logits, u).id for u in (0.0, 0.24, 0.26, 0.51, 0.99)] == [0, 0, 1, 2, 3]


def test_removed_tokens_are_never_drawn_and_frequencies_fit():
    logits = torch.tensor([1.0, -math.inf, 0.5, -1.0, 2.0, -math.inf, 0.0])
    draws = 20_000
    counts = [0] * len(logits)
    for step in range(draws):
        counts[choose_token(logits, uniform(1, 0, step)).id] += 1
    expected = (torch.softmax(logits, 0) * draws).tolist()
    assert counts[1] == counts[5] == 0
    chi_square = sum((c - e) ** 2 / e for c, e in zip(counts, expected, strict=True) if e)
    assert chi_square < 18.47  # p > 0.001 with 4 degrees of freedom


def test_uniform_depends_on_each_of_seed_sequence_and_step():
    values = {uniform(seed, sequence, step) for seed in (0, 1, 2**40) for sequence in (0, 1) for step in (0, 1)}
    assert len(values) == 12
    assert all(0 <= u < 1 for u in values)


def test_nothing_left_is_a_sentence():
    with pytest.raises(NumericalError, match="No token is left"):
        choose_token(torch.full((3,), -math.inf), 0.5)
