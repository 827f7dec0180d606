"""How fill-mask looks: the sentence with the best fill in its place, and the candidates of each mask as bars."""

from __future__ import annotations

import math
import re
from typing import cast

from ...inference.messages import FilledMasks, MaskFill, PipelineOutput
from .. import numbers
from ..figure import Bars
from ..frame import bar, heading, muted, row, text_block
from ..html import Attributes, Html, element, facts, join
from ..table import Column, Table
from ..visible import one_line, shorten, visible
from .renderer import Renderer

_SEQUENCE_WIDTH = 120
_MASK = re.compile(r"\[MASK\]|<mask>", re.IGNORECASE)
_INDEPENDENT = "Each mask is filled on its own: the best fills of two masks need not go together."


def _outputs(output: PipelineOutput) -> tuple[FilledMasks, ...]:
    return cast("tuple[FilledMasks, ...]", output.outputs)


def summary(one: FilledMasks) -> str:
    """Return the best fill of each mask with its score."""
    return " and ".join(f"{mask[0].token_str.strip()} {numbers.score(mask[0].score)}" for mask in one.masks if mask)


def answer(output: PipelineOutput) -> Html:
    """Return a row per input: its sentence, then the candidates of each of its masks."""
    return join(_input_row(str(text), one, output) for text, one in zip(output.inputs, _outputs(output), strict=True))


def _input_row(text: str, one: FilledMasks, output: PipelineOutput) -> Html:
    several = len(one.masks) > 1
    parts = [
        element(
            "div",
            None,
            heading(f"Mask {number}", f"{numbers.plural(len(mask), 'candidate')}, best first") if several else None,
            _candidates(mask, output.model.vocabulary_size),
        )
        for number, mask in enumerate(one.masks, 1)
    ]
    note = element("p", {"class": "lb-note"}, _INDEPENDENT) if several else None
    return row(text_block(_sentence(text, one), kind="lb-large"), element("div", {"class": "lb-parts"}, *parts), note)


def _sentence(text: str, one: FilledMasks) -> Html:
    """Put the best fills into the text; where its masks cannot be found, the completed sequence stands for it."""
    pieces = _MASK.split(text)
    if len(pieces) != len(one.masks) + 1:
        return join(mask[0].sequence for mask in one.masks[:1] if mask)
    fills = [_fill(mask, number if len(one.masks) > 1 else None) for number, mask in enumerate(one.masks, 1)]
    return join([pieces[0], *(part for pair in zip(fills, pieces[1:], strict=True) for part in pair)])


def _fill(mask: tuple[MaskFill, ...], number: int | None) -> Html:
    word = mask[0].token_str.strip() if mask else ""
    return join([element("mark", {"class": "lb-fill"}, word), element("sub", None, number) if number else None])


def _candidates(mask: tuple[MaskFill, ...], vocabulary_size: int) -> Html:
    lines = [
        element(
            "tr",
            {"class": "lb-first" if index == 0 else None},
            element(
                "td",
                {"class": "lb-label lb-mono", **_facts(fill, index)},
                element("b" if index == 0 else "bdi", None, visible(fill.token_str.strip())),
            ),
            element("td", {"class": "num lb-muted lb-id"}, str(fill.token)),
            element("td", {"class": "lb-value"}, bar(fill.score)),
            element("td", {"class": "num"}, numbers.score(fill.score)),
        )
        for index, fill in enumerate(mask)
    ]
    return element("table", {"class": "lb-candidates"}, element("tbody", None, *lines, _rest(mask, vocabulary_size)))


def _facts(fill: MaskFill, index: int) -> Attributes:
    return facts(
        ("fill", visible(fill.token_str)),
        ("id", str(fill.token)),
        ("rank", numbers.count(index + 1)),
        ("p", f"{fill.score:.6f}"),
        ("surprise", numbers.bits(-math.log(fill.score)) if fill.score > 0 else "∞"),
        ("gives", shorten(fill.sequence, _SEQUENCE_WIDTH)),
    )


def _rest(mask: tuple[MaskFill, ...], vocabulary_size: int) -> Html:
    left = max(1 - sum(fill.score for fill in mask), 0.0)
    tokens = numbers.plural(max(vocabulary_size - len(mask), 0), "token")
    return element(
        "tr",
        {"class": "lb-rest"},
        element("td", {"class": "lb-label"}, muted("rest")),
        element("td", {"class": "num lb-id"}),
        element("td", {"class": "lb-value"}, muted(tokens)),
        element("td", {"class": "num"}, muted(numbers.score(left))),
    )


def table(output: PipelineOutput) -> Table:
    """Return one row per candidate."""
    columns = (
        Column("input", numbers.count, number=True),
        Column("mask", numbers.count, number=True),
        Column("token_str", visible),
        Column("token", str, number=True),
        Column("score", numbers.score, number=True),
        Column("sequence"),
    )
    rows = [
        (number, position, fill.token_str, fill.token, fill.score, fill.sequence)
        for number, one in enumerate(_outputs(output))
        for position, mask in enumerate(one.masks)
        for fill in mask
    ]
    return Table(columns, rows)


def figure(output: PipelineOutput) -> Bars:
    """Return horizontal bars of the candidates, one group per mask."""
    groups = [
        (
            one_line(str(text), 60) + (f", mask {number}" if len(one.masks) > 1 else ""),
            [(f.token_str, f.score) for f in mask],
        )
        for text, one in zip(output.inputs, _outputs(output), strict=True)
        for number, mask in enumerate(one.masks, 1)
    ]
    return Bars(groups, title=f"Fill the mask, {output.model.name}", axis="score")


RENDERER = Renderer(title=lambda _: "Fill the mask", summary=summary, answer=answer, table=table, figure=figure)
