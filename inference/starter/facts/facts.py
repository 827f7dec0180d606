"""Facts: records of people, companies, events and towns, sentences that state them and questions that ask for them.

A record holds values by relation ("employer": "Northwind"). A template says some of them in words:

    {S} <work> at {employer} in {workplace}.

{S} is the record's subject in the chosen person ("I", "you", its name, "she"), {P} its possessive ("my", "Anna's",
"her"), {O} its object form (a name is said once, then a pronoun), <work> a verb in the present that agrees with it,
{a:job} a value after "a" or "an", and any other {relation} a value. Every name and value becomes a span of the text, so
gold labels come from the same place as the words.
"""

# ruff: noqa: PLR2004, SIM905 - shares are plain numbers; lists read best as text

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from lightboard.inference.starter.facts import fact_templates, fact_values
from lightboard.inference.starter.words.inflection import verb_forms, with_article
from lightboard.inference.starter.words.names import ORGANISATION, PERSON, PLACE, Names

_MARK = re.compile(r"\{(?P<slot>[\w: ]+)\}|<(?P<verb>\w+)>")
_FORMS = {
    "I": ("I", "my", "me"), "you": ("you", "your", "you"), "he": ("he", "his", "him"), "she": ("she", "her", "her"),
    "it": ("it", "its", "it"),
}  # fmt: skip
_BE = {"I": "am", "you": "are"}
PERSONS = ("I", "you", "name", "pronoun")

# The label of a relation whose values are names.
ENTITY: Mapping[str, str] = {
    **dict.fromkeys(
        "name spouse friend boss child sibling colleague founder director guest winner companion".split(), PERSON
    ),
    **dict.fromkeys("employer former_employer school bank company organiser rival owner".split(), ORGANISATION),
    **dict.fromkeys(
        "workplace home origin birthplace trip elsewhere seat city country town neighbour river".split(), PLACE
    ),
}


@dataclass(frozen=True, eq=False)
class Record:
    """What is true of one person, company, event or town: its kind, its subject's relation, its values by relation.

    `pronoun` stands for the subject; `values[subject]` is its name.
    """

    kind: str
    subject: str
    pronoun: str
    values: Mapping[str, str]

    @property
    def name(self) -> str:
        """The name of the subject."""
        return self.values[self.subject]

    @property
    def short(self) -> str:
        """How the subject is called after its first mention: a person by the first name."""
        return self.name.split()[0] if self.kind == "person" else self.name


class Span(NamedTuple):
    """Where a value stands in a text: `text[start:end]` is the value of a relation of a record."""

    start: int
    end: int
    relation: str
    record: Record

    @property
    def label(self) -> str | None:
        """PER, ORG or LOC, or None where the value is no name."""
        return ENTITY.get(self.relation)


class Statement(NamedTuple):
    """A text and the spans of the names and values in it."""

    text: str
    spans: tuple[Span, ...]

    def values(self, relation: str) -> list[str]:
        """Give the values of a relation in the order of the text."""
        return [self.text[span.start : span.end] for span in self.spans if span.relation == relation]


def joined(statements: Iterable[Statement], *, between: str = " ") -> Statement:
    """Put texts one after the other; their spans move along."""
    text, spans = "", []
    for statement in statements:
        text += between if text else ""
        spans += [span._replace(start=span.start + len(text), end=span.end + len(text)) for span in statement.spans]
        text += statement.text
    return Statement(text, tuple(spans))


def conjoined(first: Statement, second: Statement, *, word: str = "and") -> Statement:
    """Make one sentence of two; the second one's first letter becomes small unless it begins "I" or a name.

    >>> conjoined(Statement("I am old.", ()), Statement("She is young.", ()), word="but").text
    'I am old but she is young.'
    """
    kept = second.text.startswith(("I ", "I'")) or any(span.start == 0 and span.label for span in second.spans)
    start = second.text[0] if kept else second.text[0].lower()
    stop = "" if any(span.end == len(first.text) for span in first.spans) else "."  # not that of "Northwind Inc."
    return joined([first._replace(text=first.text.removesuffix(stop)), second._replace(text=start + second.text[1:])],
                  between=f" {word} ")  # fmt: skip


def relations_of(template: str) -> frozenset[str]:
    """Give the relations whose values a template says.

    >>> sorted(relations_of("{S} <be> {a:job} in {workplace}."))
    ['job', 'workplace']
    """
    slots = (match["slot"] for match in _MARK.finditer(template) if match["slot"])
    return frozenset(slot.removeprefix("a:") for slot in slots if slot not in {"S", "P", "O", "subject"})


def _verb(base: str, pronoun: str) -> str:
    if base == "be":
        return _BE.get(pronoun, "is")
    if base == "was":
        return "were" if pronoun == "you" else "was"
    return base if pronoun in _BE else verb_forms(base).third


def _negated(base: str, pronoun: str) -> str:
    return f"{_verb('be', pronoun)} not" if base == "be" else f"{_verb('do', pronoun)} not {base}"


def render(template: str, record: Record, *, person: str = "name", negated: bool = False) -> Statement:
    """Write a template of a record, its subject as "I", "you", "name", "short" or "pronoun".

    With `negated` the first verb is denied ("does not work").

    Raises
    ------
    KeyError
        The record has no value for a relation of the template.

    Examples
    --------
    >>> anna = Record("person", "name", "she", {"name": "Anna Novak", "job": "engineer", "employer": "Northwind"})
    >>> statement = render("{S} <be> {a:job} and <work> for {employer}.", anna, person="I")
    >>> statement.text, statement.values("job")
    ('I am an engineer and work for Northwind.', ['engineer'])
    >>> render("{P} job <be> hard.", anna, person="short").text
    "Anna's job is hard."
    """
    pronoun = record.pronoun if person in {"name", "short", "pronoun"} else person
    named = {"name": record.name, "short": record.short}.get(person)
    text, end, mentioned, spans = "", 0, False, []
    for match in _MARK.finditer(template):
        text += template[end : match.start()]
        end = match.end()
        slot, verb = match["slot"], match["verb"]
        if verb:
            # Beside a possessive ("my job is", "what is my job") the verb's subject is a thing.
            before = template[: match.start()]
            asked = re.match(r" (the name of )?\{P\}", template[match.end() :]) and not before.endswith("{S} ")
            owned = asked or re.search(r"\{P\}((?!\{S\})[^<])*$", before)
            about = "it" if owned else pronoun
            text += _negated(verb, about) if negated else _verb(verb, about)
            negated = False
        elif slot in {"S", "P", "O"} and (named is None or mentioned):
            text += _FORMS[pronoun]["SPO".index(slot)]
        else:
            name = slot in {"S", "P", "O"}
            mentioned = mentioned or name
            relation = record.subject if name or slot == "subject" else slot.removeprefix("a:")
            value = (named or record.name) if name else record.values[relation]
            if slot.startswith("a:"):
                text += with_article(value).removesuffix(value)
            spans.append(Span(len(text), len(text) + len(value), relation, record))
            text += value + ("'s" if slot == "P" else "")
    rest = template[end:]
    text += rest[1:] if text.endswith(".") and rest.startswith(".") else rest  # "for Northwind Inc."
    return Statement(text[0].upper() + text[1:], tuple(spans))


@cache
def statements(kind: str, relation: str | None = None) -> tuple[str, ...]:
    """Give the templates of statements about a kind of record, or those that say a relation."""
    every = tuple(line.strip() for line in fact_templates.STATEMENTS[kind].strip().splitlines())
    return tuple(template for template in every if relation is None or relation in relations_of(template))


@cache
def questions(kind: str) -> Mapping[str, tuple[str, ...]]:
    """Give the templates of questions about a kind of record by the relation that they ask for."""
    found = {}
    for line in fact_templates.QUESTIONS[kind].replace("\n            |", " |").strip().splitlines():
        relation, _, templates = line.strip().partition(":")
        found[relation] = tuple(template.strip() for template in templates.split("|"))
    return found


def fitting(templates: Sequence[str], record: Record, *, person: str) -> list[str]:
    """Keep the templates that a record can fill; one that says a person's name takes no subject that is that name."""
    known = record.values.keys()
    named = person in {"name", "short"}
    return [
        template for template in templates if relations_of(template) <= known and not (named and "{name}" in template)
    ]


class Facts:
    """Writes records and states them, from a seed; with `held_out`, with names that training never reads.

    Examples
    --------
    >>> facts = Facts(seed=3)
    >>> person = facts.person()
    >>> statement = facts.state(person, "employer")
    >>> statement.values("employer") == [person.values["employer"]]
    True
    """

    def __init__(self, *, seed: int, held_out: bool = False, invented: float = 0.45) -> None:
        self.names = Names(seed=seed, held_out=held_out, invented=invented)
        self.pick, self.chance = self.names.pick, self.names.chance

    def value(self, relation: str) -> str:
        """Write a value of a relation.

        Raises
        ------
        KeyError
            There is no such relation.
        """
        names = self.names
        if relation == "name":
            return names.person().text
        if relation in {"origin", "country"}:
            return names.country() if relation == "country" or self.chance(0.6) else names.city()
        label = ENTITY.get(relation)
        if label == PERSON:
            return names.person(full=0.2).text
        if relation == "school":
            return names.school()
        if label == ORGANISATION:
            return names.company()
        if label == PLACE:
            return names.city()
        if relation in fact_values.NUMBERS:
            low, high, step = fact_values.NUMBERS[relation]
            number = low + step * int(self.names.random() ** 1.5 * ((high - low) // step + 1))
            return f"{number:,}" if number > 9999 else str(number)
        return self.pick(fact_values.values(relation))

    def other_value(self, relation: str, value: str) -> str:
        """Write another value of a relation than the given one."""
        while True:
            other = self.value(relation)
            if not set(other.lower().split()) & set(value.lower().split()):
                return other

    def record(self, kind: str) -> Record:
        """Write a record: "person", "company", "event" or "town"; no two of its values are the same."""
        if kind == "person":
            return self.person()
        values: dict[str, str] = {}
        for relation in fact_values.RELATIONS[kind]:
            values[relation] = self._unused(relation, values)
        return Record(kind, fact_values.RELATIONS[kind][0], "it", values)

    def person(self) -> Record:
        """Write a person."""
        name = self.names.person()
        values = {"name": name.text}
        for relation in fact_values.RELATIONS["person"][1:]:
            values[relation] = self._unused(relation, values)
        return Record("person", "name", name.pronoun, values)

    def _unused(self, relation: str, values: Mapping[str, str]) -> str:
        while True:
            value = self.value(relation)
            taken = {word for other in values.values() for word in other.lower().split()}
            if not set(value.lower().split()) & (taken - {"of", "the", "a", "and", "&"}):
                return value

    def state(
        self, record: Record, relation: str, *, person: str = "name", negated: bool = False, alone: bool = False
    ) -> Statement:
        """State a relation of a record in one of many wordings; `alone` says nothing but that relation."""
        templates = fitting(statements(record.kind, relation), record, person=person)
        if alone or negated:
            templates = [template for template in templates if relations_of(template) == {relation}]
        if negated:
            templates = [template for template in templates if "<" in template]
        return render(self.pick(templates), record, person=person, negated=negated)

    def ask(self, record: Record, relation: str, *, person: str = "name") -> str:
        """Ask for a relation of a record."""
        templates = questions(record.kind)[relation]
        return render(self.pick(templates), record, person=person).text
