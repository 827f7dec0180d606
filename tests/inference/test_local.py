"""What is special about the local backend; what every backend does is in tests/contract."""

import itertools
import threading
import time

import pytest

from lightboard.inference import local
from lightboard.inference.errors import RequestCancelled
from lightboard.inference.local import LocalBackend
from lightboard.inference.messages import (
    Decoding,
    DistributionRequest,
    GenerateRequest,
    ModelChoice,
    PipelineRequest,
    TokensGenerated,
)


@pytest.fixture(scope="module")
def backend():
    return LocalBackend()


def test_a_generation_hands_the_device_over_after_each_step(backend, tiny_gpt):
    """Two generations on one device take turns: neither ever waits for more than one step of the other."""
    choice = ModelChoice(name=str(tiny_gpt), device="cpu")
    list(backend.load(choice, task="text-generation"))
    order, barrier = [], threading.Barrier(2)

    def generate(name):
        request = GenerateRequest(
            prompt="We like", model=choice, decoding=Decoding(max_new_tokens=40, min_new_tokens=40)
        )
        barrier.wait(10)
        with_lock = [event for event in backend.generate(request) if isinstance(event, TokensGenerated)]
        assert len(with_lock) == 40

    step = local.run_generation

    def recorded(checkpoint, request, *, emit, **more):
        def watch(event):
            if isinstance(event, TokensGenerated):
                order.append(request.id)
            emit(event)

        return step(checkpoint, request, emit=watch, **more)

    local.run_generation = recorded
    try:
        threads = [threading.Thread(target=generate, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    finally:
        local.run_generation = step
    first, last = order.index(order[-1]), len(order) - 1 - order[::-1].index(order[0])
    together = order[first : last + 1]  # from the first step of the later one to the last of the earlier one
    assert len(together) >= 20
    runs = [1]
    for before, after in itertools.pairwise(together):
        runs = [*runs[:-1], runs[-1] + 1] if before == after else [*runs, 1]
    assert max(runs) <= 2  # the step in which the other arrives, and the next


def test_an_interrupted_pipeline_returns_at_once_and_the_backend_goes_on(backend, tiny_classifier, monkeypatch):
    choice = ModelChoice(name=str(tiny_classifier), device="cpu")
    request = PipelineRequest(task="text-classification", inputs=("We like it",), model=choice)
    expected = backend.pipeline(request).outputs
    began, ended = threading.Event(), threading.Event()
    work = local.run_pipeline

    def slow(*arguments, cancelled, **more):
        began.set()
        assert cancelled.wait(10)
        ended.set()
        raise RequestCancelled("The request was cancelled.")

    monkeypatch.setattr(local, "run_pipeline", slow)
    monkeypatch.setattr(local, "wait_for", interrupt_after(began, local.wait_for))
    before = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        backend.pipeline(request)
    assert time.perf_counter() - before < 5
    monkeypatch.undo()
    assert work is local.run_pipeline
    assert backend.pipeline(request).outputs == expected
    assert ended.wait(10)  # at its next boundary, on a thread of its own


def test_a_distribution_can_be_cancelled_while_it_waits_for_the_device(backend, tiny_gpt):
    choice = ModelChoice(name=str(tiny_gpt), device="cpu")
    request, failed = DistributionRequest(prompt="We like", model=choice), []
    backend.distribution(DistributionRequest(prompt="We like", model=choice))

    def ask():
        try:
            backend.distribution(request)
        except RequestCancelled as error:
            failed.append(error)

    thread = threading.Thread(target=ask)
    with backend._locks["cpu"]:
        thread.start()
        deadline = time.monotonic() + 10
        while not backend._locks["cpu"]._waiting:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert backend.cancel(request.id)
    thread.join(10)
    assert len(failed) == 1


def interrupt_after(began, wait_for):
    def wait(future, *, cancelled):
        result, calls = future.result, []

        def interrupted(timeout=None):
            assert began.wait(10)
            calls.append(timeout)
            if len(calls) == 1:
                raise KeyboardInterrupt
            return result(timeout)

        future.result = interrupted
        return wait_for(future, cancelled=cancelled)

    return wait


def test_an_interrupt_while_loading_leaves_the_load_running(backend, tiny_bert):
    choice = ModelChoice(name=str(tiny_bert), device="cpu")
    stream = backend.load(choice, task="fill-mask")
    next(stream)
    stream.close()  # what a cell does when it is interrupted
    deadline = time.monotonic() + 30
    while choice.name not in {model.info.name for model in backend.info().models}:
        assert time.monotonic() < deadline
        time.sleep(0.02)
