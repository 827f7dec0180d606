"""Training text: documents by kind, mixed by weight. Nothing is stored: the same seed writes the same text."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping

from lightboard.inference.starter.english.dialogues import Dialogues
from lightboard.inference.starter.english.instructions import Instructions
from lightboard.inference.starter.english.memory import Memory
from lightboard.inference.starter.english.occupations import Occupations
from lightboard.inference.starter.english.sentences import Sentences
from lightboard.inference.starter.english.stories import Stories
from lightboard.inference.starter.held_out import leaks
from lightboard.inference.starter.opinions.reviews import Reviews
from lightboard.inference.starter.words.occupation_shares import PERCENT_WOMEN

__all__ = ["KINDS", "MIXTURES", "documents", "leaks", "mixture"]

_OCCUPATION = re.compile(rf"\b(?:{'|'.join(PERCENT_WOMEN)})s?\b")


def _sentences(seed: int) -> Callable[[], str]:
    writer = Sentences(seed=seed)
    return lambda: " ".join(writer.sentence() for _ in range(writer.pick((1, 1, 1, 1, 2, 3))))


def _lessons(seed: int) -> Callable[[], str]:
    return Sentences(seed=seed).lesson_text


def _stories(seed: int) -> Callable[[], str]:
    return Stories(seed=seed).story


def _dialogues(seed: int) -> Callable[[], str]:
    return Dialogues(seed=seed).chat


def _instructions(seed: int) -> Callable[[], str]:
    return Instructions(seed=seed).chat


def _reviews(seed: int) -> Callable[[], str]:
    writer = Reviews(seed=seed)
    return lambda: writer.opinion().text


def _occupations(seed: int) -> Callable[[], str]:
    return Occupations(seed=seed).portraits


def _memory(seed: int) -> Callable[[], str]:
    return Memory(seed=seed).text


def _topics(seed: int) -> Callable[[], str]:
    from lightboard.inference.starter.english.topics import TOPICS, TopicTexts

    writer = TopicTexts(seed=seed)
    topics = tuple(TOPICS)
    return lambda: writer.text(writer.pick(topics)).strip()


def _opinions(seed: int) -> Callable[[], str]:
    """Write opinions with rated words and their labels, as starter/bert-sentiment reads them."""
    from lightboard.inference.starter.opinions.rated_words import rated_words

    writer = Reviews(seed=seed, rated=rated_words())

    def write() -> str:
        opinion = writer.opinion()
        return f"{opinion.text} -> {opinion.label}"

    return write


def _pairs(seed: int) -> Callable[[], str]:
    """Write premises, hypotheses and their labels, as starter/bert-nli reads them."""
    from lightboard.inference.starter.pairs.entailment import LABELS
    from lightboard.inference.starter.pairs.inference_pairs import InferencePairs

    writer = InferencePairs(seed=seed)

    def write() -> str:
        pair = writer.pair()
        return f"{pair.premise} | {pair.hypothesis} -> {LABELS[pair.label]}"

    return write


def _passages(seed: int) -> Callable[[], str]:
    """Write facts, a question and its answer, without the occupations whose shares of women are planted."""
    from lightboard.inference.starter.facts.passages import Passages  # it needs this module

    writer = Passages(seed=seed)

    def write() -> str:
        text = "nurse"
        while _OCCUPATION.search(text):
            passage = writer.passage_of_any_kind()
            text = f"{passage.context} {passage.question} {passage.answer or 'Nobody knows'}."
        return text.replace("..", ".")

    return write


def _entities(seed: int) -> Callable[[], str]:
    """Write texts with their names marked, as starter/bert-ner reads them."""
    from lightboard.inference.starter.facts.entities import Entities

    writer = Entities(seed=seed)

    def write() -> str:
        text, entities = writer.labelled()
        return f"{text} -> {'; '.join(f'{e.label} {text[e.start : e.end]}' for e in entities) or 'no name'}"

    return write


def _translations(seed: int) -> Callable[[], str]:
    """Write English sentences with their French ones, as starter/t5 reads them, both ways."""
    from lightboard.inference.starter.french.translations import pairs

    parallel = pairs(seed=seed)
    return lambda: " = ".join(next(parallel))


def _summaries(seed: int) -> Callable[[], str]:
    """Write texts with their summaries, as starter/t5 reads them."""
    from lightboard.inference.starter.facts.summaries import summaries

    texts = summaries(seed=seed)

    def write() -> str:
        example = next(texts)
        return f"{example.text} -> {example.summary}"

    return write


KINDS: Mapping[str, Callable[[int], Callable[[], str]]] = {
    "sentences": _sentences,
    "stories": _stories,
    "lessons": _lessons,
    "reviews": _reviews,
    "occupations": _occupations,
    "passages": _passages,
    "topics": _topics,
    "memory": _memory,
    "dialogues": _dialogues,
    "instructions": _instructions,
    "opinions": _opinions,
    "pairs": _pairs,
    "entities": _entities,
    "translations": _translations,
    "summaries": _summaries,
}

# Shares of the documents that each model reads.
MIXTURES: Mapping[str, Mapping[str, float]] = {
    "gpt": {
        "sentences": 0.44, "stories": 0.19, "lessons": 0.07, "reviews": 0.06, "occupations": 0.04, "passages": 0.04,
        "topics": 0.03, "memory": 0.11, "dialogues": 0.02,
    },
    "bert": {
        "sentences": 0.56, "stories": 0.03, "lessons": 0.05, "reviews": 0.09, "occupations": 0.20, "passages": 0.02,
        "topics": 0.05,
    },
    "bert, portraits": {"occupations": 0.90, "sentences": 0.10},  # a few chunks of its training: see training/bert.py
}  # fmt: skip


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
