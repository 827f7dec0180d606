"""The plotly figure of bias scores: each word across templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..inference.messages import BiasScores, BiasSummary
from .figure import BAR
from .html import escape

_POINT, _LINE = "#9aa5b1", "#6b7280"
_ROW_HEIGHT = 16  # pixels
_MARGIN = {"l": 110, "r": 70, "t": 90, "b": 60}
_DIGITS = 3  # as many as a figure can show, so that stored figures are alike on every machine


def template_figure(scores: BiasScores, *, group: int | None = None) -> Any:
    """Return a row for each word, the smallest mean first: its value in each template, its mean and the interval.

    `group` is the last one if left out.
    """
    import plotly.graph_objects as go

    rows = sorted(_summaries(scores, group), key=lambda row: -row.mean)
    names = [escape(scores.candidates[row.candidate].text) for row in rows]
    figure = go.Figure()
    figure.add_scatter(
        x=[round(point, _DIGITS) for row in rows for point in row.points],
        y=[name for name, row in zip(names, rows, strict=True) for _ in row.points],
        text=[escape(scores.request.templates[number]) for row in rows for number in row.templates],
        hovertemplate="%{y}: %{x}<br>%{text}<extra></extra>",
        mode="markers",
        marker={"size": 4, "color": _POINT},
        name="one template",
    )
    bars = [
        (0.0, 0.0) if row.low is None or row.high is None else (row.high - row.mean, row.mean - row.low) for row in rows
    ]
    figure.add_scatter(
        x=[round(row.mean, _DIGITS) for row in rows],
        y=names,
        error_x={
            "array": [round(above, _DIGITS) for above, _ in bars],
            "arrayminus": [round(below, _DIGITS) for _, below in bars],
            "width": 0,
            "thickness": 1.5,
        },
        mode="markers",
        marker={"size": 7, "color": BAR},
        name=f"mean, {scores.request.confidence:.0%} interval" if any(map(any, bars)) else "mean",
    )
    figure.add_vline(x=0, line={"color": _LINE, "width": 1, "dash": "dot"})
    figure.update_xaxes(title_text=_measure(scores, rows))
    figure.update_yaxes(tickmode="array", tickvals=names, ticktext=names, tickfont={"size": 11})
    height = _MARGIN["t"] + _MARGIN["b"] + max(len(rows), 4) * _ROW_HEIGHT
    figure.update_layout(
        template="simple_white",
        title={"text": escape(f"{scores.heading}: {scores.model.name}"), "font": {"size": 14}},
        height=height,
        margin=_MARGIN,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
    )
    return figure


def _summaries(scores: BiasScores, group: int | None) -> list[BiasSummary]:
    wanted = max(summary.group for summary in scores.summaries) if group is None else group
    return [summary for summary in scores.summaries if summary.group == wanted]


def _measure(scores: BiasScores, rows: Sequence[BiasSummary]) -> str:
    """Name the measure and its direction: which group lies above 0."""
    names = {"log-probability": "log-probability", "log-odds": "log-odds", "lpbs": "LPBS", "exact-word": "exact word"}
    group = scores.groups[rows[0].group] if rows else ""
    reference = scores.groups[scores.request.reference]
    return escape(f"{names[scores.request.measure]}: {group} minus {reference}, nats")
