"""An attention panel without a script: all heads and the open one as pictures, and the predictions."""

from __future__ import annotations

import base64
import io
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...inference.messages import Array, AttentionLayout
from ..frame import bar, heading, row
from ..html import Child, Html, element
from ..numbers import count, plural, probability
from ..style import LIGHT_SCALE, interpolate
from .drawing import BAR, EDGE, INK, MUTED, SOFT, Drawing

if TYPE_CHECKING:
    import numpy as np

    Pixels = np.ndarray[Any, np.dtype[np.uint8]]

CELL, GAP, LABELS = 28, 3, 26  # of the grid of thumbnails, in pixels
MATRIX, MOST_LABELS = 420, 40
KIND_TITLES = {"self": "Self-attention", "decoder": "Decoder self-attention", "cross": "Cross-attention"}


def heads_in_words(layouts: Sequence[AttentionLayout]) -> str:
    """Return how many layers and heads there are: `12 layers, 12 heads`.

    >>> heads_in_words([AttentionLayout(kind="self", heads=(4, 4), key_value_heads=(2, 2))])
    '2 layers, 4 heads sharing 2 keys'
    """
    one = layouts[0]
    heads, keys = max(one.heads), max(one.key_value_heads)
    shared = f" sharing {plural(keys, 'key')}" if keys < heads else ""
    return f"{plural(len(one.heads), 'layer')}, {plural(heads, 'head')}{shared}"


def values(state: dict[str, Any]) -> np.ndarray[Any, Any]:
    """Return what `array_state` coded."""
    return Array(dtype=state["dtype"], shape=tuple(state["shape"]), data=bytes(state["data"])).numpy()


def texts(state: dict[str, Any]) -> list[str]:
    """Return what `texts_state` coded."""
    ends = values(state["offsets"]).tolist()
    return [bytes(state["blob"][start:end]).decode() for start, end in itertools.pairwise(ends)]


def sides(content: dict[str, Any], kind: str) -> tuple[list[str], list[str]]:
    """Return the labels of the rows and the columns of a kind of attention."""
    source = texts(content["tokens"]["labels"])
    target = texts(content["target"]["labels"]) if content["target"] else source
    return (source if kind == "self" else target), (target if kind == "decoder" else source)


def static_rows(content: dict[str, Any], *, note: str) -> list[Child]:
    """Return the rows below the head."""
    opened, kind = content["open"], _open_kind(content)
    layers, heads = kind["entropy"]["shape"]
    matrix = _weights(opened["map"])
    title = f"Layer {opened['layer']}, head {opened['head']}"
    rows, columns = sides(content, opened["kind"])
    looks = (
        f"{KIND_TITLES[opened['kind']]} of {title.lower()}: {len(rows)} tokens ask in rows, {len(columns)} answer in "
        "columns; square-root steps from 0 to 1."
    )
    parts: list[Child] = [
        row(element("div", {"class": "lb-text", "dir": "auto"}, _shortened(content))),
        row(
            heading("All heads", f"{KIND_TITLES[opened['kind']].lower()}, {layers} layers by {heads} heads"),
            picture(mosaic(kind), f"Thumbnails of {layers} by {heads} heads", width=heads * (CELL + GAP)),
        ),
        row(heading(title, "rows ask, columns answer"), _matrix(matrix, rows, columns, looks)),
    ]
    if content["predictions"]:
        parts.append(row(heading(*_prediction_title(content)), _predictions(content["predictions"])))
    return [*parts, row(element("p", {"class": "lb-note"}, note), kind="tight")]


def _shortened(content: dict[str, Any]) -> str:
    labels = texts(content["tokens"]["labels"])
    shown = " ".join(labels[:200])
    return f"{shown} … ({count(len(labels))} tokens)" if len(labels) > 200 else shown  # noqa: PLR2004


def _open_kind(content: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in content["kinds"] if one["kind"] == content["open"]["kind"])
    return found


def _weights(map_state: dict[str, Any]) -> np.ndarray[Any, Any]:
    import numpy as np

    return (values(map_state["weights"]) / np.float32(65_535)) ** 2


def _matrix(weights: np.ndarray[Any, Any], rows: list[str], columns: list[str], alt: str) -> Html:
    if max(weights.shape) > MOST_LABELS or weights.shape != (len(rows), len(columns)):
        return picture(shaded(weights), alt, width=MATRIX)
    from ..style import shade

    head = element(
        "tr", None, element("td"), [element("th", {"scope": "col", "class": "lb-mono"}, name) for name in columns]
    )
    body = [
        element(
            "tr",
            None,
            element("th", {"scope": "row", "class": "lb-mono"}, name),
            [
                element("td", {"class": f"num p{shade(float(weight) ** 0.5)}"}, _in_cell(float(weight)))
                for weight in weights[number]
            ],
        )
        for number, name in enumerate(rows)
    ]
    table = element("table", {"class": "lb-table"}, element("caption", {"class": "lb-sub"}, alt), head, body)
    return element("div", {"class": "lb-scroll"}, table)


def _in_cell(weight: float) -> str:
    return "" if weight < 0.005 else "1.0" if weight >= 0.995 else f"{weight:.2f}"[1:]  # noqa: PLR2004


def shaded(weights: np.ndarray[Any, Any]) -> Pixels:
    """Return weights as pixels (R, C, 3) on the light scale, in square-root steps."""
    import numpy as np

    scale = np.array([interpolate(LIGHT_SCALE, step / 255) for step in range(256)], np.uint8)
    pixels: np.ndarray[Any, Any] = scale[np.rint(np.sqrt(np.clip(weights, 0, 1)) * 255).astype(int)]
    return pixels


def mosaic(kind: dict[str, Any]) -> Pixels:
    """Return the thumbnails of all heads in a grid of pixels: a row for each layer."""
    import numpy as np

    thumbnails = (values(kind["thumbnails"]) / np.float32(255)) ** 2  # (L, H, rows, columns)
    layers, heads, height, width = thumbnails.shape
    side, gap = 64, 7
    canvas = np.full((layers * (side + gap) - gap, heads * (side + gap) - gap, 3), 255, np.uint8)
    down, across = np.arange(side) * height // side, np.arange(side) * width // side
    for layer in range(layers):
        for head in range(heads):
            y, x = layer * (side + gap), head * (side + gap)
            canvas[y : y + side, x : x + side] = shaded(thumbnails[layer, head])[down][:, across]
    return canvas


def picture(pixels: Pixels, alt: str, *, width: int) -> Html:
    """Return pixels as a picture of its own, without an address to load from."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", optimize=True)
    source = "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
    style = f"width:{width}px;max-width:100%;image-rendering:pixelated"
    return element("img", {"src": source, "alt": alt, "style": style})


def _prediction_title(content: dict[str, Any]) -> tuple[str, str]:
    found = content["predictions"]
    position = int(values(found["positions"])[-1])
    about = "at" if content["model"]["family"] == "encoder" else "after"
    return f"Prediction {about} token {position}", "before beside after" if found["changed"] else ""


def prediction_rows(found: dict[str, Any]) -> list[tuple[str, float, float]]:
    """Return label, probability before and after of the last position's candidates, and of all others."""
    before = values(found["before"])[-1]
    after = values(found["after"])[-1] if found["changed"] else before
    names = texts(found["texts"])[-len(before) :]
    rows = [(name, float(old), float(new)) for name, old, new in zip(names, before, after, strict=True)]
    others = found["vocabulary"] - len(rows)
    if others > 0:
        rows.append((f"{count(others)} others", max(1 - float(before.sum()), 0.0), max(1 - float(after.sum()), 0.0)))
    return rows


def _predictions(found: dict[str, Any]) -> Html:
    body = []
    for name, before, after in prediction_rows(found):
        pairs = [("", before), ("", after)] if found["changed"] else [("", before)]
        cells = [
            [element("td", None, bar(value)), element("td", {"class": "num"}, probability(value))] for _, value in pairs
        ]
        body.append(element("tr", None, element("td", {"class": "lb-mono"}, name), cells))
    return element("table", {"class": "lb-rows"}, body)


def draw(content: dict[str, Any]) -> Drawing:
    """Return all heads beside the open one, with the predictions below, as a picture."""
    kind, opened = _open_kind(content), content["open"]
    layers, heads = kind["thumbnails"]["shape"][:2]
    rows, columns = sides(content, opened["kind"])
    weights = _weights(opened["map"])
    grid_width, grid_height = heads * (CELL + GAP), layers * (CELL + GAP)
    left = LABELS + grid_width + 120
    lower = 70 + max(grid_height + 16, MATRIX + 60)
    found = content["predictions"]
    height = lower + (24 * (len(prediction_rows(found)) + 2) if found else 0)
    title = f"Attention, {content['model']['name']}"
    drawing = Drawing(width=left + MATRIX + 20, height=height, title=title)
    drawing.text(12, 24, title, size=15, weight=650)
    drawing.text(12, 54, f"All heads: {KIND_TITLES[opened['kind']].lower()}", weight=650)
    drawing.image(LABELS, 84, grid_width - GAP, grid_height - GAP, mosaic(kind))
    for layer in range(layers):
        drawing.text(LABELS - 6, 84 + layer * (CELL + GAP) + 18, str(layer), size=11, anchor="end", fill=MUTED)
    for head in range(heads):
        drawing.text(LABELS + head * (CELL + GAP) + CELL / 2, 78, str(head), size=11, anchor="middle", fill=MUTED)
    if not kind["head_mean"]:
        x, y = LABELS + opened["head"] * (CELL + GAP), 84 + opened["layer"] * (CELL + GAP)
        drawing.rect(x - 2, y - 2, CELL + 4, CELL + 4, stroke=INK, stroke_width=2)
    drawing.text(left - 60, 54, f"Layer {opened['layer']}, head {opened['head']}: rows ask, columns answer", weight=650)
    _draw_matrix(drawing, weights, rows, columns, x=left, y=130)
    if found:
        _draw_predictions(drawing, content, y=lower)
    return drawing


def _draw_matrix(
    drawing: Drawing, weights: np.ndarray[Any, Any], rows: list[str], columns: list[str], *, x: float, y: float
) -> None:
    cell = min(MATRIX / max(weights.shape), 40)
    height, width = (size * cell for size in weights.shape)
    drawing.image(x, y, width, height, shaded(weights))
    drawing.rect(x, y, width, height, stroke=EDGE)
    if weights.shape == (len(rows), len(columns)) and max(weights.shape) <= MOST_LABELS:
        for number, name in enumerate(rows):
            drawing.text(x - 6, y + (number + 0.7) * cell, name, size=11, anchor="end", mono=True, limit=14)
        for number, name in enumerate(columns):
            drawing.text(x + (number + 0.6) * cell, y - 6, name, size=11, mono=True, rotate=-52, limit=10)


def _draw_predictions(drawing: Drawing, content: dict[str, Any], *, y: float) -> None:
    drawing.text(12, y + 16, ": ".join(part for part in _prediction_title(content) if part), weight=650)
    for number, (name, before, after) in enumerate(prediction_rows(content["predictions"])):
        line = y + 28 + 24 * number
        drawing.text(12, line + 16, name, mono=True, limit=20)
        drawing.rect(180, line + 4, 160 * before, 14, fill=SOFT, stroke=BAR)
        drawing.text(350, line + 16, probability(before))
        if content["predictions"]["changed"]:
            drawing.rect(420, line + 4, 160 * after, 14, fill=BAR)
            drawing.text(590, line + 16, probability(after))
