"""Several tokenizations of one text side by side."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import InvalidInput
from .base import Message
from .tokens import TokenGroup, Tokenization


class AlignedColumn(Message, frozen=True, gc=False):
    """The characters `[start, end)` of the text and, for each tokenization, the numbers of its tokens there.

    A column without any token is text that no tokenizer kept; one without characters holds inserted tokens.
    """

    start: int
    end: int
    text: str
    tokens: tuple[tuple[int, ...], ...]


class TokenAlignment(Message, frozen=True):
    """Columns that begin and end where all tokenizations have a boundary, as narrow as that allows.

    The texts of the columns joined are the text, and each token stands in exactly one column.
    """

    models: tuple[str, ...]
    text: str
    columns: tuple[AlignedColumn, ...]


def align_tokens(tokenizations: Sequence[Tokenization]) -> TokenAlignment:
    """Align tokenizations of one text on its characters; groups of tokens that share a grapheme stay together.

    Raises `InvalidInput` when there are none, or when they are of different texts.
    """
    if not tokenizations:
        raise InvalidInput("There is nothing to align_tokens. Give at least one tokenization.")
    text = tokenizations[0].text
    if any(other.text != text for other in tokenizations):
        raise InvalidInput("The tokenizations are of different texts. Tokenize the same text with each model.")
    waiting = [list(reversed(one.groups)) for one in tokenizations]  # the next one is last
    columns = tuple(
        AlignedColumn(
            start=start, end=end, text=text[start:end], tokens=tuple(_take(groups, start, end) for groups in waiting)
        )
        for start, end in _spans(tokenizations)
    )
    return TokenAlignment(models=tuple(one.model for one in tokenizations), text=text, columns=columns)


def _spans(tokenizations: Sequence[Tokenization]) -> list[tuple[int, int]]:
    """Return the columns' spans in order; empty ones where tokens without characters stand between two columns."""
    spans = {(group.start, group.end) for one in tokenizations for group in one.groups}
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    edges = [0, *(edge for span in merged for edge in span), len(tokenizations[0].text)]
    gaps = [(end, start) for end, start in zip(edges[::2], edges[1::2], strict=True) if end < start]
    inner = {position for start, end in merged for position in range(start + 1, end)}
    empty = {(start, end) for start, end in spans if start == end and start not in inner}
    return sorted([*merged, *gaps, *empty])


def _take(waiting: list[TokenGroup], start: int, end: int) -> tuple[int, ...]:
    """Remove from the end of `waiting` the groups that belong to a column, and return their tokens."""
    tokens: list[int] = []
    while waiting and (waiting[-1].start < end or waiting[-1].end == start):
        tokens.extend(waiting.pop().tokens)
    return tuple(tokens)
