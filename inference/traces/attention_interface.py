"""Attention that can be watched, registered with transformers under names of our own.

This is the only module that imports a fast-moving part of transformers. `watchable_attention` runs what the model runs
anyway, sdpa or its eager attention, and shows each call to the watcher of the thread, if there is one: so it is
bit-identical while nobody watches, and `AttentionCall.weights` computes only the heads and rows that are asked for.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import eager_mask, sdpa_mask

# What a model uses by itself, and the watchable attention that does the same.
WATCHABLE = {"sdpa": "lightboard-sdpa", "eager": "lightboard-eager"}


@dataclass(slots=True)
class AttentionCall:
    """One call of an attention layer: B sequences, H heads that share K keys, T queries, S keys, D dimensions."""

    module: torch.nn.Module
    query: torch.Tensor  # (B, H, T, D)
    key: torch.Tensor  # (B, K, S, D)
    mask: torch.Tensor | None  # (B or 1, H or 1, T or 1, S), bool or additive; None with `causal` for the triangle
    bias: torch.Tensor | None  # (1, H, T, S), of T5
    scale: float
    causal: bool
    eager: torch.Tensor | None = None  # (B, H, T, S): an eager model has computed the weights already

    def keys_of(self, heads: Sequence[int]) -> torch.Tensor:
        """Return the keys (B, h, S, D) that these heads read; grouped heads share theirs."""
        group = self.query.shape[1] // self.key.shape[1]
        return self.key[:, [head // group for head in heads]]

    def weights(self, heads: Sequence[int], rows: torch.Tensor | None = None) -> torch.Tensor:
        """Return the weights (B, h, R, S) of some heads and rows, in float32.

        What the mask hides is set to the lowest finite number, not to minus infinity: a row that sees nothing at all
        becomes uniform, as in eager attention, instead of NaN.
        """
        chosen = list(heads)
        if self.eager is not None:
            return _pick(self.eager, chosen, rows).float()
        query = _pick(self.query, chosen, rows).float() * self.scale  # (B, h, R, D)
        scores = torch.matmul(query, self.keys_of(chosen).float().transpose(2, 3))  # (B, h, R, S)
        if self.bias is not None:
            scores += _pick(self.bias, chosen, rows)
        lowest = torch.finfo(scores.dtype).min
        if self.mask is None:
            if self.causal:
                here = torch.arange(self.query.shape[2], device=scores.device) if rows is None else rows
                later = torch.arange(scores.shape[-1], device=scores.device) > here[:, None]  # (R, S)
                scores.masked_fill_(later, lowest)
        elif self.mask.dtype == torch.bool:
            scores.masked_fill_(~_pick(self.mask, chosen, rows), lowest)
        else:
            scores = (scores + _pick(self.mask, chosen, rows)).clamp_(min=lowest)
        return torch.softmax(scores, dim=-1)

    def visible(self) -> torch.Tensor:
        """Return which columns each row may look at in the first head, (T, S) bool."""
        shape = (self.query.shape[2], self.key.shape[2])
        if self.mask is None:
            everything = torch.ones(shape, dtype=torch.bool, device=self.query.device)
            return everything.tril_() if self.causal and self.eager is None else everything
        mask = self.mask[0, 0]
        # An additive mask hides by a number that no bias of positions reaches.
        seen = mask if mask.dtype == torch.bool else mask > torch.finfo(mask.dtype).min / 2
        return seen.expand(shape)


def _pick(tensor: torch.Tensor, heads: list[int], rows: torch.Tensor | None) -> torch.Tensor:
    """Take heads and rows out of (B, H, T, S); axes of length 1 stand for all."""
    if tensor.shape[1] > 1 and heads != list(range(tensor.shape[1])):
        tensor = tensor[:, heads]
    return tensor if rows is None or tensor.shape[2] == 1 else tensor[:, :, rows]


class Watcher(Protocol):
    """Who looks on while a model runs on the same thread."""

    def attention(self, call: AttentionCall, output: torch.Tensor) -> torch.Tensor:
        """See an attention layer; return its output (B, T, H, D), changed or not."""
        ...

    def block(self, block: torch.nn.Module, before: torch.Tensor, output: Any) -> None:
        """See a hidden state (B, T, D) go through a block of the model; its output may be a tuple."""
        ...


_watcher: ContextVar[Watcher | None] = ContextVar("lightboard_watcher", default=None)


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Let somebody look on while the body runs, on this thread only."""
    token = _watcher.set(watcher)
    try:
        yield
    finally:
        _watcher.reset(token)


def show_block(module: torch.nn.Module, args: tuple[Any, ...], kwargs: dict[str, Any], output: Any) -> None:
    """Show a block to the thread's watcher: a forward hook, registered `with_kwargs`."""
    watcher = _watcher.get()
    if watcher is not None:
        watcher.block(module, args[0] if args else kwargs["hidden_states"], output)


def watchable_attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    **options: Any,
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Attention as sdpa computes it, open to the thread's watcher."""
    result = sdpa_attention_forward(module, query, key, value, attention_mask, **options)
    return _show(result, module, query, key, attention_mask, options)


def watchable_eager_attention(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    **options: Any,
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Attention as the model's own eager function computes it, open to the thread's watcher."""
    eager = sys.modules[type(module).__module__].eager_attention_forward
    result = eager(module, query, key, value, attention_mask, **options)
    return _show(result, module, query, key, attention_mask, options)


def _show(
    result: tuple[torch.Tensor, torch.Tensor | None],
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    mask: torch.Tensor | None,
    options: dict[str, Any],
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Show a call to the thread's watcher, who may change its output."""
    watcher = _watcher.get()
    if watcher is None:
        return result
    output, weights = result
    scaling, causal = options.get("scaling"), options.get("is_causal")
    scale = query.shape[-1] ** -0.5 if scaling is None else float(scaling)
    causal = bool(getattr(module, "is_causal", True)) if causal is None else causal
    call = AttentionCall(module, query, key, mask, options.get("position_bias"), scale, causal, weights)
    return watcher.attention(call, output), weights


def make_watchable(model: Any) -> bool:
    """Give a model that nobody else uses the watchable attention; False when its attention cannot be chosen."""
    wanted = WATCHABLE.get(model.config.get_text_config()._attn_implementation)  # noqa: SLF001
    if wanted is None or not model._can_set_attn_implementation():  # noqa: SLF001
        return False
    model.set_attn_implementation(wanted)
    return True


AttentionInterface.register(WATCHABLE["sdpa"], watchable_attention)
AttentionInterface.register(WATCHABLE["eager"], watchable_eager_attention)
AttentionMaskInterface.register(WATCHABLE["sdpa"], sdpa_mask)
AttentionMaskInterface.register(WATCHABLE["eager"], eager_mask)
