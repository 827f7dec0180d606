"""starter/gpt: a small Llama-style decoder, trained to predict the next token of generated English."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lightboard.inference.starter.corpora import mixture
from lightboard.inference.starter.training.induction import (
    GUIDED_CHUNKS,
    guided,
    random_repeats,
    share_of_repeats,
    start_induction,
)
from lightboard.inference.starter.training.loop import Batch, Run, fit
from lightboard.inference.starter.training.vocabulary import END, EOS, tokenizer_of, train_byte_level_bpe

VOCABULARY = 4096
WIDTH = 192
LAYERS = 5
FEED_FORWARD = 512
POSITIONS = 512
TOKENS_PER_STEP = 2048
STEPS = 4000
CHUNK_STEPS = 100
TOKENIZER_DOCUMENTS = 60_000
REPEATING = 0.25  # of the windows: a part of them stands again further on, so that heads learn to look back and copy
SHORTEST_REPEAT = 12


def build_tokenizer(folder: Path, *, seed: int) -> None:
    """Train the tokenizer on a sample of the text and save it."""
    texts = list(itertools.islice(mixture("gpt", seed=seed), TOKENIZER_DOCUMENTS))
    train_byte_level_bpe(texts, size=VOCABULARY, max_length=POSITIONS, folder=folder)


def build_model(tokenizer: Any) -> Any:
    """Make the untrained decoder: 5 layers, 4 heads, width 192, tied embeddings, about 3 million parameters."""
    from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM

    config = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=WIDTH, intermediate_size=FEED_FORWARD, num_hidden_layers=LAYERS,
        num_attention_heads=4,
        num_key_value_heads=4, max_position_embeddings=POSITIONS, tie_word_embeddings=True,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.pad_token_id, attention_dropout=0.0,
    )  # fmt: skip
    model = LlamaForCausalLM(config)
    model.generation_config = GenerationConfig(
        bos_token_id=tokenizer.bos_token_id, pad_token_id=tokenizer.pad_token_id,
        eos_token_id=[tokenizer.convert_tokens_to_ids(EOS), tokenizer.convert_tokens_to_ids(END)],
    )  # fmt: skip
    return model


def repeat_parts(windows: Any, draw: random.Random) -> Any:
    """Write a part of some windows, (B, T), again at a later place in them, over what stood there."""
    length = windows.shape[1]
    for window in windows:
        if draw.random() < REPEATING:
            size = draw.randint(SHORTEST_REPEAT, length // 2)
            start = draw.randint(0, length - 2 * size)
            again = draw.randint(start + size, length - size)
            window[again : again + size] = window[start : start + size].clone()
    return windows


def packed_chunk(tokenizer: Any, *, seed: int) -> Callable[[int], list[Batch]]:
    """Give the function that writes chunk i: `CHUNK_STEPS` batches of packed documents.

    Windows are of 128, 256 and 512 tokens, so that every position up to the limit is trained; most are short, because
    long ones take more time.
    """
    import torch

    def chunk(index: int) -> list[Batch]:
        needed = CHUNK_STEPS * TOKENS_PER_STEP
        ids: list[int] = []
        texts = mixture("gpt", seed=seed * 100_003 + index + 1)
        while len(ids) < needed:
            block = tokenizer(list(itertools.islice(texts, 500)), verbose=False)["input_ids"]
            for document in block:
                ids += document
                ids.append(tokenizer.eos_token_id)
        tokens = torch.tensor(ids[:needed])
        draw = random.Random(index)
        lengths = draw.choices((128, 256, 512), (6, 3, 1), k=CHUNK_STEPS)
        batches = []
        for i, (length, row) in enumerate(zip(lengths, tokens.view(-1, TOKENS_PER_STEP), strict=True)):
            if draw.random() < share_of_repeats(index):
                batches.append(random_repeats(len(tokenizer), tokens=TOKENS_PER_STEP, seed=index * CHUNK_STEPS + i))
            else:
                window = repeat_parts(row.view(-1, length).clone(), draw)  # (B, T)
                batches.append({"input_ids": window, "labels": window})
        if index >= GUIDED_CHUNKS:
            batches = [{name: batch[name] for name in ("input_ids", "labels")} for batch in batches]
        return batches

    return chunk


def train_gpt(run: Run) -> dict[str, Any]:
    """Train starter/gpt and save it."""
    import torch

    torch.manual_seed(run.seed)
    tokenizer = tokenizer_of(run, lambda folder: build_tokenizer(folder, seed=run.seed))
    model = build_model(tokenizer)
    start_induction(model)
    return fit(
        model, packed_chunk(tokenizer, seed=run.seed), run, steps=STEPS, learning_rate=2e-3, warmup=100,
        learner=guided(model),
    )  # fmt: skip
