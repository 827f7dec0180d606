"""What every backend offers: verbs that return when they are done, callable from several threads at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

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


@runtime_checkable
class Backend(Protocol):
    """A place where models run. Errors are those of `lightboard.inference.errors`."""

    def info(self) -> BackendInfo:
        """Say where this backend runs and which models it holds."""
        ...

    def capabilities(self, model: ModelChoice | None = None) -> Capabilities:
        """Say what this backend can do, in general or with one model."""
        ...

    def load(self, model: ModelChoice, *, task: str) -> Iterator[LoadProgress]:
        """Load a model for a task; the last progress is `ready`.

        Closing the iterator, or an interrupt, leaves a load running and ends a download, which the next one resumes.
        """
        ...

    def unload(self, name: str) -> int:
        """Free every copy of a model that is neither in use nor pinned and return the bytes freed."""
        ...

    def pin(self, name: str, *, pinned: bool) -> None:
        """Keep a loaded model in memory, whatever else is loaded; `pinned=False` gives it free again."""
        ...

    def cached(self) -> tuple[CachedModel, ...]:
        """List the models in the Hub's cache, the most recently used first: they load without a network."""
        ...

    def tokenize(self, request: TokenizeRequest) -> Tokenization:
        """Split a text with a model's tokenizer."""
        ...

    def pipeline(self, request: PipelineRequest) -> PipelineOutput:
        """Run a task over inputs. KeyboardInterrupt returns at once; the work ends at its next boundary."""
        ...

    def generate(self, request: GenerateRequest) -> Iterator[GenerateEvent]:
        """Generate text as a stream of events that ends with exactly one `GenerationFinished`.

        Invalid requests raise here, not at the first event. Closing the iterator cancels and yields nothing more.
        """
        ...

    def bias(self, request: BiasRequest) -> BiasScores:
        """Score candidates under groups and templates. KeyboardInterrupt and `cancel` work as for `pipeline`."""
        ...

    def beams(self, request: BeamsRequest) -> BeamTree:
        """Search with beams and return every candidate of every step. KeyboardInterrupt returns at once."""
        ...

    def kv_cache(self, request: KVCacheRequest) -> KVCache:
        """Measure the key-value cache while a model writes. KeyboardInterrupt returns at once."""
        ...

    def distribution(self, request: DistributionRequest) -> Distribution:
        """Show what decoding does to one next-token distribution. KeyboardInterrupt returns at once."""
        ...

    def trace(self, request: TraceRequest) -> Trace:
        """Replay a text in one forward pass and return what is selected of the inside.

        What would exceed the request's budget is refused before it runs, with its size and a smaller selection.
        """
        ...

    def cancel(self, request_id: str) -> bool:
        """Ask a running request to end within one step; False when no such request runs."""
        ...
