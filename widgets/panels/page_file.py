"""A panel as a page of its own: bundle, style sheet and state, and not a single address to load from.

Twin: widgets/js/base/page_file.js, which writes the same page where no kernel is; tests/vectors/page_file.json has one.
"""

from __future__ import annotations

import base64
import re
from typing import Any

import msgspec

from ..html import Html, element, join
from .codec import pack

_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:"
)
_EXPORT = re.compile(r"export\s*\{\s*([\w$]+) as default\s*\};?\s*$")


def page_of(*, title: str, css: str, bundle: str, traits: dict[str, Any]) -> Html:
    """Return an interactive page that loads nothing; bytes in the traits travel as base64."""
    state, buffers = pack(traits)
    data = {"state": state, "buffers": [base64.b64encode(one).decode("ascii") for one in buffers]}
    head = [
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        element("meta", {"name": "viewport", "content": "width=device-width"}),
        element("title", None, title),
        element("style", None, Html("html{color-scheme:light dark}body{margin:16px}")),
        element("style", {"class": "lb-style"}, Html(css.replace("</", "<\\/"))),
    ]
    body = [
        element("div", {"class": "lb-root"}),
        element("script", {"type": "application/json", "class": "lb-state-data"}, Html(in_json(data))),
        element("script", {"type": "module", "class": "lb-bundle"}, Html(in_script(runnable(bundle)))),
    ]
    page = element("html", {"lang": "en"}, element("head", None, head), element("body", None, body))
    return join([Html("<!doctype html>"), page])


def runnable(bundle: str) -> str:
    """Return a bundle as a script that opens its panel on the page instead of exporting it."""
    return _EXPORT.sub(r"\1.page();", bundle)


def in_script(source: str) -> str:
    """Return JavaScript that may stand in a script element: neither `</script` nor `<!--` is left in it."""
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def in_json(value: Any) -> str:
    """Return JSON that may stand in a script element."""
    return msgspec.json.encode(value).decode().replace("<", "\\u003c")
