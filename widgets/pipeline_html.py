"""How a pipeline's result looks: the answer first and large, then its steps, code and table on demand."""

from __future__ import annotations

from ..inference.messages import PipelineOutput
from . import numbers
from .frame import code_block, frame, model_line, more, notes
from .html import Html
from .renderers import renderer
from .steps import three_steps

_FELT = 0.1  # seconds


def pipeline_html(output: PipelineOutput, code: str) -> Html:
    """Return the complete output of a pipeline."""
    task = renderer(output.task)
    return frame(
        task.title(output),
        model_line(output.model),
        task.answer(output),
        three_steps(output),
        notes((output.model.reason, *output.notes)),
        more(("Code", code_block(code)), ("Table", task.table(output).html())),
        state=_timing(output),
        styles=task.styles,
    )


def _timing(output: PipelineOutput) -> str:
    """Say how long the work took, and how long the model took to load where that can be felt."""
    timing = output.timing
    inputs = numbers.plural(len(output.inputs), "input")
    work = numbers.with_unit(numbers.seconds(max(timing.total - timing.load, 0.0)))
    load = f", after loading for {numbers.with_unit(numbers.seconds(timing.load))}" if timing.load >= _FELT else ""
    return f"{inputs}, {work}{load}"
