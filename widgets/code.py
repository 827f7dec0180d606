"""The plain Transformers lines behind a result."""

from __future__ import annotations

from ..inference.messages import GenerationResult, PipelineOutput


def pipeline_code(output: PipelineOutput) -> str:
    """Return the lines for a pipeline."""
    return f"pipeline({output.task!r})"


def generation_code(result: GenerationResult) -> str:
    """Return the lines for a generation."""
    return f"model.generate  # {result.model.name}"
