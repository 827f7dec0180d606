"""The likeliest words of the first template: which words, in which order, and their log-probabilities."""

import msgspec
import numpy as np
import pytest
import torch
import transformers

from lightboard.inference.errors import InvalidOption
from lightboard.inference.messages import BiasRequest, BiasScores

TEMPLATES = ("The {teacher|model|board} likes the [MASK].", "{He|She|It} sees the [MASK].")
ALL = 1_000_000


@pytest.fixture(params=["tiny_bert", "tiny_roberta", "tiny_gpt", "tiny_llama"])
def model(request):
    return request.getfixturevalue(request.param)


@torch.no_grad()
def log_p_at_the_mask(folder, text):
    """Every token's log-probability in one text, by transformers alone."""
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    masked = tokenizer.mask_token is not None
    auto = transformers.AutoModelForMaskedLM if masked else transformers.AutoModelForCausalLM
    written = text.replace("[MASK]", tokenizer.mask_token) if masked else text.partition(" [MASK]")[0]
    ids = tokenizer(written)["input_ids"]
    position = ids.index(tokenizer.mask_token_id) if masked else len(ids) - 1
    logits = auto.from_pretrained(folder, dtype=torch.float32).eval()(torch.tensor([ids])).logits[0, position]
    return tokenizer, logits.double().log_softmax(-1).numpy()


def test_they_are_the_models_own_probabilities(bias, model):
    result = bias(model, TEMPLATES, ("the",), vocabulary=ALL, association=False).vocabulary
    log_p = result.log_p.numpy()
    assert log_p.shape == (3, len(result.words))
    for group, name in enumerate(("teacher", "model", "board")):
        tokenizer, expected = log_p_at_the_mask(model, f"The {name} likes the [MASK].")
        ids = [tokenizer(f" {word}", add_special_tokens=False)["input_ids"][-1] for word in result.words]
        assert log_p[group] == pytest.approx(expected[ids], abs=1e-5)


def test_they_are_words_and_come_by_their_largest_probability(bias, model):
    result = bias(model, TEMPLATES, ("the",), vocabulary=ALL, association=False).vocabulary
    assert len(result.words) == len(set(result.words)) > 10
    assert all(word.strip() == word and any(map(str.isalnum, word)) for word in result.words)
    largest = result.log_p.numpy().max(axis=0)
    assert (np.diff(largest) <= 1e-6).all()
    few = bias(model, TEMPLATES, ("the",), vocabulary=7, association=False).vocabulary
    assert few.words == result.words[:7]


def test_their_numbers_are_those_of_candidates(bias, model):
    result = bias(model, TEMPLATES, None, top_k=3, vocabulary=ALL, association=False)
    position = {word: number for number, word in enumerate(result.vocabulary.words)}
    for score in result.scores:
        if score.template == 0:
            column = position[result.candidates[score.candidate].text]
            assert result.vocabulary.log_p.numpy()[score.group, column] == pytest.approx(score.log_p, abs=1e-5)


def test_they_are_left_out_unless_asked_for_and_survive_the_wire(bias, tiny_bert):
    assert bias(tiny_bert, TEMPLATES, ("soup",)).vocabulary is None
    result = bias(tiny_bert, TEMPLATES, ("soup",), vocabulary=5)
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(result), type=BiasScores)
    assert again.vocabulary.words == result.vocabulary.words
    assert again.vocabulary.log_p.data == result.vocabulary.log_p.data


@pytest.mark.parametrize("count", [-1, 1_000_001, 2.5, True])
def test_their_number_is_checked(count):
    with pytest.raises(InvalidOption, match="vocabulary must be"):
        BiasRequest(templates=TEMPLATES, vocabulary=count)
