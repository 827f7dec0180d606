"""Times, cache and memory of a generation."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import psutil
import torch

from ..messages import Metrics
from .kv_cache import cache_bytes


def measure(
    *,
    requested: float,
    started: float,
    times: Sequence[float],
    tokens: int,
    cache: Any,
    device: torch.device,
    context_used: int,
    context_limit: int | None,
) -> Metrics:
    """Compute the metrics from clock readings in seconds.

    `requested` is when the request came, `started` when the first forward pass began, `times` when each step's token
    was known; `tokens` counts those of all sequences. With no token at all, the times end where the work did.

    Definitions: TTFT = first token - request; ITL = gaps between tokens; E2E = TTFT + sum of ITL;
    TPOT = (E2E - TTFT) / (n - 1), undefined for one token.
    """
    first = times[0] if times else started
    gaps = tuple(later - earlier for earlier, later in itertools.pairwise(times))
    decode = times[-1] - first if times else 0.0
    tpot = decode / len(gaps) if gaps else None
    e2e = first - requested + decode
    return Metrics(
        ttft=first - requested,
        tpot=tpot,
        itl=gaps,
        tokens_per_second=1 / tpot if tpot else None,
        throughput=tokens / e2e if e2e > 0 else 0.0,
        prefill=first - started,
        decode=decode,
        e2e=e2e,
        kv_cache_bytes=cache_bytes(cache),
        memory=memory_in_use(device),
        context_used=context_used,
        context_limit=context_limit,
    )


def memory_in_use(device: torch.device) -> int:
    """Return the bytes allocated on a GPU, or the resident memory of this process."""
    if device.type == "cuda":
        return int(torch.cuda.max_memory_allocated(device))
    return int(psutil.Process().memory_info().rss)
