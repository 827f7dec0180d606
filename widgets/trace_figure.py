"""The plotly figures of a trace: attention maps, an overview of all heads, and the logit lens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..inference.messages import AttentionMaps, AttentionOverview, Token, Trace, Word, decode_weights
from .html import escape
from .style import LIGHT_SCALE
from .token_label import token_label
from .visible import visible

_CELL, _THUMBNAIL, _LENS_CELL = 26, 120, 34  # pixels
_MARGIN = {"l": 110, "r": 40, "t": 90, "b": 100}
_GAP = 140  # pixels between two maps, for the names of tokens
_DIGITS = 3  # of a weight; a figure is read, not computed with


def attention_figure(trace: Trace, number: int = 0) -> Any:
    """Return the maps of one selection of a trace, one below the other: rows look at columns."""
    from plotly.subplots import make_subplots

    maps = trace.attention[number]
    rows, columns = _sides(trace, maps)
    titles = _map_titles(maps)
    weights = maps.numpy().reshape(len(titles), len(rows), len(columns))
    height = max(len(rows), 2) * _CELL
    area = len(titles) * height + (len(titles) - 1) * _GAP
    figure = make_subplots(rows=len(titles), cols=1, subplot_titles=titles, vertical_spacing=_GAP / area)
    for index, map_ in enumerate(weights, 1):
        figure.add_heatmap(
            z=map_.round(_DIGITS).astype(float).tolist(),
            hovertemplate="%{y} looks at %{x}: %{z:.3f}<extra></extra>",
            coloraxis="coloraxis",
            row=index,
            col=1,
        )
        figure.update_xaxes(**_ticks(columns), tickangle=-60, constrain="domain", row=index, col=1)
        anchor = "x" if index == 1 else f"x{index}"
        figure.update_yaxes(
            **_ticks(rows), autorange="reversed", scaleanchor=anchor, constrain="domain", row=index, col=1
        )
    title = f"Attention, {trace.model.name}: rows look at columns"
    figure.update_layout(_layout(title, width=len(columns) * _CELL + 90, height=area))
    return figure


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


def lens_figure(trace: Trace) -> Any:
    """Return the logit lens: the likeliest token after each layer at each position, shaded by its probability."""
    import numpy as np
    import plotly.graph_objects as go

    lens = trace.lens
    assert lens is not None, "the trace has no logit lens"
    best = lens.top_ids.numpy()[:, :, 0]  # (L + 1, P)
    shares = np.exp(lens.top_logprobs.numpy()[:, :, 0].astype(float)).round(_DIGITS)
    names = ["embedding", *(f"after layer {layer}" for layer in range(len(best) - 1))]
    tokens = _names(trace.target_text, trace.target_tokens) or _names(trace.text, trace.tokens)
    figure = go.Figure()
    figure.add_heatmap(
        z=shares.tolist(),
        text=[[escape(visible(trace.texts[int(id_)], limit=9)) for id_ in row] for row in best],
        texttemplate="%{text}",
        textfont={"size": 11},
        hovertemplate="%{y}, at %{x}: %{text} %{z:.3f}<extra></extra>",
        coloraxis="coloraxis",
        xgap=2,
        ygap=2,
    )
    figure.update_xaxes(**_ticks([tokens[position] for position in lens.positions]), tickangle=-60)
    figure.update_yaxes(**_ticks(names), autorange="reversed")
    title = f"Logit lens, {trace.model.name}"
    width, height = max(len(lens.positions), 4) * 2.4 * _LENS_CELL, len(best) * _LENS_CELL
    figure.update_layout(_layout(title, width=width, height=height, scale="p"))
    return figure


def knockout_figure(effects: Sequence[Sequence[float]], *, title: str, scale: str) -> Any:
    """Return a number from 0 to 1 for every head, `effects[layer][head]`, written into its cell."""
    import plotly.graph_objects as go

    figure = go.Figure()
    figure.add_heatmap(
        z=[[round(value, _DIGITS) for value in row] for row in effects],
        texttemplate="%{z:.2f}",
        hovertemplate="%{y}, %{x}: %{z:.3f}<extra></extra>",
        coloraxis="coloraxis",
        xgap=2,
        ygap=2,
    )
    figure.update_xaxes(**_ticks([f"head {head}" for head in range(len(effects[0]))]))
    figure.update_yaxes(**_ticks([f"layer {layer}" for layer in range(len(effects))]), autorange="reversed")
    layout = _layout(title, width=len(effects[0]) * 80, height=len(effects) * _LENS_CELL, scale=scale)
    figure.update_layout({**layout, "margin": {**_MARGIN, "b": 40}})
    return figure


def _sides(trace: Trace, maps: AttentionMaps) -> tuple[list[str], list[str]]:
    """Return the names of a map's rows and columns: tokens, or words."""
    kind, words = maps.selection.kind, maps.selection.words
    source = _names(trace.text, trace.words if words else trace.tokens)
    target = _names(trace.target_text, trace.target_words if words else trace.target_tokens)
    queries = source if kind == "self" else target
    keys = target if kind == "decoder" else source
    return [queries[row] for row in maps.rows], [keys[column] for column in maps.columns]


def _names(text: str, parts: Sequence[Token | Word]) -> list[str]:
    """Return a label for each token or word; tokens whose bytes are unknown show their part of the text."""
    labels: list[str] = []
    for part in parts:
        written = visible(text[part.start : part.end])
        if isinstance(part, Token):
            label = token_label(part) if part.bytes or part.special or not written else written
        else:
            label = written
        labels.append(escape(label))
    return labels


def _map_titles(maps: AttentionMaps) -> list[str]:
    reduction = maps.selection.reduction
    if reduction is None:
        return [f"layer {layer}, head {head}" for layer in maps.layers for head in maps.heads]
    if reduction.startswith("head-"):
        return [f"layer {layer}, {reduction.removeprefix('head-')} of its heads" for layer in maps.layers]
    if reduction.startswith("layer-"):
        return [f"head {head}, {reduction.removeprefix('layer-')} of its layers" for head in maps.heads]
    return ["rollout" if reduction == "rollout" else f"{reduction} of all heads"]


def _ticks(names: Sequence[str]) -> dict[str, Any]:
    """Return ticks with names, of which some may stand there twice."""
    return {"tickmode": "array", "tickvals": list(range(len(names))), "ticktext": list(names)}


def _layout(title: str, *, width: float, height: float, scale: str = "weight") -> dict[str, Any]:
    return {
        "template": "simple_white",
        "title": {"text": escape(title)},
        "width": max(round(width) + _MARGIN["l"] + _MARGIN["r"], 420),
        "height": round(height) + _MARGIN["t"] + _MARGIN["b"],
        "margin": _MARGIN,
        "coloraxis": {"colorscale": list(LIGHT_SCALE), "cmin": 0, "cmax": 1, "colorbar": {"title": escape(scale)}},
    }
