"""Helps a small encoder-decoder to look where the next word comes from: it is shown word alignments.

Without help it writes fluent sentences that have nothing to do with the source for thousands of steps. The alignments
are those of IBM Model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine Translation") with a preference for
the diagonal (Dyer et al. 2013, "A Simple, Fast, and Effective Reparameterization of IBM Model 2"), shown as in Chen et
al. 2016, "Guided Alignment Training for Topic-Aware Neural Machine Translation".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

DIAGONAL = 4.0  # how much a source piece at the same relative place is preferred
CONTEXT = 1.5  # how much each equal neighbour adds to the choice between equal pieces,
LONGEST_RUN = 5  # of which so many on each side count
LEAST = 1e-6
ITERATIONS = 4
LAYER, HEADS = 1, 2  # of the decoder the layer in the middle; so many of its heads are shown where to look
GUIDANCE = 1.0
IGNORED = -100

Pair = tuple[Sequence[int], Sequence[int]]  # token ids of a source, without the task's name, and of its target


class Aligner:
    """Tells which source piece a target piece stands for, from pairs of token ids.

    >>> aligner = Aligner([([1, 2], [3, 4]), ([1], [3]), ([2], [4])], vocabulary=5)
    >>> aligner.weights([1, 2], [4])[0].argmax()
    np.int64(1)
    """

    def __init__(self, pairs: Sequence[Pair], *, vocabulary: int) -> None:
        self._table = np.full((vocabulary, vocabulary), 1 / vocabulary, dtype=np.float32)  # (source, target)
        np.fill_diagonal(self._table, 1)  # a name is itself in every language
        for _ in range(ITERATIONS):
            counts = np.full_like(self._table, LEAST / vocabulary)
            for source, target in pairs:
                np.add.at(counts, np.ix_(source, target), self.weights(source, target).T)
            self._table = counts / counts.sum(1, keepdims=True)

    def weights(self, source: Sequence[int], target: Sequence[int]) -> np.ndarray[Any, np.dtype[np.float32]]:
        """Give the probability of each source piece for each target piece, (S, T); rows sum to 1."""
        places = np.linspace(0, 1, len(target))[:, None] - np.linspace(0, 1, len(source))[None]  # (S, T)
        near = CONTEXT * equal_neighbours(source, target) - DIAGONAL * np.abs(places)
        found = self._table[np.ix_(source, target)].T * np.exp(near) + LEAST / 1000
        weights: np.ndarray[Any, np.dtype[np.float32]] = (found / found.sum(1, keepdims=True)).astype(np.float32)
        return weights


def equal_neighbours(source: Sequence[int], target: Sequence[int]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Count how many pieces before and after a place go on equally in source and target, (S, T): how a name is copied.

    Of two equal pieces of a name ("g" and "g" of "Hugging") the counts tell which one stands for which.

    >>> equal_neighbours([5, 6, 6, 7], [6, 6, 7]).tolist()
    [[0.0, 2.0, 0.0, 0.0], [0.0, 0.0, 2.0, 0.0], [0.0, 0.0, 0.0, 2.0]]
    """
    equal = np.equal.outer(target, source)  # (S, T)
    counts = np.zeros(equal.shape, dtype=np.float32)
    for same, found in ((equal, counts), (equal[::-1, ::-1], counts[::-1, ::-1])):
        run = np.zeros(len(source) + 1, dtype=np.float32)  # of equal pieces that end before each source piece
        for at, row in enumerate(same):
            found[at] += np.minimum(run[:-1], LONGEST_RUN) * row
            run[1:] = (run[:-1] + 1) * row
    return counts


def copies(source: Sequence[int], target: Sequence[int]) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Give where each target piece stands in a source that it is copied from, (S, T): rows sum to 1, or to 0.

    Of several places the one with equal neighbours, or as far from the beginning, is preferred.

    >>> copies([7, 8, 9], [8, 5]).round(2).tolist()
    [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
    """
    places = np.abs(np.arange(len(target))[:, None] - np.arange(len(source))[None])  # (S, T)
    near = CONTEXT * equal_neighbours(source, target) - places / len(source)
    found = np.equal.outer(target, source) * np.exp(near)
    weights: np.ndarray[Any, np.dtype[np.float32]] = (found / np.maximum(found.sum(1, keepdims=True), LEAST)).astype(
        np.float32
    )
    return weights


NEIGHBOUR_BIAS = 4.0  # T5's scores are not scaled: e ** 4 outweighs forty pieces that score 0


def let_heads_see_neighbours(model: Any) -> None:
    """Start heads of an encoder-decoder on the neighbouring pieces: who knows what stands before can go on copying.

    T5 has no positions but these: cross-attention finds the piece to copy by what stands before and after it.
    """
    import torch

    one, two, after = 1, 2, model.config.relative_attention_num_buckets // 2 + 1  # buckets of -1, -2 and +1
    with torch.no_grad():
        for stack, starts in ((model.encoder, (one, after, two)), (model.decoder, (one, two))):
            bias = stack.block[0].layer[0].SelfAttention.relative_attention_bias.weight  # (buckets, H)
            for head, bucket in enumerate(starts):
                bias[bucket, head] += NEIGHBOUR_BIAS


def guided(model: Any) -> Any:
    """Wrap an encoder-decoder for training: where a batch has `alignment`, (B, S, T), some heads are shown it, too."""
    import torch
    from transformers.modeling_outputs import Seq2SeqLMOutput

    class Guided(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.whole = model

        def forward(self, alignment: torch.Tensor | None = None, **inputs: torch.Tensor) -> Seq2SeqLMOutput:
            found = self.whole(**inputs, output_attentions=alignment is not None)
            if alignment is None:
                return Seq2SeqLMOutput(loss=found.loss)
            weights = found.cross_attentions[LAYER][:, :HEADS]  # (B, heads, S, T)
            written = inputs["labels"] != IGNORED  # (B, S)
            missed = -(alignment * weights.clamp_min(1e-6).log().mean(1)).sum(-1)[written].mean()
            return Seq2SeqLMOutput(loss=found.loss + GUIDANCE * missed)

    return Guided()
