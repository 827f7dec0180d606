"""The frame of everything that is shown, and the parts that repeat inside it: `look` in markup."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..inference.messages import ModelInfo
from .html import Child, Html, element, join
from .numbers import DASH
from .style import style_sheet

_NBSP = "\N{NO-BREAK SPACE}"
SHORT_REVISION = 7
# JupyterLab leaves the keys to an element with this attribute: arrows, Enter and space do in here what they do
# elsewhere. It looks at the focused element first, so everything that takes the focus needs it, too.
OWN_KEYS = {"data-lm-suppress-shortcuts": "true"}


def frame(title: str, model: Html | None, *rows: Child, state: Child = None, styles: tuple[str, ...] = ()) -> Html:
    """Return a complete output: style sheet, head and rows.

    `state` stands at the right end of the head; `styles` names further parts of the style sheet.
    """
    head = element("div", {"class": "lb-head"}, heading_text(2, title), " ", model, _end(state))
    attributes = {"class": "lightboard", "role": "region", "aria-label": title, **OWN_KEYS}
    return element("div", attributes, element("style", None, Html(style_sheet(*styles))), head, *rows)


def _end(state: Child) -> Html | None:
    return None if state is None else join([" ", element("span", {"class": "lb-end"}, state)])


def model_line(model: ModelInfo, *more: str) -> Html:
    """Return the model's name, revision, dtype and device, and what else says what was computed (`seed 42`)."""
    name, rest = model_words(model, *more)
    return element("span", {"class": "lb-model"}, element("b", None, name), " " + rest)


def model_words(model: ModelInfo, *more: str) -> tuple[str, str]:
    """Return the model's name, and what else says what was computed."""
    revision = f"rev {short_revision(model.revision)}" if model.revision else None
    return model_name(model), " · ".join(part for part in (revision, model.dtype, model.device, *more) if part)


def short_revision(revision: str) -> str:
    """Return the first characters of a commit, or of a hash of the weights (`sha256:...`)."""
    return revision.rsplit(":", 1)[-1][:SHORT_REVISION]


def model_name(model: ModelInfo) -> str:
    """Return a model's name without a path: a folder is named by its last part."""
    return model.name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] if model.source == "folder" else model.name


def row(*children: Child, kind: str = "") -> Html:
    """Return a row of the frame."""
    return element("section", {"class": f"lb-row {kind}".strip()}, *children)


def heading_text(level: int, title: str) -> Html:
    """Return a heading that JupyterLab does not list in the notebook's table of contents, as it would list an h2."""
    return element("b", {"class": f"lb-h{level}", "role": "heading", "aria-level": level}, title)


def heading(title: str, subtitle: str = "", end: Child = None) -> Html:
    """Return the title row of a section: what it is, then unit, scope or count; a legend at its end."""
    sub = element("span", {"class": "lb-sub"}, " " + subtitle) if subtitle else None
    return element("div", {"class": "lb-h"}, heading_text(3, title), sub, _end(end))


def bar(value: float, *, kind: str = "") -> Html:
    """Return a bar from 0 to 1; its number has to stand beside it."""
    width = 0.0 if math.isnan(value) else min(max(value, 0.0), 1.0)
    fill = element("i", {"style": f"width:{100 * width:.4g}%"})
    return element("span", {"class": f"lb-bar {kind}".strip(), "aria-hidden": "true"}, fill)


def stats(*items: tuple[str, tuple[str, str]]) -> Html:
    """Return a strip of terms with values: `("first token", ("38.4", "ms"))`."""
    return element("dl", {"class": "lb-stats"}, [_stat(term, value, unit) for term, (value, unit) in items])


def _stat(term: str, value: str, unit: str) -> Html:
    small = element("small", None, _NBSP + unit) if unit and value != DASH else None
    return element("div", None, element("dt", None, term), element("dd", None, value, small))


def tag(text: str) -> Html:
    """Return a small label with an edge."""
    return element("span", {"class": "lb-tag"}, text)


def notes(sentences: Sequence[str]) -> Html | None:
    """Return quiet sentences in a row of their own, or nothing."""
    kept = [sentence for sentence in sentences if sentence]
    return row([element("p", {"class": "lb-note"}, sentence) for sentence in kept], kind="tight") if kept else None


def more(*parts: tuple[str, Child]) -> Html:
    """Return a row of parts that open on demand, without a script."""
    details = [element("details", None, element("summary", OWN_KEYS, title), body) for title, body in parts]
    return element("section", {"class": "lb-row lb-more"}, *details)


def code_block(code: str) -> Html:
    """Return code to copy."""
    return element("pre", {"class": "lb-code", "tabindex": "0", **OWN_KEYS}, element("code", None, code))


def text_block(*children: Child, kind: str = "") -> Html:
    """Return running text that keeps its white space and its own direction."""
    return element("div", {"class": f"lb-text {kind}".strip(), "dir": "auto"}, *children)


def muted(text: str) -> Html:
    """Return secondary text."""
    return element("span", {"class": "lb-muted"}, text)
