"""The plotly figure of a next-token distribution: a cumulative bar for each stage, and where the draw falls."""

from __future__ import annotations

from typing import Any

from ..inference.messages import Distribution, StageToken
from .html import escape
from .style import LIGHT_SCALE
from .visible import visible

_ROW = 46  # pixels
_MARGIN = {"l": 190, "r": 40, "t": 70, "b": 56}
_OTHERS = "#e9ecef"
_DRAW = "#b3541e"
_NARROWEST = 0.045  # a narrower part has no room for a name
_LONGEST = 12  # characters of a token's name


def distribution_figure(distribution: Distribution, *, tokens: int = 12) -> Any:
    """Return one bar from 0 to 1 for each stage, the likeliest token on the left; a token keeps its colour.

    `tokens` of the raw distribution are drawn, with all that the last stage lists among its first as many; the others
    are grey together. A line stands where `u` fell, through the last bar.
    """
    import plotly.graph_objects as go

    stages, texts = distribution.stages, distribution.texts
    names = [escape(f"{stage.name} ({stage.kept:,} kept)") for stage in stages]
    shown = list(dict.fromkeys(token.id for stage in (stages[0], stages[-1]) for token in stage.tokens[:tokens]))
    rows = [{token.id: token for token in stage.tokens if token.cumulative is not None} for stage in stages]
    figure = go.Figure()
    places = list(range(len(stages)))
    figure.add_bar(x=[1] * len(stages), y=places, orientation="h", marker_color=_OTHERS, hoverinfo="skip")
    for number, token in enumerate(shown):
        found = [(place, row[token]) for place, row in enumerate(rows) if token in row]
        text = escape(visible(texts[token], limit=_LONGEST))
        figure.add_bar(
            x=[round(part.probability, 5) for _, part in found],
            base=[_begin(part) for _, part in found],
            y=[place for place, _ in found],
            orientation="h",
            marker={"color": _colour(number), "line": {"color": "white", "width": 1}},
            text=[text if part.probability >= _NARROWEST else "" for _, part in found],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            hovertext=[f"{text}: p {part.probability:.3f}, rank {part.rank}" for _, part in found],
            hoverinfo="text",
        )
    if distribution.choice is not None and distribution.choice.u is not None:
        _mark_draw(figure, distribution.choice.u, len(stages) - 1)
    figure.update_yaxes(range=[len(stages) - 0.1, -0.6], tickmode="array", tickvals=places, ticktext=names)
    figure.update_xaxes(title_text="cumulative probability", range=[0, 1])
    figure.update_layout(
        template="simple_white",
        title_text=escape(f"The next token, stage by stage, {distribution.model.name}"),
        barmode="overlay",
        bargap=0.25,
        showlegend=False,
        height=_MARGIN["t"] + _MARGIN["b"] + (len(stages) + 0.5) * _ROW,
        margin=_MARGIN,
    )
    return figure


def _begin(part: StageToken) -> float:
    return max(0.0, round((part.cumulative or 0.0) - part.probability, 5))


def _colour(number: int) -> str:
    """Return the colour of a token: neighbours differ, and the first are the darkest."""
    shades = LIGHT_SCALE[1:-1]
    return shades[-1 - (number * 2 + number // 3) % len(shades)]


def _mark_draw(figure: Any, u: float, place: int) -> None:
    line = {"color": _DRAW, "width": 3}
    figure.add_shape(type="line", x0=u, x1=u, y0=place - 0.5, y1=place + 0.5, line=line, opacity=1)
    figure.add_annotation(
        x=u, y=place + 0.5, text=f"u = {u:.3f}", showarrow=False, yanchor="top", font={"color": _DRAW, "size": 13}
    )
