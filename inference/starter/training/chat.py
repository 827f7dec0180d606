"""starter/chat: starter/gpt tuned on instructions, so that the two phases of training can be compared."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from typing import Any

from lightboard.inference.starter.corpora import documents
from lightboard.inference.starter.training.bert import batches_by_length
from lightboard.inference.starter.training.loop import Batch, Run, fit
from lightboard.inference.starter.training.vocabulary import END, ROLES

TOKENS_PER_STEP = 2048
STEPS = 1100
CHUNK_STEPS = 100
IGNORED = -100


def answers_only(tokenizer: Any, ids: list[int]) -> list[int]:
    """Give the labels of a conversation: the assistant's answers with their end, nothing else."""
    assistant, end = tokenizer.convert_tokens_to_ids([ROLES[2], END])
    labels, answering = [], False
    for token in ids:
        labels.append(token if answering else IGNORED)
        answering = (answering or token == assistant) and token != end
    return labels


def conversation_chunk(tokenizer: Any, *, seed: int) -> Callable[[int], list[Batch]]:
    """Give the function that writes chunk i: `CHUNK_STEPS` batches of conversations of similar length."""
    import torch

    def batches(texts: Iterator[str], index: int) -> list[Batch]:
        rows = tokenizer(list(itertools.islice(texts, 6_000)), truncation=True)["input_ids"]
        made = []
        for _, padded in batches_by_length(rows, tokens=TOKENS_PER_STEP, pad=tokenizer.pad_token_id):
            ids = torch.tensor(padded)  # (B, T)
            labels = torch.tensor([answers_only(tokenizer, row) for row in padded])  # (B, T)
            made.append({
                "input_ids": ids,
                "attention_mask": (ids != tokenizer.pad_token_id).long(),
                "labels": labels.masked_fill(ids == tokenizer.pad_token_id, IGNORED),
            })  # fmt: skip
        random.Random(index).shuffle(made)
        return made

    def chunk(index: int) -> list[Batch]:
        texts = documents("instructions", seed=seed * 100_003 + index + 1)
        made: list[Batch] = []
        while len(made) < CHUNK_STEPS:
            made += batches(texts, index)
        return made[:CHUNK_STEPS]

    return chunk


def train_chat(run: Run) -> dict[str, Any]:
    """Tune the decoder in the folder `run.base` (starter/gpt) on instructions and save it.

    The report holds the base model's answers, too: what it does before it has seen an instruction.
    """
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    from lightboard.inference.starter.evaluation.chat import answers

    torch.manual_seed(run.seed)
    tokenizer = AutoTokenizer.from_pretrained(run.base)
    tokenizer.save_pretrained(run.folder)
    model = AutoModelForCausalLM.from_pretrained(run.base, dtype=torch.float32)
    before = answers(tokenizer, model.eval())
    chunk = conversation_chunk(tokenizer, seed=run.seed)
    return fit(model, chunk, run, steps=STEPS, learning_rate=6e-4, warmup=60) | {"base": before}
