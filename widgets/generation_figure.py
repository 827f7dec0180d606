"""The plotly figure of a generation."""

from __future__ import annotations

from typing import Any

from ..inference.messages import GenerationResult
from .figure import BAR, Bars
from .html import escape
from .token_text import probability, token_name

# pixels; the names of tokens stand upright below each panel
_PANEL, _GAP = 170, 110
_MARGIN = {"t": 90, "b": 90}


def probabilities(result: GenerationResult) -> Bars:
    """Return the probability of each token, one group per sequence."""
    several = len(result.sequences) > 1
    groups = [
        (f"sequence {number}" if several else "", [(token_name(token), probability(token)) for token in one.tokens])
        for number, one in enumerate(result.sequences, 1)
    ]
    return Bars(groups, title=f"Probability of each token, {result.model.name}", axis="p")


def generation_figure(result: GenerationResult) -> Any:
    """Return the probability of each token when it was chosen, one panel per sequence."""
    from plotly.subplots import make_subplots

    count = max(len(result.sequences), 1)
    titles = [f"sequence {number}" for number in range(1, count + 1)] if count > 1 else None
    area = count * _PANEL + (count - 1) * _GAP
    figure = make_subplots(rows=count, cols=1, subplot_titles=titles, vertical_spacing=_GAP / area)
    for number, sequence in enumerate(result.sequences, 1):
        positions = list(range(len(sequence.tokens)))
        names = [escape(token_name(token)) for token in sequence.tokens]
        figure.add_bar(
            x=positions,
            y=[probability(token) for token in sequence.tokens],
            marker_color=BAR,
            customdata=[[name, token.id, token.rank] for name, token in zip(names, sequence.tokens, strict=True)],
            hovertemplate="%{customdata[0]}<br>id %{customdata[1]}, p %{y:.3f}, rank %{customdata[2]}<extra></extra>",
            showlegend=False,
            row=number,
            col=1,
        )
        figure.update_xaxes(tickmode="array", tickvals=positions, ticktext=names, tickangle=-60, row=number, col=1)
    figure.update_yaxes(range=[0, 1], title_text="p")
    title = f"Probability of each token, {result.model.name}"
    figure.update_layout(
        template="simple_white", title_text=escape(title), height=area + _MARGIN["t"] + _MARGIN["b"], bargap=0.15
    )
    figure.update_layout(margin=_MARGIN)
    return figure
