"""Panels as files: an interactive page that needs nothing else, a picture, a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ...inference.errors import InvalidOption
from ..png import png as draw_png
from .page_file import page_of

if TYPE_CHECKING:
    from .panel import Panel

TRAITS = ("text", "content", "selection", "settings", "error")
_TITLE = 80  # characters of the text in the page's title


def save(panel: Panel, path: Path) -> Path:
    """Write a panel into a file whose ending says how, and return the path."""
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise InvalidOption(f"A panel cannot be saved as {ending or path.name!r}. Use one of: {', '.join(WRITERS)}.")
    if not path.parent.is_dir():
        raise FileNotFoundError(f"There is no folder {path.parent} to save the panel in. Make it, or name another.")
    path.write_bytes(WRITERS[ending](panel))
    return path


def page(panel: Panel) -> bytes:
    """Return an interactive page."""
    title = f"{panel.title}: {panel.text[:_TITLE]}"
    traits = {name: getattr(panel, name) for name in TRAITS}
    source, css = str(panel._esm), str(panel._css)  # noqa: SLF001  (the names anywidget gives them)
    return page_of(title=title, css=css, bundle=source, traits=traits).encode("utf-8", "replace")


def svg(panel: Panel) -> bytes:
    """Return the picture as SVG."""
    return panel.drawing().svg().encode("utf-8", "replace")


def png(panel: Panel) -> bytes:
    """Return the picture as PNG, two pixels for each of its own."""
    return draw_png(panel.drawing().svg())


def csv(panel: Panel) -> bytes:
    """Return the table with a header line."""
    return panel.to_pandas().to_csv(index=False).encode("utf-8", "replace")


WRITERS: dict[str, Callable[[Panel], bytes]] = {".html": page, ".svg": svg, ".png": png, ".csv": csv}
