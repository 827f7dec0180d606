"""How zero-shot-classification looks: each text with all labels as bars, best first."""

from __future__ import annotations

from typing import cast

from ...inference.messages import PipelineOutput, RankedLabels
from .. import numbers
from ..figure import Bars
from ..frame import notes
from ..html import Html, join
from ..table import Column, Table
from ..visible import one_line
from .renderer import Renderer
from .text_classification import label_lines, ranking

_TITLE = "Zero-shot classification"
_ALONE = "Each label was judged for itself: the scores need not add up to 1."
_TOGETHER = "The labels share one score: they add up to 1, also when none of them fits."


def _outputs(output: PipelineOutput) -> tuple[RankedLabels, ...]:
    return cast("tuple[RankedLabels, ...]", output.outputs)


def summary(one: RankedLabels) -> str:
    """Return the first labels in order."""
    return ranking(one.labels)


def answer(output: PipelineOutput) -> Html:
    """Return one line per label; the text stands once, left of its labels."""
    alone = output.options.get("multi_label") or any(len(one.labels) == 1 for one in _outputs(output))
    lines = label_lines((one.sequence, one.labels) for one in _outputs(output))
    return join([lines, notes([_ALONE if alone else _TOGETHER])])


def table(output: PipelineOutput) -> Table:
    """Return one row per label."""
    columns = (
        Column("input", numbers.count, number=True),
        Column("sequence"),
        Column("label"),
        Column("score", numbers.score, number=True),
    )
    rows = [
        (number, one.sequence, label.label, label.score)
        for number, one in enumerate(_outputs(output))
        for label in one.labels
    ]
    return Table(columns, rows)


def figure(output: PipelineOutput) -> Bars:
    """Return horizontal bars of the scores, one group per text."""
    groups = [
        (one_line(one.sequence, 60), [(label.label, label.score) for label in one.labels]) for one in _outputs(output)
    ]
    return Bars(groups, title=f"{_TITLE}, {output.model.name}", axis="score")


RENDERER = Renderer(title=lambda _: _TITLE, summary=summary, answer=answer, table=table, figure=figure)
