"""Looks for induction heads: heads that attend to the token after the previous occurrence of the present one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import torch


class Head(NamedTuple):
    """A head and the mean weight that it puts on the token after the previous occurrence."""

    layer: int
    head: int
    weight: float


def induction_weights(model: Any, tokens: torch.Tensor) -> torch.Tensor:
    """Give the mean weight of every head, (L, H), on tokens that stand twice: (2 * N,), the second half like the first.

    Position N + i holds the same token as position i, so the token after its previous occurrence stands at i + 1
    (Olsson et al. 2022, "In-context Learning and Induction Heads").
    """
    count = len(tokens) // 2
    with torch.no_grad():
        maps = torch.stack(model(tokens[None], output_attentions=True).attentions)[:, 0]  # (L, H, T, T)
    queries = torch.arange(count, 2 * count - 1)
    return maps[:, :, queries, queries - count + 1].mean(-1)


def best_head(folder: Path, *, count: int = 24, repeats: int = 20, seed: int = 0) -> Head:
    """Find the head with the highest mean induction weight over random tokens repeated."""
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    generator = torch.Generator().manual_seed(seed)
    weights = []
    for _ in range(repeats):
        half = torch.randint(300, model.config.vocab_size, (count,), generator=generator)
        weights.append(induction_weights(model, torch.cat([half, half])))
    mean = torch.stack(weights).mean(0)  # (L, H)
    layer, head = divmod(int(mean.argmax()), mean.shape[1])
    return Head(layer, head, float(mean.max()))
