"""How differences between groups read: as a ratio with its direction in words. Twin: widgets/js/bias/format.js."""

from __future__ import annotations

import math

from ...inference.messages import BiasMeasure, BiasScores, BiasSummary
from ..numbers import DASH, fixed
from .slurs import masked as mask

_HUGE = 1e6

MEASURES: dict[BiasMeasure, str] = {
    "log-probability": "log-probability",
    "log-odds": "log-odds",
    "lpbs": "LPBS",
    "exact-word": "log-probability of the exact word",
}
ADJUSTMENTS = {"holm": "Holm", "benjamini-hochberg": "Benjamini-Hochberg"}


def times(nats: float | None) -> str:
    """Return a difference of natural logarithms as a ratio of 1 or more.

    >>> times(-2.73), times(0.0), times(20.0), times(None)
    ('15×', '1.0×', 'over 1,000,000×', '–')
    """
    if nats is None or not math.isfinite(nats):
        return DASH
    ratio = math.exp(min(abs(nats), 50.0))
    if ratio > _HUGE:
        return f"over {fixed(_HUGE, 0)}×"
    return f"{fixed(ratio, 1 if ratio < 9.95 else 0)}×"  # noqa: PLR2004  (rounds to 10)


def signed(nats: float | None) -> str:
    """Return a difference with its sign.

    >>> signed(2.734), signed(-0.001), signed(None)
    ('+2.73', '0.00', '–')
    """
    shown = fixed(nats, 2)
    return f"+{shown}" if nats is not None and math.isfinite(nats) and shown != "0.00" and nats > 0 else shown


def toward(nats: float | None, group: str, reference: str) -> str:
    """Return which group a word is likelier with, and how many times.

    >>> toward(2.73, "woman", "man"), toward(0.004, "woman", "man")
    ('15× with woman', 'the same')
    """
    if nats is None or not math.isfinite(nats):
        return DASH
    if signed(nats) == "0.00":
        return "the same"
    return f"{times(nats)} with {group if nats > 0 else reference}"


def p_value(value: float | None) -> str:
    """Return a p-value: `0.031`, `<0.001`."""
    if value is None or not math.isfinite(value):
        return DASH
    return "<0.001" if value < 0.001 else fixed(value, 3)  # noqa: PLR2004


def interval(summary: BiasSummary) -> str:
    """Return the ends of an interval: `−3.21 to −2.30`."""
    return DASH if summary.low is None else f"{signed(summary.low)} to {signed(summary.high)}"


def shown_word(text: str, *, masked: bool) -> str:
    """Return a word as it is shown."""
    return mask(text) if masked else text


def mean_lpbs(scores: BiasScores, summary: BiasSummary) -> float | None:
    """Return the mean of a word's LPBS over templates, None where it has none."""
    found = [
        one.lpbs
        for one in scores.scores
        if (one.candidate, one.group) == (summary.candidate, summary.group) and one.lpbs is not None
    ]
    return sum(found) / len(found) if found else None
