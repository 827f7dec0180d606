"""The plotly figure of all heads of a model, for reports."""

from __future__ import annotations

from typing import Any

from ..inference.messages import AttentionOverview, Trace, decode_weights
from .html import escape
from .style import LIGHT_SCALE

_THUMBNAIL = 120  # pixels
_MARGIN = {"l": 110, "r": 40, "t": 90, "b": 100}


def overview_figure(trace: Trace, number: int = 0) -> Any:
    """Return the thumbnails of all heads: a row for each layer, a column for each head."""
    from plotly.subplots import make_subplots

    overview: AttentionOverview = trace.overview[number]
    thumbnails = decode_weights(overview.thumbnails).round(2).astype(float)  # (L, H, side, side)
    layers, heads = thumbnails.shape[:2]
    names = ["mean of heads"] if overview.head_mean else [f"head {head}" for head in range(heads)]
    figure = make_subplots(
        rows=layers,
        cols=heads,
        column_titles=names,
        row_titles=[f"layer {layer}" for layer in range(layers)],
        horizontal_spacing=0.02,
        vertical_spacing=0.02,
    )
    for layer in range(layers):
        for head in range(heads):
            place = {"row": layer + 1, "col": head + 1}
            hover = f"layer {layer}, head {head}: %{{z:.2f}}<extra></extra>"
            figure.add_heatmap(z=thumbnails[layer, head].tolist(), hovertemplate=hover, coloraxis="coloraxis", **place)
            figure.update_yaxes(autorange="reversed", **place)
    figure.update_xaxes(showticklabels=False, ticks="", mirror=True, showline=True)
    figure.update_yaxes(showticklabels=False, ticks="", mirror=True, showline=True)
    title = f"All heads, {trace.model.name}"
    layout = _layout(title, width=heads * _THUMBNAIL, height=layers * _THUMBNAIL)
    figure.update_layout({**layout, "margin": {**_MARGIN, "l": 40, "b": 30}})
    return figure


def _layout(title: str, *, width: float, height: float) -> dict[str, Any]:
    return {
        "template": "simple_white",
        "title": {"text": escape(title)},
        "width": max(round(width) + _MARGIN["l"] + _MARGIN["r"], 420),
        "height": round(height) + _MARGIN["t"] + _MARGIN["b"],
        "margin": _MARGIN,
        "coloraxis": {"colorscale": list(LIGHT_SCALE), "cmin": 0, "cmax": 1, "colorbar": {"title": "weight"}},
    }
