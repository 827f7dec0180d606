"""Tokens that cannot be shown apart, because they share what a reader sees as one character."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

import regex

from ..messages import TokenGroup
from .decoded_text import DecodedText

Span = tuple[int, int]

_CLUSTER = regex.compile(r"\X")  # an extended grapheme cluster of Unicode (UAX 29)


def grapheme_ends(text: str) -> list[int]:
    """Return where each grapheme cluster of a text ends.

    >>> grapheme_ends("a\u0301b")
    [2, 3]
    """
    return [match.end() for match in _CLUSTER.finditer(text)]


def divide_shared_spans(text: str, spans: Sequence[Span], spelled: Sequence[bytes]) -> list[Span]:
    r"""Give neighbours with the same several characters their own ones, where their bytes tell these.

    Models with byte fallback spell a whole run of unknown characters with bytes that all claim the run.

    >>> divide_shared_spans("éa", [(0, 2)] * 3, [b"\xc3", b"\xa9", b"a"])
    [(0, 1), (0, 1), (1, 2)]
    """
    divided: list[Span] = []
    for span, run in groupby(zip(spans, spelled, strict=True), key=itemgetter(0)):
        words = [word for _, word in run]
        shared = text[span[0] : span[1]]
        if len(words) == 1 or len(shared) <= 1 or b"".join(words) != shared.encode():
            divided.extend([span] * len(words))
            continue
        owners = [span[0] + place for place, character in enumerate(shared) for _ in character.encode()]
        for last, size in zip(accumulate(map(len, words)), map(len, words), strict=True):
            divided.append((owners[last - size], owners[last - 1] + 1))
    return divided


def group_tokens(text: str, spans: Sequence[Span], decoded: DecodedText) -> tuple[TokenGroup, ...]:
    """Join tokens whose characters belong to one grapheme cluster of the text, or to one character of the decoded text.

    `spans` are the tokens' characters. A group stands for whole clusters, also where a tokenizer dropped an accent. A
    token without characters stands alone, between what surrounds it.
    """
    clusters = [
        cluster for cluster in pairwise([0, *grapheme_ends(text)]) for _ in range(*cluster)
    ]  # of each character
    groups: list[_Group] = []
    last = max((token for token, (start, end) in enumerate(spans) if start < end), default=-1)
    for token, (start, end) in enumerate(spans):
        if start < end:
            new = _Group([token], clusters[start][0], clusters[end - 1][1])
            depth = _overlapping(groups, new.start)
        else:
            behind = len(text) if token > last >= 0 else groups[-1].end if groups else 0
            new, depth = _Group([token], behind, behind), 0
        if token and decoded.inside[token - 1]:
            depth = max(depth, 1)
        groups.append(new)
        for other in groups[len(groups) - depth :]:
            groups[-depth - 1].absorb(other)
        del groups[len(groups) - depth :]
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
    """Tokens that belong together so far, and their characters."""

    __slots__ = ("end", "start", "tokens")

    def __init__(self, tokens: list[int], start: int, end: int) -> None:
        self.tokens, self.start, self.end = tokens, start, end

    def absorb(self, other: _Group) -> None:
        """Take in the group behind this one; a group without characters has no say in where the whole begins."""
        self.tokens += other.tokens
        if self.start == self.end:
            self.start, self.end = other.start, other.end
        elif other.start < other.end:
            self.start, self.end = min(self.start, other.start), max(self.end, other.end)


def _overlapping(groups: Sequence[_Group], start: int) -> int:
    """Return how many of the last groups reach beyond a place, those between included."""
    depth = 0
    for back, group in enumerate(reversed(groups), 1):
        if group.start == group.end:
            continue
        if group.end <= start:
            break
        depth = back
    return depth
