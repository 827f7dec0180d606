import random

import numpy as np
import pytest
import torch
from transformers import GenerationConfig, LogitsProcessorList

from lightboard.inference.decoding.processors import PresenceFrequencyPenalty, build_processors, ignored_fields
from lightboard.inference.messages import Decoding


def processors(decoding, checkpoint=None, *, prompt_length=4, max_length=30, eos=(1, 2)):
    return build_processors(
        decoding,
        checkpoint or GenerationConfig(),
        prompt_length=prompt_length,
        max_length=max_length,
        eos=list(eos),
        device=torch.device("cpu"),
    )


def chain_of(named):
    return LogitsProcessorList([item.processor for item in named])


def test_penalties_equal_a_numpy_oracle_and_count_generated_tokens_only():
    generator = np.random.default_rng(0)
    for _ in range(50):
        ids = generator.integers(0, 12, size=(3, 15))
        scores = generator.normal(size=(3, 12)).astype("float32")
        presence, frequency = generator.uniform(-2, 2, size=2)
        want = scores.astype("float64")
        for row in range(3):
            for token in range(12):
                count = int((ids[row, 4:] == token).sum())
                want[row, token] -= count * frequency + (count > 0) * presence
        penalty = PresenceFrequencyPenalty(presence=presence, frequency=frequency, prompt_length=4)
        got = penalty(torch.tensor(ids), torch.tensor(scores))
        np.testing.assert_allclose(got.numpy(), want, atol=1e-6)


def random_settings(rng):
    options = {}
    if rng.random() < 0.5:
        options["repetition_penalty"] = rng.choice([0.7, 1.3, 2.0])
    if rng.random() < 0.5:
        options["no_repeat_ngram"] = rng.choice([1, 2, 3])
    if rng.random() < 0.5:
        options["min_new_tokens"] = rng.randint(1, 20)
    options["temperature"] = rng.choice([0.3, 0.8, 1.0, 1.7])
    for name, values in {"top_k": [1, 3, 10, 500], "top_p": [0.1, 0.5, 0.9, 1.0], "min_p": [0.0, 0.05, 0.4]}.items():
        if rng.random() < 0.5:
            options[name] = rng.choice(values)
    return options


def test_order_and_scores_equal_those_of_transformers_for_200_settings(gpt):
    rng = random.Random(1)
    for number in range(200):
        options = random_settings(rng)
        structure = {"suppress_tokens": [5, 6]} if number % 3 == 0 else {}
        structure |= {"bad_words_ids": [[7], [8, 9]]} if number % 4 == 0 else {}
        renamed = {"no_repeat_ngram": "no_repeat_ngram_size"}
        config = GenerationConfig(
            do_sample=True,
            max_length=30,
            eos_token_id=[1, 2],
            **{"top_k": 0} | {renamed.get(name, name): value for name, value in options.items()},
            **structure,
        )
        config._eos_token_tensor = torch.tensor([1, 2])
        ids = torch.tensor([[rng.randrange(3, 12) for _ in range(4 + number % 10)] for _ in range(2)])
        scores = torch.randn(2, len(gpt.tokenizer), generator=torch.Generator().manual_seed(number)) * 4
        theirs = gpt.model._get_logits_processor(config, input_ids_seq_length=4, device="cpu")
        ours = chain_of(processors(Decoding(**options), GenerationConfig(**structure)))
        assert [type(p) for p in ours] == [type(p) for p in theirs]
        want, got = theirs(ids, scores.clone()), ours(ids, scores.clone())
        assert torch.equal(torch.isfinite(want), torch.isfinite(got))
        assert torch.allclose(want[torch.isfinite(want)], got[torch.isfinite(got)], atol=1e-6, rtol=0)


def test_neutral_values_run_nothing():
    neutral = Decoding(temperature=1.0, top_p=1.0, seed=3)
    assert processors(neutral) == []


def test_names_say_what_ran_in_order():
    decoding = Decoding(
        temperature=0.8,
        top_p=0.9,
        top_k=5,
        min_p=0.1,
        presence_penalty=0.5,
        frequency_penalty=1,
        repetition_penalty=1.2,
    )
    assert [item.name for item in processors(decoding)] == [
        "repetition penalty 1.20",
        "presence penalty 0.50 and frequency penalty 1.00",
        "temperature 0.80",
        "top-k 5",
        "top-p 0.90",
        "min-p 0.10",
    ]


def test_names_round_nothing_away():
    named = processors(Decoding(temperature=0.125, top_p=0.999, min_p=0.001, repetition_penalty=1.125))
    assert [item.name for item in named] == [
        "repetition penalty 1.125",
        "temperature 0.125",
        "top-p 0.999",
        "min-p 0.001",
    ]


@pytest.mark.parametrize("shift", [10.0, -3.0])
def test_truncations_do_not_see_a_shift_of_the_logits_but_the_repetition_penalty_does(shift):
    ids, scores = torch.tensor([[3, 4, 5, 6, 3]]), torch.randn(1, 20, generator=torch.Generator().manual_seed(0))
    for options in ({"temperature": 0.6}, {"top_k": 4}, {"top_p": 0.7}, {"min_p": 0.2}):
        chain = chain_of(processors(Decoding(**options)))
        plain, shifted = chain(ids, scores.clone()).softmax(-1), chain(ids, scores + shift).softmax(-1)
        assert torch.allclose(plain, shifted, atol=1e-6)
    chain = chain_of(processors(Decoding(repetition_penalty=1.5)))
    assert not torch.allclose(chain(ids, scores.clone()).softmax(-1), chain(ids, scores + shift).softmax(-1), atol=1e-3)


def test_strategy_fields_of_a_checkpoint_are_ignored_and_named():
    checkpoint = GenerationConfig(do_sample=True, temperature=0.6, top_p=0.9, max_length=99, eos_token_id=2)
    assert ignored_fields(checkpoint) == ("do_sample", "temperature", "top_p", "max_length")
    assert ignored_fields(GenerationConfig(bos_token_id=1)) == ()
    assert processors(Decoding(), checkpoint) == []
