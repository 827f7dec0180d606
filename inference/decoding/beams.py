"""What beam search remembers of each step, so that the final sequences can be described without keeping all scores.

A token that beam search chooses for a beam is always among that beam's best max(2, 1 + number of EOS ids) * num_beams
by processed score: keeping these of every step is enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from transformers import LogitsProcessor

from ..errors import NumericalError
from .recorder import RecordLogits, StepChoice
from .sampling import NOTHING_LEFT

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class BeamStep:
    """Candidates of one step for every running beam, on the CPU."""

    ids: torch.Tensor  # (B, K)
    processed: torch.Tensor  # (B, K) processed step log-probabilities
    logprobs: torch.Tensor  # (B, K) the model's own
    ranks: torch.Tensor  # (B, K)
    entropies: torch.Tensor  # (B,)
    top_ids: torch.Tensor  # (B, top)
    top_logprobs: torch.Tensor  # (B, top)


class RecordBeams(LogitsProcessor):
    """Run last: keep each beam's best candidates of the step."""

    def __init__(
        self, raw: RecordLogits, *, candidates: int, top: int, on_step: Callable[[torch.Tensor], None]
    ) -> None:
        self.raw = raw
        self.candidates = candidates
        self.top = top
        self.on_step = on_step
        self.steps: list[BeamStep] = []

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Remember; change nothing. Shapes: input_ids (B, T), scores (B, V)."""
        logprobs = self.raw.logprobs  # (B, V)
        best = scores.topk(min(self.candidates, scores.shape[-1]))  # (B, K)
        if bool(best.values[:, 0].isneginf().all()):
            raise NumericalError(NOTHING_LEFT)
        own = logprobs.gather(1, best.indices)  # (B, K)
        ranks = torch.stack([(logprobs > own[:, k : k + 1]).sum(-1) + 1 for k in range(own.shape[1])], dim=1)
        top = logprobs.topk(min(self.top, logprobs.shape[-1]))
        entropies = torch.special.entr(logprobs.exp()).sum(-1)
        kept = (best.indices, best.values, own, ranks, entropies, top.indices, top.values)
        self.steps.append(BeamStep(*(tensor.cpu() for tensor in kept)))
        self.on_step(input_ids)
        return scores

    def describe(self, ids: list[int], beam_indices: list[int]) -> tuple[list[StepChoice], float]:
        """Describe a final sequence and sum its processed log-probabilities.

        `beam_indices` holds, for each generated token, the running beam that it extended.
        """
        choices, total = [], 0.0
        for step, (token, beam) in enumerate(zip(ids, beam_indices, strict=True)):
            record = self.steps[step]
            found = (record.ids[beam] == token).nonzero()
            if not len(found):  # only a token of probability 0, when fewer tokens than beams were allowed
                raise NumericalError("Beam search ran out of tokens. Lower num_beams, or loosen what forbids tokens.")
            position = int(found[0])
            total += float(record.processed[beam, position])
            choices.append(
                StepChoice(
                    token,
                    float(record.logprobs[beam, position]),
                    int(record.ranks[beam, position]),
                    float(record.entropies[beam]),
                    record.top_ids[beam].tolist(),
                    record.top_logprobs[beam].tolist(),
                )
            )
        return choices, total


def beam_outcome(output: Any, prompt_length: int) -> list[tuple[list[int], list[int]]]:
    """Return (generated ids, beam indices) of each returned sequence of `generate`, best first, padding removed."""
    found = []
    for sequence, indices in zip(output.sequences.tolist(), output.beam_indices.tolist(), strict=True):
        length = sum(index >= 0 for index in indices)
        found.append((sequence[prompt_length : prompt_length + length], indices[:length]))
    return found
