"""Passages of facts with a question and the place of its answer, or none, for starter/bert-qa."""

# ruff: noqa: PLR2004 - shares are plain numbers; seeded text needs no cryptography

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lightboard.inference.starter.facts import fact_templates
from lightboard.inference.starter.facts.entities import Entities
from lightboard.inference.starter.facts.facts import (
    Facts,
    Record,
    Span,
    Statement,
    conjoined,
    fitting,
    joined,
    questions,
    relations_of,
    render,
    statements,
)  # fmt: skip
from lightboard.inference.starter.held_out import leaks

# Where one of these is told, a question for another one of the row has no clear answer, neither a value nor none.
NEIGHBOURS = (
    {"employer", "workplace"}, {"origin", "birthplace"}, {"date", "time"}, {"country", "neighbour"},
    {"hobby", "instrument"}, {"guest", "winner"}, {"trip", "companion"},
)  # fmt: skip
ALIKE = ("employer former_employer school bank", "workplace home origin birthplace trip elsewhere",
         "spouse friend boss child sibling companion")  # fmt: skip


class Passage(NamedTuple):
    """A question, a text, and the answer: `context[start:end]`, or (0, 0) where the text does not say.

    `distractors` counts the other values of the answer's relation in the text; `mentions` are the places where the text
    names whom, or what, the question is about.
    """

    question: str
    context: str
    start: int
    end: int
    relation: str
    distractors: int
    mentions: tuple[tuple[int, int], ...]

    @property
    def answer(self) -> str:
        """The answer's text, "" for none."""
        return self.context[self.start : self.end]


class Passages:
    """Writes passages from a seed; with `held_out`, their names are of the pool never trained on.

    Examples
    --------
    >>> passage = Passages(seed=4).about_several()
    >>> passage.answer in passage.context
    True
    """

    def __init__(self, *, seed: int, held_out: bool = False, invented: float = 0.45) -> None:
        self.facts = Facts(seed=seed, held_out=held_out, invented=invented)
        self.names = self.facts.names
        self.pick, self.chance = self.names.pick, self.names.chance
        self.entities = Entities(seed=seed + 1, held_out=held_out)

    def records(self, kind: str, count: int) -> list[Record]:
        """Write records that share no value but short words and numbers."""
        found: list[Record] = []
        taken: set[str] = set()
        while len(found) < count:
            record = self.facts.record(kind)
            words = {word for value in record.values.values() for word in value.split() if word[0].isupper()}
            if record.name not in {other.name for other in found} and not set(record.name.split()) & taken:
                found.append(record)
                taken |= words
        return found

    def told(self, record: Record, relations: list[str], *, person: str) -> list[Statement]:
        """State relations one after the other; a relation that an earlier statement has told is not told again."""
        found: list[Statement] = []
        known: set[str] = set()
        for relation in relations:
            later = "pronoun" if person in {"name", "short"} and found and self.chance(0.6) else person
            if relation in known:
                continue
            templates = [
                template
                for template in fitting(statements(record.kind, relation), record, person=later)
                if not relations_of(template) & known
            ]
            if not templates:
                continue
            statement = render(self.pick(templates), record, person=later)
            known |= {span.relation for span in statement.spans if span.relation != record.subject or "name" in known}
            if found and self.chance(0.25):
                found[-1] = conjoined(found[-1], statement, word=self.pick(("and", "and", "but")))
            else:
                found.append(statement)
        return found

    def passage(self, blocks: list[list[Statement]], record: Record, relation: str, *, person: str) -> Passage:
        """Join blocks of statements in any order and ask for a relation of a record."""
        if self.chance(0.12):
            blocks = [*blocks, [Statement(self.entities.of_the_grammar().text, ())]]
        text = joined(statement for block in self.names.sample(blocks, len(blocks)) for statement in block)
        known = [span for span in text.spans if span.record is record]
        told = {span.relation for span in known}
        if relation in fact_templates.WHO and relation in told and person == "name" and self.chance(0.15):
            return self._who(text, record, relation)
        templates = questions(record.kind)[relation]
        if relation == "workplace" and "employer" not in told and self.chance(0.4):
            templates = ("Where <do> {S} work?",)
        if person == "name" and record.kind == "person" and self.chance(0.3):
            person = "short"
        question = render(self.pick(templates), record, person=person).text
        return self._asked(question, text, relation, [span for span in known if span.relation == relation])

    def _who(self, text: Statement, record: Record, relation: str) -> Passage:
        value = record.values[relation]
        if sum(text.text[span.start : span.end] == value for span in text.spans) > 1:
            return self._asked(
                self.facts.ask(record, relation), text, relation,
                [span for span in text.spans if span.record is record and span.relation == relation],
            )  # fmt: skip
        question = render(self.pick(fact_templates.WHO[relation].split(" | ")), record).text
        answers = [span for span in text.spans if span.record is record and span.relation == record.subject]
        return self._asked(question, text, record.subject, answers)

    def _asked(self, question: str, text: Statement, relation: str, answers: list[Span]) -> Passage:
        others = {text.text[span.start : span.end] for span in text.spans if span.relation == relation}
        words = set(re.findall(r"[\w&.-]+", question.replace("'s", "")))
        mentions = tuple(
            (span.start, span.end)
            for span in text.spans
            if (value := text.text[span.start : span.end]) in question
            or (span.relation == span.record.subject and value.split()[0] in words and span.record.kind == "person")
        )
        start, end = (answers[0].start, answers[0].end) if answers else (0, 0)
        return Passage(question, text.text, start, end, relation, len(others - {text.text[start:end]}), mentions)

    def about_several(
        self, *, distractors: int | None = None, answered: bool | None = None, alone: bool = False
    ) -> Passage:
        """Tell the same relation of several records, `alone` or among others, and ask for it of one of them."""
        kind = self.pick(("person", "person", "person", "person", "company", "event", "town"))
        relation = self.pick([name for name in questions(kind) if name != "name"])
        count = 1 + (distractors if distractors is not None else self.pick((1, 2, 3, 3, 3, 3, 6)))
        answered = self.chance(0.75) if answered is None else answered
        records = self.records(kind, count + (not answered))
        others = [name for name in questions(kind) if name not in {relation, "name"}]
        blocks = []
        for record in records[:count]:
            more = [] if alone else self.names.sample(others, self.pick((0, 0, 1)))
            told = self.told(record, self.names.sample([relation, *more], 2), person="name")
            while not any(span.relation == relation for statement in told for span in statement.spans):
                told = self.told(record, [relation], person="name")
            blocks.append(told)
        asked = self.pick(records[:count]) if answered else records[count]
        if not answered and self.chance(0.5):  # somebody who is in the text, but of whom this is not told
            apart = [name for name in others if not any({name, relation} <= row for row in NEIGHBOURS)]
            told = self.told(asked, self.names.sample(apart, 2), person="name")
            if not any(span.relation == relation for statement in told for span in statement.spans):
                blocks.append(told)
        return self.passage(blocks, asked, relation, person="name")

    def about_one(self) -> Passage:
        """Tell a lot of one record, often of the teller, and ask for one relation, told or not."""
        kind = self.pick(("person", "person", "person", "person", "company", "event", "town"))
        record = self.facts.record(kind)
        person = self.pick(("I", "I", "I", "you", "name", "name")) if kind == "person" else "name"
        relations = [name for name in questions(kind) if name != "name"]
        if kind == "person" and self.chance(0.6):
            alike = self.names.sample(self.pick(ALIKE).split(), self.pick((2, 3, 4)))
            relations = [*alike, *self.names.sample([name for name in relations if name not in alike], 2)]
        chosen = self.names.sample(relations, self.pick((1, 2, 3, 4, 5)))
        if person == "I" and self.chance(0.5):
            chosen = ["name", *chosen]
        told = self.told(record, chosen, person=person)
        known = {span.relation for statement in told for span in statement.spans}
        askable = [name for name in questions(kind) if name in known and (name != "name" or person == "I")]
        relation = self.pick(askable)
        if self.chance(0.3):
            apart = [
                name
                for name in questions(kind)
                if name not in {*known, "name"} and not any(name in row and row & known for row in NEIGHBOURS)
            ]
            relation = self.pick(apart or askable)
        blocks = [told]
        if self.chance(0.3) and kind == "person":  # somebody else, of whom similar things are told
            other = self.records(kind, 1)[0]
            blocks.append(self.told(other, self.names.sample([relation, *chosen], 2), person="name"))
        return self.passage(blocks, record, relation, person=person)

    def introduction(self) -> Passage:
        """Introduce oneself in a sentence, sometimes with a friend, and ask for a part of it."""
        record, other = self.records("person", 2)
        place = self.pick(("{S} <work> at {employer} in {workplace}.", "{S} <work> for {employer} in {workplace}.",
                           "{S} <live> in {home}.", "{S} <work> at {employer}.", "{S} <work> in {workplace}.",
                           "{S} <live> in {home} and <work> at {employer}.", "{S} <be> {a:job} at {employer}.",
                           "{S} <live> in {home} and <work> in {workplace}."))  # fmt: skip
        name = self.pick(("{P} name <be> {name}.", "{S} <be> {name}.", "{S} <be> called {name}."))
        person = self.pick(("I", "I", "I", "you"))
        first, second = render(name, record, person=person), render(place, record, person=person)
        told = [conjoined(first, second)] if self.chance(0.7) else [first, second]
        known = {span.relation for statement in told for span in statement.spans}
        relation = self.pick([name for name in questions("person") if name in known])
        if self.chance(0.15):
            relation = self.pick(("age", "spouse", "pet", "school", "birthplace", "friend", "language", "hobby"))
        blocks = [told]
        if self.chance(0.4):
            blocks.append(self.told(other, ["employer", "home"][: self.pick((1, 2))], person="name"))
        return self.passage(blocks, record, relation, person=person)

    def passage_of_any_kind(self) -> Passage:
        """Write a passage."""
        draw = self.names.random()
        if draw < 0.5:
            return self.about_several()
        return self.about_one() if draw < 0.85 else self.introduction()


def passages(*, seed: int, held_out: bool = False, invented: float = 0.45, easy: bool = False) -> Iterator[Passage]:
    """Write passages without end, or with `easy` such as tell one thing of two; none holds an example of the course."""
    writer = Passages(seed=seed, held_out=held_out, invented=invented)
    while True:
        if easy and writer.chance(0.75):
            passage = writer.about_several(distractors=1, answered=True, alone=True)
        else:
            passage = writer.introduction() if easy else writer.passage_of_any_kind()
        if not leaks(passage.context) and not leaks(passage.question):
            yield passage
