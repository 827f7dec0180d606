"""Logits to what can be read: the likeliest candidates, entropy, and how surprising the token is that is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import torch

from ..errors import NumericalError
from ..messages import Array, Predictions

NO_TARGET = -1


def predict(
    hidden: torch.Tensor,
    read: Callable[[torch.Tensor], torch.Tensor],
    *,
    positions: Sequence[int],
    targets: Sequence[int],
    top: int,
    at_once: int,
    full: bool = False,
    boundary: Callable[[], None] = lambda: None,
) -> Predictions:
    """Read hidden states (P, D), or of every layer (L + 1, P, D), a part at a time; `boundary` is called between parts.

    `read` turns hidden states (N, D) into logits (N, V). Raises `NumericalError` for NaN.
    """
    leading = hidden.shape[:-1]
    wanted = torch.tensor(targets, device=hidden.device).expand(leading).flatten()  # (N,)
    parts: list[tuple[torch.Tensor, ...]] = []
    for states, own in zip(hidden.flatten(0, -2).split(at_once), wanted.split(at_once), strict=True):
        logits = read(states)  # (n, V)
        parts.append((*_describe(logits, own, top), *((logits.cpu(),) if full else ())))
        boundary()
    ids, logprobs, entropy, surprisal, *rest = (torch.cat(column) for column in zip(*parts, strict=True))
    return Predictions(
        positions=tuple(positions),
        top_ids=Array.from_numpy(ids.unflatten(0, leading).numpy()),
        top_logprobs=Array.from_numpy(logprobs.unflatten(0, leading).numpy()),
        entropy=Array.from_numpy(entropy.unflatten(0, leading).numpy()),
        targets=Array.from_numpy(np.array(targets, np.int64)),
        surprisal=Array.from_numpy(surprisal.unflatten(0, leading).numpy()),
        logits=Array.from_numpy(rest[0].numpy()) if rest else None,
    )


def _describe(logits: torch.Tensor, targets: torch.Tensor, top: int) -> tuple[torch.Tensor, ...]:
    """Return ids and log-probabilities of the best (N, K), entropy (N,) and surprisal (N,), in nats."""
    logprobs = torch.log_softmax(logits, dim=-1)  # (N, V)
    if bool(logprobs[:, 0].isnan().any()):  # one NaN makes the whole row NaN
        raise NumericalError("The model produced NaN logits. Try --dtype float32, or another model.")
    best = logprobs.topk(min(top, logprobs.shape[-1]))
    entropy = torch.special.entr(logprobs.exp()).sum(-1)
    surprisal = -logprobs.gather(1, targets.clamp(min=0)[:, None])[:, 0]
    surprisal[targets == NO_TARGET] = torch.nan
    return best.indices.int().cpu(), best.values.cpu(), entropy.cpu(), surprisal.cpu()


def prediction_bytes(count: int, vocabulary: int, *, top: int, at_once: int, width: int, full: bool = False) -> int:
    """Return the memory that `count` predictions take: hidden states, results, and the logits of a part."""
    results = 2 * count * (8 * top + 16) + (8 * count * vocabulary if full else 0)
    return results + 4 * count * width + 4 * 4 * min(count, at_once) * vocabulary
