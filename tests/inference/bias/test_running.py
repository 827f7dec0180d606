"""How the verb runs: in batches, the device held for one of them at a time, cancelled between them."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lightboard.inference import pipelines
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.errors import OutOfMemory, RequestCancelled
from lightboard.inference.local import LocalBackend
from lightboard.inference.messages import BiasRequest, ModelChoice

TEMPLATES = ("The {teacher|model} likes the [MASK].", "{He|She} sees a small [MASK] on the board.")
WORDS = ("soup", "bread", "zebra", "cat", "horse", "dog")


class CountingLock(DeviceLock):
    def __init__(self):
        super().__init__()
        self.count = 0

    def acquire(self):
        self.count += 1
        super().acquire()


def test_the_device_is_held_for_one_batch_at_a_time(bias, tiny_bert, monkeypatch):
    rows = []
    run = pipelines._run_batch
    monkeypatch.setattr(
        pipelines, "_run_batch", lambda task, items, **more: rows.append(items) or run(task, items, **more)
    )
    monkeypatch.setitem(pipelines.BATCH_TOKENS, "cpu", 128)
    lock = CountingLock()
    small = bias(tiny_bert, TEMPLATES, WORDS, lock=lock)
    assert lock.count == len(rows) > 10
    assert max(len(items) * max(len(item.ids) for item in items) for items in rows) <= 128
    assert max(len(items) for items in rows) > 2
    monkeypatch.setitem(pipelines.BATCH_TOKENS, "cpu", 4096)
    large = bias(tiny_bert, TEMPLATES, WORDS)
    for one, other in zip(small.scores, large.scores, strict=True):
        assert one.log_p == pytest.approx(other.log_p, abs=1e-5)


def test_no_sequence_is_computed_twice_in_a_pass(bias, tiny_bert, monkeypatch):
    rows = []
    run = pipelines._run_batch
    monkeypatch.setattr(
        pipelines, "_run_batch", lambda task, items, **more: rows.append(items) or run(task, items, **more)
    )
    bias(tiny_bert, "The {teacher|teacher} likes the [MASK].", WORDS)
    seen = [item.sequence for items in rows for item in items]
    assert len(seen) == len(set(seen)) > len(WORDS)


def test_a_cancelled_request_ends_at_its_next_batch(bias, tiny_bert, monkeypatch):
    monkeypatch.setitem(pipelines.BATCH_TOKENS, "cpu", 32)
    cancelled, run, done = threading.Event(), pipelines._run_batch, []

    def cancelling(task, items, **more):
        done.append(items)
        if len(done) == 3:
            cancelled.set()
        return run(task, items, **more)

    monkeypatch.setattr(pipelines, "_run_batch", cancelling)
    with pytest.raises(RequestCancelled, match="Run it again"):
        bias(tiny_bert, TEMPLATES, WORDS, cancelled=cancelled)
    assert len(done) == 3


def test_out_of_memory_is_tried_again_in_halves(bias, tiny_bert, monkeypatch, by_word):
    from lightboard.inference.bias.reading import Reader

    forward, failed = Reader.forward, []

    def tight(self, batch, **more):
        if len(batch) > 8 and not failed:
            failed.append(len(batch))
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory")
        return forward(self, batch, **more)

    expected = by_word(bias(tiny_bert, TEMPLATES, WORDS))
    monkeypatch.setattr(Reader, "forward", tight)
    found = by_word(bias(tiny_bert, TEMPLATES, WORDS))
    assert failed
    for key, score in found.items():
        assert score.log_p == pytest.approx(expected[key].log_p, abs=1e-5)

    def full(self, batch, **more):
        raise RuntimeError("CUDA out of memory")

    monkeypatch.setattr(Reader, "forward", full)
    with pytest.raises(OutOfMemory, match="ran out of memory on cpu"):
        bias(tiny_bert, TEMPLATES, WORDS)


@pytest.fixture(scope="module")
def backend():
    return LocalBackend()


def test_the_verb_is_cancelled_by_its_id(backend, tiny_bert, monkeypatch):
    monkeypatch.setitem(pipelines.BATCH_TOKENS, "cpu", 32)
    started, run = threading.Event(), pipelines._run_batch

    def slow(task, items, **more):
        started.set()
        time.sleep(0.05)
        return run(task, items, **more)

    monkeypatch.setattr(pipelines, "_run_batch", slow)
    model = ModelChoice(name=str(tiny_bert), device="cpu")
    request = BiasRequest(templates=TEMPLATES, candidates=WORDS, model=model)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(backend.bias, request)
        assert started.wait(30)
        assert backend.cancel(request.id)
        with pytest.raises(RequestCancelled):
            answer.result(30)


def test_the_verb_runs_on_a_thread_of_the_engine(backend, tiny_bert, monkeypatch):
    names, run = [], pipelines._run_batch

    def watching(task, items, **more):
        names.append(threading.current_thread().name)
        return run(task, items, **more)

    monkeypatch.setattr(pipelines, "_run_batch", watching)
    model = ModelChoice(name=str(tiny_bert), device="cpu")
    backend.bias(BiasRequest(templates=TEMPLATES, candidates=WORDS, model=model))
    assert names
    assert all(name.startswith("lightboard") for name in names)


def test_a_template_that_cannot_be_used_is_refused_before_a_model_is_loaded():
    fresh = LocalBackend()
    with pytest.raises(ValueError, match="has no slot"):
        fresh.bias(BiasRequest(templates=("We like [MASK].",), model=ModelChoice(name="starter/bert", device="cpu")))
    assert fresh.info().models == ()


def test_without_a_model_the_default_of_fill_mask_is_used(backend):
    model = ModelChoice(preference="starter", device="cpu")
    result = backend.bias(BiasRequest(templates=("The {man|woman} works as a [MASK].",), top_k=3, model=model))
    assert result.model.name == "starter/bert"


def test_the_generator_of_torch_is_not_used(bias, tiny_bert):
    import torch

    state = torch.get_rng_state()
    templates = [f"The {{teacher|model}} {verb} the [MASK]." for verb in ("likes", "reads", "draws", "sees", "guesses")]
    bias(tiny_bert, templates, WORDS)
    assert torch.equal(state, torch.get_rng_state())


def test_a_model_that_continues_texts_is_the_default_where_one_is_asked_for(backend):
    model = ModelChoice(preference="starter", device="cpu")
    result = backend.bias(
        BiasRequest(templates=("The {man|woman} is a",), candidates=("nurse",), mode="causal", model=model)
    )
    assert (result.model.name, result.mode) == ("starter/gpt", "causal")
