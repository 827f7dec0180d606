"""How a tokenizer's model takes one pre-token apart, step by step; each kind of model has its own kind of steps."""

from __future__ import annotations

from .base import Message


class MergeStep(Message, frozen=True, gc=False):
    """A merge: the pieces at `position` and behind it become one; `rank` is the merge's place in the learned list."""

    position: int
    left: str
    right: str
    merged: str
    rank: int


class MergeReplay(Message, frozen=True, tag="merges"):
    """Byte-pair encoding: the smallest pieces, and the merges in the order in which they happen.

    `whole` says that the vocabulary has the pre-token as it is and merges are skipped (`ignore_merges`).

    >>> step = MergeStep(position=0, left="a", right="b", merged="ab", rank=7)
    >>> replay = MergeReplay(pretoken="abc", start=("a", "b", "c"), steps=(step,), pieces=("ab", "c"))
    >>> replay.after(0), replay.after(1)
    (('a', 'b', 'c'), ('ab', 'c'))
    """

    pretoken: str
    start: tuple[str, ...]
    steps: tuple[MergeStep, ...]
    pieces: tuple[str, ...]
    whole: bool = False

    def after(self, count: int) -> tuple[str, ...]:
        """Return the pieces after the first `count` merges."""
        pieces = list(self.start)
        for step in self.steps[:count]:
            pieces[step.position : step.position + 2] = [step.merged]
        return tuple(pieces)


class MatchStep(Message, frozen=True, gc=False):
    """A search from character `start`: the candidates from longest to shortest; the last one is `piece`, if found."""

    start: int
    tried: tuple[str, ...]
    piece: str | None


class MatchReplay(Message, frozen=True, tag="longest-match"):
    """WordPiece: the longest piece of the vocabulary from the left, again and again, or the unknown token for all.

    Without steps, the pre-token was longer than the `limit` of characters and was not looked at.
    """

    pretoken: str
    steps: tuple[MatchStep, ...]
    pieces: tuple[str, ...]
    limit: int


class ScoredPiece(Message, frozen=True, gc=False):
    """A piece with its log-probability; one that the vocabulary lacks has that of an unknown character."""

    piece: str
    log_probability: float
    known: bool = True


class Segmentation(Message, frozen=True):
    """One way to cut a pre-token; its log-probability is the sum over the pieces."""

    pieces: tuple[ScoredPiece, ...]
    log_probability: float


class SegmentationReplay(Message, frozen=True, tag="segmentations"):
    """Unigram: the most probable ways to cut the pre-token, best first; `pieces` are the tokens of the first.

    They differ from it where single bytes stand for what the vocabulary lacks, and where unknown characters are fused.
    """

    pretoken: str
    segmentations: tuple[Segmentation, ...]
    pieces: tuple[str, ...]


class LookupReplay(Message, frozen=True, tag="lookup"):
    """Word-level: the pre-token is one entry of the vocabulary, or unknown."""

    pretoken: str
    found: bool
    pieces: tuple[str, ...]


PretokenReplay = MergeReplay | MatchReplay | SegmentationReplay | LookupReplay
