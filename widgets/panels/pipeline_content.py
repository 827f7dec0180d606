"""What a panel shows of a pipeline's result: the rows of its static form as a tree, its table and its code, bounded."""

from __future__ import annotations

from typing import Any

from ...inference.messages import PipelineOutput
from ..frame import model_words
from ..pipeline_html import pipeline_rows, timing_line
from ..renderers import renderer
from ..sizes import beginning
from .markup import Node, cut, tree

_ROWS, _TABLE, _CODE = 96_000, 48_000, 16_000  # bytes
_CUT = "The rest is left out here: the notebook stays small, and the result's outputs and to_pandas() hold all of it."


def pipeline_content(output: PipelineOutput, code: str) -> dict[str, Any]:
    """Return the content: at most 200 kB, whatever the inputs are."""
    task = renderer(output.task)
    rows, left_out = cut(tree(pipeline_rows(output)), _ROWS)
    return {
        "title": task.title(output),
        "model": list(model_words(output.model)),
        "timing": timing_line(output),
        "rows": [*rows, _note(_CUT)] if left_out else rows,
        "table": task.table(output).state(_TABLE),
        "code": bounded_code(code),
    }


def bounded_code(code: str) -> str:
    """Return code, of a long one the beginning: the texts in it may be long."""
    kept = beginning(code, _CODE)
    return code if kept == code else f"{kept}\n# ... the rest is left out here; the result's .code has all of it"


def _note(sentence: str) -> Node:
    return ["section", {"class": "lb-row tight"}, ["p", {"class": "lb-note"}, sentence]]
