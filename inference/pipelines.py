"""Run a task over inputs: batches of similar length, the device handed over between them."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from . import tasks
from .errors import OutOfMemory, RequestCancelled
from .messages import PipelineOutput, PipelineRequest, PipelineTiming
from .out_of_memory import free_caches, is_out_of_memory
from .tasks.base import Passes, Task

if TYPE_CHECKING:
    from .checkpoint import Checkpoint
    from .device_lock import DeviceLock

# Tokens in a batch, padding included. Larger batches leave a CPU's caches; a GPU needs them to be busy.
BATCH_TOKENS = {"cpu": 512}
BATCH_TOKENS_GPU = 16384


def run_pipeline(
    request: PipelineRequest,
    checkpoint: Checkpoint,
    *,
    lock: DeviceLock,
    cancelled: threading.Event,
    load_seconds: float,
    free: Callable[[], object] = gc.collect,
) -> PipelineOutput:
    """Run a request on the calling thread and return its result.

    Out of memory calls `free`, then tries the batch once more in halves. Raises `InvalidOption` and `InvalidInput`
    before the model runs, `RequestCancelled` at the next batch, `OutOfMemory`, `NumericalError`.
    """
    started = time.perf_counter()
    row = tasks.find(request.task)
    task = row.task_class()(checkpoint, row.with_pair(request.options), with_steps=request.steps)
    prepared = task.preprocess(request.inputs)
    encoded = time.perf_counter()
    outputs = _forward(task, prepared, lock=lock, cancelled=cancelled, free=free)
    computed = time.perf_counter()
    results = tuple(task.postprocess(item, output) for item, output in zip(prepared, outputs, strict=True))
    done = time.perf_counter()
    steps = (
        tuple(task.steps(item, output) for item, output in zip(prepared, outputs, strict=True)) if request.steps else ()
    )
    return PipelineOutput(
        task=task.name,
        model=checkpoint.info,
        inputs=request.inputs,
        outputs=results,
        options=request.options,
        timing=PipelineTiming(
            load=load_seconds,
            preprocess=encoded - started,
            forward=computed - encoded,
            postprocess=done - computed,
            total=load_seconds + done - started,
        ),
        steps=steps,
        notes=tuple(dict.fromkeys(task.notes)),
        settings=task.settings,
    )


def _forward(
    task: Task, prepared: Sequence[Any], *, lock: DeviceLock, cancelled: threading.Event, free: Callable[[], object]
) -> list[Any]:
    """Return the model's output for each input, in their order; for `Passes` the list of their outputs."""
    passes = [item.parts if isinstance(item, Passes) else (item,) for item in prepared]
    rows = [part for parts in passes for part in parts]
    outputs = iter(run_batches(task, rows, lock=lock, cancelled=cancelled, free=free))
    found = [[next(outputs) for _ in parts] for parts in passes]
    return [several if isinstance(item, Passes) else several[0] for item, several in zip(prepared, found, strict=True)]


class Runnable(Protocol):
    """What runs in batches: a task, or whatever else has a checkpoint and a `forward` like a task's."""

    checkpoint: Checkpoint
    max_batch: int | None

    def forward(
        self, batch: Sequence[Any], *, lock: DeviceLock, cancelled: threading.Event, free: Callable[[], object]
    ) -> list[Any]:
        """Run the model over a batch; see `Task.forward`."""
        ...


def run_batches(
    task: Runnable, prepared: Sequence[Any], *, lock: DeviceLock, cancelled: threading.Event, free: Callable[[], object]
) -> list[Any]:
    """Return the model's output for each input, in their order; inputs have `ids`. Raises what `run_pipeline` does."""
    outputs: list[Any] = [None] * len(prepared)
    for batch in batches([len(item.ids) for item in prepared], limit=_batch_tokens(task), rows=task.max_batch):
        _check(cancelled)
        items = [prepared[index] for index in batch]
        for index, output in zip(
            batch, _run_batch(task, items, lock=lock, cancelled=cancelled, free=free), strict=True
        ):
            outputs[index] = output
    _check(cancelled)
    return outputs


def _check(cancelled: threading.Event) -> None:
    if cancelled.is_set():
        raise RequestCancelled("The request was cancelled before it had a result. Run it again to get one.")


def _batch_tokens(task: Runnable) -> int:
    return BATCH_TOKENS.get(task.checkpoint.model.device.type, BATCH_TOKENS_GPU)


def batches(lengths: Sequence[int], *, limit: int, rows: int | None = None) -> Iterator[list[int]]:
    """Group inputs by length, longest first: a padded batch has at most `limit` tokens and `rows` inputs.

    Yields lists of indices into `lengths`; an input longer than the limit is alone. The longest come first so that a
    lack of memory shows at once.

    >>> list(batches([3, 9, 4, 2], limit=10))
    [[1], [2, 0], [3]]
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
        full = batch and ((len(batch) + 1) * lengths[batch[0]] > limit or len(batch) == rows)
        if full:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _run_batch(
    task: Runnable, items: list[Any], *, lock: DeviceLock, cancelled: threading.Event, free: Callable[[], object]
) -> list[Any]:
    """Run one batch; when memory runs out, free what can be freed and run it once more in two halves."""
    try:
        return task.forward(items, lock=lock, cancelled=cancelled, free=free)
    except (RuntimeError, MemoryError) as error:
        if isinstance(error, OutOfMemory) or not is_out_of_memory(error):
            raise
        error.__traceback__ = None  # its frames hold the tensors that did not fit
    free()
    free_caches()
    half = (len(items) + 1) // 2
    try:
        outputs = []
        for part in (items[:half], items[half:]):
            _check(cancelled)
            outputs += task.forward(part, lock=lock, cancelled=cancelled, free=free) if part else []
    except (RuntimeError, MemoryError) as error:
        if isinstance(error, OutOfMemory) or not is_out_of_memory(error):
            raise
        info = task.checkpoint.info
        longest = max(len(item.ids) for item in items)
        inputs = f"{half} inputs of up to" if half > 1 else "one input of"
        raise OutOfMemory(
            f"{info.name} ran out of memory on {info.device} with {inputs} {longest:,} tokens, also "
            "after unused memory was freed. Give it fewer or shorter inputs, or choose a smaller model."
        ) from None
    return outputs
