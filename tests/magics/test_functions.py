"""`lightboard.pipeline` and `lightboard.generate`."""

from __future__ import annotations

import inspect
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import lightboard
from lightboard.inference.errors import InvalidInput, InvalidOption, UnknownTask
from lightboard.inference.messages import ChatMessage, Decoding, GenerationFinished, ModelChoice
from lightboard.magics.functions import DecodingOptions


def test_the_decoding_options_are_the_fields_of_decoding():
    assert set(DecodingOptions.__annotations__) == set(Decoding.__struct_fields__)


@pytest.mark.parametrize("function", [lightboard.pipeline, lightboard.generate])
def test_options_are_keyword_only(function):
    kinds = [one.kind for one in inspect.signature(function).parameters.values()]
    assert set(kinds) <= {
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        inspect.Parameter.KEYWORD_ONLY,
        inspect.Parameter.VAR_KEYWORD,
    }
    assert kinds.count(inspect.Parameter.POSITIONAL_OR_KEYWORD) == {"pipeline": 2, "generate": 1}[function.__name__]


def test_pipeline_passes_everything_on(backend):
    result = lightboard.pipeline(
        "sentiment-analysis",
        ["a", "b"],
        model=Path("folder"),
        revision="main",
        device="cpu",
        dtype="float32",
        allow_pickle=True,
        steps=True,
        top_k=2,
    )
    (request,) = backend.requests
    assert (request.task, request.inputs, request.options, request.steps) == (
        "sentiment-analysis",
        ("a", "b"),
        {"top_k": 2},
        True,
    )
    assert request.model == ModelChoice(
        name="folder", revision="main", device="cpu", dtype="float32", allow_pickle=True
    )
    assert result.outputs == [[{"label": "POSITIVE", "score": 0.75}]] * 2


def test_one_text_gives_a_list_with_one_entry(backend):
    assert lightboard.pipeline("sentiment-analysis", "a").outputs == [{"label": "POSITIVE", "score": 0.75}]


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ([], "empty"),
        (3, "not int"),
        ({"a": 1}, "not dict"),
        (["a", 3], "Input 2 must be a text, not int"),
        (None, "NoneType"),
    ],
)
def test_inputs_that_are_no_texts(backend, inputs, message):
    with pytest.raises(InvalidInput, match=message):
        lightboard.pipeline("sentiment-analysis", inputs)
    assert backend.requests == []


def test_columns_and_arrays_of_texts_are_inputs(backend):
    for texts in (pd.Series(["a", "b"]), np.array(["a", "b"])):
        lightboard.pipeline("text-classification", texts)
        assert backend.requests[-1].inputs == ("a", "b")
    with pytest.raises(InvalidInput, match="Input 2 must be a text, not float"):
        lightboard.pipeline("text-classification", pd.Series(["a", float("nan")]))


def test_unknown_task_comes_from_the_backend(backend):
    with pytest.raises(UnknownTask, match="Did you mean 'sentiment-analysis'"):
        lightboard.pipeline("sentiment-analisys", "a")
    assert backend.loads == []


def test_a_backend_can_be_named_or_passed(backend):
    lightboard.generate("x", backend="local")
    lightboard.generate("x", backend=backend)
    assert len(backend.requests) == 2
    with pytest.raises(InvalidOption, match="Did you mean 'local'"):
        lightboard.generate("x", backend="lokal")


def test_generate_passes_everything_on(backend, words):
    result = lightboard.generate("Once", max_new_tokens=5, temperature=0.5, stop="\n", seed=1, top_logprobs=0)
    (request,) = backend.requests
    assert request.prompt == "Once"
    assert request.decoding == Decoding(max_new_tokens=5, temperature=0.5, stop=("\n",), seed=1)
    assert request.top_logprobs == 0
    assert result.text == words.all


def test_a_conversation(backend):
    user = ChatMessage(role="user", content="Hello")
    system = ChatMessage(role="system", content="Be brief.")
    lightboard.generate("Hello", chat=True)
    lightboard.generate("Hello", chat=True, system="Be brief.")
    lightboard.generate([user])
    lightboard.generate([{"role": "user", "content": "Hello"}], system="Be brief.")
    assert [one.prompt for one in backend.requests] == [(user,), (system, user), (user,), (system, user)]


@pytest.mark.parametrize(
    ("prompt", "message"),
    [
        ([], "conversation is empty"),
        (3, "role and content"),
        ([{"role": "teacher", "content": ""}], "'teacher'"),
        (["a"], "role"),
    ],
)
def test_prompts_that_are_neither_text_nor_conversation(backend, prompt, message):
    with pytest.raises(InvalidInput, match=message):
        lightboard.generate(prompt)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"temprature": 1}, "no option 'temprature'. Did you mean 'temperature'"),
        ({"system": "Be brief."}, "Add chat"),
        ({"stop": 3}, "stop must be a list of texts"),
        ({"stop": ""}, "not empty"),
        ({"temperature": 0}, "for greedy"),
        ({"top_logprobs": -1}, "top_logprobs"),
        ({"min_new_tokens": 60}, "above max_new_tokens"),
    ],
)
def test_options_that_cannot_be_used(backend, options, message):
    with pytest.raises(InvalidOption, match=message):
        lightboard.generate("x", **options)
    assert backend.requests == []


def test_an_interrupt_leaves_the_partial_result_to_the_listener(backend):
    backend.interrupts = [2]
    events = []
    with pytest.raises(KeyboardInterrupt):
        lightboard.generate("x", on_event=events.append)
    assert isinstance(events[-1], GenerationFinished)
