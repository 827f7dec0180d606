"""Opinions with their label: positive or negative sentences about films, food, software, courses, people and life.

The label is computed, never guessed: a polar word or event has a polarity, and negation turns it. Every polar word is
written bare and negated, in the present and in the past, so that neither tense nor "not" gives a label away.

Held-out opinions are told apart by combination, not by chance: a twentieth of all triples (template, polar word, topic)
is held out of training, so the model has met the words and the shapes but never together.
"""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

import zlib
from typing import NamedTuple

from lightboard.inference.starter.complex_sentences import capital
from lightboard.inference.starter.review_templates import TEMPLATES, Part, ReviewTemplates
from lightboard.inference.starter.words_reviews import DOMAINS

LABELS = ("NEGATIVE", "POSITIVE")
HELD_OUT_SHARE = 20  # one triple in twenty
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
    """Tell whether a triple of template, polar word and topic is held out of training."""
    return zlib.crc32(f"{part.template}|{part.polar}|{topic}".encode()) % HELD_OUT_SHARE == 0


class Reviews(ReviewTemplates):
    """Writes opinions from a seed.

    Examples
    --------
    >>> Reviews(seed=4).opinion().label in LABELS
    True
    """

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
        if draw < 0.7:
            return [main]
        if draw < 0.84:
            return [self._part(positive=positive), main]
        other = self._part(positive=not positive)
        return [other._replace(template=f"{'but' if draw < 0.93 else 'although'} {other.template}"), main]

    def _join(self, parts: list[Part]) -> str:
        """Join the parts so that the last one decides."""
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
        return capital(text if text[-1] in ".!?" else text + self.pick((".", ".", ".", ".", "!", "!")))
