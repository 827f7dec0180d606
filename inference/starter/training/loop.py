"""The training loop that all starter models share: chunks of batches from a seed, a cosine schedule, checkpoints."""

from __future__ import annotations

import ctypes
import json
import math
import pickle  # its error alone: torch reads weights only
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from torch import Tensor, nn

Batch = dict[str, "Tensor"]
REPORT_EVERY = 50


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How long and how fast to learn: optimizer steps, the peak learning rate, its warm-up and the seed."""

    steps: int
    learning_rate: float
    warmup: int
    seed: int
    weight_decay: float = 0.01
    threads: int = 2

    def rate(self, step: int) -> float:
        """Give the learning rate of a step: linear warm-up, then a cosine down to a twentieth."""
        if step < self.warmup:
            return self.learning_rate * (step + 1) / self.warmup
        done = min(1.0, (step - self.warmup) / max(1, self.steps - self.warmup))
        return self.learning_rate * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * done)))


@dataclass(frozen=True, kw_only=True)
class Run:
    """One training: where the model and its checkpoints go, from what seed and base, for how long, on how many threads.

    `minutes` replaces the recipe's number of steps; with `resume` training goes on from the last checkpoint in `work`.
    """

    folder: Path
    work: Path
    seed: int = 1
    base: Path = Path()  # of a model that begins from another one
    minutes: float | None = None
    resume: bool = False
    threads: int = 2


def keep_memory() -> None:
    """Tell glibc to keep freed memory: giving the logits' pages back to the system at every step halves the speed."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(-3, 1 << 30)  # M_MMAP_THRESHOLD
            library.mallopt(-1, (1 << 31) - 1)  # M_TRIM_THRESHOLD


def autocast(*, bfloat16: bool) -> AbstractContextManager[Any]:
    """Give the context in which a forward pass runs."""
    return torch.autocast("cpu", dtype=torch.bfloat16) if bfloat16 else nullcontext()


def bfloat16_is_faster(model: nn.Module, batch: Batch) -> bool:
    """Time three training steps in float32 and under bfloat16 autocast, alternated, and compare the best of each."""
    best = {False: math.inf, True: math.inf}
    for _ in range(3):
        for bfloat16 in (False, True):
            start = time.perf_counter()
            with autocast(bfloat16=bfloat16):
                loss = model(**batch).loss
            loss.backward()
            model.zero_grad()
            best[bfloat16] = min(best[bfloat16], time.perf_counter() - start)
    return best[True] < best[False]


def steps_within(model: nn.Module, batches: Sequence[Batch], minutes: float, *, trial: int = 12) -> int:
    """Give the number of steps that fit into so many minutes on this machine, from a short trial."""
    keep_memory()
    bfloat16 = bfloat16_is_faster(model, batches[0])
    start = time.perf_counter()
    for batch in batches[:trial]:
        with autocast(bfloat16=bfloat16):
            loss = model(**batch).loss
        loss.backward()
        model.zero_grad()
    return max(
        1, int(minutes * 60 * min(trial, len(batches)) / (time.perf_counter() - start) / 1.15)
    )  # 1.15: the optimizer


def _save(folder: Path, model: nn.Module, optimizer: torch.optim.Optimizer, state: dict[str, Any]) -> None:
    partial = folder / "checkpoint.partial"
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), **state}, partial)
    partial.replace(folder / "checkpoint.pt")


def _load(checkpoint: Path, model: nn.Module, optimizer: torch.optim.Optimizer) -> dict[str, Any]:
    try:
        saved: dict[str, Any] = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved.pop("model"))
        optimizer.load_state_dict(saved.pop("optimizer"))
    except (pickle.UnpicklingError, RuntimeError, EOFError, KeyError, ValueError, AttributeError) as error:
        raise ValueError(
            f"The checkpoint {checkpoint} is damaged or of another model; train again without --resume."
        ) from error
    return saved


def train(
    model: nn.Module, chunk: Callable[[int], Sequence[Batch]], plan: Plan, *, folder: Path, resume: bool = False,
    say: Callable[[str], None] = print,
) -> dict[str, Any]:  # fmt: skip
    """Train a model on the batches of chunk 0, 1, ... and give a report (steps, tokens, seconds, losses, precision).

    A checkpoint is written to the folder after every chunk; with `resume` training goes on from the last one. Batches
    depend on seed and number of the chunk alone, so an interrupted training reads what an uninterrupted one would have
    read.

    Raises
    ------
    ValueError
        The checkpoint cannot be read, or it is of another model or seed.
    """
    keep_memory()
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    folder.mkdir(parents=True, exist_ok=True)
    decay = [p for p in model.parameters() if p.dim() > 1]
    rest = [p for p in model.parameters() if p.dim() <= 1]
    groups = [{"params": decay, "weight_decay": plan.weight_decay}, {"params": rest, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=plan.learning_rate, betas=(0.9, 0.98))
    model.train()
    state: dict[str, Any] = {
        "step": 0, "chunk": 0, "tokens": 0, "seconds": 0.0, "bfloat16": None, "seed": plan.seed,
    }  # fmt: skip
    checkpoint = folder / "checkpoint.pt"
    if resume and checkpoint.exists():
        state = _load(checkpoint, model, optimizer)
        if state["seed"] != plan.seed:
            raise ValueError(
                f"The checkpoint {checkpoint} is of seed {state['seed']}, not {plan.seed}: "
                f"give --seed {state['seed']}, or train again without --resume."
            )
        say(f"resumed at step {state['step']}")
    recent: list[float] = []
    while state["step"] < plan.steps:
        start, tokens_before = time.perf_counter(), state["tokens"]
        batches = chunk(state["chunk"])
        if state["bfloat16"] is None:
            state["bfloat16"] = bfloat16_is_faster(model, batches[0])
        for batch in batches[: plan.steps - state["step"]]:
            for group in optimizer.param_groups:
                group["lr"] = plan.rate(state["step"])
            with autocast(bfloat16=state["bfloat16"]):
                loss = model(**batch).loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            recent.append(float(loss.detach()))
            state["step"] += 1
            state["tokens"] += int(batch["input_ids"].numel())
        state["chunk"] += 1
        seconds = time.perf_counter() - start
        state["seconds"] += seconds
        state["loss"] = sum(recent[-REPORT_EVERY:]) / len(recent[-REPORT_EVERY:])
        _save(folder, model, optimizer, state)
        speed = (state["tokens"] - tokens_before) / seconds
        say(
            f"step {state['step']}/{plan.steps} loss {state['loss']:.3f} {speed:,.0f} tokens/s "
            f"{state['seconds'] / 60:.1f} min"
        )
    report = {key: state[key] for key in ("step", "tokens", "seconds", "bfloat16", "loss")}
    report |= {"seed": plan.seed, "threads": plan.threads}
    (folder / "report.json").write_text(json.dumps(report, indent=1))
    return report


def fit(
    model: Any, chunk: Callable[[int], Sequence[Batch]], run: Run, *, steps: int, learning_rate: float, warmup: int,
    learner: nn.Module | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Train a Transformers model, inside `learner` where its own loss is not enough, save it and give the report.

    The warm-up takes a tenth of a short training.
    """
    model.set_attn_implementation("eager")  # on a CPU its backward pass is faster than the fused one
    trained = learner or model
    if run.minutes is not None:
        steps = steps_within(trained, chunk(0), run.minutes)
    plan = Plan(
        steps=steps, learning_rate=learning_rate, warmup=min(warmup, steps // 10 + 1), seed=run.seed,
        threads=run.threads,
    )  # fmt: skip
    report = train(trained, chunk, plan, folder=run.work, resume=run.resume)
    save_half(model, run.folder)
    return report


def save_half(model: Any, folder: Path) -> None:
    """Save a Transformers model in float16 (safetensors), leaving the model itself as it is."""
    import copy

    copy.deepcopy(model).half().eval().save_pretrained(folder, safe_serialization=True)
