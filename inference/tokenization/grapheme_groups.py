"""Tokens that cannot be shown apart, because they share what a reader sees as one character."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from ..messages import TokenGroup
from .decoded_text import DecodedText

_CLUSTER = regex.compile(r"\X")  # an extended grapheme cluster of Unicode (UAX 29)


def grapheme_ends(text: str) -> list[int]:
    """Return where each grapheme cluster of a text ends.

    >>> grapheme_ends("a\u0301b")
    [2, 3]
    """
    return [match.end() for match in _CLUSTER.finditer(text)]


def group_tokens(text: str, spans: Sequence[tuple[int, int]], decoded: DecodedText) -> tuple[TokenGroup, ...]:
    """Join tokens whose characters belong to one grapheme cluster of the text, or to one character of the decoded text.

    `spans` are the tokens' characters. A token without characters stands alone, between what surrounds it.
    """
    cluster = [
        number for number, (start, end) in enumerate(pairwise([0, *grapheme_ends(text)])) for _ in range(start, end)
    ]
    groups: list[_Group] = []
    last = max((token for token, (start, end) in enumerate(spans) if start < end), default=-1)
    for token, (start, end) in enumerate(spans):
        behind = len(text) if token > last >= 0 else groups[-1].end if groups else 0
        new = _Group([token], start, end) if start < end else _Group([token], behind, behind)
        depth = _joined(groups, new, cluster) if start < end else 0
        if token and decoded.inside[token - 1]:
            depth = max(depth, 1)
        for _ in range(depth):
            new = _join(groups.pop(), new)
        groups.append(new)
    starts = decoded.starts()
    return tuple(
        TokenGroup(
            tokens=tuple(group.tokens),
            start=group.start,
            end=group.end,
            text=decoded.text[starts[group.tokens[0]] : decoded.ends[group.tokens[-1]]],
        )
        for group in groups
    )


class _Group:
    __slots__ = ("end", "start", "tokens")

    def __init__(self, tokens: list[int], start: int, end: int) -> None:
        self.tokens, self.start, self.end = tokens, start, end


def _joined(groups: Sequence[_Group], new: _Group, cluster: Sequence[int]) -> int:
    """Return how many of the last groups share a cluster with a new one, those between included."""
    depth = 0
    for back, group in enumerate(reversed(groups), 1):
        if group.start == group.end:
            continue
        if cluster[group.end - 1] < cluster[new.start]:
            break
        depth = back
    return depth


def _join(left: _Group, right: _Group) -> _Group:
    filled = [group for group in (left, right) if group.start < group.end] or [left]
    return _Group(left.tokens + right.tokens, min(each.start for each in filled), max(each.end for each in filled))
