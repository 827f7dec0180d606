"""What a task's renderer provides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ...inference.messages import PipelineOutput
from ..figure import Bars, HeatMaps
from ..html import Html
from ..table import Table


@dataclass(frozen=True)
class Renderer:
    """How the results of one task look.

    `title` heads the frame, `summary` is one output on one line of plain text, `answer` the rows under the head,
    `table` all outputs as rows, `figure` a picture for reports; `styles` names the parts of the style sheet it needs.
    """

    title: Callable[[PipelineOutput], str]
    summary: Callable[[Any], str]
    answer: Callable[[PipelineOutput], Html]
    table: Callable[[PipelineOutput], Table]
    figure: Callable[[PipelineOutput], Bars | HeatMaps]
    styles: tuple[str, ...] = ()
