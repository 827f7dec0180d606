"""Texts with a summary that says who and what in their own words, for starter/t5."""

# ruff: noqa: PLR2004 - shares are plain numbers

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lightboard.inference.starter.facts import summary_templates as tables
from lightboard.inference.starter.facts.entities import Entities
from lightboard.inference.starter.facts.facts import Facts, Record, questions, render
from lightboard.inference.starter.held_out import leaks

LONG = 4  # letters; longer words of a first sentence's frame say what happened
_LEFT_OUT = re.compile(r"\[[^\]]*\]")
_WORDS = {
    "n": tables.ABSTRACT.split(), "m": tables.PLURALS.split(), "a": tables.QUALITIES.split(),
    "v": tables.PARTICIPLES.split(), "d": tables.MANNERS.split(),
}  # fmt: skip


class Summary(NamedTuple):
    """A text, its summary, and the names and values that the summary must keep."""

    text: str
    summary: str
    kept: tuple[str, ...]

    def is_kept_in(self, found: str) -> bool:
        """Tell whether another summary keeps who and what and is under a third of the text."""
        return all(value in found for value in self.kept) and 3 * len(found.split()) < len(self.text.split())


class Summaries:
    """Writes texts with summaries from a seed; with `held_out`, names are of the pool never trained on.

    Examples
    --------
    >>> example = Summaries(seed=1).news()
    >>> example.is_kept_in(example.summary)
    True
    """

    def __init__(self, *, seed: int, held_out: bool = False) -> None:
        self.facts = Facts(seed=seed, held_out=held_out)
        self.names = self.facts.names
        self.pick, self.chance = self.names.pick, self.names.chance
        self.entities = Entities(seed=seed + 1, held_out=held_out)

    def news(self) -> Summary:
        """Write a short report: a first sentence that says who and what, then details."""
        kind = self.pick(("person", "person", "person", "company", "event", "town"))
        record = self.facts.record(kind)
        template = self.pick(tables.LEADS[kind])
        lead = render(template.replace("[", "").replace("]", ""), record, person="pronoun").text
        short = render(_LEFT_OUT.sub("", template), record, person="pronoun")
        text = [self.pick(tables.OPENERS), lead] if self.chance(0.25) else [lead]
        words = 3 * len(short.text.split()) + 5 + int(self.names.random() * 70)
        told = self.names.sample([relation for relation in questions(kind) if relation != "name"], 5)
        while sum(len(sentence.split()) for sentence in text) < words:
            text.append(self._detail(record, told))
        kept = {short.text[span.start : span.end] for span in short.spans}
        kept |= {word for word in re.sub(r"[{<].*?[}>]", " ", _LEFT_OUT.sub("", template)).split() if len(word) > LONG}
        return Summary(" ".join(text), short.text, tuple(sorted(kept)))

    def _detail(self, record: Record, told: list[str]) -> str:
        draw = self.names.random()
        if draw < 0.45 and told:
            return self.facts.state(record, told.pop(), person="pronoun").text
        if draw < 0.8:
            return self.pick(tables.DETAILS).replace("{guest}", self.names.person().text)
        return self.filler()

    def filler(self) -> str:
        """Write a sentence of the grammar."""
        return self.entities.of_the_grammar().text

    def word(self, kind: str) -> str:
        """Write a word of an essay; one in six is invented, because a summary must copy words that it does not know."""
        if kind == "L":
            return self.names.country() if self.chance(0.6) else self.names.city()
        if kind == "P":
            return self.names.person().text
        if kind == "O":
            return self.names.company()
        word = self.pick(_WORDS[kind.lower()])
        if self.chance(0.17):
            word = self.names.invent(("al", "ive", "ed", "ing", "ment", "tion", "ic", "ous", "ly")).lower()
        return word.capitalize() if kind.isupper() else word

    def essay_sentence(self) -> str:
        """Write a sentence of an essay."""
        text = re.sub(r"\{(\w)\}", lambda match: self.word(match[1]), self.pick(tables.ESSAYS))
        return text[0].upper() + text[1:]

    def essay(self) -> Summary:
        """Write a long paragraph without a plot; its summary is its first sentence."""
        write = self.essay_sentence if self.chance(0.7) else self.filler
        first = write()
        while not 4 <= len(first.split()) <= 24:
            first = write()
        words = (3 + 5 * self.names.random()) * len(first.split()) + 8 + self.pick((0, 0, 40, 120))
        text = [first]
        while sum(len(sentence.split()) for sentence in text) < words:
            text.append(self.essay_sentence() if self.chance(0.7) else self.filler())
        return Summary(" ".join(text), first, (first.rstrip(".!?"),))


def summaries(*, seed: int, held_out: bool = False) -> Iterator[Summary]:
    """Write texts with summaries without end; none holds an example of the course."""
    writer = Summaries(seed=seed, held_out=held_out)
    while True:
        example = writer.news() if writer.chance(0.6) else writer.essay()
        if not leaks(example.text):
            yield example
