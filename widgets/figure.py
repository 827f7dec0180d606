"""Pictures for reports, as data; plotly draws them in the look's colours, and so do the files of panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .html import escape
from .style import LIGHT_SCALE
from .visible import shorten

BAR = "#1c6ba8"
_ROW_HEIGHT, _GAP = 36, 34  # pixels; a panel's title stands in the gap
_CELL, _LETTER = 34, 7  # pixels of a heat map: a cell, and a letter of the names below it
_MARGIN = {"l": 120, "r": 60, "t": 84, "b": 48}

Group = tuple[str, Sequence[tuple[str, float]]]


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, one panel per group of `(name, value)`, the first on top; `limit` ends the axis."""

    groups: Sequence[Group]
    title: str
    axis: str
    limit: float | None = 1.0

    def plotly(self) -> Any:
        """Return the figure."""
        from plotly.subplots import make_subplots

        counts = [max(len(values), 1) for _, values in self.groups] or [1]
        area = sum(counts) * _ROW_HEIGHT + (len(counts) - 1) * _GAP
        figure = make_subplots(
            rows=len(counts),
            cols=1,
            shared_xaxes=True,
            row_heights=counts,
            vertical_spacing=_GAP / area,
            subplot_titles=[escape(name) for name, _ in self.groups],  # plotly reads markup in texts
        )
        for index, (_, values) in enumerate(self.groups, 1):
            positions = list(range(len(values)))
            figure.add_bar(
                x=[value for _, value in values],
                y=positions,
                orientation="h",
                marker_color=BAR,
                text=[f"{value:,.4g}" for _, value in values],
                textposition="outside",  # inside a short bar it would shrink to nothing
                cliponaxis=False,
                hoverinfo="text",
                showlegend=False,
                row=index,
                col=1,
            )
            names = [escape(name) for name, _ in values]
            figure.update_yaxes(
                autorange="reversed", tickmode="array", tickvals=positions, ticktext=names, row=index, col=1
            )
        figure.update_xaxes(range=[0, self.limit] if self.limit else None, rangemode="tozero")
        figure.update_xaxes(title_text=self.axis, row=len(counts), col=1)
        height = _MARGIN["t"] + _MARGIN["b"] + area
        figure.update_layout(
            template="simple_white", title_text=escape(self.title), height=height, bargap=0.25, margin=_MARGIN
        )
        return figure


@dataclass(frozen=True)
class HeatMaps:
    """Square heat maps of values up to 1, one panel per `(title, names, values)`, the first on top."""

    maps: Sequence[tuple[str, Sequence[str], Sequence[Sequence[float]]]]
    title: str
    scale: str

    def plotly(self) -> Any:
        """Return the figure."""
        from plotly.subplots import make_subplots

        side = [max(len(names), 4) * _CELL for _, names, _ in self.maps]
        below = _LETTER * max((len(name) for _, names, _ in self.maps for name in names), default=0)
        area = sum(side) + (len(side) - 1) * (below + 2 * _GAP)
        figure = make_subplots(
            rows=len(self.maps),
            cols=1,
            row_heights=side,
            vertical_spacing=(below + 2 * _GAP) / area if len(self.maps) > 1 else None,
            subplot_titles=[escape(shorten(name, 60)) for name, _, _ in self.maps],
        )
        for index, (_, names, values) in enumerate(self.maps, 1):
            places = list(range(len(names)))  # names may be there twice
            figure.add_heatmap(z=values, x=places, y=places, coloraxis="coloraxis", row=index, col=1)
            ticks = {"tickmode": "array", "tickvals": places, "ticktext": [escape(name) for name in names]}
            figure.update_xaxes(**ticks, tickangle=90, constrain="domain", row=index, col=1)
            axis = "x" if index == 1 else f"x{index}"
            figure.update_yaxes(**ticks, autorange="reversed", scaleanchor=axis, constrain="domain", row=index, col=1)
        bar = {"title": {"text": escape(self.scale), "side": "right"}, "thickness": 14}
        figure.update_layout(
            template="simple_white",
            title_text=escape(self.title),
            height=_MARGIN["t"] + area + below + _GAP,
            margin={**_MARGIN, "b": below + _GAP},
            coloraxis={"colorscale": list(LIGHT_SCALE), "cmin": 0, "cmax": 1, "colorbar": bar},
        )
        return figure
