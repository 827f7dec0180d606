"""A shell that raises what a cell raises, and a backend whose answers are written down here."""

from __future__ import annotations

import atexit
import sys
from types import SimpleNamespace

import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.history import HistoryAccessor
from IPython.core.interactiveshell import InteractiveShell

from lightboard.inference import tasks
from lightboard.inference.messages import (
    BackendInfo,
    Capabilities,
    Classified,
    GeneratedSequence,
    GeneratedToken,
    GenerationFinished,
    GenerationResult,
    GenerationStarted,
    Label,
    LoadProgress,
    Metrics,
    ModelInfo,
    PipelineOutput,
    PipelineTiming,
    TokensGenerated,
)

MODEL = ModelInfo(
    name="fake/model",
    revision=None,
    source="folder",
    architecture="Fake",
    family="decoder",
    parameters=1,
    bytes=4,
    dtype="float32",
    device="cpu",
    context_length=64,
    vocabulary_size=100,
)
WORDS = (" one", " two", " three", " four", " five")


def token(text):
    return GeneratedToken(id=len(text), piece=text, text=text, logprob=-0.5, rank=1, entropy=1.0)


def generation_result(request, words, reason):
    metrics = Metrics(
        ttft=0.1,
        tpot=0.1,
        itl=(0.1,) * max(len(words) - 1, 0),
        tokens_per_second=10.0,
        throughput=10.0,
        prefill=0.1,
        decode=0.1,
        e2e=0.2,
        kv_cache_bytes=1,
        memory=1,
        context_used=len(words),
        context_limit=64,
    )
    sequence = GeneratedSequence(text="".join(words), tokens=tuple(map(token, words)), finish_reason=reason)
    return GenerationResult(
        model=MODEL,
        request=request,
        prompt=str(request.prompt),
        prompt_ids=(1,),
        sequences=(sequence,),
        seed=request.decoding.seed,
        processors=(),
        ignored=(),
        metrics=metrics,
    )


class FakeStream:
    """The events of one generation; `interrupts` says before which event somebody interrupts."""

    def __init__(self, backend, request):
        self.backend = backend
        self.request = request
        self.step = -2  # loading, started, tokens, finished
        self.ended = False

    def __iter__(self):
        return self

    def __next__(self):
        if self.step in self.backend.interrupts:
            self.backend.interrupts.remove(self.step)
            raise KeyboardInterrupt
        if self.ended:
            raise StopIteration
        self.step += 1
        if self.step == -1:
            return LoadProgress(model=MODEL.name, phase=self.backend.phase, done=4, total=4, info=MODEL)
        if self.step == 0:
            return GenerationStarted(
                model=MODEL,
                prompt=str(self.request.prompt),
                prompt_tokens=1,
                max_new_tokens=5,
                seed=None,
                processors=(),
                ignored=(),
            )
        if self.backend.error is not None and self.step == 2:
            raise self.backend.error
        cancelled = self.request.id in self.backend.cancelled
        if self.step > len(WORDS) or cancelled:
            self.ended = True
            words = WORDS[: self.step - 1]
            reason = "cancelled" if cancelled else "length"
            return GenerationFinished(result=generation_result(self.request, words, reason))
        text = WORDS[self.step - 1]
        return TokensGenerated(step=self.step, elapsed=0.1, tokens=(token(text),), texts=(text,))


class FakeBackend:
    """Implements `Backend`: remembers what it is asked and gives written answers."""

    def __init__(self):
        self.requests = []
        self.loads = []
        self.unloaded = []
        self.pins = []
        self.models = ()
        self.in_cache = ()
        self.cancelled = []
        self.interrupts = []
        self.error = None
        self.phase = "ready"  # of the model that `generate` loads

    def info(self):
        return BackendInfo(kind="local", address=None, version="0", devices=("cpu",), memory=1, models=self.models)

    def capabilities(self, model=None):
        return Capabilities(tasks=tuple(tasks.TASKS))

    def load(self, model, *, task):
        self.loads.append((model, tasks.find(task).name))
        return iter((LoadProgress(model=model.name, phase="ready", done=4, total=4, info=MODEL),))

    def unload(self, name):
        self.unloaded.append(name)
        return 4

    def pin(self, name, *, pinned):
        self.pins.append((name, pinned))

    def cached(self):
        return self.in_cache

    def pipeline(self, request):
        tasks.find(request.task)
        self.requests.append(request)
        if self.error is not None:
            raise self.error
        outputs = tuple(
            Classified(labels=(Label(label="POSITIVE", score=0.75),), ranked="top_k" in request.options)
            for _ in request.inputs
        )
        return PipelineOutput(
            task="text-classification",
            model=MODEL,
            inputs=request.inputs,
            outputs=outputs,
            options=request.options,
            timing=PipelineTiming(load=0.1, preprocess=0.1, forward=0.1, postprocess=0.1, total=0.4),
        )

    def generate(self, request):
        self.requests.append(request)
        return FakeStream(self, request)

    def cancel(self, request_id):
        self.cancelled.append(request_id)
        return True


@pytest.fixture
def backend(monkeypatch):
    """The process's backend, replaced."""
    fake = FakeBackend()
    monkeypatch.setitem(sys.modules["lightboard.inference.connect"]._backends, "local", fake)
    return fake


class TestingShell(InteractiveShell):
    """Raises what a cell raises."""

    __test__ = False

    def run_cell(self, raw_cell, *arguments, **options):
        result = super().run_cell(raw_cell, *arguments, **options)
        result.raise_error()
        return result.result


@pytest.fixture
def shell(backend, monkeypatch):
    """A shell with the extension loaded; `shell.outputs` are what cells display."""
    monkeypatch.setattr(HistoryAccessor, "enabled", False)
    TestingShell.clear_instance()
    shell = TestingShell.instance(display_pub_class=CapturingDisplayPublisher)
    shell.run_cell("%load_ext lightboard")
    yield shell
    shell.run_cell("%unload_ext lightboard")
    atexit.unregister(shell.atexit_operations)  # a collection of all garbage for each shell: minutes in all
    TestingShell.clear_instance()


@pytest.fixture
def displayed(shell):
    """What cells have displayed, updates of earlier displays aside."""
    return lambda: [one for one in shell.display_pub.outputs if not one.get("update")]


@pytest.fixture
def generation_settings(backend):
    """The decoding that the backend was asked for last."""
    return lambda: backend.requests[-1].decoding


@pytest.fixture
def words():
    """What the fake model writes."""
    return SimpleNamespace(all="".join(WORDS), list=WORDS)
