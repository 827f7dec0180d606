"""Recognise that memory ran out, and give back what is only kept for later."""

from __future__ import annotations

import gc

import torch


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error of torch means that an allocation failed (on a CPU it is a plain RuntimeError)."""
    words = ("out of memory", "not enough memory", "can't allocate memory")
    return isinstance(error, torch.OutOfMemoryError | MemoryError) or any(word in str(error).lower() for word in words)


def free_caches() -> None:
    """Collect garbage and return the device's cached memory."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
