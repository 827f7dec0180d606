"""The HTML of a pipeline's result."""

from __future__ import annotations

from ..inference.messages import PipelineOutput
from .html import Html, element


def pipeline_html(output: PipelineOutput, code: str) -> Html:
    """Return the HTML."""
    return element("pre", None, output.task, code)
