"""BertViz's own views without a network: its script, with d3 and jQuery of ours, in a frame that reaches nothing.

BertViz loads RequireJS, d3 and jQuery from a content delivery network, and JupyterLab 4 brings none of them. Its script
is read from the installed package, which is not imported: that would import torch.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from ...inference.errors import InvalidOption, MissingCapability
from ...inference.messages import AttentionKind, AttentionLayout
from ..html import Html, element
from ..numbers import size, with_unit
from .page_file import in_json, in_script

if TYPE_CHECKING:
    import numpy as np

View = Literal["head", "model"]
LARGEST = 20_000_000  # bytes of the page
DECIMALS = 4
WEIGHT = DECIMALS + 3  # bytes of a weight with its comma, at most
NAMES: dict[AttentionKind, str] = {"self": "Encoder", "decoder": "Decoder", "cross": "Cross"}
MARKER = "PYTHON_PARAMS"  # in its scripts: where the weights go; it stands once more in a comment
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'"
# What the scripts expect of RequireJS.
SHIM = "window.require = {config() {}}; window.requirejs = (names, run) => run(window.jQuery, window.d3);"


class BertvizView:
    """A view of BertViz, shown in a sandboxed frame; `page` is the whole page."""

    def __init__(self, page: str, *, view: View, height: int) -> None:
        self.page, self.view, self.height = page, view, height

    def _repr_html_(self) -> Html:
        style = f"width:100%;height:{self.height}px;border:0"
        title = f"BertViz, {self.view} view"
        return element("iframe", {"sandbox": "allow-scripts", "srcdoc": self.page, "title": title, "style": style})

    def __repr__(self) -> str:
        return f"BertvizView({self.view!r})"


def check_bertviz(view: View, layouts: Sequence[AttentionLayout], sizes: dict[AttentionKind, tuple[int, int]]) -> str:
    """Return BertViz's script of a view, if what it would show is not too large.

    Raises `InvalidOption` for another view and for a page above 20 MB, `MissingCapability` without BertViz.
    """
    if view not in get_args(View):
        raise InvalidOption(f"BertViz has no view {view!r} here. Use 'head' or 'model'.")
    source = _script(view)
    estimate = sum(sum(one.heads) * sizes[one.kind][0] * sizes[one.kind][1] * WEIGHT for one in layouts)
    if estimate > LARGEST:
        raise InvalidOption(
            f"BertViz puts every weight into the page as text: about {with_unit(size(estimate))}, above the limit of "
            f"{with_unit(size(LARGEST))}. Shorten the text; the panel itself shows it at any length."
        )
    return source


def _script(view: View) -> str:
    found = importlib.util.find_spec("bertviz")
    if found is None or not found.submodule_search_locations:
        raise MissingCapability("BertViz is not installed. Install it with: pip install bertviz==1.4.1")
    path = Path(found.submodule_search_locations[0]) / f"{view}_view.js"
    source = path.read_text("utf-8") if path.is_file() else ""
    if f"= {MARKER};" not in source:
        raise MissingCapability("This BertViz is built in another way. The one that fits: pip install bertviz==1.4.1")
    return source


def bertviz_view(
    source: str,
    view: View,
    maps: Sequence[tuple[AttentionKind, np.ndarray[Any, Any], list[str], list[str]]],
    *,
    layer: int,
) -> BertvizView:
    """Return a view of maps: kind, weights (L, H, T, S), and the labels of rows and columns."""
    alone = len(maps) == 1
    data = [
        {
            "name": None if alone else NAMES[kind],
            "attn": weights.astype(float).round(DECIMALS).tolist(),
            "left_text": rows,
            "right_text": columns,
        }
        for kind, weights, rows, columns in maps
    ]
    layers, heads = maps[0][1].shape[:2]
    own = (
        {"layer": layer, "heads": None}
        if view == "head"
        else {"display_mode": "light", "include_heads": list(range(heads)), "total_heads": heads}
    )
    parameters = {
        "attention": data,
        "default_filter": "0",
        "root_div_id": "bertviz",
        "include_layers": list(range(layers)),
        **own,
    }
    options = [element("option", {"value": str(number)}, one["name"]) for number, one in enumerate(data) if one["name"]]
    select = ["Attention: ", element("select", {"id": "filter"}, options)] if options else None
    choose = ["Layer: ", element("select", {"id": "layer"})] if view == "head" else None
    body = element(
        "div",
        {"id": "bertviz", "style": "font-family:sans-serif"},
        element("span", None, choose, select),
        element("div", {"id": "vis"}),
    )
    script = source.replace(f"= {MARKER};", f"= {in_json(parameters)};", 1)
    vendor = files("lightboard.widgets").joinpath("static", "vendor", "bertviz.js").read_text("utf-8")
    scripts = [element("script", None, Html(in_script(part))) for part in (vendor, SHIM, script)]
    head = element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
    )
    page = "<!doctype html>" + element("html", {"lang": "en"}, head, element("body", None, body, scripts))
    longest = max(len(rows) for _, _, rows, _ in maps)
    return BertvizView(page, view=view, height=min(80 + 23 * longest if view == "head" else 120 + 90 * layers, 800))
