"""Training text: documents by kind, mixed by weight. Nothing is stored: the same seed writes the same text."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

from lightboard.inference.starter.dialogues import Dialogues
from lightboard.inference.starter.reviews import Reviews
from lightboard.inference.starter.sentences import Sentences
from lightboard.inference.starter.stories import Stories

# What the course shows to its learners must be new to the models: no document may hold any of these (lower case).
COURSE_EXAMPLES = (
    "in this course, we will teach you how to",
    "this course will teach you all about",
    "waiting for a huggingface course",
    "i hate this so much",
    "this is a course about the transformers library",
    "my name is sylvain",
)


def _sentences(seed: int) -> Callable[[], str]:
    writer = Sentences(seed=seed)
    return lambda: " ".join(writer.sentence() for _ in range(1 + int(writer.random() * 3)))


def _lessons(seed: int) -> Callable[[], str]:
    return Sentences(seed=seed).lesson_text


def _stories(seed: int) -> Callable[[], str]:
    return Stories(seed=seed).story


def _dialogues(seed: int) -> Callable[[], str]:
    return Dialogues(seed=seed).chat


def _reviews(seed: int) -> Callable[[], str]:
    writer = Reviews(seed=seed)
    return lambda: writer.opinion().text


KINDS: Mapping[str, Callable[[int], Callable[[], str]]] = {
    "sentences": _sentences,
    "stories": _stories,
    "lessons": _lessons,
    "reviews": _reviews,
    "dialogues": _dialogues,
}

# Shares of the documents that each model reads.
MIXTURES: Mapping[str, Mapping[str, float]] = {
    "gpt": {"sentences": 0.44, "stories": 0.34, "lessons": 0.08, "reviews": 0.09, "dialogues": 0.05},
    "bert": {"sentences": 0.62, "stories": 0.10, "lessons": 0.08, "reviews": 0.20},
}


def leaks(text: str) -> bool:
    """Tell whether a text holds one of the course's examples."""
    lower = text.lower()
    return any(example in lower for example in COURSE_EXAMPLES)


def documents(kind: str, *, seed: int) -> Iterator[str]:
    """Write documents of one kind without end.

    Raises
    ------
    ValueError
        There is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"There is no text of kind {kind!r}; there are {', '.join(KINDS)}.")
    write = KINDS[kind](seed)
    while True:
        text = write()
        if not leaks(text):
            yield text


def mixture(name: str, *, seed: int) -> Iterator[str]:
    """Write the documents that a model reads, without end."""
    shares = MIXTURES[name]
    draw = random.Random(seed)
    streams = {kind: documents(kind, seed=seed * 101 + i) for i, kind in enumerate(shares)}
    kinds, weights = list(shares), list(shares.values())
    while True:
        for kind in draw.choices(kinds, weights, k=1000):
            yield next(streams[kind])
