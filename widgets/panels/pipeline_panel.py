"""The panel of a pipeline's result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...inference.messages import PipelineOutput
from ..html import Html
from ..pipeline_html import pipeline_html
from ..renderers import renderer
from .drawing import Drawing
from .figures import drawing_of
from .markup import mark_span, marks
from .pipeline_content import pipeline_content
from .result_panel import ResultPanel

if TYPE_CHECKING:
    import pandas as pd


class PipelinePanel(ResultPanel):
    """The outputs of a task: every mark can be read out and pinned, and linked through the first input's characters.

    >>> panel = lightboard.pipeline("ner", "Anna lives in Oslo.").panel  # doctest: +SKIP
    >>> panel.selection = {"tokens": [0]}  # doctest: +SKIP
    """

    bundle = "pipeline"
    styles = ("pipeline",)
    result_styles = ("spans", "similarity")

    def __init__(self, output: PipelineOutput, code: str) -> None:
        self._output, self._code = output, code
        text = output.inputs[0] if output.inputs else ""
        title = renderer(output.task).title(output)
        super().__init__(
            title=title, text=text if isinstance(text, str) else "", content=pipeline_content(output, code)
        )

    def spans(self) -> list[tuple[int, int]]:
        """Return the characters of the first input that each mark stands for; none is (0, 0)."""
        return [mark_span(mark) for mark in marks(self.content["rows"])]

    def static_html(self) -> Html:
        """Return the script-free form."""
        return pipeline_html(self._output, self._code)

    def drawing(self) -> Drawing:
        """Return the numbers as bars, or as maps."""
        return drawing_of(renderer(self._output.task).figure(self._output))

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per label, candidate or text, with the number of its input."""
        return renderer(self._output.task).table(self._output).to_pandas()
