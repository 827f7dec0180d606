"""What every backend must do, whatever it is built on."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from lightboard.inference import Backend
from lightboard.inference.errors import (
    ContextOverflow,
    InvalidInput,
    InvalidOption,
    ModelLoadError,
    OutOfMemory,
    UnknownModel,
    UnknownTask,
)
from lightboard.inference.messages import (
    AttentionSelection,
    BackendInfo,
    CachedModel,
    Capabilities,
    ChatMessage,
    Decoding,
    GenerateRequest,
    GenerationFinished,
    GenerationResult,
    GenerationStarted,
    HeadChoice,
    LoadProgress,
    LogitSelection,
    ModelChoice,
    PipelineOutput,
    PipelineRequest,
    TokenizeRequest,
    TokensGenerated,
    Trace,
    TraceRequest,
)


@pytest.fixture(scope="module")
def gpt(tiny_gpt):
    return ModelChoice(name=str(tiny_gpt), device="cpu")


@pytest.fixture(scope="module")
def classifier(tiny_classifier):
    return ModelChoice(name=str(tiny_classifier), device="cpu")


def long_request(gpt, **more):
    return GenerateRequest(prompt="We like", model=gpt, decoding=Decoding(max_new_tokens=50, min_new_tokens=50), **more)


def test_it_is_a_backend(backend):
    assert isinstance(backend, Backend)


def test_info_and_capabilities_survive_the_wire(backend):
    for message, kind in ((backend.info(), BackendInfo), (backend.capabilities(), Capabilities)):
        assert isinstance(message, kind)
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(message), type=kind) == message
    assert "text-classification" in backend.capabilities().tasks


def test_loading_tells_how_far_it_is_and_can_be_undone(backend, gpt):
    progress = list(backend.load(gpt, task="text-generation"))
    assert all(isinstance(event, LoadProgress) for event in progress)
    assert progress[-1].phase == "ready"
    assert progress[-1].info.architecture == "LlamaForCausalLM"
    assert all(0 <= event.done <= event.total for event in progress)
    assert gpt.name in {model.info.name for model in backend.info().models}
    assert backend.unload(gpt.name) > 0
    assert gpt.name not in {model.info.name for model in backend.info().models}


def row(backend, choice):
    return next(model for model in backend.info().models if model.info.name == choice.name)


def test_a_pinned_model_stays_until_it_is_unpinned(backend, gpt):
    list(backend.load(gpt, task="text-generation"))
    assert not row(backend, gpt).pinned
    backend.pin(gpt.name, pinned=True)
    assert row(backend, gpt).pinned
    with pytest.raises(InvalidOption, match=r"is pinned\. Unpin it first"):
        backend.unload(gpt.name)
    backend.pin(gpt.name, pinned=False)
    assert backend.unload(gpt.name) > 0
    with pytest.raises(UnknownModel, match="is not loaded"):
        backend.pin(gpt.name, pinned=True)


def test_the_budget_frees_what_nobody_needs(backend, gpt, classifier):
    list(backend.load(gpt, task="text-generation"))
    size = row(backend, gpt).info.bytes
    *_, ready = backend.load(classifier, task="text-classification")
    backend.unload(classifier.name)
    budget = msgspec.structs.replace(
        classifier, memory_budget=size + ready.info.bytes - 5_000
    )  # a few buffers are not in the file's header
    list(backend.load(budget, task="text-classification"))
    assert [model.info.name for model in backend.info().models] == [classifier.name]


def test_a_model_above_the_budget_is_refused(backend, gpt):
    if gpt.name in {model.info.name for model in backend.info().models}:
        backend.unload(gpt.name)
    with pytest.raises(
        OutOfMemory, match=r"cannot be loaded: it takes .* of memory, and the budget is 1 kB .*Choose a smaller model"
    ):
        list(backend.load(msgspec.structs.replace(gpt, memory_budget=1000), task="text-generation"))


def test_the_cache_survives_the_wire(backend):
    cached = backend.cached()
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(cached), type=tuple[CachedModel, ...]) == cached


def test_tokenize(backend, gpt):
    tokenization = backend.tokenize(TokenizeRequest(text="The teacher", model=gpt))
    assert "".join(tokenization.text[token.start : token.end] for token in tokenization.tokens) == "The teacher"


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


def test_generate_ends_with_exactly_one_terminal_event(backend, gpt):
    events = list(backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=Decoding(max_new_tokens=8))))
    assert [isinstance(event, GenerationFinished) for event in events] == [False] * (len(events) - 1) + [True]
    begun = next(event for event in events if isinstance(event, GenerationStarted))
    assert begun.model.name == gpt.name
    result = events[-1].result
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(result), type=GenerationResult) == result
    streamed = [event.tokens[0].id for event in events if isinstance(event, TokensGenerated)]
    assert streamed == [token.id for token in result.sequences[0].tokens]


def test_same_seed_same_text(backend, gpt):
    request = {"prompt": "We like", "model": gpt, "decoding": Decoding(temperature=1.2, seed=5, max_new_tokens=10)}
    texts = [list(backend.generate(GenerateRequest(**request)))[-1].result.sequences[0].text for _ in range(2)]
    assert texts[0] == texts[1]


def test_chat(backend, gpt):
    conversation = (ChatMessage(role="user", content="Hello"),)
    result = list(backend.generate(GenerateRequest(prompt=conversation, model=gpt)))[-1].result
    assert result.prompt == "<|user|>Hello<|end|><|assistant|>"


def test_cancel_then_drain_gives_one_terminal_event(backend, gpt):
    request = long_request(gpt)
    stream = backend.generate(request)
    seen = [next(stream) for _ in range(6)]
    assert backend.cancel(request.id)
    rest = list(stream)
    terminal = [event for event in [*seen, *rest] if isinstance(event, GenerationFinished)]
    assert len(terminal) == 1
    assert terminal[0] is rest[-1]
    assert terminal[0].result.sequences[0].finish_reason == "cancelled"
    assert 1 <= len(terminal[0].result.sequences[0].tokens) < 50
    assert not backend.cancel(request.id)
    assert not backend.cancel("never seen")


def test_closing_cancels_and_yields_nothing_more(backend, gpt):
    request = long_request(gpt)
    stream = backend.generate(request)
    next(stream)
    stream.close()
    assert list(stream) == []
    deadline = time.monotonic() + 10
    while backend.cancel(request.id):  # it ends within a step, and is then unknown
        assert time.monotonic() < deadline
        time.sleep(0.01)


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


def test_a_trace_of_generated_text_gives_its_log_probabilities_again(backend, gpt):
    request = GenerateRequest(prompt="We like", model=gpt, decoding=Decoding(max_new_tokens=8, min_new_tokens=8))
    result = list(backend.generate(request))[-1].result
    tokens = result.sequences[0].tokens
    trace = backend.trace(
        TraceRequest(
            ids=(*result.prompt_ids, *(token.id for token in tokens)),
            model=gpt,
            recorded=tuple(token.logprob for token in tokens),
            logits=LogitSelection(positions=(len(result.prompt_ids) - 1,)),
        )
    )
    assert trace.gap < 1e-4
    assert not trace.recomputed
    assert trace.logits.top_ids.numpy()[0, 0] == tokens[0].id


def test_a_trace_returns_what_it_selects(backend, gpt):
    request = TraceRequest(
        text="We like the soup",
        model=gpt,
        attention=(AttentionSelection(layers=(1,), heads=(0, 3), rows=(-1,)),),
        overview=("self",),
        lens=LogitSelection(positions=(-1,), top=3),
        knockout=(HeadChoice(layer=0, head=1),),
    )
    trace = backend.trace(request)
    assert trace.attention[0].numpy().shape == (1, 2, 1, len(trace.tokens))
    assert trace.attention[0].numpy().sum(-1) == pytest.approx(1, abs=1e-5)
    assert trace.overview[0].thumbnails.shape[:2] == (2, 4)
    assert trace.lens.top_ids.shape == (3, 1, 3)
    assert trace.before.positions == trace.logits.positions == (len(trace.tokens) - 1,)
    data = msgspec.msgpack.encode(trace)
    assert msgspec.msgpack.encode(msgspec.msgpack.decode(data, type=Trace)) == data


def test_a_trace_beside_a_generation_changes_nothing(backend, gpt):
    generation = long_request(gpt)
    alone = list(backend.generate(generation))[-1].result.sequences[0].tokens
    knocked = TraceRequest(text="We like", model=gpt, overview=("self",), knockout=(HeadChoice(layer=0, head=0),))
    with ThreadPoolExecutor(1) as pool:
        traces = pool.submit(lambda: [backend.trace(knocked) for _ in range(5)])
        together = list(backend.generate(long_request(gpt)))[-1].result.sequences[0].tokens
        assert len({trace.logits.top_logprobs.data for trace in traces.result(60)}) == 1
    assert together == alone


def test_two_threads_get_what_each_would_get_alone(backend, gpt, classifier):
    texts = ["We like the warm soup.", "Why does attention look back?", "Le chat dort"]

    def generate(prompt):
        request = GenerateRequest(prompt=prompt, model=gpt, decoding=Decoding(max_new_tokens=30))
        return list(backend.generate(request))[-1].result.sequences[0].text

    def classify(text):
        output = backend.pipeline(PipelineRequest(task="text-classification", inputs=(text,), model=classifier))
        return output.outputs[0].labels[0].label, round(output.outputs[0].labels[0].score, 6)

    alone = [(generate(text), classify(text)) for text in texts]
    with ThreadPoolExecutor(6) as pool:
        generated = [pool.submit(generate, text) for text in texts]
        classified = [pool.submit(classify, text) for text in texts]
        together = [(g.result(60), c.result(60)) for g, c in zip(generated, classified, strict=True)]
    assert together == alone


BAD_REQUESTS = {
    "unknown task": (
        lambda b, _gpt, _cls: b.pipeline(PipelineRequest(task="fill-msak", inputs=("x",))),
        UnknownTask,
        "fill-mask",
    ),
    "no input": (
        lambda b, _gpt, cls: b.pipeline(PipelineRequest(task="text-classification", inputs=(), model=cls)),
        InvalidInput,
        "input",
    ),
    "empty text": (
        lambda b, _gpt, cls: b.pipeline(PipelineRequest(task="text-classification", inputs=(" ",), model=cls)),
        InvalidInput,
        "empty",
    ),
    "unknown option": (
        lambda b, _gpt, cls: b.pipeline(
            PipelineRequest(task="text-classification", inputs=("x",), model=cls, options={"topk": 2})
        ),
        InvalidOption,
        "top_k",
    ),
    "model for another task": (
        lambda b, gpt, _cls: b.pipeline(PipelineRequest(task="fill-mask", inputs=("a [MASK]",), model=gpt)),
        ModelLoadError,
        "no model for fill-mask",
    ),
    "unknown model": (
        lambda b, _gpt, _cls: list(b.load(ModelChoice(name="starter/gtp"), task="text-generation")),
        UnknownModel,
        "starter/gpt",
    ),
    "no trained head": (
        lambda b, gpt, _cls: list(b.load(gpt, task="text-classification")),
        ModelLoadError,
        "no trained weights",
    ),
    "head out of range": (
        lambda b, gpt, _cls: b.trace(
            TraceRequest(text="We like", model=gpt, attention=(AttentionSelection(heads=(4,)),))
        ),
        InvalidOption,
        "there are 4 heads, 0 to 3",
    ),
    "too large a trace": (
        lambda b, gpt, _cls: b.trace(
            TraceRequest(text="We like", model=gpt, attention=(AttentionSelection(),), budget=10)
        ),
        InvalidOption,
        "its budget is 10 bytes",
    ),
    "too long for a trace": (
        lambda b, gpt, _cls: b.trace(TraceRequest(text="soup " * 200, model=gpt)),
        ContextOverflow,
        "Shorten",
    ),
    "full context": (
        lambda b, gpt, _cls: list(b.generate(GenerateRequest(prompt="soup " * 200, model=gpt))),
        ContextOverflow,
        "Shorten",
    ),
}


@pytest.mark.parametrize("case", BAD_REQUESTS)
def test_bad_requests_are_sentences_and_lose_nothing(backend, gpt, classifier, case):
    make, error, words = BAD_REQUESTS[case]
    with pytest.raises(error, match=words) as caught:
        make(backend, gpt, classifier)
    assert "\n" not in str(caught.value)
    events = list(backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=Decoding(max_new_tokens=2))))
    assert isinstance(events[-1], GenerationFinished)
