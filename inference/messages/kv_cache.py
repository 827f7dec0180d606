"""The key-value cache of a model while it writes: what it keeps, what that takes, what it saves."""

from __future__ import annotations

from typing import Literal

import msgspec

from .base import Array, Message, check_whole, request_id
from .generation import ChatMessage
from .models import ModelChoice, ModelInfo


class KVCacheRequest(Message, frozen=True):
    """Write `max_new_tokens` greedily behind a prompt and watch the cache; tokens that end a text are not chosen.

    `sequences` copies are written at once; times are medians of `runs` runs after one that is not counted, each with
    and without the cache.
    """

    prompt: str | tuple[ChatMessage, ...]
    model: ModelChoice = ModelChoice()
    max_new_tokens: int = 20
    sequences: int = 1
    runs: int = 3
    id: str = msgspec.field(default_factory=request_id)

    def __post_init__(self) -> None:
        fix = "It counts the tokens to generate."
        check_whole("max_new_tokens", self.max_new_tokens, low=1, high=1024, fix=fix)
        check_whole("sequences", self.sequences, low=1, high=256, fix="It counts the copies written at once.")
        check_whole("runs", self.runs, low=3, high=50, fix="The times are medians over them; 3 is the default.")


class KVCacheLayer(Message, frozen=True):
    """What one layer keeps at the end; sizes in bytes, read from the tensors.

    Keys and values are (sequences, key-value heads, rows, head size), a row for each token that is kept; `other_bytes`
    are states of layers without attention, and counters. A sliding layer keeps the last `window` - 1 tokens. Layers of
    kind `none` keep nothing of their own, because they use another layer's keys and values.
    """

    layer: int
    attention: Literal["self", "cross"]
    kind: Literal["full", "sliding", "recurrent", "none"]
    window: int | None
    rows: int
    keys_shape: tuple[int, ...]
    values_shape: tuple[int, ...]
    key_bytes: int
    value_bytes: int
    other_bytes: int


class KVCacheEstimate(Message, frozen=True):
    """The formula: 2 x layers x key-value heads x head size x tokens x bytes per number x sequences.

    `tokens` are those that the decoder has read and, for an encoder-decoder, those of its encoder besides.
    `without_grouping` is what the same model would take if each of its `heads` had keys and values of its own.
    `difference` says in sentences why the tensors take more or less; empty where they agree.
    """

    bytes: int
    layers: int
    heads: int
    kv_heads: int
    head_size: int
    tokens: int
    item_bytes: int
    without_grouping: int
    difference: str


class KVCacheTiming(Message, frozen=True):
    """Medians over the runs, and each run, in seconds; `per_token` is decode time over its steps, None without any."""

    prefill: float
    per_token: float | None
    prefill_runs: tuple[float, ...]
    per_token_runs: tuple[float, ...]


class KVCacheComparison(Message, frozen=True):
    """Logits with and without the cache, on the same tokens: the first `steps` steps, all of them where they fit.

    `difference` is the largest of any logit, `margin` the smallest lead of a best token over the second best, and
    `flips` counts the steps at which another token would be the best without the cache.
    """

    steps: int
    difference: float
    margin: float
    flips: int


class KVCache(Message, frozen=True, eq=False):
    """What the cache holds after each of S forward passes: the prompt's, then one for each token but the last.

    `bytes` are the sums of all tensors; `held_bytes` the memory behind them, more where a tensor is a view of a larger
    one (a sliding layer right after a long prompt). Columns of `rows` are `layers`: self-attention, then cross.
    """

    model: ModelInfo  # with device and dtype
    request: KVCacheRequest
    prompt: str  # as sent, after the chat template
    prompt_ids: tuple[int, ...]
    ids: tuple[int, ...]  # the generated tokens
    lengths: Array  # int32 (S,), tokens that the decoder has read
    bytes: Array  # int64 (S,)
    held_bytes: Array  # int64 (S,)
    rows: Array  # int32 (S, L)
    layers: tuple[KVCacheLayer, ...]  # at the end
    estimate: KVCacheEstimate | None  # None where the formula does not apply: `note` says why
    note: str
    with_cache: KVCacheTiming
    without_cache: KVCacheTiming
    comparison: KVCacheComparison
    context_used: int
    context_limit: int | None
    notes: tuple[str, ...] = ()

    @property
    def total_bytes(self) -> int:
        """The size of the cache at the end."""
        return int(self.bytes.numpy()[-1])
