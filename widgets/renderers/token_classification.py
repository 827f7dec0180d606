"""How token-classification looks: the entities marked in the text, each with its label and score below."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import cast

from ...inference.messages import Entity, FoundEntities, PipelineOutput
from .. import numbers
from ..figure import Bars
from ..frame import muted, row, text_block
from ..highlight import highlighted
from ..html import Attributes, Html, element, facts, join
from ..table import Column, Table
from ..visible import one_line
from .renderer import Renderer

# Look and meaning of the usual kinds; others take the looks in turn.
_KINDS = {"ORG": (1, "organisation"), "PER": (2, "person"), "LOC": (3, "place"), "MISC": (4, "other name")}
_LOOKS = 4
_WORDS = {"first", "average", "max"}


def _outputs(output: PipelineOutput) -> tuple[FoundEntities, ...]:
    return cast("tuple[FoundEntities, ...]", output.outputs)


def _kind(label: str) -> str:
    return label[2:] if label.startswith(("B-", "I-")) else label


def looks(labels: Iterable[str]) -> dict[str, int]:
    """Return the look of each kind, from 1: colour and line together.

    >>> looks(["B-PER", "NOUN", "I-PER", "VERB"])
    {'PER': 2, 'NOUN': 1, 'VERB': 2}
    """
    kinds = dict.fromkeys(map(_kind, labels))
    others = [kind for kind in kinds if kind not in _KINDS]
    return {kind: _KINDS[kind][0] if kind in _KINDS else others.index(kind) % _LOOKS + 1 for kind in kinds}


def summary(one: FoundEntities) -> str:
    """Return the entities with their labels."""
    return ", ".join(f"{one_line(entity.word, 30)} {entity.label}" for entity in one.entities) or "no entity"


def answer(output: PipelineOutput) -> Html:
    """Return a row per text, and a legend."""
    kinds = looks(entity.label for one in _outputs(output) for entity in one.entities)
    rows = [row(_text(str(text), one, kinds)) for text, one in zip(output.inputs, _outputs(output), strict=True)]
    return join([*rows, row(_legend(kinds, output), kind="tight") if kinds else None])


def _text(text: str, one: FoundEntities, kinds: dict[str, int]) -> Html:
    spans = [
        (entity.start, entity.end, functools.partial(_mark, entity, kinds[_kind(entity.label)]))
        for entity in one.entities
    ]
    none = None if one.entities else element("p", {"class": "lb-note"}, "No entity was found.")
    return join([text_block(highlighted(text, spans), kind="lb-large lb-entities"), none])


def _mark(entity: Entity, look: int, text: str) -> Html:
    name = element("b", None, element("bdi", None, entity.label))
    below = element("span", {"class": "lb-kind"}, " ", name, " ", numbers.probability(entity.score))
    attributes: Attributes = {"class": f"lb-entity lb-look{look}", **_facts(entity)}
    return element("span", attributes, element("mark", None, text), below)


def _facts(entity: Entity) -> Attributes:
    return facts(
        ("entity", entity.word),
        ("label", entity.label + _meaning(_kind(entity.label))),
        ("score", f"{entity.score:.6f}"),
        ("characters", f"{numbers.count(entity.start)} to {numbers.count(entity.end)}"),
        *([("token", numbers.count(entity.index))] if entity.index is not None else []),
        span=(entity.start, entity.end),
    )


def _legend(kinds: dict[str, int], output: PipelineOutput) -> Html:
    items = [
        element("span", {"class": f"lb-look{look}"}, element("i"), element("bdi", None, kind), _meaning(kind))
        for kind, look in kinds.items()
    ]
    return element("div", {"class": "lb-kinds"}, *items, muted(_score(output)))


def _meaning(kind: str) -> str:
    return f", {_KINDS[kind][1]}" if kind in _KINDS else ""


def _score(output: PipelineOutput) -> str:
    if not all(one.grouped for one in _outputs(output)):
        return "score of each token"
    words = output.options.get("aggregation_strategy") in _WORDS
    return f"score is the mean over the {'words' if words else 'tokens'} of the entity"


def table(output: PipelineOutput) -> Table:
    """Return one row per entity, or per token."""
    grouped = all(one.grouped for one in _outputs(output))
    index = () if grouped else (Column("index", numbers.count, number=True),)
    columns = (
        Column("input", numbers.count, number=True),
        Column("entity_group" if grouped else "entity"),
        Column("score", numbers.score, number=True),
        Column("word"),
        Column("start", numbers.count, number=True),
        Column("end", numbers.count, number=True),
        *index,
    )
    rows = [
        (number, one.label, one.score, one.word, one.start, one.end, *([] if grouped else [one.index]))
        for number, found in enumerate(_outputs(output))
        for one in found.entities
    ]
    return Table(columns, rows)


def figure(output: PipelineOutput) -> Bars:
    """Return horizontal bars of the scores, one group per text."""
    groups = [
        (one_line(str(text), 60), [(f"{one_line(one.word, 24)} {one.label}", one.score) for one in found.entities])
        for text, found in zip(output.inputs, _outputs(output), strict=True)
    ]
    return Bars(groups, title=f"Entities, {output.model.name}", axis="score")


RENDERER = Renderer(
    title=lambda _: "Entities", summary=summary, answer=answer, table=table, figure=figure, styles=("spans",)
)
