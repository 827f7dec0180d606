"""Token sequences: what the model reads, with places that are widened to several masks and filled with pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class TokenSequence:
    """Token ids and token types, (T,) each; no types for a model that knows none.

    >>> TokenSequence((1, 9, 2)).widened(1, 2).filled(1, (7,)).ids
    (1, 7, 9, 2)
    """

    ids: tuple[int, ...]
    types: tuple[int, ...] | None = None

    @classmethod
    def of(cls, encoding: Mapping[str, Sequence[int]]) -> TokenSequence:
        """Take what a tokenizer returns for one text."""
        types = encoding.get("token_type_ids")
        return cls(tuple(encoding["input_ids"]), None if types is None else tuple(types))

    def widened(self, position: int, count: int) -> TokenSequence:
        """Return the sequence with its token at a position `count` times there."""
        return TokenSequence(_repeat(self.ids, position, count), self.types and _repeat(self.types, position, count))

    def filled(self, position: int, pieces: Sequence[int]) -> TokenSequence:
        """Return the sequence with its tokens from a position on replaced."""
        return TokenSequence((*self.ids[:position], *pieces, *self.ids[position + len(pieces) :]), self.types)

    def continued(self, pieces: Sequence[int]) -> TokenSequence:
        """Return the sequence with tokens behind it."""
        types = self.types and (*self.types, *(self.types[-1:] * len(pieces)))
        return TokenSequence((*self.ids, *pieces), types)


def _repeat(values: tuple[int, ...], position: int, count: int) -> tuple[int, ...]:
    return (*values[:position], *(values[position : position + 1] * count), *values[position + 1 :])
