"""How a pipeline's result looks: the answer first and large, then its steps, code and table on demand."""

from __future__ import annotations

from ..inference.messages import PipelineOutput
from . import numbers
from .frame import code_block, frame, model_line, more, notes
from .html import Html, join, without_facts
from .renderers import renderer
from .steps import three_steps

_FELT = 0.1  # seconds


def pipeline_html(output: PipelineOutput, code: str) -> Html:
    """Return the complete output of a pipeline."""
    task = renderer(output.task)
    return frame(
        task.title(output),
        model_line(output.model),
        without_facts(pipeline_rows(output)),
        more(("Code", code_block(code)), ("Table", task.table(output).html())),
        state=timing_line(output),
        styles=task.styles,
    )


def pipeline_rows(output: PipelineOutput) -> Html:
    """Return the rows between head and code, with the facts that a panel reads out at each mark."""
    reasons = notes((output.model.reason, *output.notes))
    return join([renderer(output.task).answer(output), three_steps(output), reasons])


def timing_line(output: PipelineOutput) -> str:
    """Say how long the work took, and how long the model took to load where that can be felt."""
    timing = output.timing
    inputs = numbers.plural(len(output.inputs), "input")
    work = numbers.with_unit(numbers.seconds(max(timing.total - timing.load, 0.0)))
    load = f", after loading for {numbers.with_unit(numbers.seconds(timing.load))}" if timing.load >= _FELT else ""
    return f"{inputs}, {work}{load}"
