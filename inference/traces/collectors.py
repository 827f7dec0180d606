"""What a trace takes from each attention layer as it runs: one layer at a time, reduced at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import torch

from ..messages import AttentionKind, Coding
from .attention_interface import AttentionCall

if TYPE_CHECKING:
    import numpy as np

WORKING = 16_000_000  # bytes of weights computed at once: as many heads as fit, one at least
CACHED = 2_000_000  # bytes that a processor's cache holds: a part that is only measured goes through several steps
ITEM = 4  # bytes of a float32
ITEMS = {"float32": 4, "float16": 2, "uint8": 1}


@dataclass(frozen=True, slots=True)
class Smaller:
    """A smaller selection, as a sentence's object, and the bytes that it takes."""

    words: str
    bytes: int


class Collector(Protocol):
    """Sees the attention layers of one kind."""

    kind: AttentionKind
    what: str  # for a sentence
    bytes: int  # the most memory that it takes, its result included

    def see(self, layer: int, call: AttentionCall) -> None:
        """Take what is wanted of a layer."""
        ...

    def smaller(self) -> Sequence[Smaller]:
        """Return smaller selections of the same kind, the largest first."""
        ...

    def result(self) -> Any:
        """Return the message."""
        ...


def weights_by_group(
    call: AttentionCall, heads: Sequence[int], rows: torch.Tensor | None
) -> Iterator[tuple[slice, torch.Tensor]]:
    """Yield the weights (h, R, S) of a few heads at a time, with where these stand in `heads`."""
    count = call.query.shape[2] if rows is None else len(rows)
    size = max(1, WORKING // (count * call.key.shape[2] * ITEM))
    for start in range(0, len(heads), size):
        group = slice(start, start + size)
        yield group, call.weights(heads[group], rows)[0]


def weights_by_rows(call: AttentionCall, heads: Sequence[int]) -> Iterator[tuple[slice, torch.Tensor, torch.Tensor]]:
    """Yield the weights (h, R, S) of a few heads and rows at a time, with the places of both."""
    count, width = call.query.shape[2], call.key.shape[2] * ITEM
    rows = max(1, min(count, CACHED // width))
    size = max(1, CACHED // (rows * width))
    for start in range(0, len(heads), size):
        group = slice(start, start + size)
        for first in range(0, count, rows):
            part = torch.arange(first, min(first + rows, count), device=call.query.device)
            yield group, part, call.weights(heads[group], part)[0]


def working_bytes(rows: int, columns: int, heads: int) -> int:
    """Return the memory that `weights_by_group` takes: weights, and what is computed on the way."""
    one = rows * columns * ITEM
    return 3 * max(one, min(WORKING, heads * one))


def encode_weights(weights: torch.Tensor, coding: Coding) -> np.ndarray[Any, Any]:
    """Code weights: as they are, in half precision, or as 255 times their square root, rounded."""
    if coding == "uint8":
        return weights.clamp(0, 1).sqrt().mul(255).round().to(torch.uint8).cpu().numpy()
    return weights.to(getattr(torch, coding)).cpu().numpy()
