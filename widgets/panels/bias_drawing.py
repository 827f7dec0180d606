"""The bias panel as a picture: a row for each word, its difference between groups and the interval."""

from __future__ import annotations

import textwrap

from ...inference.messages import BiasScores, BiasSummary
from ..numbers import plural
from .bias_format import MEASURES, mean_lpbs, shown_word, toward
from .drawing import EDGE, GROUP_A, GROUP_B, INK, LINE, MUTED, SURFACE, Drawing

_WIDTH, _ROW, _TOP, _LEFT, _RIGHT = 760.0, 24.0, 86.0, 190.0, 150.0
_TENFOLD = 2.302585
_TICKS = 6  # of tenfold steps to each side, at most


def draw(scores: BiasScores, *, masked: bool) -> Drawing:
    """Return the picture of all words and groups, the smallest difference first."""
    ordered = sorted(scores.summaries, key=lambda summary: (summary.group, summary.mean))
    provenance = textwrap.wrap(scores.provenance.line, 120)
    height = _TOP + _ROW * len(ordered) + 46 + 16 * len(provenance)
    drawing = Drawing(width=_WIDTH, height=height, title=f"Bias probe: {scores.heading}")
    groups, reference = scores.groups, scores.groups[scores.request.reference]
    drawing.text(16, 26, f"{scores.heading}: {scores.model.name}", size=15, weight=650, limit=90)
    asked = scores.request
    said = f"{MEASURES[asked.measure]}, mean of {plural(len(asked.templates), 'template')}: {asked.templates[0]}"
    drawing.text(16, 46, said, size=12, fill=MUTED, limit=110)
    widest = max((reach(summary) for summary in ordered), default=1.0)
    middle, half = (_LEFT + _WIDTH - _RIGHT) / 2, (_WIDTH - _RIGHT - _LEFT) / 2
    scale = half / max(widest * 1.05, _TENFOLD * 1.05)
    bottom = _TOP + _ROW * len(ordered)
    drawing.text(middle - 8, _TOP - 10, f"← more with {reference}", size=12, fill=MUTED, anchor="end", limit=28)
    other = groups[1 - scores.request.reference] if len(groups) == 2 else "the group"  # noqa: PLR2004
    drawing.text(middle + 8, _TOP - 10, f"more with {other} →", size=12, fill=MUTED, limit=28)
    for step in range(-_TICKS, _TICKS + 1):
        x = middle + step * _TENFOLD * scale
        if abs(x - middle) <= half:
            drawing.line(x, _TOP, x, bottom, stroke=LINE if step else EDGE)
            drawing.text(
                x, bottom + 16, f"{10 ** abs(step):,}×" if step else "same", size=11, fill=MUTED, anchor="middle"
            )
    for number, summary in enumerate(ordered):
        _row(drawing, scores, summary, y=_TOP + _ROW * number, middle=middle, scale=scale, masked=masked)
    for number, line in enumerate(provenance):
        drawing.text(16, bottom + 48 + 16 * number, line, size=11, fill=MUTED)
    return drawing


def reach(summary: BiasSummary) -> float:
    """Return how far a word's marks go from the middle."""
    return max(abs(value) for value in (summary.mean, summary.low, summary.high) if value is not None)


def _row(
    drawing: Drawing, scores: BiasScores, summary: BiasSummary, *, y: float, middle: float, scale: float, masked: bool
) -> None:
    """Draw a word: its bar, the interval as a line with ends, LPBS as a diamond."""
    several = len(scores.groups) > 2  # noqa: PLR2004
    group = scores.groups[summary.group]
    word = shown_word(scores.candidates[summary.candidate].text, masked=masked)
    drawing.text(_LEFT - 16, y + 16, f"{word}, {group}" if several else word, anchor="end", limit=26)
    end = middle + summary.mean * scale
    colour = GROUP_B if summary.mean > 0 else GROUP_A
    drawing.rect(min(end, middle), y + 6, abs(end - middle), 12, fill=colour)
    if summary.low is not None and summary.high is not None:
        low, high = (middle + value * scale for value in (summary.low, summary.high))
        for x1, y1, x2, y2 in ((low, 12, high, 12), (low, 8, low, 16), (high, 8, high, 16)):
            drawing.line(x1, y + y1, x2, y + y2, stroke=INK, width=1.5)
    lpbs = mean_lpbs(scores, summary)
    x = middle + (lpbs or 0.0) * scale
    if lpbs is not None and scores.request.measure != "lpbs" and _LEFT < x < _WIDTH - _RIGHT:
        corners = [(x, y + 7), (x + 5, y + 12), (x, y + 17), (x - 5, y + 12), (x, y + 7)]
        drawing.path(corners, stroke=INK, fill=SURFACE, width=1.2)
    shown = toward(summary.mean, group, scores.groups[scores.request.reference])
    drawing.text(_WIDTH - _RIGHT + 12, y + 16, shown, size=12, limit=24)
