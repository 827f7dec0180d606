import pytest
import torch
from transformers import AutoTokenizer

from lightboard.inference.starter import path
from lightboard.inference.starter.training.adaptation import (
    MASKED_HYPOTHESIS,
    MASKED_PREMISE,
    corrupted_pairs,
    guessing_and_detecting,
)
from lightboard.inference.starter.training.bert import IGNORED
from lightboard.inference.starter.training.fine_tuning import TOKENS_PER_STEP, Example, batches


@pytest.fixture(scope="module")
def tokenizer():
    return AutoTokenizer.from_pretrained(path("bert"))


VERBS, PLACES = ("works", "lives"), ("town", "city", "house")
PAIRS = [
    Example("Anna works in a big old town.", f"Anna {VERBS[i % 2]} in a {PLACES[i % 3]}.", i % 3) for i in range(400)
]


def test_batches_hold_pairs_with_their_types_and_labels(tokenizer):
    made = batches(tokenizer, PAIRS)
    assert made
    for batch in made:
        assert batch["input_ids"].numel() <= TOKENS_PER_STEP
        assert set(batch) == {"input_ids", "attention_mask", "token_type_ids", "labels"}
        first = tokenizer.decode(batch["input_ids"][0][batch["token_type_ids"][0] == 1], skip_special_tokens=True)
        assert first.startswith("anna ")
        assert set(batch["labels"].tolist()) <= {0, 1, 2}


def test_batches_hold_single_texts(tokenizer):
    made = batches(tokenizer, [Example("A good day.", None, 1)] * 300)
    assert all(int(batch["token_type_ids"].sum()) == 0 for batch in made)
    assert all(set(batch["labels"].tolist()) == {1} for batch in made)


def test_corrupted_pairs_ask_for_words_alone_and_mostly_of_the_hypothesis(tokenizer):
    plain, corrupted = batches(tokenizer, PAIRS), corrupted_pairs(tokenizer, PAIRS, seed=3)
    asked, changed = {0: [0, 0], 1: [0, 0]}, [0, 0]
    for before, after in zip(plain, corrupted, strict=True):
        masked, seen = after["labels"] != IGNORED, after["replaced"] != IGNORED
        assert (after["labels"][masked] == before["input_ids"][masked]).all()
        assert (after["input_ids"][masked] == tokenizer.mask_token_id).all()
        assert not (masked & seen).any()
        same = after["input_ids"] == before["input_ids"]
        assert (same[seen] == (after["replaced"][seen] == 0)).all()
        assert same[~masked & ~seen].all()
        special = torch.isin(before["input_ids"], torch.tensor(tokenizer.all_special_ids))
        assert not ((masked | seen) & special).any()
        for kind, counts in asked.items():
            words = (before["token_type_ids"] == kind) & ~special
            counts[0] += int((masked & words).sum())
            counts[1] += int(words.sum())
        changed[0] += int((after["replaced"] == 1).sum())
        changed[1] += int(seen.sum())
    assert asked[0][0] / asked[0][1] == pytest.approx(MASKED_PREMISE, abs=0.03)
    assert asked[1][0] / asked[1][1] == pytest.approx(MASKED_HYPOTHESIS, abs=0.05)
    assert 0.01 < changed[0] / changed[1] <= 0.2


def test_guessing_and_detecting_gives_one_loss_and_learns(tokenizer):
    from transformers import BertForPreTraining

    torch.manual_seed(0)
    learner = guessing_and_detecting(BertForPreTraining.from_pretrained(path("bert"), dtype=torch.float32))
    batch = corrupted_pairs(tokenizer, PAIRS, seed=3)[0]
    optimizer = torch.optim.AdamW(learner.parameters(), lr=1e-3)
    losses = []
    for _ in range(6):
        loss = learner(**batch).loss
        losses.append(float(loss.detach()))
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    assert losses[-1] < 0.7 * losses[0]
