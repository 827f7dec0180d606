"""Figures of a distribution and of a beam search: everything in the message stands in them, in its place."""

from __future__ import annotations

from itertools import pairwise

import pytest

from lightboard.inference.local import LocalBackend
from lightboard.inference.messages import (
    BeamsRequest,
    BeamTree,
    Decoding,
    Distribution,
    DistributionRequest,
    ModelChoice,
)
from lightboard.widgets.beam_tree_figure import beam_tree_figure
from lightboard.widgets.distribution_figure import distribution_figure

PROMPT = "We like the <b>warm"


@pytest.fixture(scope="module")
def backend() -> LocalBackend:
    return LocalBackend()


@pytest.fixture(scope="module")
def tree(backend, tiny_gpt) -> BeamTree:
    decoding = Decoding(num_beams=3, max_new_tokens=5)
    return backend.beams(BeamsRequest(prompt=PROMPT, model=ModelChoice(name=str(tiny_gpt)), decoding=decoding))


def distribution(backend: LocalBackend, tiny_gpt, **decoding) -> Distribution:
    request = DistributionRequest(
        prompt=PROMPT, model=ModelChoice(name=str(tiny_gpt)), decoding=Decoding(**decoding), top=30
    )
    return backend.distribution(request)


def test_every_candidate_is_a_point_in_the_column_of_its_step(tree):
    points = [trace for trace in beam_tree_figure(tree).data if "markers" in trace.mode]
    nodes = tree.nodes()
    assert sorted(x for trace in points for x in trace.x) == sorted(node.step for node in nodes)
    assert len({place for trace in points for place in zip(trace.x, trace.y, strict=True)}) == len(nodes)
    kept = next(trace for trace in points if trace.name == "kept")
    assert len(kept.x) == sum(node.state == "kept" for node in nodes)


def test_every_candidate_hangs_on_its_parent(tree):
    lines = [trace for trace in beam_tree_figure(tree).data if trace.mode == "lines"]
    edges = [(trace.x[at], trace.x[at + 1]) for trace in lines for at in range(0, len(trace.x), 3)]
    assert len(edges) == len(tree.nodes()) - 1
    assert all(end == begin + 1 for begin, end in edges)


def test_the_thick_way_ends_with_the_winner(tree):
    lines = [trace for trace in beam_tree_figure(tree).data if trace.mode == "lines"]
    thick = max(lines, key=lambda trace: trace.line.width)
    ends = [thick.x[at + 1] for at in range(0, len(thick.x), 3)]
    assert ends == list(range(1, tree.ranking[0].length + 1))


def test_texts_are_escaped(tree):
    assert "<b>" not in beam_tree_figure(tree).layout.title.text


def test_a_bar_for_each_stage_in_which_tokens_lie_end_to_end(backend, tiny_gpt):
    found = distribution(backend, tiny_gpt, temperature=1.5, top_k=8, top_p=0.9, seed=1)
    figure = distribution_figure(found)
    assert list(figure.layout.yaxis.ticktext) == [f"{stage.name} ({stage.kept:,} kept)" for stage in found.stages]
    last = len(found.stages) - 1
    parts = sorted(
        (base, width)
        for trace in figure.data[1:]
        for base, width, row in zip(trace.base, trace.x, trace.y, strict=True)
        if row == last
    )
    assert len(parts) == found.stages[-1].kept
    assert parts[0][0] == 0
    assert sum(parts[-1]) == pytest.approx(1, abs=1e-4)
    for (begin, width), (following, _) in pairwise(parts):
        assert begin + width == pytest.approx(following, abs=1e-4)


def test_the_draw_stands_in_the_last_bar(backend, tiny_gpt):
    found = distribution(backend, tiny_gpt, temperature=1.5, seed=1)
    (line,) = distribution_figure(found).layout.shapes
    assert line.x0 == line.x1 == found.choice.u
    assert line.y0 < len(found.stages) - 1 < line.y1


def test_greedy_decoding_draws_nothing(backend, tiny_gpt):
    assert not distribution_figure(distribution(backend, tiny_gpt)).layout.shapes


def test_texts_by_id(backend, tiny_gpt):
    found = distribution(backend, tiny_gpt)
    assert found.texts == {name.id: name.text for name in found.names}
    assert {token.id for stage in found.stages for token in stage.tokens} <= found.texts.keys()
