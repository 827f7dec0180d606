"""What generation remembers of each step: the model's own log-probabilities, before any processor.

`RecordLogits` runs before the first processor and keeps the raw logits of the step; `Selection` runs after the last and
chooses; `describe` turns chosen ids into log-probability, rank, entropy and alternatives.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import torch
from transformers import LogitsProcessor

from ..errors import NumericalError
from .sampling import CLOSE, NAN_LOGITS, NOTHING_LEFT, choose_token, uniform

if TYPE_CHECKING:
    from collections.abc import Sequence


class RecordLogits(LogitsProcessor):
    """Keep the log-probabilities of the current step over the full vocabulary."""

    logprobs: torch.Tensor  # (B, V)

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:  # noqa: ARG002
        """Remember; change nothing. Raises `NumericalError` where the model gave NaN or infinity."""
        self.logprobs = torch.log_softmax(scores, dim=-1)
        if bool(self.logprobs[:, 0].isnan().any()):  # one NaN makes the whole row NaN
            raise NumericalError(NAN_LOGITS)
        return scores


class Selection(LogitsProcessor):
    """Choose the next token of every sequence: the largest score, or a draw by inverse CDF.

    A draw is handed to `generate` as scores of 0 for the chosen token and -inf for all others, so that its argmax is
    the draw. Close calls are counted as (sequence, step).
    """

    def __init__(self, *, seed: int | None, first_sequence: int = 0) -> None:
        self.seed = seed
        self.first_sequence = first_sequence
        self.step = 0
        self.close_calls: list[tuple[int, int]] = []

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:  # noqa: ARG002
        """Return scores (B, V) whose argmax is the choice."""
        chosen = self._greedy(scores) if self.seed is None else self._draw(scores, self.seed)
        self.step += 1
        return chosen

    def _greedy(self, scores: torch.Tensor) -> torch.Tensor:
        best = scores.topk(min(2, scores.shape[-1])).values.tolist()  # (B, 2), or (B, 1) for a vocabulary of one token
        for sequence, (first, *second) in enumerate(best):
            if first == -torch.inf:
                raise NumericalError(NOTHING_LEFT)
            if second and first - second[0] < CLOSE:
                self.close_calls.append((sequence, self.step))
        return scores

    def _draw(self, scores: torch.Tensor, seed: int) -> torch.Tensor:
        chosen = torch.full_like(scores, -torch.inf)
        for sequence, row in enumerate(scores):
            choice = choose_token(row, uniform(seed, self.first_sequence + sequence, self.step))
            chosen[sequence, choice.id] = 0.0
            if choice.margin < CLOSE:
                self.close_calls.append((sequence, self.step))
        return chosen


@dataclass(frozen=True, slots=True)
class StepChoice:
    """One chosen token of one sequence, with the model's own view of it. Natural logarithms."""

    id: int
    logprob: float
    rank: int
    entropy: float
    top_ids: list[int] = field(default_factory=list)
    top_logprobs: list[float] = field(default_factory=list)


def describe(logprobs: torch.Tensor, chosen: Sequence[int], *, top: int) -> list[StepChoice]:
    """Describe one chosen token per row of logprobs (B, V)."""
    ids = torch.tensor(chosen, device=logprobs.device)[:, None]  # (B, 1)
    own = logprobs.gather(1, ids)  # (B, 1)
    ranks = (logprobs > own).sum(-1) + 1  # (B,)
    entropies = torch.special.entr(logprobs.exp()).sum(-1)  # (B,)
    best = logprobs.topk(min(top, logprobs.shape[-1]))  # (B, K)
    rows = zip(
        own[:, 0].tolist(), ranks.tolist(), entropies.tolist(), best.indices.tolist(), best.values.tolist(), strict=True
    )
    return [StepChoice(token, *row) for token, row in zip(chosen, rows, strict=True)]
