"""Measure a key-value cache: what it holds after each step, and what it saves in time.

Each run is `model.generate` with an empty cache of its own that is read between the steps, or with none. The first run
with the cache and the first without are not timed: they record the tensors and compare the logits.
"""

from __future__ import annotations

import gc
import inspect
import time
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from transformers import DynamicCache, EncoderDecoderCache, LogitsProcessor, LogitsProcessorList, StoppingCriteria

from ..errors import MissingCapability, RequestCancelled
from ..messages import (
    Array,
    Decoding,
    GenerateRequest,
    KVCache,
    KVCacheComparison,
    KVCacheLayer,
    KVCacheTiming,
)
from .generation import Run
from .kv_cache import cache_bytes, estimate, geometry, held_bytes, read_layers

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock
    from ..messages import KVCacheRequest

KEPT_LOGITS = 64_000_000  # numbers kept for the comparison: 256 MB


def measure_cache(
    checkpoint: Checkpoint,
    request: KVCacheRequest,
    *,
    lock: DeviceLock,
    cancelled: threading.Event,
    free: Callable[[], object] = gc.collect,
) -> KVCache:
    """Measure on the calling thread; the device is handed over after each step, and what others take is not counted.

    Raises `MissingCapability` for a model whose cache cannot be read, `RequestCancelled` within one step, and what
    generation raises.
    """

    def run(*, kv_cache: bool, watch: LogitsProcessor | None = None) -> CacheRun:
        one = CacheRun(checkpoint, request, kv_cache=kv_cache, watch=watch, lock=lock, cancelled=cancelled)
        one.run(free)
        if cancelled.is_set():
            raise RequestCancelled("The measurement was cancelled before it had a result. Run it again to get one.")
        return one

    keep = KeepLogits()
    recorded = run(kv_cache=True, watch=keep)
    compare = CompareLogits(keep, recorded.ids)
    run(kv_cache=False, watch=compare)
    cached, plain = [], []
    for _ in range(request.runs):  # alternated, so that a busy machine slows both
        cached.append(run(kv_cache=True))
        plain.append(run(kv_cache=False))
    return _result(recorded, timed=(cached, plain), comparison=compare.result())


def _result(recorded: CacheRun, *, timed: tuple[list[CacheRun], ...], comparison: KVCacheComparison) -> KVCache:
    checkpoint, prompt, asked, layers = recorded.checkpoint, recorded.prompt, recorded.asked, recorded.layers
    first = prompt.decoder_length
    lengths = np.arange(first, first + len(recorded.ids), dtype=np.int32)
    encoder_decoder = checkpoint.info.family == "encoder-decoder"
    formula, note = estimate(
        checkpoint.model.config,
        layers[-1],
        decoder_tokens=int(lengths[-1]),
        encoder_tokens=len(prompt.ids) if encoder_decoder else 0,
        sequences=asked.sequences,
        item=checkpoint.model.dtype.itemsize,
    )
    with_cache, without_cache = (_timing(runs) for runs in timed)
    return KVCache(
        model=checkpoint.info,
        request=asked,
        prompt=prompt.text,
        prompt_ids=tuple(prompt.ids),
        ids=tuple(recorded.ids),
        lengths=Array.from_numpy(lengths),
        bytes=Array.from_numpy(np.array(recorded.bytes, np.int64)),
        held_bytes=Array.from_numpy(np.array(recorded.held, np.int64)),
        rows=Array.from_numpy(np.array([[layer.rows for layer in step] for step in layers], np.int32)),
        layers=layers[-1],
        estimate=formula,
        note=note,
        with_cache=with_cache,
        without_cache=without_cache,
        comparison=comparison,
        context_used=len(prompt.ids) + len(recorded.ids),
        context_limit=prompt.context_limit,
        notes=tuple(dict.fromkeys(note for run in (recorded, *timed[0], *timed[1]) for note in run.notes)),
    )


def _timing(runs: list[CacheRun]) -> KVCacheTiming:
    prefills = tuple(run.durations[0] for run in runs)
    steps = tuple(sum(run.durations[1:]) / len(run.durations[1:]) for run in runs if len(run.durations) > 1)
    return KVCacheTiming(
        prefill=median(prefills),
        per_token=median(steps) if steps else None,
        prefill_runs=prefills,
        per_token_runs=steps,
    )


class CacheRun(Run):
    """Greedy decoding of a fixed length, no token that ends a text among it, with a cache of its own or without one.

    `durations` are the seconds of each step; a run that is watched records the cache after each of them.
    """

    def __init__(
        self,
        checkpoint: Checkpoint,
        request: KVCacheRequest,
        *,
        kv_cache: bool,
        watch: LogitsProcessor | None,
        lock: DeviceLock,
        cancelled: threading.Event,
    ) -> None:
        length = request.max_new_tokens
        decoding = Decoding(max_new_tokens=length, min_new_tokens=length, kv_cache=kv_cache)
        greedy = GenerateRequest(prompt=request.prompt, model=request.model, decoding=decoding, top_logprobs=0)
        super().__init__(checkpoint, greedy, lock=lock, cancelled=cancelled, emit=lambda _: None)
        self.asked = request
        self.watch = watch
        self.durations: list[float] = []
        self.ids: list[int] = []
        self.bytes: list[int] = []
        self.held: list[int] = []
        self.layers: list[tuple[KVCacheLayer, ...]] = []

    def decode(self, prefill_chunk_size: int | None) -> None:
        """Generate, reading the clock and the cache between the steps."""
        cache = empty_cache(self.model) if self.decoding.kv_cache else {}
        watch = [self.raw, self.watch] if self.watch is not None else []  # the untimed runs refuse NaN logits
        processors = LogitsProcessorList([*watch, *(item.processor for item in self.processors)])
        self.durations = []
        record = self.watch is not None and bool(cache)
        steps = CacheSteps(self, *(cache.values() if record else ()))
        output = self.generate(processors, steps, self.asked.sequences, prefill_chunk_size, inputs=cache)
        self.ids = output.sequences[0, self.prompt.decoder_length :].tolist()


class CacheSteps(StoppingCriteria):
    """After each step: read the clock and, where one is to be recorded, the cache; hand the device over."""

    def __init__(self, run: CacheRun, cache: Any = None) -> None:
        self.run, self.cache = run, cache
        self.geometry = geometry(run.model.config)
        self.resumed: float | None = None

    def __call__(self, input_ids: torch.Tensor, scores: object, **_: object) -> torch.Tensor:  # noqa: ARG002
        """Return which sequences (B,) have ended: all when cancelled, else none."""
        run = self.run
        if run.device.type == "cuda":
            torch.cuda.synchronize(run.device)
        now = time.perf_counter()
        run.times.append(now)
        run.durations.append(now - (self.resumed or run.started))
        if self.cache is not None:
            run.bytes.append(cache_bytes(self.cache))
            run.held.append(held_bytes(self.cache))
            run.layers.append(read_layers(self.cache, count=self.geometry and self.geometry.layers))
        if not run.cancelled.is_set():
            run.lock.hand_over()
        self.resumed = time.perf_counter()
        return torch.full((len(input_ids),), run.cancelled.is_set(), dtype=torch.bool, device=input_ids.device)


def empty_cache(model: Any) -> dict[str, Any]:
    """Return the empty cache that `generate` would make, by the name of the model's argument for it."""
    arguments = inspect.signature(model.forward).parameters
    name = next((name for name in ("past_key_values", "cache_params") if name in arguments), None)
    if name is None:
        raise MissingCapability(
            f"{type(model).__name__} keeps no key-value cache that can be read. Choose a decoder or encoder-decoder "
            "with attention, such as starter/gpt."
        )
    config = model.config.get_text_config(decoder=True)
    cache = DynamicCache(config=config)
    if model.config.is_encoder_decoder:
        return {name: EncoderDecoderCache(cache, DynamicCache(config=config))}
    return {name: cache}


class KeepLogits(LogitsProcessor):
    """Keep the logits of the first sequence, as many steps as fit."""

    def __init__(self) -> None:
        self.logits: list[torch.Tensor] = []  # (V,) each, on the CPU

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:  # noqa: ARG002
        """Remember; change nothing. scores (B, V)."""
        if (len(self.logits) + 1) * scores.shape[-1] <= KEPT_LOGITS:
            self.logits.append(scores[0].cpu().clone())
        return scores


class CompareLogits(LogitsProcessor):
    """Compare logits with those kept before, and lead on the tokens of that run."""

    def __init__(self, kept: KeepLogits, ids: list[int]) -> None:
        self.kept, self.ids = kept.logits, ids
        self.step = 0
        self.differences: list[float] = []
        self.flips = 0

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:  # noqa: ARG002
        """Return scores (B, V) whose argmax is the token of the run before."""
        if self.step < len(self.kept):
            before, now = self.kept[self.step], scores[0].cpu()  # (V,)
            finite = before.isfinite() & now.isfinite()  # some models forbid tokens by -inf
            self.differences.append(float((before - now)[finite].abs().max()))
            self.flips += int(before.argmax() != now.argmax())
        lead = torch.zeros_like(scores)
        lead[:, self.ids[self.step]] = 1.0
        self.step += 1
        return lead

    def result(self) -> KVCacheComparison:
        """Summarise the steps compared."""
        leads = [best[0] - best[1] for best in (logits.topk(2).values.tolist() for logits in self.kept)]
        return KVCacheComparison(
            steps=len(self.differences), difference=max(self.differences), margin=min(leads), flips=self.flips
        )
