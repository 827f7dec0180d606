"""A second masked-word training on pairs: guess the words of a sentence from the text that it follows from.

A label is at most two bits a pair, too little for a small encoder to discover that a hypothesis must be looked up in
its premise. Guessing the hypothesis's masked words from the premise teaches just that, a word at a time (Gururangan et
al. 2020, "Don't Stop Pretraining": train on the task's own text before the task).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lightboard.inference.starter.bert import IGNORED
from lightboard.inference.starter.fine_tuning import Example, batches
from lightboard.inference.starter.training import Batch, Plan, train

MASKED_PREMISE = 0.08
MASKED_HYPOTHESIS = 0.4


def masked_pairs(tokenizer: Any, examples: list[Example], *, seed: int) -> list[Batch]:
    """Make batches of pairs with words of the hypothesis, and a few of the premise, to guess."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    made = []
    for batch in batches(tokenizer, examples):
        ids, types = batch["input_ids"], batch["token_type_ids"]  # (B, T)
        special = (ids == tokenizer.cls_token_id) | (ids == tokenizer.sep_token_id) | (batch["attention_mask"] == 0)
        share = torch.where(types == 1, MASKED_HYPOTHESIS, MASKED_PREMISE)  # (B, T)
        chosen = (torch.rand(ids.shape, generator=generator) < share) & ~special
        masked = torch.where(chosen, tokenizer.mask_token_id, ids)
        made.append({**batch, "input_ids": masked, "labels": torch.where(chosen, ids, IGNORED)})
    return made


def adapt(
    base: Path,
    folder: Path,
    examples: Callable[[int], list[Example]],
    *,
    steps: int,
    seed: int,
    resume: bool,
    threads: int,
) -> dict[str, Any]:
    """Train the encoder in the folder `base` on masked pairs, save it in `folder` and give the report.

    Chunk i is `examples(i)`; checkpoints go to `folder`, too.
    """
    import torch
    from transformers import AutoTokenizer, BertForMaskedLM

    torch.manual_seed(seed)
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = BertForMaskedLM.from_pretrained(base, dtype=torch.float32)
    plan = Plan(steps=steps, learning_rate=1e-3, warmup=min(100, steps // 10 + 1), seed=seed, threads=threads)
    report = train(
        model, lambda index: masked_pairs(tokenizer, examples(index), seed=seed + index), plan, folder=folder,
        resume=resume,
    )  # fmt: skip
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder, safe_serialization=True)
    return report
