"""Guided alignment: which piece is shown to stand for which, and where heads start to look."""

import numpy as np
import torch
from transformers import T5Config, T5ForConditionalGeneration

from lightboard.inference.starter.training.alignment import (
    HEADS,
    LAYER,
    Aligner,
    copies,
    equal_neighbours,
    guided,
    let_heads_see_neighbours,
)

# "Hugging Face" in pieces that stand twice, before and after other words.
SOURCE, TARGET = [9, 20, 7, 7, 21, 22, 30], [40, 41, 9, 20, 7, 7, 21, 22, 30]


def run_lengths(source, target):
    """The definition: equal pieces in a row before and after each pair of equal ones, five at most on each side."""
    counts = np.zeros((len(target), len(source)))
    for t, s in np.ndindex(counts.shape):
        if target[t] != source[s]:
            continue
        for step in (-1, 1):
            run = 1
            while 0 <= t + step * run < len(target) and 0 <= s + step * run < len(source):
                if target[t + step * run] != source[s + step * run]:
                    break
                run += 1
            counts[t, s] += min(run - 1, 5)
    return counts


def test_equal_neighbours_are_counted() -> None:
    draw = np.random.default_rng(1)
    for _ in range(50):
        source, target = (draw.integers(0, 3, size=draw.integers(1, 20)).tolist() for _ in "st")
        assert np.array_equal(equal_neighbours(source, target), run_lengths(source, target))


def test_a_copied_name_is_aligned_piece_by_piece_though_a_piece_stands_twice() -> None:
    aligner = Aligner([([1, 2], [40, 41])], vocabulary=50)
    assert aligner.weights(SOURCE, TARGET)[2:].argmax(1).tolist() == list(range(7))
    assert copies(SOURCE, TARGET)[2:].argmax(1).tolist() == list(range(7))
    assert np.allclose(aligner.weights(SOURCE, TARGET).sum(1), 1, atol=1e-5)


def test_what_stands_nowhere_in_the_source_is_copied_from_nowhere() -> None:
    assert copies(SOURCE, TARGET)[:2].sum() == 0


def test_words_are_aligned_by_how_often_they_stand_together() -> None:
    pairs = [*[([1], [11]), ([2], [12]), ([3], [13])] * 9, ([1, 2, 3], [12, 11, 13])]
    weights = Aligner(pairs, vocabulary=20).weights([1, 2, 3], [12, 11, 13])
    assert weights.argmax(1).tolist() == [1, 0, 2]


def tiny():
    torch.manual_seed(0)
    model = T5ForConditionalGeneration(
        T5Config(
            vocab_size=50, d_model=32, d_kv=8, d_ff=32, num_layers=2, num_decoder_layers=2, num_heads=4,
            dropout_rate=0.0, decoder_start_token_id=0,
        )
    ).eval()  # fmt: skip
    model.set_attn_implementation("eager")
    return model


def test_heads_start_on_the_neighbouring_pieces() -> None:
    model = tiny()
    for stack in (model.encoder, model.decoder):
        stack.block[0].layer[0].SelfAttention.q.weight.data.mul_(0.1)
    let_heads_see_neighbours(model)
    ids = torch.arange(5, 17)[None]  # (1, T)
    with torch.no_grad():
        found = model(input_ids=ids, decoder_input_ids=ids, output_attentions=True, attention_mask=torch.ones_like(ids))
    encoder, decoder = found.encoder_attentions[0][0], found.decoder_attentions[0][0]  # (H, T, T)
    for attention, head, offset in (
        (encoder, 0, -1), (encoder, 1, 1), (encoder, 2, -2), (decoder, 0, -1), (decoder, 1, -2),
    ):  # fmt: skip
        looked_at = attention[head].diagonal(offset)
        assert (looked_at > 0.6).all(), (head, offset, looked_at)


def test_guided_heads_learn_the_alignment_and_others_are_left_alone() -> None:
    model = tiny()
    learner = guided(model)
    batch = {
        "input_ids": torch.tensor([[5, 6, 7, 8]]), "attention_mask": torch.ones(1, 4, dtype=torch.long),
        "labels": torch.tensor([[8, 7, 6, 5]]),
    }  # fmt: skip
    alignment = torch.eye(4).flip(0)[None]  # (1, S, T)
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    for _ in range(150):
        learner(**batch, alignment=alignment).loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    with torch.no_grad():
        weights = model(**batch, output_attentions=True).cross_attentions[LAYER][0]  # (H, S, T)
    assert (weights[:HEADS].argmax(-1) == torch.tensor([3, 2, 1, 0])).all()
    assert learner(**batch).loss < learner(**batch, alignment=alignment).loss
