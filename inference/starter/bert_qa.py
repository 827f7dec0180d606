"""starter/bert-qa: the encoder of starter/bert-ner, trained to find the answer to a question in a text, or none."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lightboard.inference.starter import path
from lightboard.inference.starter.bert import batches_by_length
from lightboard.inference.starter.passages import Passage, passages
from lightboard.inference.starter.training import Batch, Plan, save_half, steps_within, train

TOKENS_PER_STEP = 1200
STEPS = 4000
CHUNK_PASSAGES = 4_000
EASY_CHUNKS = (
    8  # the first chunks tell one thing of two records: to find a name again is learned first, and last without
)


def answer_pieces(coded: Any, rows: Sequence[Passage]) -> list[tuple[int, int]]:
    """Give the first and last piece of each answer in the coded pairs (question, context); (0, 0), [CLS], for none."""
    found = []
    for i, passage in enumerate(rows):
        first = coded.char_to_token(i, passage.start, sequence_index=1) if passage.end else 0
        last = coded.char_to_token(i, passage.end - 1, sequence_index=1) if passage.end else 0
        found.append((0, 0) if first is None or last is None else (first, last))
    return found


def question_chunk(tokenizer: Any, *, seed: int) -> Callable[[int], list[Batch]]:
    """Give the function that writes chunk i: batches of questions with their texts and the place of the answer."""
    import torch

    def chunk(index: int) -> list[Batch]:
        rows = list(itertools.islice(passages(seed=seed * 7919 + index + 1, easy=index < EASY_CHUNKS), CHUNK_PASSAGES))
        coded = tokenizer([row.question for row in rows], [row.context for row in rows], truncation="only_second")
        answers = answer_pieces(coded, rows)
        batches = []
        for members, padded in batches_by_length(
            coded["input_ids"], tokens=TOKENS_PER_STEP, pad=tokenizer.pad_token_id
        ):
            ids = torch.tensor(padded)  # (B, T)
            parts = [coded["token_type_ids"][i] for i in members]
            batches.append({
                "input_ids": ids,
                "attention_mask": (ids != tokenizer.pad_token_id).long(),
                "token_type_ids": torch.tensor([part + [1] * (ids.shape[1] - len(part)) for part in parts]),
                "start_positions": torch.tensor([answers[i][0] for i in members]),
                "end_positions": torch.tensor([answers[i][1] for i in members]),
            })  # fmt: skip
        random.Random(index).shuffle(batches)
        return batches

    return chunk


def train_bert_qa(
    folder: Path,
    *,
    work: Path,
    seed: int,
    minutes: float | None = None,
    resume: bool = False,
    threads: int = 2,
    base: Path | None = None,
) -> dict[str, Any]:
    """Fine-tune the encoder in the folder `base` (starter/bert-ner) for questions; checkpoints go to `work`."""
    import torch
    from transformers import AutoTokenizer, BertForQuestionAnswering

    torch.manual_seed(seed)
    base = base or path("bert-ner")
    tokenizer = AutoTokenizer.from_pretrained(base)
    tokenizer.save_pretrained(folder)
    model = BertForQuestionAnswering.from_pretrained(
        base,
        dtype=torch.float32,
        id2label={0: "start", 1: "end"},
        label2id={"start": 0, "end": 1},
    )
    model.set_attn_implementation("eager")  # on a CPU its backward pass is faster than the fused one
    chunk = question_chunk(tokenizer, seed=seed)
    steps = STEPS if minutes is None else steps_within(model, chunk(0), minutes)
    plan = Plan(steps=steps, learning_rate=6e-4, warmup=min(200, steps // 10 + 1), seed=seed, threads=threads)
    report = train(model, chunk, plan, folder=work, resume=resume)
    save_half(model, folder)
    return report
