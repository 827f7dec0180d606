"""How text-generation looks: the prompt muted, then what the model wrote; each sequence on its own."""

from __future__ import annotations

from typing import cast

from ...inference.messages import GeneratedTexts, PipelineOutput
from .. import numbers
from ..figure import Bars
from ..frame import row, text_block
from ..html import Html, element, join
from ..prompt_text import prompt_text
from ..table import Column, Table
from ..visible import one_line
from .renderer import Renderer

_SUMMARY_WIDTH = 56


def _outputs(output: PipelineOutput) -> tuple[GeneratedTexts, ...]:
    return cast("tuple[GeneratedTexts, ...]", output.outputs)


def summary(one: GeneratedTexts) -> str:
    """Return the beginning of the first text, and how many more there are."""
    first = one_line(one.texts[0], _SUMMARY_WIDTH) if one.texts else ""
    return repr(first) + (f" and {len(one.texts) - 1} more" if len(one.texts) > 1 else "")


def answer(output: PipelineOutput) -> Html:
    """Return a row per input with its sequences."""
    return join(row(_sequences(one), kind="lb-sequences") for one in _outputs(output))


def _sequences(one: GeneratedTexts) -> Html:
    texts = [
        text_block(_continuation(text, one.prompt, repeated=number > 0), kind="lb-large")
        for number, text in enumerate(one.texts)
    ]
    if len(texts) == 1:
        return texts[0]
    return element("ol", {"class": "lb-list"}, [element("li", None, text) for text in texts])


def _continuation(text: str, prompt: str, *, repeated: bool) -> Html:
    if prompt and text.startswith(prompt):
        return join([prompt_text(prompt, repeated=repeated), text[len(prompt) :]])
    return join([text])


def table(output: PipelineOutput) -> Table:
    """Return one row per sequence."""
    columns = (
        Column("input", numbers.count, number=True),
        Column("sequence", numbers.count, number=True),
        Column("generated_text"),
    )
    rows = [
        (number, index, text) for number, one in enumerate(_outputs(output)) for index, text in enumerate(one.texts)
    ]
    return Table(columns, rows)


def figure(output: PipelineOutput) -> Bars:
    """Return the lengths of the texts in characters, prompt included: a pipeline gives no numbers but these."""
    groups = [
        (one_line(one.prompt, 60), [(f"sequence {number}", len(text)) for number, text in enumerate(one.texts, 1)])
        for one in _outputs(output)
    ]
    return Bars(groups, title=f"Text generation, {output.model.name}", axis="characters", limit=None)


RENDERER = Renderer(title=lambda _: "Text generation", summary=summary, answer=answer, table=table, figure=figure)
