"""The LogitPanel without a script: the context, the likeliest tokens and the lens; its picture and its table."""

from __future__ import annotations

import math
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ...inference.messages import Array, Distribution
from ..frame import bar, heading, notes, row, text_block
from ..html import Child, Html, element
from ..numbers import count, logit, plural, probability
from ..style import shade
from ..visible import shorten
from .drawing import INK, MUTED, Drawing, column_of_bars

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

SHOWN = 15
SURPRISING = 12  # bits that have the darkest shade
LENS_COLUMNS = 8


def read_array(state: dict[str, Any]) -> np.ndarray[Any, Any]:
    """Return what `array_state` made."""
    values: np.ndarray[Any, Any] = Array(
        dtype=state["dtype"], shape=tuple(state["shape"]), data=bytes(state["data"])
    ).numpy()
    return values


def read_texts(state: dict[str, Any]) -> list[str]:
    """Return what `texts_state` made."""
    offsets = read_array(state["offsets"]).tolist()
    return [bytes(state["blob"])[start:end].decode() for start, end in pairwise(offsets)]


def spans(content: dict[str, Any]) -> list[tuple[int, int]]:
    """Return the characters of the text behind each token; appended ones stand for none of them."""
    starts, ends = (read_array(content["context"][name]).tolist() for name in ("starts", "ends"))
    shown = content["spans"]
    return [
        (start, end) if place < shown else (0, 0) for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def model_line(content: dict[str, Any]) -> Html:
    """Return the model's line in the head."""
    model = content["choices"][0]["model"]
    return element("span", {"class": "lb-model"}, element("b", None, model["name"]), " " + " · ".join(model["details"]))


def rows(content: dict[str, Any]) -> list[Child]:
    """Return the rows of the script-free form."""
    parts: list[Child] = [_context(content)]
    parts += [_choices(content, choice) for choice in content["choices"]]
    if content["lens"] is not None:
        parts.append(_lens(content))
    return [
        *parts,
        notes(["Raw probabilities: settings, the draw and branches need the live panel.", content["missing"]]),
    ]


def _context(content: dict[str, Any]) -> Html:
    context = content["context"]
    labels = read_texts(context["labels"])
    surprise = read_array(context["surprise"]) if context["surprise"] else None
    words = []
    for place, label in enumerate(labels):
        value = math.nan if surprise is None else float(surprise[place]) / math.log(2)
        kind = None if math.isnan(value) else f"p{shade(value / SURPRISING)}"
        words.append(element("span", {"class": kind}, element("bdi", None, label)))
    scale = "shaded by surprise, darkest from 12 bits" if surprise is not None else ""
    title = heading("Context", ", ".join(part for part in (plural(len(labels), "token"), scale) if part))
    return row(title, text_block(words, kind="lb-mono"))


def first(choice: dict[str, Any], number: int = SHOWN) -> list[tuple[str, float, float]]:
    """Return the likeliest tokens: label, logit and probability."""
    labels, logits = read_texts(choice["labels"])[:number], read_array(choice["logits"])[:number].tolist()
    return [(label, x, math.exp(x - choice["log_normaliser"])) for label, x in zip(labels, logits, strict=True)]


def rest_of(choice: dict[str, Any], found: list[tuple[str, float, float]]) -> float:
    """Return the probability of all other tokens: 0 only where there are none. Twin: widgets/js/logits/model.js."""
    left = 1 - sum(p for _, _, p in found)
    return max(left, sys.float_info.min) if choice["vocabulary"] > len(found) else 0.0


def _largest(content: dict[str, Any]) -> float:
    """Return the largest probability on show: what is compared is drawn on one scale."""
    return max(p for choice in content["choices"] for _, _, p in first(choice))


def _choices(content: dict[str, Any], choice: dict[str, Any]) -> Html:
    found = first(choice)
    cells, together = [], 0.0
    largest = _largest(content)
    for rank, (label, x, p) in enumerate(found, start=1):
        together += p
        cells.append(
            _row(
                str(rank),
                element("bdi", None, label),
                logit(x),
                bar(p / largest),
                probability(p),
                probability(together),
            )
        )
    others = choice["vocabulary"] - len(found)
    cells.append(
        _row(
            "",
            "rest",
            "",
            plural(others, "token"),
            probability(rest_of(choice, found)),
            probability(1.0),
            kind="lb-rest",
        )
    )
    names = ("", "token", "logit", "probability", "", "cumulative")
    head = element(
        "tr",
        None,
        [element("th", {"class": "num" if name in ("logit", "cumulative") else None}, name) for name in names],
    )
    table = element("table", {"class": "lb-table"}, element("thead", None, head), element("tbody", None, cells))
    compared = f", {choice['model']['name']}: {shorten(choice['text'], 84)}" if len(content["choices"]) > 1 else ""
    return row(
        heading("The next token", f"raw, of {count(choice['vocabulary'])}{compared}"),
        element("div", {"class": "lb-scroll"}, table),
    )


def _row(*cells: Child, kind: str | None = None) -> Html:
    numeric = (0, 2, 4, 5)
    return element(
        "tr",
        {"class": kind},
        [element("td", {"class": "num" if place in numeric else None}, cell) for place, cell in enumerate(cells)],
    )


def _lens(content: dict[str, Any]) -> Html:
    lens = content["lens"]
    ids, logprobs = read_array(lens["ids"])[..., 0], read_array(lens["logprobs"])[..., 0]  # (L + 1, P)
    names = dict(zip(read_array(lens["named"]).tolist(), read_texts(lens["labels"]), strict=True))
    labels = read_texts(content["context"]["labels"])
    positions = read_array(lens["positions"]).tolist()[-LENS_COLUMNS:]
    head = [element("th", None, element("bdi", None, shorten(labels[place], 12))) for place in positions]
    body = []
    for layer in range(len(ids) - 1, -1, -1):
        title = "output" if layer == len(ids) - 1 else f"layer {layer - 1}" if layer else "embedding"
        pairs = zip(ids[layer][-LENS_COLUMNS:].tolist(), logprobs[layer][-LENS_COLUMNS:].tolist(), strict=True)
        cells = [
            element("td", {"class": f"p{shade(math.exp(p))}"}, element("bdi", None, shorten(names[token], 12)))
            for token, p in pairs
        ]
        body.append(element("tr", None, element("th", {"scope": "row"}, title), cells))
    table = element(
        "table",
        {"class": "lb-table"},
        element("thead", None, element("tr", None, element("td"), head)),
        element("tbody", None, body),
    )
    title = heading(
        "Logit lens", "the most probable next token if the model stopped at that layer, darker is more probable"
    )
    return row(title, element("div", {"class": "lb-scroll"}, table))


def drawing(content: dict[str, Any], text: str) -> Drawing:
    """Return the bars of the likeliest tokens, those of what is compared below."""
    height = 56 + sum(56 + 24 * (SHOWN + 1) for _ in content["choices"])
    largest = _largest(content)
    picture = Drawing(width=720, height=height, title="Next token")
    picture.text(16, 28, "Next token", size=15, weight=650)
    y = 40.0
    for choice in content["choices"]:
        said = choice["text"] if len(content["choices"]) > 1 else text
        picture.text(16, y + 14, f"{choice['model']['name']}: {shorten(said, 84)}", size=12, fill=MUTED)
        found = first(choice)
        y = column_of_bars(
            picture, [(label, p / largest, probability(p)) for label, _, p in found], x=16, y=y + 26, width=680
        )
        others = f"rest: {plural(choice['vocabulary'] - len(found), 'token')}, {probability(rest_of(choice, found))}"
        picture.text(16, y + 16, others, size=12, fill=INK)
        y += 30
    return picture


def data_frame(distribution: Distribution) -> pd.DataFrame:
    """Return the last stage of a distribution with the raw numbers beside, one row a token."""
    import pandas as pd

    raw = {token.id: token for token in distribution.stages[0].tokens}
    texts = distribution.texts
    removed = {
        token.id: stage.name for stage in reversed(distribution.stages) for token in stage.tokens if token.logit is None
    }
    records = [
        {
            "rank": token.rank,
            "id": token.id,
            "token": texts.get(token.id, ""),
            "logit": token.logit,
            "probability": token.probability,
            "cumulative": token.cumulative,
            "raw logit": raw[token.id].logit,
            "raw probability": raw[token.id].probability,
            "surprise (bits)": 0.0 - math.log2(token.probability) if token.probability else math.inf,
            "removed by": removed.get(token.id, ""),
        }
        for token in distribution.stages[-1].tokens
    ]
    return pd.DataFrame(records).astype({"rank": "Int64"})
