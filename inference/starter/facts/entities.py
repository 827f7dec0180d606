"""Texts with the named entities in them, for starter/bert-ner."""

# ruff: noqa: PLR2004 - shares are plain numbers; seeded text needs no cryptography

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from lightboard.inference.starter.english.sentences import Sentences
from lightboard.inference.starter.facts.entity_templates import WITH_NAMES, WITHOUT_NAMES
from lightboard.inference.starter.facts.facts import Facts, Record, Statement, conjoined, joined, questions
from lightboard.inference.starter.held_out import leaks
from lightboard.inference.starter.words import names as tables
from lightboard.inference.starter.words.names import ORGANISATION, PERSON, PLACE

LABELS = ("O", *(f"{place}-{kind}" for kind in (PERSON, ORGANISATION, PLACE) for place in "BI"))
_SLOT = re.compile(r"\{(PER|ORG|LOC|LAST)\}")


class Entity(NamedTuple):
    """A named entity of a text: `text[start:end]` is a name of the kind `label`."""

    start: int
    end: int
    label: str


class Labelled(NamedTuple):
    """A text and its named entities, in order."""

    text: str
    entities: tuple[Entity, ...]


@cache
def _names_of_the_grammar() -> tuple[dict[str, str], re.Pattern[str]]:
    kinds = dict.fromkeys((*tables.CITIES, *tables.COUNTRIES), PLACE)
    kinds |= dict.fromkeys(tables.COMPANIES, ORGANISATION)
    kinds |= dict.fromkeys((*tables.FEMALE, *tables.MALE), PERSON)
    longest_first = sorted(kinds, key=len, reverse=True)
    surnames = "|".join(sorted(tables.SURNAMES, key=len, reverse=True))
    pattern = (
        rf"\b(?:(?P<title>Mrs?|Dr) (?P<last>{surnames})|(?P<name>{'|'.join(longest_first)})(?: (?:{surnames}))?)\b"
    )
    return kinds, re.compile(pattern)


_WORD_ENDINGS = ("s", "ed", "ing", "er", "le", "ment", "ish", "ock", "ow", "et", "y", "able", "ly", "est", "age", "en")
_AMBIGUOUS = frozenset(
    (*tables.AMBIGUOUS_FEMALE, *tables.AMBIGUOUS_MALE, *tables.AMBIGUOUS_SURNAMES, "Young", "Green", "Orange", "Apple",
     "Target", "Shell", "Park", "White", "Amber", "Rainbow", "Unity", "Victory", "Liberty", "Summit")
)  # fmt: skip


# A word that is never read as a name must not always be read as none: no "Jack up the car" if Jack is held out.
_PLAIN = tuple(
    text for text in WITHOUT_NAMES if not any(tables.is_held_out(w) and w in _AMBIGUOUS for w in text.split())
)


class Entities:
    """Writes texts with their named entities, from a seed; with `held_out`, names are of the pool never trained on.

    Examples
    --------
    >>> writer = Entities(seed=1)
    >>> text, entities = writer.with_names()
    >>> all(text[e.start : e.end][0].isupper() or text[e.start].isdigit() for e in entities)
    True
    """

    def __init__(self, *, seed: int, held_out: bool = False, invented: float = 0.45) -> None:
        self.facts = Facts(seed=seed, held_out=held_out, invented=invented)
        self.names = self.facts.names
        self.pick, self.chance = self.names.pick, self.names.chance
        self.sentences = Sentences(seed=seed + 1)

    def name(self, kind: str) -> str:
        """Write a name of a kind."""
        if kind == PERSON:
            return self.names.person().text
        if kind == ORGANISATION:
            return self.names.organisation()
        return self.names.city() if self.chance(0.75) else self.names.country()

    def filled(self, template: str) -> Labelled:
        """Fill the slots of a template with names."""
        text, end, found = "", 0, []
        for match in _SLOT.finditer(template):
            text += template[end : match.start()]
            end = match.end()
            name = self.names.surname() if match[1] == "LAST" else self.name(match[1])
            found.append(Entity(len(text), len(text) + len(name), PERSON if match[1] == "LAST" else match[1]))
            text += name
        rest = template[end:]
        text += rest[1:] if text.endswith(".") and rest.startswith(".") else rest
        return Labelled(text, tuple(found))

    def about_facts(self) -> Labelled:
        """Write one to four statements about one or two records."""
        statements: list[Statement] = []
        for _ in range(1 if self.chance(0.7) else 2):
            record = self.facts.record(self.pick(("person", "person", "person", "company", "event", "town")))
            statements += self._statements(record, 1 + int(self.names.random() * 2.5))
        whole = joined(statements)
        return Labelled(whole.text, tuple(Entity(s.start, s.end, s.label) for s in whole.spans if s.label))

    def _statements(self, record: Record, count: int) -> list[Statement]:
        relations = self.names.sample([relation for relation in questions(record.kind) if relation != "name"], count)
        person = self.pick(("I", "I", "you", "name", "name", "name")) if record.kind == "person" else "name"
        if person == "I" and self.chance(0.5):
            relations[0] = "name"
        later = "pronoun" if person == "name" and self.chance(0.6) else person
        statements = [self.facts.state(record, relations[0], person=person)]
        for relation in relations[1:]:
            other = self.facts.state(record, relation, person=later)
            if self.chance(0.35):
                word = self.pick(("and", "and", "but", "because", "so"))
                statements[-1] = conjoined(statements[-1], other, word=word)
            else:
                statements.append(other)
        return statements

    def of_the_grammar(self) -> Labelled:
        """Write a sentence of the English grammar, every name in it replaced by one of this writer's."""
        kinds, pattern = _names_of_the_grammar()
        while True:
            sentence = self.sentences.sentence()
            if not re.match(r"\W*(\w+)", sentence) or re.match(r"\W*(\w+)", sentence)[1] in _AMBIGUOUS:  # type: ignore[index]
                continue
            template = pattern.sub(
                lambda m: f"{m['title']} {{LAST}}" if m["title"] else f"{{{kinds[m['name']]}}}", sentence
            )
            return self.filled(template)

    def with_names(self) -> Labelled:
        """Write a text that may hold names."""
        draw = self.names.random()
        if draw < 0.5:
            return self.about_facts()
        if draw < 0.8:
            return self.filled(self.pick(WITH_NAMES))
        return self.of_the_grammar()

    def without_names(self) -> Labelled:
        """Write a sentence without any name, often with words that look like one."""
        if self.chance(0.5):
            return Labelled(self.pick(_PLAIN), ())
        while True:
            labelled = self.of_the_grammar()
            if not labelled.entities:
                return Labelled(self.with_unknown_word(labelled.text), ()) if self.chance(0.3) else labelled

    def with_unknown_word(self, text: str) -> str:
        """Put a word that does not exist for one in small letters: an unknown word alone is no name."""
        words = re.findall(r"(?<= )[a-z]{4,}\b", text)
        if not words:
            return text
        word = self.pick(words)
        return text.replace(f" {word}", f" {self.names.invent(_WORD_ENDINGS).lower()}", 1)

    def labelled(self) -> Labelled:
        """Write a text: one in five holds no name; some are several texts, joined."""
        text = self.without_names() if self.chance(0.2) else self.with_names()
        while self.chance(0.12):
            other = self.without_names() if self.chance(0.3) else self.with_names()
            offset = len(text.text) + 1
            moved = tuple(Entity(e.start + offset, e.end + offset, e.label) for e in other.entities)
            text = Labelled(f"{text.text} {other.text}", text.entities + moved)
        return text


def entity_texts(*, seed: int, held_out: bool = False, invented: float = 0.45) -> Iterator[Labelled]:
    """Write labelled texts without end, a share of their names invented; none holds an example of the course."""
    writer = Entities(seed=seed, held_out=held_out, invented=invented)
    while True:
        text = writer.labelled()
        if not leaks(text.text):
            yield text


def piece_labels(offsets: Iterable[tuple[int, int]], entities: Iterable[Entity]) -> list[int]:
    """Give the label number of every piece from its offsets in the text; special pieces, (0, 0), are outside.

    >>> piece_labels([(0, 0), (0, 2), (2, 4), (5, 7)], [Entity(0, 4, "PER")])
    [0, 1, 2, 0]
    """
    found = []
    for start, end in offsets:
        label = 0
        for entity in entities:
            if start < end and entity.start <= start and end <= entity.end:
                label = LABELS.index(f"{'B' if start == entity.start else 'I'}-{entity.label}")
        found.append(label)
    return found
