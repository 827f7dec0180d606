"""The figure of a trace's overview, and the candidates of its predictions."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lightboard.inference.connect import connect
from lightboard.inference.errors import InvalidInput
from lightboard.inference.messages import LogitSelection, ModelChoice, TraceRequest
from lightboard.widgets.trace_figure import overview_figure

TEXT = "Tom saw a cat. Tom saw"


@pytest.fixture(scope="module")
def trace():
    lens = LogitSelection(positions=(-2, -1), top=3)
    request = TraceRequest(text=TEXT, model=ModelChoice(name="starter/gpt"), overview=("self",), lens=lens)
    return connect().trace(request)


def test_every_head_has_its_thumbnail(trace):
    figure = overview_figure(trace)
    assert len(figure.data) == 5 * 4
    first = np.array(figure.data[0].z)
    np.testing.assert_allclose(first.sum(-1), 1, atol=0.1)
    assert not np.triu(first, 1).any()


def test_candidates_are_sorted_probabilities(trace):
    found = trace.candidates(trace.lens)
    assert found == trace.candidates(trace.lens, place=1, layer=5)
    assert [text for text, _ in found] == [trace.texts[int(id_)] for id_ in trace.lens.top_ids.numpy()[5, 1]]
    assert found[0][1] == pytest.approx(math.exp(trace.lens.top_logprobs.numpy()[5, 1, 0]))
    with pytest.raises(InvalidInput, match="no such predictions"):
        trace.candidates(trace.before)
