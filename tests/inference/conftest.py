"""A model store for all tests of a run, and a helper that runs a task as the local backend does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.messages import ModelChoice, PipelineOutput, PipelineRequest
from lightboard.inference.pipelines import run_pipeline
from lightboard.inference.store import ModelStore


@pytest.fixture(scope="session")
def store() -> ModelStore:
    return ModelStore()


@pytest.fixture(scope="session")
def pipeline(store: ModelStore) -> Callable[..., PipelineOutput]:
    """Run a task on a model with options as keyword arguments."""

    def run(
        task: str,
        model: Path | str,
        inputs: str | Sequence[Any],
        *,
        steps: bool = False,
        cancelled: threading.Event | None = None,
        lock: DeviceLock | None = None,
        **options: Any,
    ) -> PipelineOutput:
        texts = (inputs,) if isinstance(inputs, str) else tuple(inputs)
        request = PipelineRequest(task=task, inputs=texts, options=options, steps=steps)
        with store.acquire(ModelChoice(name=str(model)), task=task) as checkpoint:
            return run_pipeline(
                request,
                checkpoint,
                lock=lock or DeviceLock(),
                cancelled=cancelled or threading.Event(),
                load_seconds=0.25,
            )

    return run
