"""Byte-pair encoding replayed: which neighbours are joined, in which order, and by which learned merge.

The algorithm is that of the `tokenizers` library (models/bpe in huggingface/tokenizers), after Sennrich, Haddow and
Birch, 2016: the pair that was learned first is joined first, the leftmost of equal ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from ..errors import MissingCapability
from ..messages import MergeReplay, MergeStep


class BytePairEncoding:
    """A BPE model's vocabulary and merges; `replay` splits one pre-token."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._vocabulary: dict[str, int] = settings["vocab"]
        self._unknown: str | None = settings["unk_token"]
        self._fuse_unknown: bool = settings["fuse_unk"]
        self._byte_fallback: bool = settings["byte_fallback"]
        self._ignore_merges: bool = settings["ignore_merges"]
        self._prefix: str = settings["continuing_subword_prefix"] or ""
        self._suffix: str = settings["end_of_word_suffix"] or ""
        self._dropout: float = settings["dropout"] or 0.0
        pairs = (tuple(merge.split(" ", 1)) if isinstance(merge, str) else tuple(merge) for merge in settings["merges"])
        self._ranks: dict[tuple[str, ...], int] = {pair: rank for rank, pair in enumerate(pairs)}

    def replay(self, pretoken: str) -> MergeReplay:
        """Split a pre-token; raises `MissingCapability` when merges are drawn at random."""
        if self._dropout:
            raise MissingCapability(
                f"This tokenizer leaves merges out at random (dropout {self._dropout:g}), so there is no one way to "
                "replay. Use a tokenizer without dropout."
            )
        if self._ignore_merges and pretoken in self._vocabulary:
            return MergeReplay(pretoken=pretoken, start=(pretoken,), steps=(), pieces=(pretoken,), whole=True)
        start = tuple(self._smallest(pretoken))
        steps = tuple(self._merges(start))
        replay = MergeReplay(pretoken=pretoken, start=start, steps=steps, pieces=())
        return MergeReplay(pretoken=pretoken, start=start, steps=steps, pieces=replay.after(len(steps)))

    def _smallest(self, pretoken: str) -> Iterator[str]:
        """Yield the pieces to start from: characters, their bytes, or the unknown token."""
        waiting = False  # an unknown token that may still be fused with a next one
        for place, character in enumerate(pretoken):
            piece = (self._prefix if place else "") + character
            piece += self._suffix if place == len(pretoken) - 1 else ""
            if piece in self._vocabulary:
                if waiting and self._unknown is not None:
                    yield self._unknown
                waiting = False
                yield piece
            elif fallback := self._bytes(piece):
                yield from fallback
            elif self._unknown is not None:
                if waiting and not self._fuse_unknown:
                    yield self._unknown
                waiting = True
        if waiting and self._unknown is not None:
            yield self._unknown

    def _bytes(self, piece: str) -> list[str]:
        names = [f"<0x{byte:02X}>" for byte in piece.encode()] if self._byte_fallback else []
        return names if all(name in self._vocabulary for name in names) else []

    def _merges(self, start: tuple[str, ...]) -> Iterator[MergeStep]:
        """Yield the merges until no pair of neighbours is a learned one."""
        pieces = list(start)
        ranks = self._pair_ranks(pieces)
        while ranks and (rank := min(ranks)) != math.inf:
            place = ranks.index(rank)
            left, right = pieces[place : place + 2]
            merged = left + right.removeprefix(self._prefix)
            yield MergeStep(position=place, left=left, right=right, merged=merged, rank=int(rank))
            pieces[place : place + 2] = [merged]
            near = slice(max(place - 1, 0), place + 2)
            ranks[near] = self._pair_ranks(pieces[near])

    def _pair_ranks(self, pieces: Sequence[str]) -> list[float]:
        return [self._ranks.get(pair, math.inf) for pair in pairwise(pieces)]
