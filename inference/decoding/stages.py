"""A distribution after one step of decoding, over the full vocabulary, and the elementary changes to it. No torch.

Logits are float32 and change exactly as transformers changes them; what is derived from them (probabilities, entropy)
is computed in float64. Only the raw logits are ever sorted: a stage keeps the sorted logits of the one before, which a
monotone step leaves sorted, a truncation cuts, and a penalty changes in few places.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import NumericalError
from .sampling import NAN_LOGITS, NOTHING_LEFT

Ids = NDArray[np.integer[Any]]
Logits = NDArray[np.float32]
Probabilities = NDArray[np.float64]

ROUNDING = 1e-6  # float32 sums of probabilities differ by this between machines


@dataclass(frozen=True, eq=False)
class Stage:
    """The logits after a step: those of removed tokens are -inf, `ascending` holds the kept ones sorted.

    Wherever tokens are put in order, it is by probability descending, then by id ascending. Raises `NumericalError`
    when no token is left.

    >>> raw = Stage.raw(np.log(np.array([0.5, 0.25, 0.125, 0.125], dtype=np.float32)))
    >>> [round(float(p), 3) for p in raw.top_k("top-k 2", 2).probabilities]
    [0.667, 0.333, 0.0, 0.0]
    """

    name: str
    logits: Logits  # (V,)
    ascending: Logits  # (K,)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not len(self.ascending):
            raise NumericalError(NOTHING_LEFT)

    @classmethod
    def raw(cls, logits: NDArray[Any]) -> Stage:
        """Start from a model's logits (V,), where -inf means removed. Raises `NumericalError` for NaN and infinity."""
        single = np.ascontiguousarray(logits, dtype=np.float32)
        if np.isnan(single).any() or np.isposinf(single).any():
            raise NumericalError(NAN_LOGITS)
        return cls("raw", single, np.sort(single[np.isfinite(single)]))

    # What it says ---------------------------------------------------------------------------------------------------

    @property
    def kept(self) -> int:
        """How many tokens can still be chosen."""
        return len(self.ascending)

    @cached_property
    def _weighed(self) -> tuple[Probabilities, float, float]:
        """exp(logit - largest) of the kept tokens (K,), ascending; their sum; the entropy."""
        below = self.ascending.astype(np.float64)
        below -= below[-1]
        weights: Probabilities = np.exp(below)
        total = float(weights.sum())
        return weights, total, max(0.0, math.log(total) - float(weights @ below) / total)

    @property
    def entropy(self) -> float:
        """The entropy in nats."""
        return self._weighed[2]

    @cached_property
    def log_normaliser(self) -> float:
        """The logarithm of the sum of exp(logit): a probability is exp(logit - log_normaliser)."""
        return float(self.ascending[-1]) + math.log(self._weighed[1])

    @cached_property
    def cumulative(self) -> Probabilities:
        """The cumulative probabilities of the kept tokens in order (K,), the last of them exactly 1."""
        sums: Probabilities = self._weighed[0][::-1].cumsum()
        whole: Probabilities = sums / sums[-1]
        return whole

    def cumulative_of_first(self, count: int) -> Probabilities:
        """Return the cumulative probabilities of the first tokens in order, without summing all."""
        weights, total, _ = self._weighed
        return weights[::-1][:count].cumsum() / total

    @property
    def probabilities(self) -> Probabilities:
        """The probabilities of the full vocabulary (V,), 0 for removed tokens."""
        return self.probability(slice(None))

    def probability(self, ids: Any) -> Probabilities:
        """Return the probabilities of some ids."""
        found: Probabilities = np.exp(self.logits[ids].astype(np.float64) - self.log_normaliser)
        return found

    def places(self, logits: NDArray[Any]) -> tuple[Ids, Ids]:
        """Count, for each of some logits (N,), the kept tokens with a larger one and those with exactly this one."""
        single = logits.astype(np.float32, copy=False)
        greater = self.kept - np.searchsorted(self.ascending, single, "right")
        return greater, self.kept - np.searchsorted(self.ascending, single, "left") - greater

    def _place(self, logit: float) -> tuple[int, int]:
        greater, equal = self.places(np.array([logit]))
        return int(greater[0]), int(equal[0])

    def token_at(self, position: int) -> int:
        """Return the kept token that stands at a position of the order, from 0."""
        logit = self.ascending[self.kept - 1 - position]
        return int(np.flatnonzero(self.logits == logit)[position - self._place(logit)[0]])

    def best(self, count: int) -> Ids:
        """Return the first ids of the order, at most `count`."""
        edge = self.ascending[-min(count, self.kept)]
        return first_in_order(self.logits, np.flatnonzero(self.logits >= edge), count)

    def choose(self, u: float) -> int:
        """Return the position of the first token whose cumulative probability exceeds u, as `choose_token` does."""
        return min(int(np.searchsorted(self.cumulative, u, "right")), self.kept - 1)

    # What can be done to it -----------------------------------------------------------------------------------------

    def unchanged(self, name: str) -> Stage:
        """Return the stage after a step that had nothing to do."""
        return replace(self, name=name, notes=())

    def divided(self, name: str, temperature: float) -> Stage:
        """Divide all logits."""
        divisor = np.float32(temperature)
        return Stage(name, self.logits / divisor, self.ascending / divisor)

    def log_softmax(self, name: str) -> Stage:
        """Subtract the log-normaliser, as beam search does before its processors."""
        shift = np.float32(self.log_normaliser)
        return Stage(name, self.logits - shift, self.ascending - shift)

    def replaced(self, name: str, ids: Ids, values: NDArray[Any]) -> Stage:
        """Give some ids other logits, -inf to remove them; `ids` are distinct."""
        old, new = self.logits[ids], np.asarray(values, dtype=np.float32)
        logits = self.logits.copy()
        logits[ids] = new
        leaving = np.sort(old[np.isfinite(old)])
        places = np.searchsorted(self.ascending, leaving) + _repeats(leaving)
        staying = np.delete(self.ascending, places)
        coming = np.sort(new[np.isfinite(new)])
        return Stage(name, logits, np.insert(staying, np.searchsorted(staying, coming), coming))

    def only(self, name: str, ids: Ids) -> Stage:
        """Remove all but some ids, whose logits become 0."""
        logits = np.full_like(self.logits, -np.inf)
        logits[ids] = 0
        return Stage(name, logits, np.zeros(len(ids), dtype=np.float32))

    def top_k(self, name: str, count: int, *, exactly: bool = False) -> Stage:
        """Keep the largest `count`; all that equal the last of them, too, unless `exactly`."""
        if count >= self.kept:
            return self.unchanged(name)
        kept = count if exactly else sum(self._place(self.ascending[-count]))
        return self._largest(name, kept, smaller_ids=True)

    def top_p(self, name: str, mass: float, *, smaller_ids: bool = False) -> Stage:
        """Keep the fewest of the likeliest tokens that hold `mass`, in the float32 arithmetic of transformers.

        Among tokens that equal the last one kept, those with larger ids stay, as in its ascending sort.
        """
        cumulative = np.cumsum(_softmax32(self.ascending), dtype=np.float64).astype(np.float32)
        edge = np.float32(1 - mass)
        removed = min(int(np.searchsorted(cumulative, edge, "right")), self.kept - 1)
        stage = self._largest(name, self.kept - removed, smaller_ids=smaller_ids)
        near = cumulative[max(0, removed - 1) : removed + 1]
        if not stage.notes and float(np.abs(near - edge).min()) < ROUNDING:
            close = f"{name} ends within rounding of a token's edge: another machine may keep one token more or less."
            return replace(stage, notes=(close,))
        return stage

    def min_p(self, name: str, share: float) -> Stage:
        """Keep the tokens with at least this share of the largest probability."""
        probabilities = _softmax32(self.ascending)
        removed = int(np.searchsorted(probabilities, np.float32(share) * probabilities[-1], "left"))
        return self._largest(name, self.kept - removed, smaller_ids=True)

    def _largest(self, name: str, count: int, *, smaller_ids: bool) -> Stage:
        """Keep `count` tokens; where the last of them has equals, `smaller_ids` says which of these stay."""
        if count == self.kept:
            return self.unchanged(name)
        edge = self.ascending[-count]
        logits = np.where(self.logits >= edge, self.logits, np.float32(-np.inf))
        excess = sum(self._place(edge)) - count
        if not excess:
            return Stage(name, logits, self.ascending[-count:])
        equal = np.flatnonzero(self.logits == edge)
        logits[equal[-excess:] if smaller_ids else equal[:excess]] = -np.inf
        note = (
            f"{name} cuts through {len(equal):,} tokens with equal logits: which of them stay is up to the engine's "
            f"sorting; here the {'smaller' if smaller_ids else 'larger'} ids do."
        )
        return Stage(name, logits, self.ascending[-count:], (note,))


def first_in_order(logits: Logits, ids: Ids, count: int) -> Ids:
    """Return the first of some ascending ids in the order, at most `count`."""
    values = logits[ids]
    if len(ids) > count:
        edge = np.partition(values, len(ids) - count)[len(ids) - count]
        ids, values = ids[values >= edge], values[values >= edge]
    return ids[np.argsort(-values, kind="stable")[:count]]


def _softmax32(ascending: Logits) -> Logits:
    """Return the softmax of sorted logits in float32."""
    weights: Logits = np.exp(ascending - ascending[-1])
    weights /= weights.sum()
    return weights


def _repeats(values: Logits) -> Ids:
    """Return how many equals stand before each of some sorted values."""
    return np.arange(len(values)) - np.searchsorted(values, values)
