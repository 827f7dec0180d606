"""Reproducible sampling: a counter-based uniform number per (seed, sequence, step), and inverse-CDF choice of a token.

`widgets/js/sampling.js` is the same in JavaScript; both are tested against `tests/vectors/sampling.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..errors import NumericalError

if TYPE_CHECKING:
    import torch

CLOSE = 1e-5  # u nearer than this to an edge, or a greedy lead smaller than this: another batch could choose otherwise
NAN_LOGITS = "The model produced NaN logits, so no token can be chosen. Try --dtype float32, or another model."
NOTHING_LEFT = "No token is left to choose. Loosen the options that forbid tokens."

_MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
_WEYL = (0x9E3779B9, 0xBB67AE85)
_MASK = 0xFFFFFFFF
_FIRST_LOOK = 256  # most draws fall among the largest probabilities: sort these before sorting all


def philox(counter: tuple[int, int, int, int], key: tuple[int, int]) -> tuple[int, int, int, int]:
    """Philox4x32-10, a counter-based generator (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3").

    >>> [f"{word:08x}" for word in philox((0, 0, 0, 0), (0, 0))]
    ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
    """
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        low, high = _MULTIPLIERS[0] * c0, _MULTIPLIERS[1] * c2
        c0, c1, c2, c3 = (high >> 32) ^ c1 ^ k0, high & _MASK, (low >> 32) ^ c3 ^ k1, low & _MASK
        k0, k1 = (k0 + _WEYL[0]) & _MASK, (k1 + _WEYL[1]) & _MASK
    return c0, c1, c2, c3


def uniform(seed: int, sequence: int, step: int) -> float:
    """Return u in [0, 1) with 53 random bits: the same for the same seed, sequence number and step, in any batch.

    >>> uniform(7, 0, 0) == uniform(7, 0, 0) != uniform(7, 0, 1)
    True
    """
    first, second, _, _ = philox((step, sequence, 0, 0), (seed & _MASK, seed >> 32))
    return ((first >> 5) * 2**26 + (second >> 6)) / 2**53


class Choice(NamedTuple):
    """A drawn token: its id, and how far u lies from the nearest edge of its interval on the cumulative bar."""

    id: int
    margin: float


def choose_token(logits: torch.Tensor, u: float) -> Choice:
    """Choose by inverse CDF: the first token whose cumulative probability exceeds u.

    `logits` (V,) hold -inf for removed tokens; the order is logit descending, id ascending; the softmax is cumulated in
    float64. Raises `NumericalError` when nothing is left.

    >>> import torch
    >>> choose_token(torch.tensor([0.0, 1.0, float("-inf")]), 0.5).id
    1
    """
    import torch

    ids = torch.isfinite(logits).nonzero().squeeze(-1)  # (K,)
    if not len(ids):
        raise NumericalError(NOTHING_LEFT)
    kept = logits[ids].double().cpu()  # (K,)
    ids = ids.cpu()
    total = torch.logsumexp(kept, 0)
    if len(kept) > 2 * _FIRST_LOOK:
        edge = kept.topk(_FIRST_LOOK).values[-1]
        head = (kept > edge).nonzero().squeeze(-1)  # ids ascending, complete above the edge
        if len(head) and float((kept[head] - total).exp().sum()) > u:
            ids, kept = ids[head], kept[head]
    ordered, order = torch.sort(kept, descending=True, stable=True)
    cumulative = (ordered - total).exp().cumsum(0)  # (K,)
    position = min(int(torch.searchsorted(cumulative, u, right=True)), len(ids) - 1)
    upper = float(cumulative[position])
    lower = float(cumulative[position - 1]) if position else -1.0  # there is no edge below the first token
    return Choice(int(ids[order[position]]), min(abs(upper - u) if upper < 1 else 1.0, u - lower))
