"""The plotly figure of a generation."""

from __future__ import annotations

from typing import Any

from ..inference.messages import GenerationResult


def generation_figure(result: GenerationResult) -> Any:  # noqa: ANN401
    """Return the probability of each token."""
    import plotly.graph_objects as go

    return go.Figure()
