"""Run the model over token sequences in batches and read logits at chosen positions, each sequence once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import torch

from ..errors import NumericalError
from ..pipelines import run_batches
from .sequences import TokenSequence

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock

Take = Callable[["Reading", torch.Tensor], Any]


class Wanted(NamedTuple):
    """The log-probability of a token, by the logits at a position; None as the token: of whatever ends a word."""

    sequence: TokenSequence
    position: int
    token: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A sequence, the positions whose logits are read, and what is taken of them."""

    sequence: TokenSequence
    positions: tuple[int, ...]
    take: Take

    @property
    def ids(self) -> tuple[int, ...]:
        """The token ids, (T,)."""
        return self.sequence.ids


class Reader:
    """Reads logits of one checkpoint. Raises `NumericalError`, `OutOfMemory`; `RequestCancelled` between batches."""

    max_batch: int | None = None

    def __init__(
        self,
        checkpoint: Checkpoint,
        *,
        lock: DeviceLock,
        cancelled: threading.Event,
        free: Callable[[], object],
        word_ends: Callable[[], torch.Tensor] | None = None,
    ) -> None:
        self.checkpoint = checkpoint
        self._word_ends = word_ends  # which tokens end a word, (V,) bool
        self._options: dict[str, Any] = {"lock": lock, "cancelled": cancelled, "free": free}

    def read(self, positions: Mapping[TokenSequence, Sequence[int]], take: Take) -> dict[TokenSequence, Any]:
        """Return `take(reading, logits)` for each sequence; logits are (P, V), float64, on the CPU.

        The order of batches does not depend on the order of the sequences: the same set gives the same bits.
        """
        sequences = sorted(positions)
        readings = [Reading(sequence, tuple(positions[sequence]), take) for sequence in sequences]
        return dict(zip(sequences, run_batches(self, readings, **self._options), strict=True))

    def log_probabilities(self, wanted: Sequence[Wanted]) -> dict[Wanted, float]:
        """Return the natural log-probability of each, over the full vocabulary."""
        tokens: dict[TokenSequence, dict[int, list[int | None]]] = {}
        for want in dict.fromkeys(wanted):
            tokens.setdefault(want.sequence, {}).setdefault(want.position, []).append(want.token)

        def take(reading: Reading, logits: torch.Tensor) -> dict[Wanted, float]:
            found = {}
            for position, row in zip(reading.positions, logits.log_softmax(-1), strict=True):  # (V,)
                asked = tokens[reading.sequence][position]
                ids = [token for token in asked if token is not None]
                for token, value in zip(ids, row[ids].tolist(), strict=True):
                    found[Wanted(reading.sequence, position, token)] = self.finite(value, reading)
                if None in asked and self._word_ends is not None:
                    mass = row[: len(ends := self._word_ends())][ends[: len(row)]].logsumexp(-1)
                    found[Wanted(reading.sequence, position, None)] = self.finite(float(mass), reading)
            return found

        results = self.read({sequence: list(rows) for sequence, rows in tokens.items()}, take)
        return {want: value for result in results.values() for want, value in result.items()}

    def forward(
        self, batch: Sequence[Reading], *, lock: DeviceLock, cancelled: threading.Event, free: Callable[[], object]
    ) -> list[Any]:
        """Run the model over a batch, holding the device meanwhile, and take what each reading wants."""
        del cancelled, free  # one forward pass is not interrupted, and tried again by the caller
        inputs = self._pad(batch)
        with lock, torch.inference_mode():
            logits = self.checkpoint.model(**inputs).logits  # (B, T, V)
            rows = [row[list(item.positions)].float().cpu() for row, item in zip(logits, batch, strict=True)]
        for row, item in zip(rows, batch, strict=True):
            if row.isnan().any() or row.isposinf().any() or row.isneginf().all(-1).any():
                raise self._numerical(item, "computed NaN or infinite logits for")
        return [item.take(item, row.double()) for row, item in zip(rows, batch, strict=True)]

    def finite(self, value: float, reading: Reading) -> float:
        """Return a log-probability; raise `NumericalError` where the probability is 0."""
        if value == -torch.inf:
            raise self._numerical(reading, "gives a candidate no probability at all in")
        return value

    def _numerical(self, reading: Reading, problem: str) -> NumericalError:
        info = self.checkpoint.info
        advice = "Try dtype=float32." if info.dtype != "float32" else "Its weights are damaged: get it again."
        text = self.checkpoint.tokenizer.decode(reading.ids, skip_special_tokens=False)
        return NumericalError(f"{info.name} {problem} {text!r}. {advice}")

    def _pad(self, batch: Sequence[Reading]) -> dict[str, torch.Tensor]:
        """Return the model's inputs, each (B, T), shorter rows filled up on the right."""
        tokenizer, width = self.checkpoint.tokenizer, max(len(item.ids) for item in batch)
        columns: dict[str, tuple[list[Sequence[int]], int]] = {
            "input_ids": ([item.ids for item in batch], tokenizer.pad_token_id or 0),
            "attention_mask": ([[1] * len(item.ids) for item in batch], 0),
        }
        if batch[0].sequence.types is not None:
            columns["token_type_ids"] = ([item.sequence.types or () for item in batch], tokenizer.pad_token_type_id)
        return {
            name: torch.tensor(
                [[*row, *[fill] * (width - len(row))] for row in rows], device=self.checkpoint.model.device
            )
            for name, (rows, fill) in columns.items()
        }
