"""How question-answering looks: the answer under its question, its place in the context, and the next best answers."""

from __future__ import annotations

from typing import cast

from ...inference.messages import Answer, Answers, PipelineOutput
from .. import numbers
from ..figure import Bars
from ..frame import bar, heading, muted, row, text_block
from ..highlight import in_context
from ..html import Attributes, Html, element, facts, join
from ..table import Column, Table
from ..visible import one_line
from .renderer import Renderer

_NONE = "no answer"
_SCORE = "how likely an answer starts and ends there"


def _outputs(output: PipelineOutput) -> tuple[Answers, ...]:
    return cast("tuple[Answers, ...]", output.outputs)


def summary(one: Answers) -> str:
    """Return the best answer with its score."""
    return f"{one_line(one.answers[0].answer, 40) or _NONE} {numbers.score(one.answers[0].score)}"


def answer(output: PipelineOutput) -> Html:
    """Return for each input its question and answer, then the evidence."""
    return join(_input_rows(str(text), one) for text, one in zip(output.inputs, _outputs(output), strict=True))


def _input_rows(context: str, one: Answers) -> Html:
    best = one.answers[0]
    said = element("bdi", None, best.answer) if best.answer else muted("There is no answer in the text.")
    top = row(
        element("div", {"class": "lb-muted", "dir": "auto"}, one.question),
        element("div", {"class": "lb-answer", "dir": "auto"}, said),
    )
    place = in_context(context, best.start, best.end, _mark if best.answer else Html)
    found = numbers.plural(len(one.answers), "answer")
    several = "" if len(one.answers) == 1 else ", best first"
    evidence = [heading("Answers", f"{found}{several}; score: {_SCORE}"), _candidates(one.answers)]
    return join([top, row(heading("In its context" if best.answer else "Context"), text_block(place)), row(*evidence)])


def _mark(text: str) -> Html:
    return element("mark", {"class": "lb-fill"}, text)


def _candidates(answers: tuple[Answer, ...]) -> Html:
    lines = [
        element(
            "tr",
            {"class": "lb-first" if index == 0 else None},
            element(
                "td",
                {"class": "lb-label", **_facts(one, index)},
                element("b" if index == 0 else "bdi", None, _name(one)),
            ),
            element("td", {"class": "num lb-muted lb-id"}, _characters(one)),
            element("td", {"class": "lb-value"}, bar(one.score)),
            element("td", {"class": "num"}, numbers.score(one.score)),
        )
        for index, one in enumerate(answers)
    ]
    return element("table", {"class": "lb-candidates"}, element("tbody", None, *lines))


def _facts(one: Answer, index: int) -> Attributes:
    return facts(
        ("answer", one_line(one.answer, 60) or _NONE),
        ("rank", numbers.count(index + 1)),
        ("score", f"{one.score:.6f}"),
        ("characters", f"{numbers.count(one.start)} to {numbers.count(one.end)}" if one.answer else numbers.DASH),
        span=(one.start, one.end) if one.answer else None,
    )


def _name(one: Answer) -> Html:
    return element("bdi", None, one.answer) if one.answer else muted(_NONE)


def _characters(one: Answer) -> str:
    return f"characters {numbers.count(one.start)} to {numbers.count(one.end)}" if one.answer else numbers.DASH


def table(output: PipelineOutput) -> Table:
    """Return one row per answer, the next best ones included."""
    columns = (
        Column("input", numbers.count, number=True),
        Column("question"),
        Column("rank", numbers.count, number=True),
        Column("answer"),
        Column("score", numbers.score, number=True),
        Column("start", numbers.count, number=True),
        Column("end", numbers.count, number=True),
    )
    rows = [
        (number, one.question, rank, found.answer, found.score, found.start, found.end)
        for number, one in enumerate(_outputs(output))
        for rank, found in enumerate(one.answers, 1)
    ]
    return Table(columns, rows)


def figure(output: PipelineOutput) -> Bars:
    """Return horizontal bars of the scores, one group per question."""
    groups = [
        (one_line(one.question, 60), [(one_line(found.answer, 30) or _NONE, found.score) for found in one.answers])
        for one in _outputs(output)
    ]
    return Bars(groups, title=f"Answers, {output.model.name}", axis="score")


RENDERER = Renderer(
    title=lambda output: "Answer" if len(output.outputs) == 1 else "Answers",
    summary=summary,
    answer=answer,
    table=table,
    figure=figure,
    styles=("spans",),
)
