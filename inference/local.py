"""The local backend: models run in this process, on threads of the engine's own."""

from __future__ import annotations

import importlib.metadata
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import torch

from . import tasks
from .bias.model import BiasModel
from .bias.run import parse_request, run_bias
from .cached_models import cached_models
from .decoding.beam_tree import search_tree
from .decoding.distribution import run_distribution
from .decoding.generation import run_generation
from .decoding.kv_measurement import measure_cache
from .decoding.metrics import memory_in_use
from .device_lock import DeviceLock
from .event_stream import EventStream, wait_for
from .messages import (
    BackendInfo,
    BeamsRequest,
    BeamTree,
    BiasRequest,
    BiasScores,
    CachedModel,
    Capabilities,
    Distribution,
    DistributionRequest,
    GenerateEvent,
    GenerateRequest,
    KVCache,
    KVCacheRequest,
    LoadProgress,
    ModelChoice,
    PipelineOutput,
    PipelineRequest,
    Tokenization,
    TokenizeRequest,
    Trace,
    TraceRequest,
)
from .own_task import OwnTask
from .pipelines import run_pipeline
from .store import ModelStore
from .tasks.options import check_options
from .tokenization import check_request, inspect
from .traces.run import run_trace

if TYPE_CHECKING:
    from .checkpoint import Checkpoint

Result = TypeVar("Result")

THREADS = 32  # requests in flight; each waits for its device's lock


class LocalBackend:
    """Implements `Backend` with torch and transformers in this process.

    >>> backend = LocalBackend()
    >>> backend.info().kind
    'local'
    """

    def __init__(self) -> None:
        self._store = ModelStore()
        self._locks: dict[str, DeviceLock] = {}
        self._requests: weakref.WeakValueDictionary[str, _Cancellation] = weakref.WeakValueDictionary()
        self._guard = threading.Lock()
        # Threads are reused: torch keeps its own pool of workers for each thread that calls it.
        self._executor = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="lightboard")

    def info(self) -> BackendInfo:
        """Say where this backend runs and which models it holds."""
        devices = ["cpu"]
        if torch.cuda.is_available():
            devices = [f"cuda:{number}" for number in range(torch.cuda.device_count())] + devices
        elif torch.backends.mps.is_available():
            devices = ["mps", *devices]
        return BackendInfo(
            kind="local",
            address=None,
            version=importlib.metadata.version("lightboard"),
            devices=tuple(devices),
            memory=memory_in_use(torch.device("cpu")),
            models=self._store.loaded(),
        )

    def capabilities(self, model: ModelChoice | None = None) -> Capabilities:
        """Say what this backend can do; it is the same for every model that it can load."""
        del model
        return Capabilities(tasks=tuple(tasks.TASKS))

    def load(self, model: ModelChoice, *, task: str) -> Iterator[LoadProgress]:
        """Load a model for a task and tell how far it has come; an interrupt ends a download."""
        return self._load(model, task=tasks.find(task).full_name)

    def _load(self, model: ModelChoice, *, task: str) -> Iterator[LoadProgress]:
        cancelled = threading.Event()

        def work(emit: Callable[[LoadProgress], None]) -> None:
            with self._store.acquire(model, task=task, on_progress=emit, cancelled=cancelled):
                pass

        try:
            yield from EventStream(self._executor, work, cancelled=cancelled)
        finally:
            cancelled.set()

    def unload(self, name: str) -> int:
        """Free every copy of a model that is neither in use nor pinned and return the bytes freed."""
        return self._store.unload(name)

    def pin(self, name: str, *, pinned: bool) -> None:
        """Keep a loaded model in memory, whatever else is loaded; `pinned=False` gives it free again."""
        self._store.pin(name, pinned=pinned)

    def cached(self) -> tuple[CachedModel, ...]:
        """List the models in this machine's Hub cache, the most recently used first."""
        return cached_models()

    def tokenize(self, request: TokenizeRequest) -> Tokenization:
        """Split a text with a model's tokenizer."""
        check_request(request)  # before a model is loaded for nothing
        with (
            self._store.acquire(request.model, task=_task(request.task)) as checkpoint,
            checkpoint.encoding_lock,
        ):
            info = checkpoint.info
            return inspect(checkpoint.tokenizer, request, model=info.name, vocabulary_size=info.vocabulary_size)

    def pipeline(self, request: PipelineRequest) -> PipelineOutput:
        """Run a task over inputs on an engine thread, while the calling thread stays interruptible."""
        row = tasks.find(request.task)
        # Before a model is loaded for nothing.
        check_options(row.name, row.with_pair(request.options), row.task_class().options, row.required)
        cancelled = self._register(request.id)

        def work() -> PipelineOutput:
            began = time.perf_counter()
            with self._store.acquire(request.model, task=row.full_name, cancelled=cancelled.event) as checkpoint:
                return run_pipeline(
                    request,
                    checkpoint,
                    lock=self._lock(checkpoint),
                    cancelled=cancelled.event,
                    load_seconds=time.perf_counter() - began,
                    free=self._store.free_unused,
                )

        return wait_for(self._executor.submit(work), cancelled=cancelled.event)

    def generate(self, request: GenerateRequest) -> Iterator[GenerateEvent]:
        """Generate text as a stream of events that ends with exactly one `GenerationFinished`."""
        cancelled = self._register(request.id)
        chat = not isinstance(request.prompt, str)

        def work(emit: Callable[[GenerateEvent], None]) -> None:
            with self._store.acquire(
                request.model, task="text-generation", chat=chat, on_progress=emit, cancelled=cancelled.event
            ) as checkpoint:
                run_generation(
                    checkpoint,
                    request,
                    lock=self._lock(checkpoint),
                    cancelled=cancelled.event,
                    emit=emit,
                    free=self._store.free_unused,
                )

        return EventStream(self._executor, work, cancelled=cancelled.event)

    def bias(self, request: BiasRequest) -> BiasScores:
        """Score candidates on an engine thread, while the calling thread stays interruptible."""
        parse_request(request)  # before a model is loaded for nothing
        return self._answer(request, run_bias, task=BiasModel(mode=request.mode))

    def beams(self, request: BeamsRequest) -> BeamTree:
        """Search with beams on an engine thread and return every candidate of every step."""
        task = "text-generation" if request.task is None else tasks.find(request.task)
        return self._answer(request, search_tree, task=task, chat=not isinstance(request.prompt, str))

    def kv_cache(self, request: KVCacheRequest) -> KVCache:
        """Measure the key-value cache on an engine thread while a model writes."""
        return self._answer(request, measure_cache, chat=not isinstance(request.prompt, str))

    def distribution(self, request: DistributionRequest) -> Distribution:
        """Show what decoding does to one next-token distribution, on an engine thread."""
        return self._answer(request, run_distribution, chat=isinstance(request.prompt, tuple))

    def trace(self, request: TraceRequest) -> Trace:
        """Replay a text on an engine thread, while the calling thread stays interruptible."""
        return self._answer(request, run_trace, task=_task(request.task))

    def cancel(self, request_id: str) -> bool:
        """Ask a running request to end within one step."""
        with self._guard:
            request = self._requests.get(request_id)
        if request is None:
            return False
        request.event.set()
        return True

    def _answer(
        self,
        request: BeamsRequest | BiasRequest | DistributionRequest | KVCacheRequest | TraceRequest,
        verb: Callable[..., Result],
        *,
        task: str | tasks.TaskRow = "text-generation",
        chat: bool = False,
    ) -> Result:
        """Run a verb on an engine thread with the model for a task, while the calling thread stays interruptible."""
        cancelled = self._register(request.id)

        def work() -> Result:
            with self._store.acquire(request.model, task=task, chat=chat, cancelled=cancelled.event) as checkpoint:
                return verb(
                    checkpoint,
                    request,
                    lock=self._lock(checkpoint),
                    cancelled=cancelled.event,
                    free=self._store.free_unused,
                )

        return wait_for(self._executor.submit(work), cancelled=cancelled.event)

    def _register(self, request_id: str) -> _Cancellation:
        """Make a request known to `cancel` for as long as something still holds on to it."""
        cancellation = _Cancellation()
        with self._guard:
            self._requests[request_id] = cancellation
        return cancellation

    def _lock(self, checkpoint: Checkpoint) -> DeviceLock:
        with self._guard:
            return self._locks.setdefault(str(checkpoint.model.device), DeviceLock())


def _task(name: str | None) -> tasks.TaskRow:
    return OwnTask() if name is None else tasks.find(name)


class _Cancellation:
    """A flag that can be referred to weakly."""

    def __init__(self) -> None:
        self.event = threading.Event()
