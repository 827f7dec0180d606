"""Requests that every backend must refuse in one sentence, and go on working."""

import pytest

from lightboard.inference.errors import (
    ContextOverflow,
    InvalidInput,
    InvalidOption,
    ModelLoadError,
    UnknownModel,
    UnknownTask,
)
from lightboard.inference.messages import (
    AttentionSelection,
    BeamsRequest,
    BiasRequest,
    Decoding,
    DistributionRequest,
    GenerateRequest,
    GenerationFinished,
    KVCacheRequest,
    ModelChoice,
    PipelineRequest,
    TokenizeRequest,
    TraceRequest,
)

BIAS = ("The {teacher|model} likes the [MASK].",)
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
