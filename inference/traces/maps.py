"""Attention maps: of single heads, or one for many by mean, maximum or rollout."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from ..messages import Array, AttentionKind, AttentionMaps, AttentionSelection
from .arrange import Arrangement
from .attention_interface import AttentionCall
from .collectors import ITEM, ITEMS, Smaller, encode_weights, weights_by_group, working_bytes


class _Selected:
    """What is asked of which layers and heads of a text of so many tokens."""

    def __init__(
        self,
        selection: AttentionSelection,
        arrangement: Arrangement,
        layers: Sequence[int],
        heads: Sequence[int],
        *,
        tokens: int,
    ) -> None:
        self.kind: AttentionKind = selection.kind
        self.selection, self.arrange = selection, arrangement
        self.layers, self.heads, self.tokens = tuple(layers), tuple(heads), tokens


class Maps(_Selected):
    """The weights of chosen layers, heads and rows, each arranged and coded as soon as it is computed."""

    def __init__(
        self,
        selection: AttentionSelection,
        arrangement: Arrangement,
        layers: Sequence[int],
        heads: Sequence[int],
        *,
        tokens: int,
    ) -> None:
        super().__init__(selection, arrangement, layers, heads, tokens=tokens)
        self.what = f"attention of {len(layers)} layers and {len(heads)} heads"
        self.bytes = self._bytes(len(layers), len(heads), len(arrangement.rows.labels), ITEMS[selection.coding])
        self.weights: Any = None
        self.removed: Any = None

    def _bytes(self, layers: int, heads: int, rows: int, item: int) -> int:
        result = layers * heads * rows * len(self.arrange.columns.labels) * item
        per_row = len(self.arrange.rows.tokens) / len(self.arrange.rows.labels)
        return 2 * result + working_bytes(math.ceil(rows * per_row), self.tokens, heads)

    def smaller(self) -> list[Smaller]:
        """Return smaller selections."""
        rows, item = len(self.arrange.rows.labels), ITEMS[self.selection.coding]
        found = []
        if item > 1:
            found.append(Smaller("coding='uint8'", self._bytes(len(self.layers), len(self.heads), rows, 1)))
        if len(self.layers) > 1:
            found.append(Smaller("one layer", self._bytes(1, len(self.heads), rows, item)))
        if len(self.heads) > 1 or len(self.layers) > 1:
            found.append(Smaller("one head of one layer", self._bytes(1, 1, rows, item)))
        return [*found, Smaller("one row of one head", self._bytes(1, 1, 1, item))]

    def see(self, layer: int, call: AttentionCall) -> None:
        """Take the chosen heads and rows of a layer."""
        if layer not in self.layers:
            return
        place = self.layers.index(layer)
        for group, weights in weights_by_group(call, self.heads, self.arrange.rows.tokens):
            arranged, mass = self.arrange(weights)
            coded = encode_weights(arranged, self.selection.coding)
            if self.weights is None:
                shape = (len(self.layers), len(self.heads), *coded.shape[1:])
                self.weights = np.zeros(shape, coded.dtype)
                self.removed = None if mass is None else np.zeros(shape[:-1], np.float32)
            self.weights[place, group] = coded
            if mass is not None:
                self.removed[place, group] = mass.cpu().numpy()

    def result(self) -> AttentionMaps:
        """Return the maps (L, H, R, C)."""
        weights, removed, self.weights, self.removed = self.weights, self.removed, None, None
        return _message(self, weights, removed)


class ReducedMaps(_Selected):
    """One map of many: reduced over token maps first, arranged afterwards.

    Rollout follows information through the layers: the product of (mean over heads + identity) / 2, the identity for
    the residual connection (Abnar and Zuidema, "Quantifying Attention Flow in Transformers", 2020).
    """

    def __init__(
        self,
        selection: AttentionSelection,
        arrangement: Arrangement,
        layers: Sequence[int],
        heads: Sequence[int],
        *,
        tokens: int,
    ) -> None:
        super().__init__(selection, arrangement, layers, heads, tokens=tokens)
        self.reduction = selection.reduction
        self.what = f"{self.reduction} of {len(layers)} layers and {len(heads)} heads"
        self.bytes = self._bytes(len(layers), len(heads))
        self.kept: list[tuple[torch.Tensor, torch.Tensor | None]] = []  # by layer, arranged
        self.running: torch.Tensor | None = None

    def _bytes(self, layers: int, heads: int) -> int:
        rows, columns = len(self.arrange.rows.labels), len(self.arrange.columns.labels)
        token_map = len(self.arrange.rows.tokens) * self.tokens * ITEM
        if self.reduction == "rollout":
            return 6 * self.tokens**2 * ITEM + working_bytes(self.tokens, self.tokens, heads)
        working = working_bytes(len(self.arrange.rows.tokens), self.tokens, heads)
        if self.reduction in ("head-mean", "head-max"):
            return 2 * token_map + 3 * layers * rows * columns * ITEM + working
        return 3 * token_map * (heads if self.reduction in ("layer-mean", "layer-max") else 1) + working

    def smaller(self) -> list[Smaller]:
        """Return smaller selections."""
        found = []
        if self.reduction in ("head-mean", "head-max") and len(self.layers) > 1:
            found.append(Smaller("one layer", self._bytes(1, len(self.heads))))
        if self.reduction in ("layer-mean", "layer-max") and len(self.heads) > 1:
            found.append(Smaller("one head", self._bytes(len(self.layers), 1)))
        return found

    def see(self, layer: int, call: AttentionCall) -> None:
        """Reduce a layer."""
        if layer not in self.layers:
            return
        if self.reduction in ("layer-mean", "layer-max"):
            self._across_layers(call)
            return
        mean = self.reduction not in ("head-max", "max")
        reduced = self._over_heads(call, mean=mean)
        if self.reduction in ("head-mean", "head-max"):
            weights, mass = self.arrange(reduced)
            self.kept.append((weights.cpu(), None if mass is None else mass.cpu()))
        elif self.running is None:
            self.running = self._with_residual(reduced) if self.reduction == "rollout" else reduced
        elif self.reduction == "rollout":
            self.running = self._with_residual(reduced) @ self.running
        else:
            self.running = self.running.add_(reduced) if mean else torch.maximum(self.running, reduced)

    def _over_heads(self, call: AttentionCall, *, mean: bool) -> torch.Tensor:
        """Return the mean or maximum (R, S) of a layer's heads; rollout needs every row."""
        rows = None if self.reduction == "rollout" else self.arrange.rows.tokens
        total = torch.zeros((), device=call.query.device)  # as weights are never negative, also where a maximum starts
        for _, weights in weights_by_group(call, self.heads, rows):
            total = total + weights.sum(0) if mean else torch.maximum(total, weights.amax(0))
        return total / len(self.heads) if mean else total

    def _across_layers(self, call: AttentionCall) -> None:
        """Add a layer to the running mean or maximum (H, R, S) of each head."""
        for group, weights in weights_by_group(call, self.heads, self.arrange.rows.tokens):
            if self.running is None:
                self.running = weights.new_zeros(len(self.heads), *weights.shape[1:])
            part = self.running[group]
            part.copy_(part + weights if self.reduction == "layer-mean" else torch.maximum(part, weights))

    @staticmethod
    def _with_residual(weights: torch.Tensor) -> torch.Tensor:
        weights = weights.div_(2)
        weights.diagonal().add_(0.5)
        return weights

    def result(self) -> AttentionMaps:
        """Return the map or maps: (L, R, C), (H, R, C) or (R, C)."""
        if self.reduction in ("head-mean", "head-max"):
            weights = torch.stack([weights for weights, _ in self.kept])
            masses = [mass for _, mass in self.kept if mass is not None]
            mass = torch.stack(masses) if masses else None
        else:
            assert self.running is not None  # a selection has one layer at least
            total, self.running = self.running, None
            if self.reduction in ("mean", "layer-mean"):
                total = total / len(self.layers)
            weights, mass = self.arrange(total[self.arrange.rows.tokens] if self.reduction == "rollout" else total)
        self.kept = []
        coded = encode_weights(weights, self.selection.coding)
        return _message(self, coded, None if mass is None else mass.cpu().numpy())


def _message(maps: Maps | ReducedMaps, weights: Any, removed: Any) -> AttentionMaps:
    return AttentionMaps(
        selection=maps.selection,
        layers=maps.layers,
        heads=maps.heads,
        rows=maps.arrange.rows.labels,
        columns=maps.arrange.columns.labels,
        weights=Array.from_numpy(weights),
        removed=None if removed is None else Array.from_numpy(removed),
    )
