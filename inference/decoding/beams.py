"""Beam search, and what it remembers of each step: final sequences are described without keeping all scores.

A token that beam search chooses for a beam is always among that beam's best max(2, 1 + number of EOS ids) * num_beams
by processed score: keeping these of every step is enough.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from transformers import LogitsProcessor, LogitsProcessorList, StoppingCriteria

from ..errors import MissingCapability, NumericalError
from ..messages import BeamsAdvanced, GeneratedSequence
from .recorder import RecordLogits, StepChoice
from .sampling import NOTHING_LEFT
from .sequences import stop_ids
from .text import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    from .generation import Run

SLACK = 8  # candidates kept beyond those that beam search can choose, for ties


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
        self,
        raw: RecordLogits,
        *,
        candidates: int,
        top: int,
        plain: bool,
        on_step: Callable[[torch.Tensor], None],
    ) -> None:
        self.raw = raw
        self.plain = plain  # no processor ran: whatever is better than a candidate is a candidate itself
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
        better = own if self.plain else logprobs
        ranks = torch.stack([(better > own[:, k : k + 1]).sum(-1) + 1 for k in range(own.shape[1])], dim=1)  # (B, K)
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


def generate_beams(run: Run, prefill_chunk_size: int | None) -> tuple[GeneratedSequence, ...]:
    """Beam search, as `model.generate` does it; the sequences come best first."""
    decoding, length = run.decoding, run.prompt.decoder_length
    candidates = max(2, 1 + len(run.eos)) * decoding.num_beams + SLACK
    steps = BeamSteps(run)
    record = RecordBeams(
        run.raw,
        candidates=candidates,
        top=run.request.top_logprobs,
        plain=not run.processors,
        on_step=steps.advance,
    )
    processors = LogitsProcessorList([run.raw, *(item.processor for item in run.processors), record])
    try:
        output = run.generate(
            processors,
            steps,
            1,
            prefill_chunk_size,
            num_beams=decoding.num_beams,
            num_return_sequences=decoding.num_return_sequences,
            length_penalty=float(decoding.length_penalty),
            early_stopping=decoding.early_stopping,
        )
    except ValueError as error:
        if "cannot be reordered" not in str(error):  # transformers' words for a cache that beams cannot share
            raise
        raise MissingCapability(
            f"{run.checkpoint.info.name} cannot run beam search with its cache. Add --no-kv-cache (kv_cache=False), "
            "or leave num_beams out."
        ) from None
    sequences = []
    for ids, beams in beam_outcome(output, length):
        choices, total = record.describe(ids, beams)
        sequence = run.growing()
        for choice in choices:
            sequence.add(choice)
        score = total / len(ids) ** decoding.length_penalty if ids else None
        sequences.append(sequence.finish(run.end_reason(), score=score))
    return tuple(sequences)


class BeamSteps(StoppingCriteria):
    """After each step of beam search: stream the best running beam, end candidates, hand the device over."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.stop_ids = stop_ids(run.tokenizer, run.decoding.stop)

    def advance(self, input_ids: torch.Tensor) -> None:
        """Stream the best running beam; input_ids (B, T) before the next token."""
        steps = input_ids.shape[1] - self.run.prompt.decoder_length
        if steps:
            elapsed = time.perf_counter() - self.run.requested
            self.run.emit(BeamsAdvanced(step=steps - 1, elapsed=elapsed, text=self._texts(input_ids[:1])[0]))

    def _texts(self, input_ids: torch.Tensor) -> list[str]:
        """Decode what was generated in each row of input_ids (B, T), behind the prompt's end."""
        run, length = self.run, self.run.prompt.decoder_length
        start = max(0, length - CONTEXT)
        before = len(run.tokenizer.decode(input_ids[0, start:length], skip_special_tokens=True))
        return [text[before:] for text in run.tokenizer.batch_decode(input_ids[:, start:], skip_special_tokens=True)]

    def __call__(self, input_ids: torch.Tensor, scores: object, **_: object) -> torch.Tensor:  # noqa: ARG002
        """Return which candidates (K,) have ended by a stop text; all of them when cancelled."""
        run = self.run
        run.times.append(time.perf_counter())
        if run.cancelled.is_set():
            return torch.ones(len(input_ids), dtype=torch.bool, device=input_ids.device)
        run.lock.hand_over()
        if not run.decoding.stop:
            return torch.zeros(len(input_ids), dtype=torch.bool, device=input_ids.device)
        ended = [
            last in self.stop_ids or any(stop in text for stop in run.decoding.stop)
            for last, text in zip(input_ids[:, -1].tolist(), self._texts(input_ids), strict=True)
        ]
        return torch.tensor(ended, device=input_ids.device)
