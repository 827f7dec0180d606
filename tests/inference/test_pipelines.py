from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest
import torch

from lightboard.inference import pipelines
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.errors import NumericalError, OutOfMemory, RequestCancelled, UnknownTask
from lightboard.inference.messages import ModelChoice, PipelineRequest
from lightboard.inference.pipelines import batches, run_pipeline

TEXTS = [f"the soup {'the bread ' * (number % 7)}{number}" for number in range(40)]


@pytest.fixture
def forward(store, tiny_classifier, monkeypatch):
    """Replace the classifier's forward pass; call with a function (original, **inputs) -> output."""

    def replace(fake):
        with store.acquire(ModelChoice(name=str(tiny_classifier)), task="text-classification") as checkpoint:
            original = checkpoint.model.forward
            monkeypatch.setattr(checkpoint.model, "forward", lambda **inputs: fake(original, **inputs))

    return replace


@pytest.mark.parametrize("rows", [None, 1, 3])
@pytest.mark.parametrize("limit", [1, 20, 1000])
def test_batches_hold_every_input_once_and_keep_to_the_limit(limit, rows):
    lengths = [3, 9, 4, 2, 9, 30, 1, 9]
    found = list(batches(lengths, limit=limit, rows=rows))
    assert sorted(index for batch in found for index in batch) == list(range(len(lengths)))
    for batch in found:
        longest = max(lengths[index] for index in batch)
        assert len(batch) == 1 or len(batch) * longest <= limit
        assert rows is None or len(batch) <= rows
    widths = [lengths[batch[0]] for batch in found]
    assert widths == sorted(widths, reverse=True)


def test_outputs_come_in_the_order_of_the_inputs(tiny_classifier, pipeline, monkeypatch):
    whole = pipeline("text-classification", tiny_classifier, TEXTS, top_k=None)
    alone = [pipeline("text-classification", tiny_classifier, text, top_k=None).outputs[0] for text in TEXTS]
    monkeypatch.setitem(pipelines.BATCH_TOKENS, "cpu", 60)
    small = pipeline("text-classification", tiny_classifier, TEXTS, top_k=None)
    for one, two, three in zip(whole.outputs, alone, small.outputs, strict=True):
        assert [label.label for label in one.labels] == [label.label for label in two.labels]
        for other in (two, three):
            assert [label.score for label in one.labels] == pytest.approx(
                [label.score for label in other.labels], abs=1e-6
            )


def test_the_output_says_what_ran_and_how_long(tiny_classifier, pipeline):
    output = pipeline("sentiment-analysis", tiny_classifier, TEXTS[:3], top_k=2)
    assert output.inputs == tuple(TEXTS[:3])
    assert output.options == {"top_k": 2}
    assert output.model.name == str(tiny_classifier)
    assert output.steps == ()
    timing = output.timing
    assert timing.load == 0.25
    assert min(timing.preprocess, timing.forward, timing.postprocess) > 0
    assert timing.load + timing.preprocess + timing.forward + timing.postprocess == pytest.approx(timing.total)


def test_steps_come_for_each_input(tiny_classifier, pipeline):
    output = pipeline("text-classification", tiny_classifier, TEXTS[:5], steps=True)
    assert [len(step.tokens) for step in output.steps] == [4 + len(text.split()) - 2 for text in TEXTS[:5]]


def test_an_unknown_task_is_refused(tiny_classifier, pipeline):
    with pytest.raises(UnknownTask):
        pipeline("sentiment", tiny_classifier, "the soup")


def test_the_device_is_free_between_batches_and_held_within(tiny_classifier, pipeline, forward, monkeypatch):
    monkeypatch.setitem(pipelines.BATCH_TOKENS, "cpu", 1)
    lock = DeviceLock()
    order: list[str] = []

    def watch(original, **inputs):
        assert lock._held
        if not order:
            waiting = threading.Thread(target=other)
            waiting.start()
            while not lock._waiting:
                pass
        order.append("batch")
        return original(**inputs)

    def other():
        with lock:
            order.append("other")

    forward(watch)
    pipeline("text-classification", tiny_classifier, TEXTS[:3], lock=lock)
    assert order == ["batch", "other", "batch", "batch"]
    assert not lock._held


def test_cancelling_ends_at_the_next_batch(tiny_classifier, pipeline, forward, monkeypatch):
    monkeypatch.setitem(pipelines.BATCH_TOKENS, "cpu", 1)
    cancelled = threading.Event()
    ran = []

    def cancel(original, **inputs):
        ran.append(1)
        if len(ran) == 2:
            cancelled.set()
        return original(**inputs)

    forward(cancel)
    lock = DeviceLock()
    with pytest.raises(RequestCancelled, match="cancelled before it had a result"):
        pipeline("text-classification", tiny_classifier, TEXTS[:5], cancelled=cancelled, lock=lock)
    assert len(ran) == 2
    assert not lock._held


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_nan_logits_are_an_error_and_no_result(tiny_classifier, pipeline, forward, bad):
    def spoil(original, **inputs):
        logits = original(**inputs).logits.clone()
        logits[0, 1] = bad
        return SimpleNamespace(logits=logits)

    forward(spoil)
    with pytest.raises(
        NumericalError, match=r"computed NaN or infinite logits for 'the soup 0'\. Its weights are damaged"
    ):
        pipeline("text-classification", tiny_classifier, TEXTS[:1])


@pytest.mark.parametrize(
    "error", [torch.OutOfMemoryError("CUDA out of memory."), MemoryError(), RuntimeError("can't allocate memory")]
)
def test_out_of_memory_is_tried_again_in_halves(tiny_classifier, pipeline, forward, error):
    sizes: list[int] = []

    def fail_on_large(original, **inputs):
        sizes.append(len(inputs["input_ids"]))
        if sizes[-1] > 4:
            raise error
        return original(**inputs)

    expected = pipeline("text-classification", tiny_classifier, TEXTS[:7])
    forward(fail_on_large)
    output = pipeline("text-classification", tiny_classifier, TEXTS[:7])
    assert sizes == [7, 4, 3]
    assert [entry.labels[0].label for entry in output.outputs] == [entry.labels[0].label for entry in expected.outputs]


def test_out_of_memory_in_a_text_generation_frees_unused_models(store, tiny_gpt, monkeypatch):
    freed, sizes = [], []
    with store.acquire(ModelChoice(name=str(tiny_gpt)), task="text-generation") as checkpoint:
        original = checkpoint.model.generate

        def scarce(*inputs, **options):
            sizes.append(options["generation_config"].prefill_chunk_size)
            if not freed:
                raise torch.OutOfMemoryError("CUDA out of memory.")
            return original(*inputs, **options)

        monkeypatch.setattr(checkpoint.model, "generate", scarce)
        request = PipelineRequest(task="text-generation", inputs=("the soup",), options={"max_new_tokens": 2})
        lock, cancelled = DeviceLock(), threading.Event()
        output = run_pipeline(
            request, checkpoint, lock=lock, cancelled=cancelled, load_seconds=0, free=lambda: freed.append(1)
        )
    assert freed == [1]
    assert len(sizes) == 2
    assert "ran out of memory" in output.notes[0]


def test_out_of_memory_again_is_a_sentence(tiny_classifier, pipeline, forward):
    sizes: list[int] = []

    def fail(_, **inputs):
        sizes.append(len(inputs["input_ids"]))
        raise torch.OutOfMemoryError("CUDA out of memory.")

    forward(fail)
    lock = DeviceLock()
    with pytest.raises(
        OutOfMemory, match=r"ran out of memory on cpu with 4 inputs of up to \d+ tokens.*fewer or shorter"
    ):
        pipeline("text-classification", tiny_classifier, TEXTS[:7], lock=lock)
    assert sizes == [7, 4]
    assert not lock._held
    with pytest.raises(OutOfMemory, match=r"with one input of \d+ tokens"):
        pipeline("text-classification", tiny_classifier, TEXTS[:1])


def test_other_errors_are_not_taken_for_a_lack_of_memory(tiny_classifier, pipeline, forward):
    def fail(_, **__):
        raise RuntimeError("shapes cannot be multiplied")

    forward(fail)
    with pytest.raises(RuntimeError, match="cannot be multiplied"):
        pipeline("text-classification", tiny_classifier, TEXTS[:2])


def test_two_threads_cut_and_do_not_cut_at_the_same_time(tiny_classifier, pipeline):
    from concurrent.futures import ThreadPoolExecutor

    long = "the soup " * 50
    expected = pipeline("text-classification", tiny_classifier, long, truncation=True).outputs[0]

    def ask(number):
        if number % 2:
            return pipeline("text-classification", tiny_classifier, long, truncation=True).outputs[0]
        return pipeline("text-classification", tiny_classifier, "the soup", steps=True).steps[0].tokens

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(40)))
    assert {len(tokens) for tokens in answers[::2]} == {4}
    assert all(answer.labels[0].score == pytest.approx(expected.labels[0].score) for answer in answers[1::2])
