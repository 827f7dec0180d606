"""What `%%pipeline` gives: the task's outputs as plain data, a picture of them, and the code that makes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..inference.messages import ModelInfo, PipelineOutput, PipelineSteps, PipelineTiming
from .frame import model_name
from .html import Html
from .pipeline_code import pipeline_code
from .pipeline_html import pipeline_html
from .renderers import renderer
from .shown import Shown
from .visible import shorten

if TYPE_CHECKING:
    import pandas as pd

    from .panels.result_panel import ResultPanel

_REPR_INPUTS = 3
_REPR_WIDTH = 60


class PipelineResult(Shown):
    """The result of a task over one or more inputs.

    `outputs` has one plain entry per input, in order; `len`, indexing and iteration are over it.

    >>> result = %pipeline sentiment-analysis -- What a good course!  # doctest: +SKIP
    >>> result.outputs  # doctest: +SKIP
    [{'label': 'POSITIVE', 'score': 0.9987}]
    """

    def __init__(self, output: PipelineOutput) -> None:
        self._output = output
        self._renderer = renderer(output.task)
        self.outputs: list[Any] = [one.entry() for one in output.outputs]

    @property
    def task(self) -> str:
        """The task's name."""
        return self._output.task

    @property
    def model(self) -> ModelInfo:
        """The model that ran."""
        return self._output.model

    @property
    def inputs(self) -> tuple[Any, ...]:
        """The inputs, in order."""
        return self._output.inputs

    @property
    def timing(self) -> PipelineTiming:
        """Where the time went, in seconds."""
        return self._output.timing

    @property
    def steps(self) -> tuple[PipelineSteps, ...]:
        """The intermediate values of each input, when they were asked for."""
        return self._output.steps

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing about this run, one sentence each."""
        return self._output.notes

    @property
    def code(self) -> str:
        """The lines that do the same with Transformers alone."""
        return pipeline_code(self._output)

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per label, candidate or text, with the number of its input."""
        return self._renderer.table(self._output).to_pandas()

    def figure(self) -> Any:
        """Return a plotly figure of the outputs."""
        return self._renderer.figure(self._output).plotly()

    def __len__(self) -> int:
        return len(self.outputs)

    def __getitem__(self, index: int) -> Any:
        return self.outputs[index]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.outputs)

    def __repr__(self) -> str:
        shown = [shorten(self._renderer.summary(one), _REPR_WIDTH) for one in self._output.outputs[:_REPR_INPUTS]]
        left = len(self._output.outputs) - len(shown)
        if left:
            shown.append(f"and {left} more")
        return f"PipelineResult({self.task}, {model_name(self.model)}): {', '.join(shown)}"

    def _static_html(self) -> Html:
        return pipeline_html(self._output, self.code)

    def _make_panel(self) -> ResultPanel:
        from .panels.pipeline_panel import PipelinePanel

        return PipelinePanel(self._output, self.code)
