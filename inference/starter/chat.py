"""starter/chat: starter/gpt tuned on instructions, so that the two phases of training can be compared."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from lightboard.inference.starter.bert import batches_by_length
from lightboard.inference.starter.corpora import documents
from lightboard.inference.starter.training import Batch, Plan, save_half, steps_within, train
from lightboard.inference.starter.vocabulary import END, ROLES

TOKENS_PER_STEP = 2048
STEPS = 700
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


def train_chat(
    folder: Path,
    *,
    work: Path,
    seed: int,
    base: Path,
    minutes: float | None = None,
    resume: bool = False,
    threads: int = 2,
) -> dict[str, Any]:
    """Tune the decoder in the folder `base` (starter/gpt) on instructions and save it; checkpoints go to `work`."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    from lightboard.inference.starter.evaluation.chat import answers

    torch.manual_seed(seed)
    tokenizer = AutoTokenizer.from_pretrained(base)
    tokenizer.save_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32, attn_implementation="eager")
    before = answers(tokenizer, model.eval())
    chunk = conversation_chunk(tokenizer, seed=seed)
    steps = STEPS if minutes is None else steps_within(model, chunk(0), minutes)
    plan = Plan(steps=steps, learning_rate=6e-4, warmup=min(60, steps // 10 + 1), seed=seed, threads=threads)
    report = train(model, chunk, plan, folder=work, resume=resume)
    report["base"] = before
    (work / "report.json").write_text(json.dumps(report, indent=1))
    save_half(model, folder)
    return report
