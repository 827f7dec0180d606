"""How text-classification looks: each text with its label and the label's bar; all labels when `top_k` was given."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import cast

from ...inference.messages import Classified, Label, PipelineOutput
from .. import numbers
from ..figure import Bars
from ..frame import bar, muted, row
from ..html import Attributes, Html, element, facts
from ..table import Column, Table
from ..visible import one_line
from .renderer import Renderer

_SENTIMENTS = {"POSITIVE", "NEGATIVE", "NEUTRAL", "POS", "NEG", "NEU"}
_SUMMARY_LABELS = 3


def _outputs(output: PipelineOutput) -> tuple[Classified, ...]:
    return cast("tuple[Classified, ...]", output.outputs)


def title(output: PipelineOutput) -> str:
    """Return Sentiment where all labels are sentiments."""
    labels = {label.label.upper() for one in _outputs(output) for label in one.labels}
    return "Sentiment" if labels and labels <= _SENTIMENTS else "Classification"


def summary(one: Classified) -> str:
    """Return the label and its score, or the first labels in order."""
    return ranking(one.labels if one.ranked else one.labels[:1])


def ranking(labels: Sequence[Label]) -> str:
    """Return the first labels in order with their scores."""
    shown = [f"{label.label} {numbers.score(label.score)}" for label in labels[:_SUMMARY_LABELS]]
    return " > ".join(shown) + (" > …" if len(labels) > len(shown) else "")


def answer(output: PipelineOutput) -> Html:
    """Return the lines of all texts."""
    shown = [one.labels if one.ranked else one.labels[:1] for one in _outputs(output)]
    return label_lines(zip(map(str, output.inputs), shown, strict=True))


def label_lines(texts: Iterable[tuple[str, Sequence[Label]]]) -> Html:
    """Return one line per label, aligned in columns; the text stands once, left of its labels."""
    lines: list[Html] = []
    for text, labels in texts:
        for index, label in enumerate(labels):
            first = _text_cell(text, len(labels)) if index == 0 else None
            strong = "b" if index == 0 else "span"
            read_out = _facts(label, index, len(labels))
            lines.append(
                element(
                    "tr",
                    {"class": "lb-first" if index == 0 else None},
                    first,
                    element(
                        "td",
                        {"class": "lb-label", **read_out},
                        element(strong, None, element("bdi", None, label.label)),
                    ),
                    element("td", {"class": "lb-value"}, bar(label.score)),
                    element("td", {"class": "num"}, numbers.score(label.score)),
                )
            )
    return row(element("table", {"class": "lb-answers"}, element("tbody", None, *lines)))


def _facts(label: Label, index: int, labels: int) -> Attributes:
    rank = [("rank", f"{index + 1} of {labels}")] if labels > 1 else []
    odds = [("log-odds", numbers.logit(math.log(label.score / (1 - label.score))))] if 0 < label.score < 1 else []
    return facts(("label", label.label), ("score", f"{label.score:.6f}"), *rank, *odds)


def _text_cell(text: str, rows: int) -> Html:
    several = rows > 1
    span: Attributes = {"rowspan": rows if several else None, "style": f"grid-row:span {rows}" if several else None}
    return element("td", {"class": "lb-input", "dir": "auto", **span}, text or muted("empty text"))


def table(output: PipelineOutput) -> Table:
    """Return one row per label."""
    columns = (
        Column("input", numbers.count, number=True),
        Column("text"),
        Column("label"),
        Column("score", numbers.score, number=True),
    )
    rows = [
        (number, text, label.label, label.score)
        for number, (text, one) in enumerate(zip(output.inputs, _outputs(output), strict=True))
        for label in (one.labels if one.ranked else one.labels[:1])
    ]
    return Table(columns, rows)


def figure(output: PipelineOutput) -> Bars:
    """Return horizontal bars of the scores, one group per text."""
    groups = [
        (one_line(str(text), 60), [(label.label, label.score) for label in one.labels[: None if one.ranked else 1]])
        for text, one in zip(output.inputs, _outputs(output), strict=True)
    ]
    return Bars(groups, title=f"{title(output)}, {output.model.name}", axis="score")


RENDERER = Renderer(title=title, summary=summary, answer=answer, table=table, figure=figure)
