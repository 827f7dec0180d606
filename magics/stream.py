"""Run a generation to its end, also when the user interrupts it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from ..inference import Backend
from ..inference.errors import LightboardError, RequestCancelled
from ..inference.messages import (
    GenerateEvent,
    GenerateRequest,
    GenerationFinished,
    GenerationResult,
    LoadProgress,
)
from .interrupts import DOWNLOADING, GENERATION, LOADING

_SENTENCES = {"download": DOWNLOADING, "load": LOADING, "ready": GENERATION}

OnEvent = Callable[[GenerateEvent], object]


def run_to_end(backend: Backend, request: GenerateRequest, on_event: OnEvent | None = None) -> GenerationResult:
    """Return the result of a request; `on_event` sees every event.

    An interrupt cancels the request and takes the events that are still to come, so that the last one that `on_event`
    sees holds the partial result; then the KeyboardInterrupt goes on. It goes on at once while a model is loading, and
    when the user interrupts again.
    """
    running = _Running(on_event)
    try:
        running.events = backend.generate(request)
        return running.drain()
    except KeyboardInterrupt:
        backend.cancel(request.id)
        if running.began:
            with contextlib.suppress(LightboardError, KeyboardInterrupt):
                running.drain()
        raise KeyboardInterrupt(running.interrupted) from None
    except Exception:
        backend.cancel(request.id)  # a listener failed: nobody takes the rest
        raise


class _Running:
    """The events of one request, what an interrupt says now, and whether the work has begun."""

    def __init__(self, on_event: OnEvent | None) -> None:
        self.events: Iterator[GenerateEvent] = iter(())
        self.interrupted = LOADING
        self.began = False
        self._on_event = on_event

    def drain(self) -> GenerationResult:
        for event in self.events:
            self.began = not isinstance(event, LoadProgress)
            self.interrupted = _SENTENCES[event.phase] if isinstance(event, LoadProgress) else GENERATION
            if self._on_event is not None:
                self._on_event(event)
            if isinstance(event, GenerationFinished):
                return event.result
        raise RequestCancelled("The generation ended without a result. Run it again.")
