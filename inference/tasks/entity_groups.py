"""From labels of tokens to entities, by the rules of transformers' token classification."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..messages import Entity
from .windows import Window

Scores = np.ndarray[Any, np.dtype[np.float32]]  # (C,), one token's
Spell = Callable[[list[str]], str]  # joins pieces to a text


@dataclass(frozen=True, slots=True)
class Piece:
    """A token with its probabilities; `continues` the word before it."""

    word: str
    scores: Scores
    start: int
    end: int
    index: int
    continues: bool


def pieces(tokenizer: Any, window: Window, scores: np.ndarray[Any, Any]) -> list[Piece]:
    """Return the tokens of a window that the text holds, with their probabilities (T, C)."""
    prefix = tokenizer.is_fast and getattr(tokenizer.backend_tokenizer.model, "continuing_subword_prefix", None)
    found = []
    for index, (word, (start, end)) in enumerate(zip(window.pieces, window.offsets, strict=True)):
        if window.added[index]:
            continue
        spelt = window.text[start:end]
        if window.ids[index] == tokenizer.unk_token_id:
            found.append(Piece(spelt, scores[index], start, end, index, continues=False))
            continue
        continues = len(word) != len(spelt) if prefix else start > 0 and " " not in window.text[start - 1 : start + 1]
        found.append(Piece(word, scores[index], start, end, index, continues=bool(continues)))
    return found


def label_tokens(tokens: Sequence[Piece], labels: Sequence[str]) -> list[Entity]:
    """Give each token its most likely label."""
    return [_entity(one, one.scores, one.word, labels, index=one.index) for one in tokens]


def label_words(tokens: Sequence[Piece], labels: Sequence[str], *, strategy: str, spell: Spell) -> list[Entity]:
    """Give each word one label: that of its first token, that with the largest score, or that of the mean scores."""
    words: list[list[Piece]] = []
    for token in tokens:
        if token.continues and words:
            words[-1].append(token)
        else:
            words.append([token])
    found = []
    for word in words:
        if strategy == "first":
            scores = word[0].scores
        elif strategy == "max":
            scores = max(word, key=lambda token: token.scores.max()).scores
        else:
            scores = np.mean([token.scores for token in word], axis=0)
        found.append(_entity(word[0], scores, spell([token.word for token in word]), labels, end=word[-1].end))
    return found


def _entity(
    first: Piece, scores: Scores, word: str, labels: Sequence[str], *, end: int | None = None, index: int | None = None
) -> Entity:
    best = int(scores.argmax())
    end = first.end if end is None else end
    return Entity(label=labels[best], score=float(scores[best]), word=word, start=first.start, end=end, index=index)


def group(tagged: Sequence[Entity], spell: Spell) -> list[Entity]:
    """Join neighbours of the same kind; one that begins an entity (`B-PER`) is not joined to what stands before it."""
    groups: list[list[Entity]] = []
    for one in tagged:
        begins, kind = _kind(one.label)
        if groups and not begins and kind == _kind(groups[-1][-1].label)[1]:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [
        Entity(
            label=several[0].label.split("-", 1)[-1],
            score=float(np.mean([one.score for one in several])),
            word=spell([one.word for one in several]),
            start=several[0].start,
            end=several[-1].end,
        )
        for several in groups
    ]


def _kind(label: str) -> tuple[bool, str]:
    """Return whether a label begins an entity, and the kind of entity; a label without B- or I- goes on."""
    return label.startswith("B-"), label[2:] if label.startswith(("B-", "I-")) else label


def without_overlaps(entities: Sequence[Entity]) -> list[Entity]:
    """Keep one of the entities that overlapping windows found at the same place: the longer, then the likelier."""
    kept: list[Entity] = []
    for one in sorted(entities, key=lambda entity: entity.start):
        before = kept[-1] if kept else None
        if before is None or not before.start <= one.start < before.end:
            kept.append(one)
        elif (one.end - one.start, one.score) > (before.end - before.start, before.score):
            kept[-1] = one
    return kept
