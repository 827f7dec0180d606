"""What every backend must do, whatever it is built on."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from lightboard.inference import Backend
from lightboard.inference.errors import (
    InvalidOption,
    OutOfMemory,
    UnknownModel,
)
from lightboard.inference.messages import (
    BackendInfo,
    CachedModel,
    Capabilities,
    Decoding,
    GenerateRequest,
    LoadProgress,
    PipelineRequest,
)


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
