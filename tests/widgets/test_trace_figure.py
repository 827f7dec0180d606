"""The figures of a trace show its numbers under the right names."""

from __future__ import annotations

import math

import numpy as np
import pytest

from lightboard.inference.connect import connect
from lightboard.inference.errors import InvalidInput
from lightboard.inference.messages import AttentionSelection, LogitSelection, ModelChoice, TraceRequest
from lightboard.widgets.trace_figure import attention_figure, knockout_figure, lens_figure, overview_figure

TEXT = "Tom saw a cat. Tom saw"


@pytest.fixture(scope="module")
def trace():
    selections = (
        AttentionSelection(layers=(0, 1), heads=(0, -1), rows=(2, -1)),
        AttentionSelection(reduction="head-mean", layers=(1,), words=True),
        AttentionSelection(reduction="layer-max", heads=(2,)),
        AttentionSelection(reduction="rollout"),
    )
    lens = LogitSelection(positions=(-2, -1), top=3)
    request = TraceRequest(
        text=TEXT, model=ModelChoice(name="starter/gpt"), attention=selections, overview=("self",), lens=lens
    )
    return connect().trace(request)


def test_chosen_heads_and_rows(trace):
    figure, weights = attention_figure(trace), trace.attention[0].numpy()
    assert len(figure.data) == 4
    np.testing.assert_allclose(np.array(figure.data[3].z), weights[1, 1], atol=1e-3)
    titles = [note.text for note in figure.layout.annotations]
    assert titles == ["layer 0, head 0", "layer 0, head 3", "layer 1, head 0", "layer 1, head 3"]
    assert figure.layout.xaxis4.ticktext[:3] == ("&#60;s&#62;", "Tom", "·saw")
    assert figure.layout.yaxis4.ticktext == ("·saw", "·saw")


@pytest.mark.parametrize(
    ("number", "title"), [(1, "layer 1, mean of its heads"), (2, "head 2, max of its layers"), (3, "rollout")]
)
def test_reductions(trace, number, title):
    figure = attention_figure(trace, number)
    assert [note.text for note in figure.layout.annotations] == [title]
    weights = trace.attention[number].numpy()
    np.testing.assert_allclose(np.array(figure.data[0].z), weights.reshape(weights.shape[-2:]), atol=1e-3)
    names = figure.layout.xaxis.ticktext
    assert ("cat" in names) == (number == 1), "words have no mark of their space"


def test_every_head_has_its_thumbnail(trace):
    figure = overview_figure(trace)
    assert len(figure.data) == 5 * 4
    first = np.array(figure.data[0].z)
    np.testing.assert_allclose(first.sum(-1), 1, atol=0.1)
    assert not np.triu(first, 1).any()


def test_the_lens_shows_the_likeliest_token_of_each_layer(trace):
    (cells,) = lens_figure(trace).data
    assert np.array(cells.z).shape == (6, 2)
    for layer in range(6):
        for place in range(2):
            text, probability = trace.candidates(trace.lens, place=place, layer=layer)[0]
            assert cells.text[layer][place] == text.replace(" ", "·")
            assert cells.z[layer][place] == pytest.approx(probability, abs=1e-3)


def test_knockouts_stand_in_their_cells():
    figure = knockout_figure([[0.25, 1.0], [0.5, 0.12345]], title="p <b>", scale="p")
    assert figure.data[0].z == ([0.25, 1.0], [0.5, 0.123])
    assert figure.layout.title.text == "p &#60;b&#62;"


def test_candidates_are_sorted_probabilities(trace):
    found = trace.candidates(trace.lens)
    assert found == trace.candidates(trace.lens, place=1, layer=5)
    assert [text for text, _ in found] == [trace.texts[int(id_)] for id_ in trace.lens.top_ids.numpy()[5, 1]]
    assert found[0][1] == pytest.approx(math.exp(trace.lens.top_logprobs.numpy()[5, 1, 0]))
    with pytest.raises(InvalidInput, match="no such predictions"):
        trace.candidates(trace.before)
