"""What `pipeline` of every backend must do."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from lightboard.inference.errors import (
    RequestCancelled,
)
from lightboard.inference.messages import (
    Decoding,
    GenerateRequest,
    ModelChoice,
    PipelineOutput,
    PipelineRequest,
    TokensGenerated,
)


def test_pipeline_has_one_entry_per_input_in_order(backend, classifier):
    texts = ("We like the warm soup.", "Why?", "A small model reads every word and guesses the next one.")
    output = backend.pipeline(PipelineRequest(task="text-classification", inputs=texts, model=classifier))
    assert output.inputs == texts
    assert len(output.outputs) == 3
    for text, entry in zip(texts, output.outputs, strict=True):
        alone = backend.pipeline(PipelineRequest(task="sentiment-analysis", inputs=(text,), model=classifier))
        assert alone.outputs[0].labels[0].label == entry.labels[0].label
        assert alone.outputs[0].labels[0].score == pytest.approx(entry.labels[0].score, abs=1e-6)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(output), type=PipelineOutput) == output


def test_a_text_is_written_from_a_text(backend, tiny_t5_tasks):
    model = ModelChoice(name=str(tiny_t5_tasks), device="cpu")
    for task, key in (("summarization", "summary_text"), ("translation_en_to_fr", "translation_text")):
        output = backend.pipeline(PipelineRequest(task=task, inputs=("We like it.", "Why?"), model=model, steps=True))
        assert [list(one.entry()) for one in output.outputs] == [[key], [key]]
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(output), type=PipelineOutput) == output


def test_a_pipeline_that_is_cancelled_has_no_result(backend, tiny_t5_tasks):
    model = ModelChoice(name=str(tiny_t5_tasks), device="cpu")
    list(backend.load(model, task="summarization"))
    options = {"max_new_tokens": 60, "min_new_tokens": 60}
    request = PipelineRequest(task="summarization", inputs=("We like it.",) * 200, model=model, options=options)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(backend.pipeline, request)
        deadline = time.monotonic() + 10
        while not backend.cancel(request.id):
            assert time.monotonic() < deadline
        began = time.monotonic()
        with pytest.raises(RequestCancelled, match="cancelled before it had a result"):
            answer.result(60)
    assert time.monotonic() - began < 10  # the whole takes minutes


def test_a_pipeline_waits_for_at_most_one_step_of_a_generation(backend, gpt, classifier):
    """Somebody's long generation runs; whoever else asks gets an answer before it has ended where it runs."""
    list(backend.load(gpt, task="text-generation"))
    list(backend.load(classifier, task="text-classification"))
    several = Decoding(max_new_tokens=50, min_new_tokens=50, temperature=1.0, seed=0, num_return_sequences=32)
    asked = threading.Event()

    def ask():
        asked.wait(10)
        backend.pipeline(PipelineRequest(task="text-classification", inputs=("We like it",), model=classifier))
        return time.perf_counter()

    with ThreadPoolExecutor(1) as pool:
        answered = pool.submit(ask)
        began = time.perf_counter()
        for event in backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=several, top_logprobs=50)):
            if isinstance(event, TokensGenerated):
                asked.set()
        assert answered.result(30) < began + event.result.metrics.e2e
