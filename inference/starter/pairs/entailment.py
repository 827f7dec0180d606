"""Pairs of a premise and a hypothesis: what starter/bert-nli learns to tell apart."""

from __future__ import annotations

from typing import NamedTuple

# Named as Transformers' zero-shot classification looks for them.
LABELS = ("entailment", "neutral", "contradiction")
ENTAILMENT, NEUTRAL, CONTRADICTION = range(3)


class Pair(NamedTuple):
    """A premise, a hypothesis and the number of the label in `LABELS`."""

    premise: str
    hypothesis: str
    label: int


def turned(label: int) -> int:
    """Give the label of the denied hypothesis.

    >>> LABELS[turned(ENTAILMENT)], LABELS[turned(NEUTRAL)]
    ('contradiction', 'neutral')
    """
    return {ENTAILMENT: CONTRADICTION, NEUTRAL: NEUTRAL, CONTRADICTION: ENTAILMENT}[label]
