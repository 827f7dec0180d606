"""The plotly figure of a beam search: a column for each step, its candidates from the best down."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from ..inference.messages import BeamNode, BeamState, BeamTree
from .figure import BAR
from .html import escape
from .visible import visible

_COLUMN, _ROW = 96, 34  # pixels
_MARGIN = {"l": 20, "r": 70, "t": 84, "b": 48}
_FAINT = "#c3cad2"
_LONGEST = 12  # characters of a token's name

# How each state is drawn: name in the legend, symbol, colour.
_STATES: dict[BeamState, tuple[str, str, str]] = {
    "kept": ("kept", "circle", BAR),
    "pruned": ("pruned", "circle-open", "#8a939d"),
    "ended-saved": ("ended, saved", "square", "#1a7f4b"),
    "ended-discarded": ("ended, discarded", "x-thin-open", "#b3541e"),
}


def beam_tree_figure(tree: BeamTree) -> Any:
    """Return the whole tree; the way to the best finished sequence is drawn thick.

    Move the pointer over a token for its probability, the sum of log-probabilities up to it, and its score.
    """
    import plotly.graph_objects as go

    nodes = tree.nodes()
    places = _places(nodes)
    best = _way_back(nodes, tree.ranking[0].node) if tree.ranking else set()
    led = {node.parent for node in nodes} | {n for n, node in enumerate(nodes) if node.state == "ended-saved"}
    figure = go.Figure()
    for chosen, colour, width in (
        ([n for n in range(1, len(nodes)) if n not in led and n not in best], _FAINT, 1),
        ([n for n in range(1, len(nodes)) if n in led and n not in best], BAR, 1.5),
        ([n for n in range(1, len(nodes)) if n in best], BAR, 5),
    ):
        figure.add_scatter(**_edges(nodes, places, chosen), line={"color": colour, "width": width})
    for state, (name, symbol, colour) in _STATES.items():
        members = [n for n, node in enumerate(nodes) if node.state == state]
        if members:
            figure.add_scatter(
                **_markers(nodes, places, members),
                name=name,
                marker={"symbol": symbol, "color": colour, "size": 9, "line": {"color": colour, "width": 2}},
            )
    columns, rows = nodes[-1].step, max(place for _, place in places)
    figure.update_xaxes(title_text="step", dtick=1, range=[-0.3, columns + 0.8], zeroline=False)
    figure.update_yaxes(visible=False, range=[rows + 0.6, -0.6])
    figure.update_layout(
        template="simple_white",
        title_text=escape(f"Beam search behind {visible(tree.prompt, limit=40)}, {tree.model.name}"),
        width=_MARGIN["l"] + _MARGIN["r"] + (columns + 1) * _COLUMN,
        height=_MARGIN["t"] + _MARGIN["b"] + (rows + 1) * _ROW,
        margin=_MARGIN,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
    )
    return figure


def _places(nodes: list[BeamNode]) -> list[tuple[int, int]]:
    """Return column and row of each node; the candidates of a step stand together, best first."""
    return [(step, row) for step, group in groupby(node.step for node in nodes) for row, _ in enumerate(group)]


def _way_back(nodes: list[BeamNode], node: int) -> set[int]:
    found = set()
    while node >= 0:
        found.add(node)
        node = nodes[node].parent
    return found


def _edges(nodes: list[BeamNode], places: list[tuple[int, int]], chosen: list[int]) -> dict[str, Any]:
    columns: list[int | None] = []
    rows: list[int | None] = []
    for number in chosen:
        (x0, y0), (x1, y1) = places[nodes[number].parent], places[number]
        columns += [x0, x1, None]
        rows += [y0, y1, None]
    return {"x": columns, "y": rows, "mode": "lines", "hoverinfo": "skip", "showlegend": False}


def _markers(nodes: list[BeamNode], places: list[tuple[int, int]], members: list[int]) -> dict[str, Any]:
    return {
        "x": [places[n][0] for n in members],
        "y": [places[n][1] for n in members],
        "mode": "markers+text",
        "text": [escape(visible(nodes[n].text, limit=_LONGEST)) for n in members],
        "textposition": "top right",
        "textfont": {"size": 11},
        "hovertext": [_describe(nodes[n]) for n in members],
        "hoverinfo": "text",
    }


def _describe(node: BeamNode) -> str:
    if not node.step:
        return "the prompt"
    lines = [
        f"{escape(visible(node.text))}, id {node.id}",
        f"p {node.probability:.3f}, log-probability {node.logprob:.3f}",
        f"sum {node.cumulative:.3f}, score {node.score:.3f}",
        _STATES[node.state][0],
    ]
    return "<br>".join(lines)
