"""The memory that models take: how much is free, how much a checkpoint needs, which models make room for another."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import psutil
import torch

from .errors import OutOfMemory
from .sizes import in_units
from .weights import check_safetensors

SHARE = 0.8  # of the free memory, where no budget is given: the rest is for activations and for other programs
CGROUP = Path("/sys/fs/cgroup")
KEPT_TYPES = ("I", "U", "BOOL")  # numbers of safetensors that no dtype converts

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Holding(Generic[Key]):
    """Memory that a model takes, or will take once it is loaded; `evictable` when nobody uses or pinned it."""

    key: Key
    name: str
    bytes: int
    last_used: float
    evictable: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """The most bytes that all models of a device may take together, and whether a person chose it."""

    device: str
    bytes: int
    chosen: bool

    def __str__(self) -> str:
        """Say how much it is, and of what, for a sentence."""
        share = "" if self.chosen else f", {SHARE:.0%} of what is free".replace("%", " %")
        return f"{in_units(self.bytes)} for models on {self.device}{share}"


def budget_of(device: str, *, chosen: int | None, held: int) -> Budget:
    """Return the budget of a device: the chosen bytes, else a share of what is free but for our own models (`held`)."""
    if chosen is not None:
        return Budget(device, chosen, chosen=True)
    return Budget(device, int(SHARE * (free_memory(device) + held)), chosen=False)


def free_memory(device: str) -> int:
    """Return the bytes that can still be allocated on a device; in a container, those under its limit.

    >>> free_memory("cpu") > 0
    True
    """
    if device.startswith("cuda"):
        cached = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
        return int(torch.cuda.mem_get_info(device)[0] + cached)
    if device == "mps":
        return max(0, int(torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()))
    available = int(psutil.virtual_memory().available)
    left = _left_in_container()
    return available if left is None else min(available, left)


def _left_in_container() -> int | None:
    """Return what the limit of a control group (version 2) leaves, None where there is no limit."""
    try:
        limit, used = (int((CGROUP / name).read_text()) for name in ("memory.max", "memory.current"))
        statistics = dict(line.split() for line in (CGROUP / "memory.stat").read_text().splitlines())
    except (OSError, ValueError):  # no such file, or "max"
        return None
    return max(0, limit - used + int(statistics.get("inactive_file", 0)))  # cached files give way


def memory_needed(files: Sequence[Path], name: str, *, dtype: str) -> int:
    """Return the bytes that weights take once they are loaded: read from the headers of safetensors.

    `dtype` is what floating-point numbers become, `auto` keeps them. Pickles have no header: the size of their files.
    Raises `ModelLoadError` for a damaged header.
    """
    check_safetensors(list(files), name)
    return sum(_tensors(file, dtype=dtype) if file.suffix == ".safetensors" else file.stat().st_size for file in files)


def _tensors(file: Path, *, dtype: str) -> int:
    from safetensors import safe_open

    counts: dict[str, int] = {}
    with safe_open(file, framework="pt") as weights:
        for key in weights.keys():  # noqa: SIM118  (it is no dictionary)
            tensor = weights.get_slice(key)
            kind = tensor.get_dtype()
            counts[kind] = counts.get(kind, 0) + math.prod(tensor.get_shape())
    return bytes_in_memory(counts, dtype=dtype)


def bytes_in_memory(counts: Mapping[str, int], *, dtype: str) -> int:
    """Return the bytes of so many numbers of each kind of safetensors once they are loaded as `dtype`.

    >>> bytes_in_memory({"F16": 10, "I64": 1}, dtype="float32")
    48
    """
    item_bytes = None if dtype == "auto" else getattr(torch, dtype).itemsize
    return sum(
        count * (_item_bytes(kind) if item_bytes is None or kind.startswith(KEPT_TYPES) else item_bytes)
        for kind, count in counts.items()
    )


def _item_bytes(kind: str) -> int:
    """Return the bytes of one number of safetensors: `F32`, `BF16`, `F8_E4M3`, `BOOL`.

    >>> [_item_bytes(kind) for kind in ("F32", "BF16", "F8_E4M3", "I64", "BOOL")]
    [4, 2, 1, 8, 1]
    """
    digits = "".join(letter for letter in kind.partition("_")[0] if letter.isdigit())
    return max(1, int(digits) // 8) if digits else 1


def models_to_evict(
    name: str, needed: int, *, dtype: str, budget: Budget, holdings: Sequence[Holding[Key]]
) -> list[Key]:
    """Return which models must go, the least recently used first, for `needed` more bytes to fit the budget.

    Raises `OutOfMemory` when they do not fit, also with everything gone that may go.
    """
    if needed > budget.bytes:
        clause, advice = too_large(needed, budget, dtype=dtype)
        raise OutOfMemory(f"{name} cannot be loaded: {clause}. {advice}")
    excess = needed + sum(held.bytes for held in holdings) - budget.bytes
    evicted: list[Key] = []
    for held in sorted(holdings, key=lambda held: held.last_used):
        if excess > 0 and held.evictable:
            evicted.append(held.key)
            excess -= held.bytes
    if excess > 0:
        kept = [held for held in holdings if not held.evictable]
        names = ", ".join(sorted({held.name for held in kept}))
        raise OutOfMemory(
            f"{name} takes {in_units(needed)} of memory, the budget is {budget}, and models that are in use, loading "
            f"or pinned take {in_units(sum(held.bytes for held in kept))} of it ({names}). Wait for them, unpin one "
            f"(%models unpin NAME). {_smaller(dtype)}"
        )
    return evicted


def too_large(needed: int, budget: Budget, *, dtype: str) -> tuple[str, str]:
    """Say that a model alone is above the budget, as a clause, and what to do, as a sentence."""
    return f"it takes {in_units(needed)} of memory, and the budget is {budget}", _smaller(dtype)


def _smaller(dtype: str) -> str:
    half = " a dtype of 16 bits (--dtype bfloat16)," if dtype == "float32" else ""
    return f"Choose a smaller model,{half} or a larger budget (%config Lightboard.memory_budget, in bytes)."
