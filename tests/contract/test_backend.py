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
    RequestCancelled,
    UnknownModel,
    UnknownTask,
)
from lightboard.inference.messages import (
    AttentionSelection,
    BackendInfo,
    BeamsRequest,
    BeamTree,
    BiasRequest,
    BiasScores,
    CachedModel,
    Capabilities,
    ChatMessage,
    Decoding,
    Distribution,
    DistributionRequest,
    GenerateRequest,
    GenerationFinished,
    GenerationResult,
    GenerationStarted,
    HeadChoice,
    KVCache,
    KVCacheRequest,
    LoadProgress,
    LogitSelection,
    ModelChoice,
    PipelineOutput,
    PipelineRequest,
    Tokenization,
    TokenizeRequest,
    TokensGenerated,
    Trace,
    TraceRequest,
    align_tokens,
)


@pytest.fixture(scope="module")
def gpt(tiny_gpt):
    return ModelChoice(name=str(tiny_gpt), device="cpu")


@pytest.fixture(scope="module")
def classifier(tiny_classifier):
    return ModelChoice(name=str(tiny_classifier), device="cpu")


@pytest.fixture(scope="module")
def bert(tiny_bert):
    return ModelChoice(name=str(tiny_bert), device="cpu")


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


def test_tokenize_shows_groups_stages_and_a_replay(backend, gpt):
    text = "The teacher 👩\u200d👧"
    found = backend.tokenize(TokenizeRequest(text=text, model=gpt, stages=True, replay=1))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Tokenization) == found
    assert "".join(group.text for group in found.groups) == found.decoded == text
    assert found.groups[-1].text == "👩\u200d👧"
    assert [stage.name for stage in found.stages][:2] == ["ByteLevel", "BPE"]
    assert list(found.replay.pieces) == [token.piece for token in found.tokens if token.pretoken == 1]
    again = backend.tokenize(TokenizeRequest(ids=tuple(token.id for token in found.tokens), model=gpt))
    assert again.text == text


def test_tokenizations_of_two_models_can_be_aligned(backend, gpt, classifier):
    requests = (
        TokenizeRequest(text="The soup", model=gpt),
        TokenizeRequest(text="The soup", model=classifier, task="text-classification"),
    )
    alignment = align_tokens([backend.tokenize(request) for request in requests])
    assert "".join(column.text for column in alignment.columns) == "The soup"
    assert len(alignment.models) == 2


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


BIAS = ("The {teacher|model} likes the [MASK].", "{He|She} reads every [MASK]")


@pytest.mark.parametrize("kind", ["masked", "causal"])
def test_bias_scores_groups_and_survives_the_wire(backend, bert, gpt, kind):
    model = bert if kind == "masked" else gpt
    scores = backend.bias(BiasRequest(templates=BIAS, candidates=("soup", "zebra"), model=model))
    assert scores.mode == kind
    assert scores.model.name == model.name
    assert len(scores.scores) == 2 * 2 * 2
    assert scores.provenance.line
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(scores), type=BiasScores) == scores


def test_bias_swapped_groups_give_exactly_the_opposite(backend, bert):
    swapped = tuple(text.replace("teacher|model", "model|teacher").replace("He|She", "She|He") for text in BIAS)
    there, back = (
        backend.bias(BiasRequest(templates=templates, candidates=("soup", "zebra"), model=bert))
        for templates in (BIAS, swapped)
    )
    assert [summary.mean for summary in there.summaries] == [-summary.mean for summary in back.summaries]


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


def test_the_tree_of_a_beam_search_ends_in_what_generate_returns(backend, gpt):
    decoding = Decoding(num_beams=3, num_return_sequences=3, max_new_tokens=8)
    tree = backend.beams(BeamsRequest(prompt="We like", model=gpt, decoding=decoding))
    result = list(backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=decoding)))[-1].result
    assert [(ranked.text, ranked.score) for ranked in tree.ranking] == [(s.text, s.score) for s in result.sequences]
    ids = [tuple(token.id for token in sequence.tokens) for sequence in result.sequences]
    assert [tree.path(ranked.node) for ranked in tree.ranking] == ids
    back = msgspec.msgpack.decode(msgspec.msgpack.encode(tree), type=BeamTree)
    assert (back.nodes(), back.ranking) == (tree.nodes(), tree.ranking)
    forced = tree.path(next(n for n, node in enumerate(tree.nodes()) if node.state == "pruned"))
    below = backend.beams(BeamsRequest(prompt="We like", model=gpt, decoding=decoding, forced=forced))
    assert {below.path(ranked.node)[: len(forced)] for ranked in below.ranking} == {forced}


def test_the_key_value_cache_is_that_of_a_generation(backend, gpt):
    measured = backend.kv_cache(KVCacheRequest(prompt="We like", model=gpt, max_new_tokens=5))
    fixed = Decoding(max_new_tokens=5, min_new_tokens=5)
    result = list(backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=fixed)))[-1].result
    assert measured.total_bytes == result.metrics.kv_cache_bytes
    assert measured.ids[:4] == tuple(token.id for token in result.sequences[0].tokens)[:4]
    assert measured.comparison.difference <= 1e-4
    back = msgspec.msgpack.decode(msgspec.msgpack.encode(measured), type=KVCache)
    assert back.layers == measured.layers


@pytest.mark.parametrize("verb", ["beams", "kv_cache"])
def test_a_search_and_a_measurement_can_be_cancelled(backend, gpt, verb):
    long = Decoding(num_beams=30, max_new_tokens=50, min_new_tokens=50)
    request = {
        "beams": BeamsRequest(prompt="We like", model=gpt, decoding=long),
        "kv_cache": KVCacheRequest(prompt="We like", model=gpt, max_new_tokens=50, runs=50),
    }[verb]
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(getattr(backend, verb), request)
        while not backend.cancel(request.id):
            assert not answer.done()
            time.sleep(0.01)
        with pytest.raises(RequestCancelled, match="cancelled before it had a result"):
            answer.result(60)


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


def test_a_distribution_survives_the_wire_and_chooses_what_generate_writes(backend, gpt):
    decoding = Decoding(temperature=0.9, top_p=0.9, repetition_penalty=1.2, seed=4, max_new_tokens=3)
    result = list(backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=decoding)))[-1].result
    ids = [token.id for token in result.sequences[0].tokens]
    for step, token in enumerate(ids):
        request = DistributionRequest(prompt="We like", generated=tuple(ids[:step]), model=gpt, decoding=decoding)
        distribution = backend.distribution(request)
        assert distribution.choice.id == token
        assert [stage.name for stage in distribution.stages] == ["raw", *result.processors[:-1]]
        for stage in distribution.stages:
            assert sum(item.probability for item in stage.tokens) + stage.rest == pytest.approx(1, abs=1e-6)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(distribution), type=Distribution) == distribution
    assert backend.capabilities().distribution


@pytest.mark.parametrize("order", ["vllm", "llama.cpp"])
def test_a_distribution_follows_other_engines_and_gives_the_raw_logits_when_asked(backend, gpt, order):
    request = DistributionRequest(
        prompt="We like",
        model=gpt,
        decoding=Decoding(temperature=0.5, top_k=5, min_p=0.1),
        order=order,
        full=True,
        u=0.5,
    )
    distribution = backend.distribution(request)
    names = [stage.name for stage in distribution.stages]
    assert names.index("temperature 0.50") == {"vllm": 1, "llama.cpp": 3}[order]
    assert distribution.logits.shape == (distribution.stages[0].kept,)
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(distribution), type=Distribution)
    assert again.logits.data == distribution.logits.data
    assert (again.choice, again.stages) == (distribution.choice, distribution.stages)


def test_a_conversation_has_a_distribution(backend, gpt):
    conversation = (ChatMessage(role="user", content="Hello"),)
    distribution = backend.distribution(DistributionRequest(prompt=conversation, model=gpt))
    assert distribution.prompt == "<|user|>Hello<|end|><|assistant|>"


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
    "bias template without a slot": (
        lambda b, gpt, _cls: b.bias(BiasRequest(templates=("We like [MASK]",), model=gpt)),
        InvalidInput,
        "has no slot",
    ),
    "bias reference that is no group": (
        lambda b, gpt, _cls: b.bias(BiasRequest(templates=BIAS, model=gpt, reference=3)),
        InvalidOption,
        "reference is 3",
    ),
    "model for another task": (
        lambda b, gpt, _cls: b.pipeline(PipelineRequest(task="fill-mask", inputs=("a [MASK]",), model=gpt)),
        ModelLoadError,
        "no model for fill-mask",
    ),
    "decoder for a summary": (
        lambda b, gpt, _cls: b.pipeline(PipelineRequest(task="summarization", inputs=("x",), model=gpt)),
        ModelLoadError,
        "such as starter/t5",
    ),
    "translation without languages": (
        lambda b, _gpt, _cls: b.pipeline(PipelineRequest(task="translation", inputs=("x",))),
        InvalidOption,
        "translation_fr_to_en",
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
    "half a surrogate pair": (
        lambda b, gpt, _cls: b.tokenize(TokenizeRequest(text="a\ud83d", model=gpt)),
        InvalidInput,
        "half a surrogate pair",
    ),
    "no such pre-token": (
        lambda b, gpt, _cls: b.tokenize(TokenizeRequest(text="a", model=gpt, replay=7)),
        InvalidOption,
        "There is no pre-token 7",
    ),
    "no such id": (
        lambda b, gpt, _cls: b.tokenize(TokenizeRequest(ids=(10**6,), model=gpt)),
        InvalidInput,
        "has no id 1000000",
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
    "full context of beams": (
        lambda b, gpt, _cls: b.beams(BeamsRequest(prompt="soup " * 200, model=gpt)),
        ContextOverflow,
        "Shorten",
    ),
    "forced token that does not exist": (
        lambda b, gpt, _cls: b.beams(BeamsRequest(prompt="We like", model=gpt, forced=(99_999,))),
        InvalidOption,
        "Use ids below",
    ),
    "no cache to measure": (
        lambda b, _gpt, cls: b.kv_cache(KVCacheRequest(prompt="We like", model=cls)),
        ModelLoadError,
        "no model for text-generation",
    ),
    "distribution of a full context": (
        lambda b, gpt, _cls: b.distribution(DistributionRequest(prompt="soup " * 200, model=gpt)),
        ContextOverflow,
        "Shorten",
    ),
    "distribution behind an unknown id": (
        lambda b, gpt, _cls: b.distribution(DistributionRequest(prompt="We", generated=(10**6,), model=gpt)),
        InvalidInput,
        "Take ids of this model's own tokenizer",
    ),
    "distribution of a model that writes nothing": (
        lambda b, _gpt, cls: b.distribution(DistributionRequest(prompt="We", model=cls)),
        ModelLoadError,
        "no model for text-generation",
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
