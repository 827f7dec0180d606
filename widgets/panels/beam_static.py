"""Beam searches without a script: the ranking, the candidates of the first steps, the tree as a picture, the table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from ...inference.messages import BeamNode, BeamTree
from .. import numbers
from ..frame import bar, heading, row, text_block
from ..html import Child, Html, element
from ..table import Column, Table
from ..visible import shorten, visible
from .drawing import EDGE, INK, MUTED, SURFACE, Drawing

_STEPS, _RANKS = 12, 12  # of the static table
_LONGEST = 400  # characters of a text
_NUMBERS = {"", "rank", "tokens", "sum of log p", "score"}  # columns
_NARROW = 16  # steps, from which on boxes hold the token only
STATES = {
    "kept": "kept",
    "pruned": "pruned",
    "ended-saved": "ended, saved",
    "ended-discarded": "ended, discarded",
}


def candidate_table(tree: BeamTree) -> Table:
    """Return every candidate; ranks count from 1 within a step."""
    rows: list[list[object]] = []
    rank = 0
    for number, node in enumerate(tree.nodes()):
        rank = rank + 1 if rows and node.step == rows[-1][2] else 1
        state = STATES[node.state] if node.step else "prompt"
        place = [number, node.parent, node.step, rank if node.step else 0]
        values = [node.probability, node.logprob, node.cumulative, node.score]
        rows.append([*place, node.text, node.id, *values, state, node.end or ""])
    whole = [Column(name, number=True) for name in ("node", "parent", "step", "rank")]
    token = [Column("token", visible), Column("id", number=True), Column("p", numbers.probability, number=True)]
    sums = [Column(name, numbers.log_probability, number=True) for name in ("log p", "sum", "score")]
    return Table((*whole, *token, *sums, Column("state"), Column("end")), rows)


def ranking_rows(text: str, tree: BeamTree) -> list[Child]:
    """Return the rows of the static form."""
    penalty = tree.request.decoding.length_penalty
    formula = "score = sum ÷ length" + ("" if penalty == 1 else f" to the power of {numbers.three_digits(penalty)}")
    nodes = tree.nodes()
    shown = [node for node in nodes[1:] if node.step <= _STEPS]
    left = nodes[-1].step - _STEPS
    subtitle = "best on top: token, sum of log p; in brackets what did not survive, † what ended"
    more = f"; {numbers.plural(left, 'more step')}" if left > 0 else ""
    return [
        row(text_block(shorten(text, _LONGEST)), kind="tight"),
        row(heading("Final ranking", formula), _ranking(tree)),
        row(heading("What was tried at each step", subtitle + more), _steps_table(shown)),
    ]


def _ranking(tree: BeamTree) -> Html:
    rows = [
        element(
            "tr",
            None,
            element("td", {"class": "num"}, place),
            element("td", {"class": "lb-long"}, element("bdi", None, shorten(ranked.text, _LONGEST))),
            element("td", {"class": "num"}, ranked.length),
            element("td", {"class": "num"}, numbers.log_probability(ranked.cumulative)),
            element("td", {"class": "num"}, numbers.log_probability(ranked.score)),
            element("td", None, bar(_mean(ranked.cumulative, ranked.length))),
            element("td", {"class": "num"}, numbers.probability(_mean(ranked.cumulative, ranked.length))),
            element("td", None, ranked.finish_reason),
        )
        for place, ranked in enumerate(tree.ranking, start=1)
    ]
    return _table(("", "continuation", "tokens", "sum of log p", "score", "mean p per token", "", "ended by"), rows)


def _mean(total: float, length: int) -> float:
    return math.exp(total / length) if length else math.nan


def _steps_table(nodes: Sequence[BeamNode]) -> Html:
    columns = [list(group) for _, group in groupby(nodes, key=lambda node: node.step)]
    most = max(map(len, columns))
    rows = []
    for rank in range(min(most, _RANKS)):
        cells = [_cell(column[rank]) if rank < len(column) else element("td", None) for column in columns]
        rows.append(element("tr", None, element("td", {"class": "num"}, rank + 1), cells))
    if most > _RANKS:
        more = [f"{len(column) - _RANKS} more" if len(column) > _RANKS else "" for column in columns]
        rows.append(
            element("tr", None, element("td", None), [element("td", {"class": "lb-muted"}, one) for one in more])
        )
    return _table(("rank", *(f"step {place}" for place in range(1, len(columns) + 1))), rows)


def _cell(node: BeamNode) -> Html:
    label = visible(node.text, limit=14) or f"[id {node.id}]"
    off = node.state in {"pruned", "ended-discarded"}
    shown = f"{label}{'' if node.end is None else ' †'}"
    name = element("bdi", {"class": "lb-mono"}, f"({shown})" if off else shown)
    total = element("span", {"class": "lb-id"}, " " + numbers.logit(node.cumulative))
    return element("td", {"class": "lb-muted" if off else None}, name, total)


def _table(heads: Sequence[str], rows: Sequence[Html]) -> Html:
    cells = [element("th", {"scope": "col", "class": "num" if name in _NUMBERS else None}, name) for name in heads]
    head = element("tr", None, cells)
    table = element("table", {"class": "lb-table"}, element("thead", None, head), element("tbody", None, rows))
    return element("div", {"class": "lb-scroll"}, table)


def tree_drawing(tree: BeamTree, *, title: str) -> Drawing:
    """Return the candidates of each step in a column, the way to the best result drawn thick."""
    nodes = tree.nodes()
    narrow = nodes[-1].step > _NARROW
    across, box, down, height = (76, 58, 30, 24) if narrow else (112, 84, 43, 32)
    places: dict[int, tuple[float, float]] = {0: (16.0, 60 + 1.5 * down)}
    lowest = 0
    for step, group in groupby(enumerate(nodes), key=lambda one: one[1].step):
        for rank, (number, _) in enumerate(group):
            if step:
                places[number] = (40.0 + (step - 1) * across, 44.0 + rank * down)
                lowest = max(lowest, rank)
    width, tall = 40 + nodes[-1].step * across + 8, 44 + (lowest + 1) * down + 12
    drawing = Drawing(width=max(width, 320), height=tall, title=title)
    drawing.text(16, 20, title, weight=650, limit=max(int(width / 8), 30))
    best: set[int] = set()
    at = tree.ranking[0].node if tree.ranking else 0
    while at:
        best.add(at)
        at = nodes[at].parent
    for number, node in enumerate(nodes[1:], start=1):
        (x, y), (from_x, from_y) = places[number], places[node.parent]
        start = (from_x + box, from_y + height / 2) if node.parent else (from_x + 5, from_y)
        off = node.state in {"pruned", "ended-discarded"}
        stroke, thick = (INK, 3.0) if number in best else (EDGE, 1.0 if off else 1 + 2.6 * node.probability)
        drawing.path([start, (x, y + height / 2)], stroke=stroke, width=thick, dash="3 3" if off else None, curved=True)
    drawing.circle(places[0][0], places[0][1], 5, fill=INK)
    for number, node in enumerate(nodes[1:], start=1):
        _box(drawing, node, *places[number], width=box, height=height, best=number in best, narrow=narrow)
    for step in range(1, nodes[-1].step + 1):
        _cut(
            drawing, [n for n in nodes if n.step == step], x=40 + (step - 1) * across, down=down, box=box, height=height
        )
    return drawing


def _box(
    drawing: Drawing, node: BeamNode, x: float, y: float, *, width: float, height: float, best: bool, narrow: bool
) -> None:
    off = node.state in {"pruned", "ended-discarded"}
    drawing.rect(
        x, y, width, height, fill=SURFACE, stroke=INK if best else EDGE, stroke_width=1.75 if best else 1,
        dash="3 2" if off else None, radius=3,
    )  # fmt: skip
    if node.state == "ended-saved":
        drawing.rect(x + width - 5, y, 5, height, fill=INK)
    if node.state == "ended-discarded":
        drawing.line(x + width - 13, y + 4, x + width - 5, y + 12, stroke=INK, width=1.5)
        drawing.line(x + width - 13, y + 12, x + width - 5, y + 4, stroke=INK, width=1.5)
    label = visible(node.text, limit=6 if narrow else 9) or f"[{node.id}]"
    ink = MUTED if off else INK
    drawing.text(x + 5, y + 16 if narrow else y + 14, label, mono=True, size=12, fill=ink, weight=650 if best else 400)
    if not narrow:
        drawing.text(x + 5, y + 27, numbers.logit(node.cumulative), size=11, fill=MUTED)
        drawing.text(x + width - 8, y + 27, _share(node.probability), size=11, fill=ink, anchor="end")


def _share(value: float) -> str:
    """Return a probability for a box; what is not zero does not read as zero."""
    return "1.0" if value >= 0.995 else "<.01" if value < 0.005 else f"{value:.2f}".removeprefix("0")  # noqa: PLR2004


def _cut(drawing: Drawing, nodes: Sequence[BeamNode], *, x: float, down: float, box: float, height: float) -> None:
    """Draw the step's name, and the line below the last candidate that survives."""
    drawing.text(x, 38, f"step {nodes[0].step}", size=11, fill=MUTED)
    survive = [place for place, node in enumerate(nodes) if node.state in {"kept", "ended-saved"}]
    last = survive[-1] + 1 if survive else 0
    if last < len(nodes):
        y = 44 + last * down - (down - height) / 2
        drawing.line(x - 5, y, x + box + 5, y, stroke=INK, width=1.5)
