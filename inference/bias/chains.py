"""Chains: the probability of a word of several pieces, one piece after the other.

A masked model gets a mask for each piece and they are filled from left to right: log P(w1 | M M) + log P(w2 | w1 M),
which sums to 1 over all words of that many pieces. A causal model continues its prompt: the sum is exact.
"""

from __future__ import annotations

from collections.abc import Sequence

from .reading import Wanted
from .sequences import TokenSequence


def masked_chain(sequence: TokenSequence, position: int, pieces: Sequence[int]) -> list[Wanted]:
    """Return what to read for pieces at `position`, where the sequence has as many masks already."""
    return [
        Wanted(sequence.filled(position, pieces[:step]), position + step, piece) for step, piece in enumerate(pieces)
    ]


def causal_chain(prefix: TokenSequence, pieces: Sequence[int]) -> list[Wanted]:
    """Return what to read for a continuation; the logits in front of a token are those that predict it."""
    whole, last = prefix.continued(pieces), len(prefix.ids) - 1
    return [Wanted(whole, last + step, piece) for step, piece in enumerate(pieces)]


def word_end(prefix: TokenSequence, pieces: Sequence[int]) -> Wanted:
    """Return what to read for the end of a word behind a continuation."""
    return Wanted(prefix.continued(pieces), len(prefix.ids) + len(pieces) - 1, None)


def sentence_chain(sequence: TokenSequence, start: int, end: int) -> list[Wanted]:
    """Return what to read for the tokens from `start` up to `end` of a text; nothing predicts the first token."""
    return [Wanted(sequence, position - 1, sequence.ids[position]) for position in range(max(start, 1), end)]
