"""Panels as files: an interactive page that needs nothing else, a picture, a table."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from ...inference.errors import InvalidOption
from ..html import Html, element
from .codec import pack

if TYPE_CHECKING:
    from .panel import Panel

_TRAITS = ("text", "content", "selection", "settings", "error")


def save(panel: Panel, path: Path) -> Path:
    """Write a panel into a file whose ending says how, and return the path."""
    ending = path.suffix.lower()
    if ending not in WRITERS:
        raise InvalidOption(f"A panel cannot be saved as {ending or path.name!r}. Use one of: {', '.join(WRITERS)}.")
    path.write_bytes(WRITERS[ending](panel))
    return path


def page(panel: Panel) -> bytes:
    """Return an interactive page: the bundle, the style sheet and the state, and not a single address to load from."""
    state, buffers = pack({name: getattr(panel, name) for name in _TRAITS})
    data = {"state": state, "buffers": [base64.b64encode(one).decode("ascii") for one in buffers]}
    script = in_script(runnable(str(panel._esm)))  # noqa: SLF001  (the name anywidget gives it)
    policy = (
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
    )
    head = [
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", {"name": "viewport", "content": "width=device-width"}),
        element("title", None, f"{panel.title}: {panel.text[:80]}"),
        element(
            "style",
            None,
            Html(str(panel._css).replace("</", "<\\/") + "html{color-scheme:light dark}body{margin:16px}"),  # noqa: SLF001
        ),
    ]
    body = [
        element("div", {"class": "lb-root"}),
        element("script", {"type": "application/json", "class": "lb-state-data"}, Html(in_json(data))),
        element("script", {"type": "module"}, Html(script)),
    ]
    markup = "<!doctype html>" + element(
        "html", {"lang": "en"}, element("head", None, head), element("body", None, body)
    )
    return markup.encode()


def runnable(bundle: str) -> str:
    """Return a bundle as a script that opens its panel on the page instead of exporting it."""
    return re.sub(r"export\s*\{\s*([\w$]+) as default\s*\};?\s*$", r"\1.page();", bundle)


def in_script(source: str) -> str:
    """Return JavaScript that may stand in a script element: neither `</script` nor `<!--` is left in it."""
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def in_json(value: Any) -> str:
    """Return JSON that may stand in a script element."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")


def svg(panel: Panel) -> bytes:
    """Return the picture as SVG."""
    return panel.drawing().svg().encode()


def csv(panel: Panel) -> bytes:
    """Return the table with a header line."""
    return panel.to_pandas().to_csv(index=False).encode()


WRITERS: dict[str, Callable[[Panel], bytes]] = {".html": page, ".svg": svg, ".csv": csv}
