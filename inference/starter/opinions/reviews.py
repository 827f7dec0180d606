"""Opinions with their label: positive or negative remarks about things, people, work, travel, health and life.

The label is computed, never guessed: a polar word, deed or event has a polarity, and negation turns it. Polar words and
deeds are written bare and negated, in the present and in the past, so that neither tense nor "not" gives a label away.

Held-out opinions are told apart by combination, not by chance: a twentieth of all triples (template, polar word or
deed, what it is about) is held out of training, so the model has met the words and the shapes but never together.
"""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

import re
import zlib
from functools import cache
from typing import NamedTuple

from lightboard.inference.starter.english.complex_sentences import capital
from lightboard.inference.starter.opinions import polar_words as words
from lightboard.inference.starter.opinions import quality_tables as qualities
from lightboard.inference.starter.opinions.rated_words import RatedWords
from lightboard.inference.starter.opinions.review_tables import DOMAINS
from lightboard.inference.starter.opinions.review_templates import TEMPLATES, ReviewTemplates
from lightboard.inference.starter.opinions.scenes import Part
from lightboard.inference.starter.words.inflection import verb_forms

LABELS = ("NEGATIVE", "POSITIVE")
HELD_OUT_SHARE = 20  # one triple in twenty
NEUTRAL_SHARE = 0.1  # of the opinions: they stand beside a sentence without an opinion
_TOPICS = tuple(DOMAINS)


class Opinion(NamedTuple):
    """A sentence or two, whether it is positive, and whether its combination is held out of training."""

    text: str
    positive: bool
    held_out: bool

    @property
    def label(self) -> str:
        """The label as the model prints it."""
        return LABELS[self.positive]


def is_held_out(part: Part, topic: str) -> bool:
    """Tell whether a triple of template, polar word and subject or topic is held out of training."""
    return zlib.crc32(f"{part.template}|{part.polar}|{part.subject or topic}".encode()) % HELD_OUT_SHARE == 0


@cache
def polar_words() -> frozenset[str]:
    """Give the hand-written polar words in all their forms: a sentence with one of them is not neutral."""
    verbs = (*words.LIKING, *words.DISLIKING, *words.POSITIVE_VERBS, *words.NEGATIVE_VERBS)
    plain = (
        *words.POSITIVE_ADJECTIVES, *words.NEGATIVE_ADJECTIVES, *words.POSITIVE_FEELINGS, *words.NEGATIVE_FEELINGS,
        *words.POSITIVE_NOUNS, *words.NEGATIVE_NOUNS, *qualities.GOOD_THINGS, *qualities.BAD_THINGS,
        *(word for domain in DOMAINS.values() for word in f"{domain.positive} {domain.negative}".split()),
    )  # fmt: skip
    return frozenset((*plain, *(form for verb in verbs for form in verb_forms(verb))))


class Reviews(ReviewTemplates):
    """Writes opinions from a seed; `rated` adds words with human ratings (`rated_words`) to the hand-written ones.

    Examples
    --------
    >>> Reviews(seed=4).opinion().label in LABELS
    True
    """

    def __init__(self, *, seed: int, rated: RatedWords | None = None) -> None:
        super().__init__(seed=seed)
        self.rated = rated

    def opinion(self, *, held_out: bool = False) -> Opinion:
        """Write one opinion, of training's combinations or of the held-out ones."""
        while True:
            self.topic = self.pick(_TOPICS)
            positive = self.chance(0.5)
            parts = self._parts(positive=positive)
            if any(is_held_out(part, self.topic) for part in parts) == held_out:
                return Opinion(self._join(parts), positive, held_out)

    def _part(self, *, positive: bool) -> Part:
        return self.pick(TEMPLATES)(self, positive=positive)

    def _parts(self, *, positive: bool) -> list[Part]:
        """Write the parts: one, two of the same polarity, or an opposite one before the main one."""
        main = self._part(positive=positive)
        draw = self.random()
        if draw < 0.72:
            return [main]
        if draw < 0.86:
            return [self._part(positive=positive), main]
        other = self._part(positive=not positive)
        return [other._replace(template=f"{'but' if draw < 0.94 else 'although'} {other.template}"), main]

    def _join(self, parts: list[Part]) -> str:
        """Join the parts so that the last one decides; sometimes a neutral sentence stands beside them."""
        text = parts[-1].text
        if len(parts) == 2:
            other, link = parts[0].text.rstrip(".!?"), parts[0].template.split()[0]
            if link == "but":
                text = f"{other}, but {text}"
            elif link == "although":
                text = f"{self.pick(('although', 'even though'))} {other}, {text}"
            else:
                joint = self.pick((" and ", ". ", "! ", ", and ", ". "))
                text = f"{other}{joint}{capital(text) if joint[0] in '.!' else text}"
        text = capital(text if text[-1] in ".!?" else text + self.pick((".", ".", ".", ".", "!", "!")))
        if self.chance(NEUTRAL_SHARE):
            neutral = self.neutral()
            return f"{neutral} {text}" if self.chance(0.5) else f"{text} {neutral}"
        return text

    def neutral(self) -> str:
        """Write a sentence without a polar word."""
        while True:
            sentence = capital(self.statement())
            if polar_words().isdisjoint(re.findall(r"[a-z]+", sentence.lower())):
                return sentence
