import math

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sample_results import answers, entities, features, ranked

from lightboard.inference import messages
from lightboard.inference.errors import InvalidOption, near_names
from lightboard.inference.messages import (
    Array,
    ChatMessage,
    Decoding,
    GenerateRequest,
    ModelChoice,
    PipelineOutput,
    PipelineRequest,
)

DTYPES = ["bool", "uint8", "uint16", "uint32", "int32", "int64", "float16", "float32", "float64"]


@given(hnp.arrays(st.sampled_from(DTYPES), hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)))
def test_arrays_survive_the_wire(array):
    wire = msgspec.msgpack.encode(Array.from_numpy(array))
    back = msgspec.msgpack.decode(wire, type=Array).numpy()
    assert back.dtype == array.dtype
    assert back.shape == array.shape
    assert back.tobytes() == np.ascontiguousarray(array).tobytes()


def test_array_checks_what_it_is_given():
    with pytest.raises(ValueError, match="needs 8 bytes, not 7"):
        Array(dtype="float32", shape=(2,), data=b"1234567")
    with pytest.raises(ValueError, match="exceeds the limit"):
        Array(dtype="uint8", shape=(messages.MAX_ARRAY_BYTES + 1,), data=b"")
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"dtype": "object", "shape": [1], "data": b""}, Array)
    with pytest.raises(ValueError, match="read-only"):
        Array(dtype="uint8", shape=(1,), data=b"1").numpy()[0] = 2


@pytest.mark.parametrize(
    "request_",
    [
        PipelineRequest(
            task="fill-mask", inputs=("a [MASK]",), options={"top_k": 2, "targets": ["a", "b"]}, steps=True
        ),
        GenerateRequest(
            prompt="Hi", decoding=Decoding(temperature=0.5, stop=("\n",)), model=ModelChoice(name="starter/gpt")
        ),
        GenerateRequest(
            prompt=(ChatMessage(role="user", content="Hi"),), decoding=Decoding(num_beams=2, early_stopping="never")
        ),
    ],
)
def test_requests_survive_the_wire(request_):
    wire = msgspec.msgpack.encode(request_)
    assert msgspec.msgpack.decode(wire, type=type(request_)) == request_


@pytest.mark.parametrize(
    "output",
    [
        entities(),
        entities(grouped=False),
        answers(top_k=2),
        ranked(),
        features([1.0, 2.0], [3.0, 4.0], pieces=("a", "b")),
    ],
    ids=lambda output: output.task,
)
def test_outputs_survive_the_wire(output):
    back = msgspec.msgpack.decode(msgspec.msgpack.encode(output), type=PipelineOutput)
    (ours,), (theirs,) = ([one.entry() for one in either.outputs] for either in (output, back))
    if isinstance(ours, np.ndarray):
        np.testing.assert_array_equal(ours, theirs)
    else:
        assert back == output
        assert ours == theirs


def test_unknown_fields_and_roles_are_refused():
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert({"prompt": "Hi", "tempreature": 1}, GenerateRequest)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"role": "robot", "content": ""}, ChatMessage)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"temperature": 0}, "temperature must be above 0, not 0. Leave temperature (-t) out for greedy decoding."),
        ({"temperature": -1.0}, "temperature must be above 0, not -1."),
        ({"temperature": "warm"}, "temperature must be a number, not 'warm'."),
        ({"temperature": math.nan}, "temperature must be a number, not nan."),
        ({"temperature": 10**400}, "temperature must be a number, not 1000"),
        ({"temperature": 1e-9}, "temperature must be 1e-05 or more, not 1e-09."),
        ({"num_beams": 2, "length_penalty": 11}, "length_penalty must be between -10 and 10, not 11."),
        ({"num_beams": 2, "early_stopping": 1}, "early_stopping must be true, false or never"),
        ({"kv_cache": "no"}, "kv_cache must be true or false, not 'no'."),
        ({"top_p": 1.5}, "top_p must be above 0 and at most 1, not 1.5."),
        ({"top_p": 0}, "top_p must be above 0"),
        ({"top_k": 0}, "top_k must be 1 or more, not 0."),
        ({"top_k": 2.5}, "top_k must be a whole number, not 2.5."),
        ({"min_p": -0.1}, "min_p must be between 0 and 1"),
        ({"seed": -1}, "seed must be between 0 and"),
        ({"seed": True}, "seed must be a whole number"),
        ({"max_new_tokens": 0}, "max_new_tokens must be 1 or more"),
        ({"min_new_tokens": 9, "max_new_tokens": 3}, "min_new_tokens (9) is above max_new_tokens (3)."),
        ({"stop": ""}, "stop must be a list of texts"),
        ({"stop": ("a", "")}, "stop must be a list of texts"),
        ({"repetition_penalty": 0}, "repetition_penalty must be above 0"),
        ({"presence_penalty": 3}, "presence_penalty must be between -2 and 2"),
        ({"no_repeat_ngram": -1}, "no_repeat_ngram must be 0 or more"),
        ({"num_beams": 0}, "num_beams must be 1 or more"),
        ({"num_beams": 2, "num_return_sequences": 3}, "num_return_sequences (3) is above num_beams (2)."),
        ({"num_beams": 2, "temperature": 0.5}, "Sampling options"),
        ({"num_beams": 2, "seed": 1}, "Sampling options"),
        ({"num_beams": 2, "early_stopping": "often"}, "early_stopping must be true, false or never"),
        ({"num_return_sequences": 2}, "Greedy decoding gives one sequence, not 2."),
        ({"length_penalty": 2}, "length_penalty and early_stopping steer beam search only."),
        ({"early_stopping": True}, "length_penalty and early_stopping steer beam search only."),
    ],
)
def test_bad_decoding_options_are_sentences(options, sentence):
    with pytest.raises(InvalidOption) as caught:
        Decoding(**options)
    assert str(caught.value).startswith(sentence)
    assert str(caught.value).endswith(".")


def test_stop_texts_may_come_as_a_list():
    assert Decoding(stop=["a", "b"]).stop == ("a", "b")


def test_top_logprobs_has_a_range():
    with pytest.raises(InvalidOption, match="between 0 and 100"):
        GenerateRequest(prompt="Hi", top_logprobs=1000)


def test_what_counts_as_sampling():
    assert not Decoding().sampled
    for options in ({"temperature": 1.0}, {"top_k": 5}, {"top_p": 0.9}, {"min_p": 0.1}, {"seed": 0}):
        assert Decoding(**options).sampled


def test_near_names():
    assert near_names("fil-mask", ["fill-mask", "ner"]) == " Did you mean 'fill-mask'?"
    assert near_names("xyz", ["fill-mask"]) == ""
