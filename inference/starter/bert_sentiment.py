"""starter/bert-sentiment: starter/bert fine-tuned to tell positive from negative opinions."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lightboard.inference.starter import path
from lightboard.inference.starter.bert import batches_by_length
from lightboard.inference.starter.corpora import leaks
from lightboard.inference.starter.reviews import LABELS, Opinion, Reviews
from lightboard.inference.starter.training import Batch, Plan, save_half, steps_within, train

CHUNK_OPINIONS = 5_000
CHUNKS_PER_EPOCH = 10
EPOCHS = 2
LONG_EVERY = 40  # one opinion in so many is a long review: several of its label, up to all positions
TOKENS_PER_STEP = 1100
HELD_OUT_SEED = 990_001


def training_opinions(index: int, *, seed: int) -> list[Opinion]:
    """Write the opinions of one chunk of an epoch; none is of a held-out combination."""
    writer = Reviews(seed=seed * 7919 + index)
    opinions = [writer.opinion() for _ in range(CHUNK_OPINIONS)]
    for i in range(0, CHUNK_OPINIONS, LONG_EVERY):
        label = opinions[i].positive
        alike = [opinion.text for opinion in opinions[i : i + 40] if opinion.positive == label]
        opinions[i] = opinions[i]._replace(text=" ".join(alike[: 4 + i // LONG_EVERY % 12]))
    return [opinion for opinion in opinions if not leaks(opinion.text)]


def held_out_opinions(count: int, *, seed: int) -> list[Opinion]:
    """Write opinions of held-out combinations only, without any text that training has seen, and each text once."""
    seen = {opinion.text for index in range(CHUNKS_PER_EPOCH) for opinion in training_opinions(index, seed=seed)}
    writer = Reviews(seed=HELD_OUT_SEED)
    kept: dict[str, Opinion] = {}
    while len(kept) < count:
        opinion = writer.opinion(held_out=True)
        if opinion.text not in seen and not leaks(opinion.text):
            kept[opinion.text] = opinion
    return list(kept.values())


def labelled_chunk(tokenizer: Any, *, seed: int) -> Callable[[int], list[Batch]]:
    """Give the function that writes chunk i; after an epoch the same opinions come again in another order."""
    import torch

    def chunk(index: int) -> list[Batch]:
        opinions = training_opinions(index % CHUNKS_PER_EPOCH, seed=seed)
        shuffle = random.Random(index)
        shuffle.shuffle(opinions)
        rows = tokenizer([opinion.text for opinion in opinions], truncation=True)["input_ids"]
        batches = []
        for members, padded in batches_by_length(rows, tokens=TOKENS_PER_STEP, pad=tokenizer.pad_token_id):
            ids = torch.tensor(padded)  # (B, T)
            labels = torch.tensor([int(opinions[i].positive) for i in members])  # (B,)
            batches.append(
                {"input_ids": ids, "attention_mask": (ids != tokenizer.pad_token_id).long(), "labels": labels}
            )
        shuffle.shuffle(batches)
        return batches

    return chunk


def train_bert_sentiment(
    folder: Path,
    *,
    work: Path,
    seed: int,
    minutes: float | None = None,
    resume: bool = False,
    threads: int = 2,
    base: Path | None = None,
) -> dict[str, Any]:
    """Fine-tune the encoder in the folder `base` (starter/bert) for sentiment and save it; checkpoints go to `work`."""
    import torch
    from transformers import AutoTokenizer, BertForSequenceClassification

    torch.manual_seed(seed)
    base = base or path("bert")
    tokenizer = AutoTokenizer.from_pretrained(base)
    tokenizer.save_pretrained(folder)
    model = BertForSequenceClassification.from_pretrained(
        base,
        dtype=torch.float32,
        id2label=dict(enumerate(LABELS)),
        label2id={label: i for i, label in enumerate(LABELS)},
    )
    chunk = labelled_chunk(tokenizer, seed=seed)
    first = chunk(0)
    steps = len(first) * CHUNKS_PER_EPOCH * EPOCHS if minutes is None else steps_within(model, first, minutes)
    plan = Plan(steps=steps, learning_rate=3e-4, warmup=min(100, steps // 10 + 1), seed=seed, threads=threads)
    report = train(model, chunk, plan, folder=work, resume=resume)
    save_half(model, folder)
    return report
