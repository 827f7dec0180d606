"""Unigram segmentation replayed: the most probable ways to cut a pre-token.

The algorithm is that of the `tokenizers` library (models/unigram in huggingface/tokenizers), after Kudo, 2018: every
piece has a probability, and the cut with the largest product is taken. An unknown character costs 10 nats more than
the least probable piece.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from ..messages import ScoredPiece, Segmentation, SegmentationReplay

UNKNOWN_PENALTY = 10.0  # nats


class _Path(NamedTuple):
    """A way to cut the pre-token's beginning: its log-probability, and the last piece with the path before it."""

    log_probability: float
    start: int = 0
    before: _Path | None = None


class Unigram:
    """A Unigram model's vocabulary with log-probabilities; `replay` splits one pre-token."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._vocabulary: dict[str, float] = {}
        for piece, score in settings["vocab"]:
            self._vocabulary[piece] = score
        unknown: int | None = settings["unk_id"]
        self._unknown: str | None = None if unknown is None else settings["vocab"][unknown][0]
        self._unknown_score = min(self._vocabulary.values(), default=0.0) - UNKNOWN_PENALTY
        self._byte_fallback: bool = settings.get("byte_fallback", False)
        self._longest = max(map(len, self._vocabulary), default=1)

    def replay(self, pretoken: str, *, alternatives: int = 4) -> SegmentationReplay:
        """Return the best segmentation and the next best ones."""
        paths = self._paths(pretoken, alternatives + 1)
        segmentations = tuple(self._segmentation(pretoken, path) for path in paths)
        return SegmentationReplay(
            pretoken=pretoken, segmentations=segmentations, pieces=tuple(self._tokens(segmentations[0]))
        )

    def _tokens(self, segmentation: Segmentation) -> Iterator[str]:
        """Yield the tokens of a segmentation: neighbours that are unknown become one, or the bytes they consist of."""
        for is_unknown, run in groupby(segmentation.pieces, lambda one: not one.known or one.piece == self._unknown):
            pieces = [one.piece for one in run]
            if not is_unknown:
                yield from pieces
                continue
            names = [f"<0x{byte:02X}>" for byte in "".join(pieces).encode()]
            spelled = self._byte_fallback and all(name in self._vocabulary for name in names)
            yield from names if spelled else [self._unknown or ""]

    def _paths(self, pretoken: str, count: int) -> list[_Path]:
        """Return the most probable paths; of equal ones those whose last piece is longer come first."""
        best: list[list[_Path]] = [[_Path(0.0)]]
        for end in range(1, len(pretoken) + 1):
            candidates = [
                _Path(path.log_probability + score, start, path)
                for start in range(max(end - self._longest, 0), end)
                if (score := self._score(pretoken[start:end])) is not None
                for path in best[start]
            ]
            best.append(heapq.nlargest(count, candidates, key=lambda path: path.log_probability))
        return best[-1]

    def _score(self, piece: str) -> float | None:
        return self._vocabulary.get(piece, self._unknown_score if len(piece) == 1 else None)

    def _segmentation(self, pretoken: str, path: _Path) -> Segmentation:
        log_probability, end, cuts = path.log_probability, len(pretoken), []
        while path.before is not None:
            cuts.append(pretoken[path.start : end])
            end, path = path.start, path.before
        pieces = tuple(
            ScoredPiece(piece=piece, log_probability=self._score(piece) or 0.0, known=piece in self._vocabulary)
            for piece in reversed(cuts)
        )
        return Segmentation(pieces=pieces, log_probability=log_probability)
