"""Static pictures of panels: a list of shapes that becomes SVG, and PNG from it."""

from __future__ import annotations

import base64
import io
import math
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ..html import Html, element, join

if TYPE_CHECKING:
    import numpy as np

# The look's colours on a light page.
INK, MUTED, LINE, EDGE, SURFACE, RAISED, SUNK = "#1f2328", "#5a5e63", "#e0e0e0", "#878a8d", "#fff", "#f5f5f6", "#ebebec"
BAR, SOFT, GROUP_A, GROUP_B, ERROR = "#1c6ba8", "#b5d3ec", "#b35806", "#5e3d9e", "#b3261e"
SANS, MONO = (
    "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif",
    "ui-monospace, 'DejaVu Sans Mono', monospace",
)

_NOT_IN_XML = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Drawing:
    """A picture in CSS pixels, drawn from the top left; everything that is text is escaped.

    >>> drawing = Drawing(width=40, height=20, title="Example")
    >>> drawing.text(0, 12, "a < b")
    >>> "a &#60; b" in drawing.svg()
    True
    """

    def __init__(self, *, width: float, height: float, title: str) -> None:
        self.width, self.height, self.title = width, height, title
        self._shapes: list[Html] = []

    def rect(  # noqa: PLR0913  (what SVG knows)
        self, x: float, y: float, width: float, height: float, *, fill: str = "none", stroke: str | None = None,
        stroke_width: float = 1, dash: str | None = None, radius: float = 0,
    ) -> None:  # fmt: skip
        """Add a rectangle."""
        self._add(
            "rect", x=x, y=y, width=max(width, 0), height=max(height, 0), fill=fill, rx=radius or None, stroke=stroke,
            stroke_width=stroke_width if stroke else None, stroke_dasharray=dash,
        )  # fmt: skip

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str = EDGE,
        width: float = 1,
        dash: str | None = None,
    ) -> None:
        """Add a line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, stroke_dasharray=dash)

    def path(
        self, points: Sequence[tuple[float, float]], *, stroke: str = EDGE, width: float = 1, fill: str = "none",
        dash: str | None = None, curved: bool = False,
    ) -> None:  # fmt: skip
        """Add straight lines through points, or, with `curved`, horizontal S-curves from each to the next."""
        begin, *rest = points
        data = f"M{_number(begin[0])},{_number(begin[1])}"
        for before, (x, y) in zip(points, rest, strict=False):
            middle = _number((before[0] + x) / 2)
            bend = f"C{middle},{_number(before[1])} {middle},{_number(y)} " if curved else "L"
            data += f"{bend}{_number(x)},{_number(y)}"
        self._add("path", d=data, stroke=stroke, stroke_width=width, fill=fill, stroke_dasharray=dash)

    def circle(self, x: float, y: float, radius: float, *, fill: str = BAR, stroke: str | None = None) -> None:
        """Add a circle."""
        self._add("circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke)

    def text(  # noqa: PLR0913
        self, x: float, y: float, text: str, *, size: float = 13, anchor: str = "start", weight: int = 400,
        mono: bool = False, fill: str = INK, rotate: float = 0, limit: int = 120,
    ) -> None:  # fmt: skip
        """Add a line of text on the baseline y, shortened to `limit` characters; `anchor` is start, middle or end."""
        shown = text if len(text) <= limit else text[: limit - 1] + "…"
        self._add(
            "text", shown, x=x, y=y, font_size=size, text_anchor=anchor if anchor != "start" else None, fill=fill,
            font_weight=weight if weight != 400 else None, font_family=MONO if mono else None,  # noqa: PLR2004
            transform=f"rotate({_number(rotate)} {_number(x)} {_number(y)})" if rotate else None,
        )  # fmt: skip

    def image(self, x: float, y: float, width: float, height: float, pixels: np.ndarray[Any, Any]) -> None:
        """Add a picture of uint8 RGB pixels, (H, W, 3), enlarged without smoothing."""
        from PIL import Image

        buffer = io.BytesIO()
        Image.fromarray(pixels).save(buffer, "PNG", optimize=True)
        source = "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
        self._add(
            "image", x=x, y=y, width=width, height=height, href=source, preserveAspectRatio="none",
            style="image-rendering:pixelated",
        )  # fmt: skip

    def svg(self) -> Html:
        """Return the picture as a file of its own, without a script."""
        width, height = _number(self.width), _number(self.height)
        size = {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
        attributes = {"xmlns": "http://www.w3.org/2000/svg", **size, "role": "img", "font-family": SANS}
        background = element("rect", {"width": width, "height": height, "fill": SURFACE})
        picture = element("svg", attributes, element("title", None, self.title), background, join(self._shapes))
        return Html(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", picture))

    def _add(self, tag: str, *children: str, **attributes: str | float | None) -> None:
        given = {
            name.replace("_", "-"): _number(v) if isinstance(v, int | float) else v for name, v in attributes.items()
        }
        self._shapes.append(element(tag, given, *children))


def column_of_bars(
    drawing: Drawing, rows: Iterable[tuple[str, float, str]], *, x: float, y: float, width: float, row: float = 24
) -> float:
    """Draw rows of label, bar from 0 to 1 and value, and return where they end."""
    for label, value, shown in rows:
        drawing.text(x, y + row * 0.68, label, mono=True, limit=24)
        bar = (width - 260) * min(max(value, 0.0), 1.0) if math.isfinite(value) else 0.0
        drawing.rect(x + 190, y + row * 0.25, bar, row * 0.5, fill=BAR)
        drawing.text(x + width, y + row * 0.68, shown, anchor="end")
        y += row
    return y


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if math.isfinite(value) else "0"
