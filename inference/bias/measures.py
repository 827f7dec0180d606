"""What is computed from a row of logits, and the figures of a score that follow from its log-probability."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import torch


@dataclass(frozen=True, slots=True)
class Distribution:
    """The listed tokens in a distribution over the vocabulary: logits, natural log-probabilities and ranks, (N,) each.

    `shown` is the probability of all listed tokens together, `rest` that of all others.
    """

    log_z: float
    logits: tuple[float, ...]
    log_p: tuple[float, ...]
    ranks: tuple[int, ...]
    shown: float
    rest: float


def distribution(logits: torch.Tensor, ids: Sequence[int]) -> Distribution:
    """Take what is needed of a row of logits, (V,) float64, for tokens that are listed once each.

    >>> distribution(torch.tensor([0.0, 0.0, 0.0, 0.0]).double(), [3, 1]).ranks
    (1, 1)
    """
    log_p = logits.log_softmax(-1)
    listed = logits[list(ids)]
    others = torch.ones_like(logits, dtype=torch.bool)
    others[list(ids)] = False
    above = len(logits) - torch.searchsorted(logits.sort().values, listed, right=True)  # strictly larger ones
    return Distribution(
        log_z=float(logits.logsumexp(-1)),
        logits=tuple(listed.tolist()),
        log_p=tuple(log_p[list(ids)].tolist()),
        ranks=tuple((above + 1).tolist()),
        shown=float(log_p[list(ids)].exp().sum()),
        rest=float(log_p[others].exp().sum()),
    )


def log_odds(log_p: float) -> float:
    """Return ln(p / (1 - p)); 1 - p counts as one rounding step of a double at least (36.04 at most).

    >>> round(log_odds(math.log(0.75)), 12) == round(math.log(3), 12)
    True
    """
    return log_p - math.log(max(-math.expm1(log_p), sys.float_info.epsilon))


def ranks(values: Sequence[float]) -> list[int]:
    """Rank values from the largest, counted from 1; equal ones share the smallest rank.

    >>> ranks([0.1, 0.7, 0.1])
    [2, 1, 2]
    """
    ordered = sorted(values, reverse=True)
    return [ordered.index(value) + 1 for value in values]
