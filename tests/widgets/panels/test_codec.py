"""What travels to the browser as bytes comes back as it was."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightboard.inference.messages import Array
from lightboard.widgets.panels.codec import (
    DTYPES,
    array_state,
    bytes_state,
    integers_state,
    pack,
    state_bytes,
    texts_state,
)


def decoded(state):
    return np.frombuffer(state["data"], dtype=state["dtype"]).reshape(state["shape"])


def runs(state):
    ends = decoded(state["offsets"])
    return [state["blob"][a:b] for a, b in itertools.pairwise(ends)]


@pytest.mark.parametrize("dtype", sorted(DTYPES))
def test_arrays(dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    assert (decoded(array_state(array)) == array).all()
    assert array_state(array) == array_state(Array.from_numpy(array))


def test_what_javascript_has_no_array_for_is_refused():
    with pytest.raises(ValueError, match="no arrays of int64"):
        array_state(np.arange(3))


@given(st.lists(st.text()))
def test_texts(texts):
    assert [run.decode() for run in runs(texts_state(texts))] == [t.encode("utf-8", "replace").decode() for t in texts]


@given(st.lists(st.binary(max_size=9)))
def test_runs_of_bytes(values):
    assert runs(bytes_state(values)) == values


@pytest.mark.parametrize(("largest", "dtype"), [(0, "uint8"), (255, "uint8"), (256, "uint16"), (65536, "uint32")])
def test_integers_take_as_little_room_as_they_can(largest, dtype):
    state = integers_state([0, largest])
    assert state["dtype"] == dtype
    assert decoded(state).tolist() == [0, largest]


def test_packing_takes_the_bytes_out():
    value = {"a": [b"xy", {"b": b"z"}], "c": 1}
    plain, buffers = pack(value)
    assert json.loads(json.dumps(plain)) == {"a": [{"buffer": 0}, {"b": {"buffer": 1}}], "c": 1}
    assert buffers == [b"xy", b"z"]
    assert state_bytes(value) == len(json.dumps(plain, separators=(",", ":"))) + 3
