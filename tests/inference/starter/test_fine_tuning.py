import pytest
import torch
from transformers import AutoTokenizer

from lightboard.inference.starter import path
from lightboard.inference.starter.adaptation import MASKED_HYPOTHESIS, MASKED_PREMISE, masked_pairs
from lightboard.inference.starter.bert import IGNORED
from lightboard.inference.starter.fine_tuning import TOKENS_PER_STEP, Example, batches


@pytest.fixture(scope="module")
def tokenizer():
    return AutoTokenizer.from_pretrained(path("bert"))


PAIRS = [Example("Anna works in a big old town.", "Anna works in a town.", i % 3) for i in range(400)]


def test_batches_hold_pairs_with_their_types_and_labels(tokenizer):
    made = batches(tokenizer, PAIRS)
    assert made
    for batch in made:
        assert batch["input_ids"].numel() <= TOKENS_PER_STEP
        assert set(batch) == {"input_ids", "attention_mask", "token_type_ids", "labels"}
        first = tokenizer.decode(batch["input_ids"][0][batch["token_type_ids"][0] == 1], skip_special_tokens=True)
        assert first == "anna works in a town."
        assert set(batch["labels"].tolist()) <= {0, 1, 2}


def test_batches_hold_single_texts(tokenizer):
    made = batches(tokenizer, [Example("A good day.", None, 1)] * 300)
    assert all(int(batch["token_type_ids"].sum()) == 0 for batch in made)
    assert all(set(batch["labels"].tolist()) == {1} for batch in made)


def test_masked_pairs_ask_for_words_alone_and_mostly_of_the_hypothesis(tokenizer):
    plain, masked = batches(tokenizer, PAIRS), masked_pairs(tokenizer, PAIRS, seed=3)
    asked = {0: [0, 0], 1: [0, 0]}
    for before, after in zip(plain, masked, strict=True):
        chosen = after["labels"] != IGNORED
        assert (after["labels"][chosen] == before["input_ids"][chosen]).all()
        assert (after["input_ids"][chosen] == tokenizer.mask_token_id).all()
        assert (after["input_ids"][~chosen] == before["input_ids"][~chosen]).all()
        special = torch.isin(before["input_ids"], torch.tensor(tokenizer.all_special_ids))
        assert not (chosen & special).any()
        for kind, counts in asked.items():
            words = (before["token_type_ids"] == kind) & ~special
            counts[0] += int((chosen & words).sum())
            counts[1] += int(words.sum())
    assert asked[0][0] / asked[0][1] == pytest.approx(MASKED_PREMISE, abs=0.03)
    assert asked[1][0] / asked[1][1] == pytest.approx(MASKED_HYPOTHESIS, abs=0.05)
