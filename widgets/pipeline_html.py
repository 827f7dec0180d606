"""How a pipeline's result looks: the answer first and large, then its steps, code and table on demand."""

from __future__ import annotations

from ..inference.messages import PipelineOutput
from . import numbers
from .frame import code_block, frame, model_line, more, notes
from .html import Html
from .renderers import renderer
from .steps import three_steps


def pipeline_html(output: PipelineOutput, code: str) -> Html:
    """Return the complete output of a pipeline."""
    task = renderer(output.task)
    inputs = numbers.plural(len(output.inputs), "input")
    return frame(
        task.title(output),
        model_line(output.model),
        task.answer(output),
        three_steps(output),
        notes((output.model.reason, *output.notes)),
        more(("Code", code_block(code)), ("Table", task.table(output).html())),
        state=f"{inputs}, {numbers.with_unit(numbers.seconds(output.timing.total))}",
    )
