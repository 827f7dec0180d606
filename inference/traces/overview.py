"""Every head at a glance: small pictures, and the figures that heads are sorted by."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from ..messages import Array, AttentionKind, AttentionLayout, AttentionMask, AttentionOverview
from .attention_interface import AttentionCall
from .collectors import CACHED, ITEM, Smaller, encode_weights, weights_by_rows

THUMBNAIL_BYTES = 150_000  # of all kinds together
SIDES = (32, 16, 8)


def thumbnail_size(layouts: list[AttentionLayout]) -> tuple[int, bool]:
    """Return the side of the thumbnails, and whether a layer has one of all heads' mean instead of one per head.

    >>> twelve = AttentionLayout(kind="self", heads=(12,) * 12, key_value_heads=(12,) * 12)
    >>> thumbnail_size([twelve]), thumbnail_size([twelve] * 3)
    ((32, False), (16, False))
    """
    heads = sum(len(layout.heads) * max(layout.heads) for layout in layouts)
    layers = sum(len(layout.heads) for layout in layouts)
    for count, head_mean in ((heads, False), (layers, True)):
        for side in SIDES:
            if count * side**2 <= THUMBNAIL_BYTES:
                return side, head_mean
    return SIDES[-1], True


class Overview:
    """Thumbnails and figures of all heads of a kind: L layers, at most H heads."""

    def __init__(
        self, layout: AttentionLayout, *, side: int, head_mean: bool, rows: int, columns: int, device: torch.device
    ) -> None:
        self.kind: AttentionKind = layout.kind
        self.side, self.head_mean = side, head_mean
        self.what = "the overview"
        layers, self.heads = len(layout.heads), max(layout.heads)
        self.row_blocks = _blocks(rows, side, device)  # (side, T)
        self.column_blocks = _blocks(columns, side, device)  # (side, S)
        self.row_blocks /= self.row_blocks.sum(1, keepdim=True)
        shape = (layers, 1 if head_mean else self.heads, len(self.row_blocks), len(self.column_blocks))
        self.thumbnails = np.zeros(shape, np.uint8)
        self.entropy, self.first, self.previous = np.zeros((3, layers, self.heads), np.float32)
        self.masks: list[tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]] = []
        self.layer_masks = [0] * layers
        self._measured: tuple[torch.Tensor | None, int] | None = None  # the last mask, and its number
        working = 4 * max(CACHED, columns * ITEM) + 2 * rows * columns
        self.bytes = 2 * self.thumbnails.nbytes + working + (rows + columns) * side * ITEM

    def smaller(self) -> list[Smaller]:
        """Return nothing: an overview is as small as it gets."""
        return []

    def see(self, layer: int, call: AttentionCall) -> None:
        """Draw and measure the heads of a layer."""
        self.layer_masks[layer] = self._mask(call)
        heads, rows = range(call.query.shape[1]), call.query.shape[2]
        small = torch.zeros(len(heads), *self.thumbnails.shape[2:], device=call.query.device)
        figures = torch.zeros(3, len(heads), device=call.query.device)  # entropy, first, previous: sums over rows
        for group, part, weights in weights_by_rows(call, heads):
            small[group] += self.row_blocks[:, part] @ (weights @ self.column_blocks.T)  # (h, side, side)
            figures[0, group] += torch.special.entr(weights).sum((1, 2))
            rest = slice(1, None) if part[0] == 0 and rows > 1 else slice(None)  # the first row has no choice
            figures[1, group] += weights[:, rest, 0].sum(1)
            if self.kind != "cross" and rows > 1:
                before = part[rest] - 1
                figures[2, group] += weights[:, rest].gather(2, before.expand(len(weights), -1)[..., None]).sum((1, 2))
        figures[0] /= rows
        figures[1:] /= max(1, rows - 1)
        drawn = small.mean(0, keepdim=True) if self.head_mean else small
        self.thumbnails[layer, : len(drawn)] = encode_weights(drawn, "uint8")
        for store, values in zip((self.entropy, self.first, self.previous), figures.cpu().numpy(), strict=True):
            store[layer, : len(heads)] = values

    def _mask(self, call: AttentionCall) -> int:
        """Return the number of the call's mask; layers of a kind share one tensor, which is measured once."""
        if self._measured is not None and self._measured[0] is call.mask:
            return self._measured[1]
        visible = call.visible()  # (T, S)
        empty, seen = ~visible.any(1), visible.to(torch.uint8)
        first = seen.argmax(1).masked_fill(empty, 0)
        end = (seen.shape[1] - seen.flip(1).argmax(1)).masked_fill(empty, 0)
        found = tuple(side.cpu().numpy().astype(np.uint32) for side in (first, end))
        same = (number for number, mask in enumerate(self.masks) if all(map(np.array_equal, mask, found)))
        number = next(same, len(self.masks))
        if number == len(self.masks):
            self.masks.append((found[0], found[1]))
        self._measured = call.mask, number
        return number

    def result(self) -> AttentionOverview:
        """Return the overview."""
        return AttentionOverview(
            kind=self.kind,
            side=self.side,
            head_mean=self.head_mean,
            thumbnails=Array.from_numpy(self.thumbnails),
            entropy=Array.from_numpy(self.entropy),
            first=Array.from_numpy(self.first),
            previous=None if self.kind == "cross" else Array.from_numpy(self.previous),
            masks=tuple(
                AttentionMask(first=Array.from_numpy(first), end=Array.from_numpy(end)) for first, end in self.masks
            ),
            layer_masks=tuple(self.layer_masks),
        )


def _blocks(count: int, side: int, device: torch.device) -> torch.Tensor:
    """Return which of `count` tokens belong to which block, (blocks, count), of ones and zeros."""
    number = torch.arange(count, device=device) * min(side, count) // count
    return (number == torch.arange(min(side, count), device=device)[:, None]).float()
