"""Helps a small decoder to an induction head: random tokens that stand twice, two heads shown where to look.

Induction heads come by themselves in models that read billions of tokens (Olsson et al. 2022, "In-context Learning and
Induction Heads"); starter/gpt reads eight million.
"""

# ruff: noqa: S311 - seeded batches need no cryptography

from __future__ import annotations

import random
from typing import Any

from lightboard.inference.starter.training.loop import Batch

GUIDED_CHUNKS = 10  # the first chunks show the two heads where to look; later ones leave them alone
LENGTHS = (64, 128, 256)
SHORTEST_PERIOD = 8
FIRST_ORDINARY = 16  # ids below are of special tokens
PREVIOUS_LAYER, INDUCTION_LAYER = 0, 1
GUIDANCE = 0.5
IGNORED = -100
NOWHERE = -1


def share_of_repeats(chunk: int) -> float:
    """Give the share of a chunk's batches that hold random tokens: at first many, later just enough not to forget."""
    return 0.35 if chunk < GUIDED_CHUNKS / 2 else 0.1


def random_repeats(vocabulary: int, *, tokens: int, seed: int) -> Batch:
    """Make a batch of random tokens with a period, (B, T); only what can be copied is to be predicted.

    `sources` holds where the token after the previous occurrence stands, or -1: there an induction head looks.
    """
    import torch

    draw = random.Random(seed)
    generator = torch.Generator().manual_seed(seed)
    length = draw.choice(LENGTHS)
    ids, sources = [], []
    for _ in range(tokens // length):
        period = draw.randint(SHORTEST_PERIOD, length // 2)
        part = torch.randint(FIRST_ORDINARY, vocabulary, (period,), generator=generator)
        ids.append(part.repeat(length // period + 1)[:length])
        positions = torch.arange(length)
        sources.append(torch.where(positions >= period, positions - period + 1, NOWHERE))
    windows, looked_at = torch.stack(ids), torch.stack(sources)  # (B, T)
    labels = windows.clone()
    labels[:, 1:][looked_at[:, :-1] == NOWHERE] = IGNORED
    labels[:, 0] = IGNORED
    return {"input_ids": windows, "labels": labels, "sources": looked_at}


def start_induction(model: Any) -> None:
    """Start head 0 of two layers so that the token before can be handed on and found.

    In the first layer the head writes what it reads into directions of its own; in the second layer its keys are read
    from these directions, and its queries from those of the token itself. What the heads look at is left to training.
    """
    import torch

    size, width = model.config.head_dim, model.config.hidden_size
    directions, _ = torch.linalg.qr(torch.randn(width, width))  # (D, D)
    token, handed_on = directions[:, :size].T, directions[:, size : 2 * size].T  # (D / H, D)
    half = size // 2
    slow = (torch.arange(size) % half >= half // 3).float()[:, None]  # fast rotations tell positions, not tokens
    previous = model.model.layers[PREVIOUS_LAYER].self_attn
    induction = model.model.layers[INDUCTION_LAYER].self_attn
    with torch.no_grad():
        previous.v_proj.weight[:size] = token
        previous.o_proj.weight[:, :size] = handed_on.T
        induction.q_proj.weight[:size] = token * slow
        induction.k_proj.weight[:size] = handed_on * slow


def guided(model: Any) -> Any:
    """Wrap a causal model for training: where a batch has `sources`, two heads are shown where to look, too.

    Head 0 of the first layer is to look at the token before, head 0 of the second one at `sources`: the loss is the
    mean negative log weight there.
    """
    import torch
    from transformers.modeling_outputs import CausalLMOutput

    class Guided(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.whole = model

        def forward(self, sources: torch.Tensor | None = None, **inputs: torch.Tensor) -> CausalLMOutput:
            found = self.whole(**inputs, output_attentions=sources is not None)
            if sources is None:
                return CausalLMOutput(loss=found.loss)
            before = found.attentions[PREVIOUS_LAYER][:, 0].diagonal(-1, 1, 2)  # (B, T - 1)
            there = sources != NOWHERE  # (B, T)
            weights = found.attentions[INDUCTION_LAYER][:, 0]  # (B, T, T)
            after = weights.gather(2, sources.clamp_min(0)[..., None])[..., 0][there]  # (N,)
            unseen = before.clamp_min(1e-6).log().mean() + after.clamp_min(1e-6).log().mean()
            return CausalLMOutput(loss=found.loss - GUIDANCE * unseen)

    return Guided()
