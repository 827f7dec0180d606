"""The plotly figures of bias scores: each word across templates, and all words beside figures about the world."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..inference.errors import InvalidInput
from ..inference.messages import BiasScores, BiasSummary
from .figure import BAR
from .html import escape

_POINT, _LINE = "#9aa5b1", "#6b7280"
_ROW_HEIGHT, _SIDE = 16, 520  # pixels
_MARGIN = {"l": 110, "r": 70, "t": 90, "b": 60}
_NAME_WIDTH, _NAME_HEIGHT = 0.13, 0.05  # of the span of the points
_PERCENT_TICKS = (1, 5, 20, 50, 80, 95, 99)
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
    return _laid_out(figure, scores, height=height)


def real_world_figure(scores: BiasScores, *, group: int | None = None) -> Any:
    """Return a point for each word: its mean over templates beside the request's figure about the world.

    The dotted line is where both differ from word to word by the same amount (slope 1, through the means), which only
    percentages have. `group` is the last one if left out. Raises `InvalidInput` for scores without such figures.
    """
    import plotly.graph_objects as go

    world = scores.request.real_world
    if world is None:
        raise InvalidInput("These scores have no figures about the world. Give the request real_world=.")
    rows = [row for row in _summaries(scores, group) if scores.candidates[row.candidate].text in world.values]
    words = [scores.candidates[row.candidate].text for row in rows]
    percent = world.scale == "percent"
    values = [_log_odds(world.values[word]) if percent else world.values[word] for word in words]
    means = [row.mean for row in rows]
    figure = go.Figure()
    if percent:
        ends = (min(values), max(values))
        shift = sum(means) / len(means) - sum(values) / len(values)
        figure.add_scatter(
            x=[round(end, _DIGITS) for end in ends],
            y=[round(end + shift, _DIGITS) for end in ends],
            mode="lines",
            line={"color": _LINE, "width": 1, "dash": "dot"},
            hoverinfo="skip",
            name="slope 1",
        )
        figure.update_xaxes(
            tickmode="array",
            tickvals=[round(_log_odds(tick), _DIGITS) for tick in _PERCENT_TICKS],
            ticktext=[f"{tick} %" for tick in _PERCENT_TICKS],
        )
    figure.add_scatter(
        x=[round(value, _DIGITS) for value in values],
        y=[round(mean, _DIGITS) for mean in means],
        text=[escape(word) if shown else "" for word, shown in zip(words, _apart(values, means), strict=True)],
        customdata=[[escape(word), world.values[word]] for word in words],
        hovertemplate="%{customdata[0]}: %{customdata[1]}, measured %{y}<extra></extra>",
        mode="markers+text",
        textposition="bottom right",
        textfont={"size": 9},
        marker={"size": 6, "color": BAR},
        name="a word",
        cliponaxis=False,
    )
    figure.update_xaxes(title_text=escape(world.name))
    figure.update_yaxes(title_text=_measure(scores, rows))
    return _laid_out(figure, scores, height=_SIDE)


def _summaries(scores: BiasScores, group: int | None) -> list[BiasSummary]:
    wanted = max(summary.group for summary in scores.summaries) if group is None else group
    return [summary for summary in scores.summaries if summary.group == wanted]


def _log_odds(percent: float) -> float:
    return math.log(percent / (100 - percent))


def _apart(across: Sequence[float], up: Sequence[float]) -> list[bool]:
    """Say which points' names have room: none of those named before is close. The others have theirs on hovering."""
    named: list[int] = []
    width, height = (max(values) - min(values) or 1 for values in (across, up))
    for index in sorted(range(len(up)), key=lambda index: (across[index], up[index])):
        near = (
            abs(across[index] - across[other]) < _NAME_WIDTH * width
            and abs(up[index] - up[other]) < _NAME_HEIGHT * height
            for other in named
        )
        if not any(near):
            named.append(index)
    return [index in named for index in range(len(up))]


def _measure(scores: BiasScores, rows: Sequence[BiasSummary]) -> str:
    """Name the measure and its direction: which group lies above 0."""
    names = {"log-probability": "log-probability", "log-odds": "log-odds", "lpbs": "LPBS", "exact-word": "exact word"}
    group = scores.groups[rows[0].group] if rows else ""
    reference = scores.groups[scores.request.reference]
    return escape(f"{names[scores.request.measure]}: {group} minus {reference}, nats")


def _laid_out(figure: Any, scores: BiasScores, *, height: int) -> Any:
    figure.update_layout(
        template="simple_white",
        title={"text": escape(f"{scores.heading}: {scores.model.name}"), "font": {"size": 14}},
        height=height,
        margin=_MARGIN,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
    )
    return figure
