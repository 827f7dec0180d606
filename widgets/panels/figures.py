"""The pictures of results as files of their own: bars with their numbers, and heat maps."""

from __future__ import annotations

import math

from .. import numbers
from ..figure import Bars, HeatMaps
from ..style import LIGHT_SCALE, ink_on, interpolate
from ..visible import shorten, visible
from .drawing import BAR, EDGE, MUTED, Drawing

_MARGIN, _TITLE, _HEAD, _ROW, _GAP = 16, 34, 26, 24, 12
_NAMES, _BARS, _NUMBERS = 220, 420, 80  # widths of the columns
_MOST_ROWS = 400
_CELL, _LABEL = 34, 130


def drawing_of(figure: Bars | HeatMaps) -> Drawing:
    """Return a picture of a figure."""
    return _bars(figure) if isinstance(figure, Bars) else _maps(figure)


def _bars(figure: Bars) -> Drawing:
    values = [value for _, rows in figure.groups for _, value in rows if math.isfinite(value)]
    most = figure.limit or max(values, default=1.0) or 1.0
    groups, left = _first_rows(figure)
    height = _TITLE + sum(_HEAD * bool(name) + len(rows) * _ROW + _GAP for name, rows in groups) + 2 * _MARGIN + _ROW
    drawing = Drawing(width=_NAMES + _BARS + _NUMBERS + 2 * _MARGIN, height=height, title=figure.title)
    drawing.text(_MARGIN, _MARGIN + 14, figure.title, size=15, weight=650, limit=80)
    y = float(_MARGIN + _TITLE)
    for name, rows in groups:
        if name:
            drawing.text(_MARGIN, y + 14, name, fill=MUTED, limit=100)
            y += _HEAD
        for label, value in rows:
            _bar(drawing, y, label, value, most)
            y += _ROW
        y += _GAP
    more = f", {numbers.count(left)} more are left out" if left else ""
    drawing.text(_MARGIN + _NAMES, y + 10, f"{figure.axis}{more}", size=11, fill=MUTED)
    return drawing


def _first_rows(figure: Bars) -> tuple[list[tuple[str, list[tuple[str, float]]]], int]:
    """Return the groups with at most so many rows together, and how many are left out."""
    groups, room = [], _MOST_ROWS
    for name, rows in figure.groups:
        if room > 0:
            groups.append((name, list(rows[:room])))
        room -= len(rows)
    return groups, max(-room, 0)


def _bar(drawing: Drawing, y: float, label: str, value: float, most: float) -> None:
    drawing.text(_MARGIN, y + _ROW * 0.68, shorten(visible(label).replace("·", " "), 30))
    width = _BARS * min(max(value / most, 0.0), 1.0) if math.isfinite(value) else 0.0
    drawing.rect(_MARGIN + _NAMES, y + _ROW * 0.25, width, _ROW * 0.5, fill=BAR)
    drawing.line(_MARGIN + _NAMES, y, _MARGIN + _NAMES, y + _ROW, stroke=EDGE)
    shown = numbers.count(value) if most > 1 and float(value).is_integer() else numbers.score(value)
    drawing.text(_MARGIN + _NAMES + _BARS + _NUMBERS, y + _ROW * 0.68, shown, anchor="end")


def _maps(figure: HeatMaps) -> Drawing:
    side = max((len(names) for _, names, _ in figure.maps), default=1) * _CELL
    height = _TITLE + sum(_HEAD + len(names) * _CELL + _LABEL for _, names, _ in figure.maps) + 2 * _MARGIN
    drawing = Drawing(width=max(_LABEL + side, 420) + 2 * _MARGIN, height=height, title=figure.title)
    drawing.text(_MARGIN, _MARGIN + 14, figure.title, size=15, weight=650, limit=60)
    y = float(_MARGIN + _TITLE)
    for title, names, rows in figure.maps:
        drawing.text(_MARGIN, y + 14, f"{title}: {figure.scale}", fill=MUTED, limit=70)
        y += _HEAD
        for number, (name, line) in enumerate(zip(names, rows, strict=True)):
            drawing.text(_MARGIN + _LABEL - 8, y + _CELL * (number + 0.62), name, size=12, anchor="end", limit=18)
            for column, value in enumerate(line):
                _cell(drawing, _MARGIN + _LABEL + column * _CELL, y + number * _CELL, value)
        y += len(names) * _CELL
        for column, name in enumerate(names):
            x = _MARGIN + _LABEL + (column + 0.6) * _CELL
            drawing.text(x, y + 8, name, size=12, anchor="end", rotate=-60, limit=16)
        y += _LABEL
    return drawing


def _cell(drawing: Drawing, x: float, y: float, value: float) -> None:
    colour = interpolate(LIGHT_SCALE, min(max(value, 0.0), 1.0))
    drawing.rect(x, y, _CELL, _CELL, fill="#" + "".join(f"{part:02x}" for part in colour))
    drawing.text(
        x + _CELL / 2, y + _CELL * 0.62, numbers.fixed(value, 2), size=11, anchor="middle", fill=ink_on(colour)
    )
