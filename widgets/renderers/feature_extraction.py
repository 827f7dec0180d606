"""How feature-extraction looks: which vectors point the same way, as a map of tokens, or of texts with one each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from ...inference.messages import Features, PipelineOutput
from .. import numbers
from ..figure import HeatMaps
from ..frame import heading, muted, row, text_block
from ..html import Attributes, Html, element, facts, join
from ..style import shade
from ..table import Column, Table
from ..visible import one_line, visible
from .renderer import Renderer

if TYPE_CHECKING:
    import numpy as np

    Matrix = np.ndarray[Any, np.dtype[np.float64]]

_MOST_CELLS = 24  # in a row of the map
_MOST_MAPS = 4
_SHOWN = 4  # numbers of a vector in a table
_COSINE = "cosine of the angle between two vectors"


def _outputs(output: PipelineOutput) -> tuple[Features, ...]:
    return cast("tuple[Features, ...]", output.outputs)


def similarities(vectors: Matrix) -> Matrix:
    """Return the cosines (N, N) of the angles between vectors (N, D); 0 for a vector of zeros."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    cosines: Matrix = np.clip(unit @ unit.T, -1.0, 1.0)
    return cosines


def _rows(one: Features) -> Matrix:
    """Return the vectors of an output as rows, (N, D)."""
    array = one.vectors.numpy().astype("float64")
    return array.reshape(-1, array.shape[-1])


def _maps(output: PipelineOutput) -> list[tuple[str, list[str], Matrix]]:
    """Return for each map its title, the names of its rows and their vectors."""
    import numpy as np

    outputs, texts = _outputs(output), [str(text) for text in output.inputs]
    if outputs and not outputs[0].pieces:
        return [("Similarity of the texts", texts, np.concatenate([_rows(one) for one in outputs]))]
    return [(text, list(one.pieces), _rows(one)) for text, one in zip(texts, outputs, strict=True)]


def summary(one: Features) -> str:
    """Return the shape."""
    shape = ", ".join(map(numbers.count, one.vectors.shape))
    return f"({shape},)" if len(one.vectors.shape) == 1 else f"({shape})"


def answer(output: PipelineOutput) -> Html:
    """Return a map for each text, or one for all of them where each has one vector."""
    pooled = not _outputs(output)[0].pieces
    maps = _maps(output)
    rows = [_one_map(title, names, vectors, pooled=pooled) for title, names, vectors in maps[:_MOST_MAPS]]
    left = len(maps) - len(rows)
    more = f"The maps of {numbers.plural(left, 'more text')} are left out here; the table and outputs have all vectors."
    return join([*rows, row(element("p", {"class": "lb-note"}, more), kind="tight") if left else None])


def _one_map(title: str, names: Sequence[str], vectors: Matrix, *, pooled: bool) -> Html:
    what = "text" if pooled else "token"
    shape = f"{numbers.plural(len(vectors), 'vector')} of {numbers.count(vectors.shape[-1])} numbers"
    if len(vectors) == 1:
        first = ", ".join(numbers.fixed(value, 2) for value in vectors[0][: 2 * _SHOWN])
        note = element("p", {"class": "lb-note"}, shape)
        return row(text_block(names[0]), element("p", {"class": "lb-mono"}, f"{first}, …"), note)
    shown = names[:_MOST_CELLS]
    left = f"; the first {len(shown)} are shown" if len(names) > len(shown) else ""
    text = None if pooled else text_block(title)
    head = heading(f"Similarity of its {what}s" if not pooled else title, f"{shape}; {_COSINE}{left}", _legend())
    return row(text, head, _grid(shown, vectors[:_MOST_CELLS], pooled=pooled))


def _legend() -> Html:
    boxes = [element("i", {"class": f"p{shade(step / 8)}"}) for step in range(9)]
    return element("span", {"class": "lb-map-legend"}, "0 or less ", *boxes, " 1")


def _grid(names: Sequence[str], vectors: Matrix, *, pooled: bool) -> Html:
    cosines = similarities(vectors).tolist()
    labels = [one_line(name, 40) if pooled else visible(name, limit=16) for name in names]
    tops = [str(number) for number in range(len(names))] if pooled else labels
    head = [element("th", {"scope": "col"}, element("bdi", None, top)) for top in tops]
    body = [
        element(
            "tr",
            None,
            element(
                "th",
                {"scope": "row", **_facts(label, vector)},
                muted(f"{number} ") if pooled else None,
                element("bdi", None, label),
            ),
            *(element("td", {"class": f"p{shade(value)}", **facts(("cosine", ""))}, _cosine(value)) for value in line),
        )
        for number, (label, vector, line) in enumerate(zip(labels, vectors, cosines, strict=True))
    ]
    kind = "lb-map" if pooled else "lb-map lb-map-tokens"
    top = element("thead", None, element("tr", None, element("td"), *head))
    grid = element("table", {"class": kind}, top, element("tbody", None, *body))
    return element("div", {"class": "lb-scroll"}, grid)


def _facts(name: str, vector: Matrix) -> Attributes:
    return facts(
        ("vector", name), ("length", numbers.three_digits(_length(vector))), ("begins", _first_numbers(vector))
    )


def _cosine(value: float) -> str:
    """Return a cosine with two decimals and no zero before the point: `.83`, `−.10`, `1`."""
    text = numbers.fixed(value, 2)
    return "1" if text == "1.00" else text.replace("0.", ".", 1)


def table(output: PipelineOutput) -> Table:
    """Return one row per vector."""
    pooled = not _outputs(output)[0].pieces
    columns = (
        Column("input", numbers.count, number=True),
        Column("text" if pooled else "token", str if pooled else visible),
        Column("length", numbers.three_digits, number=True),
        Column("vector", _first_numbers),
    )
    rows = [
        (number, str(text) if pooled else one.pieces[index], _length(vector), vector)
        for number, (text, one) in enumerate(zip(output.inputs, _outputs(output), strict=True))
        for index, vector in enumerate(_rows(one))
    ]
    return Table(columns, rows)


def _length(vector: Matrix) -> float:
    return float((vector @ vector) ** 0.5)


def _first_numbers(vector: Matrix) -> str:
    shown = ", ".join(numbers.fixed(value, 2) for value in vector[:_SHOWN])
    return f"{shown}, … ({numbers.count(len(vector))})"


def figure(output: PipelineOutput) -> HeatMaps:
    """Return the maps as heat maps, one below the other."""
    maps = [
        (title, [one_line(name, 24) for name in names], similarities(vectors).round(4).tolist())
        for title, names, vectors in _maps(output)
    ]
    return HeatMaps(maps, title=f"Features, {output.model.name}", scale=_COSINE)


RENDERER = Renderer(
    title=lambda _: "Features", summary=summary, answer=answer, table=table, figure=figure, styles=("similarity",)
)
