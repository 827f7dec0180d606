"""Pairs made from fact records: "Anna works at Northwind." and "Anna does not work at Redwood" make one.

The hypothesis is drawn first, whatever its label: the relation, the value and whether it is denied. The premise then
tells the same value, another one, denies it, or tells something else, also of others who have the value.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from lightboard.inference.starter.facts.facts import Facts, Record, Statement, fitting, relations_of, statements
from lightboard.inference.starter.pairs.entailment import CONTRADICTION, ENTAILMENT, LABELS, NEUTRAL, Pair, turned

INVENTED = 0.15  # share of names of random syllables: in lower case they are long rows of pieces
_KINDS = ("person", "person", "person", "company", "event", "town")
# Relations with one value: another value contradicts.
_SINGLE = {
    "person": "job employer workplace home birthplace age birth_year spouse boss day_off origin",
    "company": "founder director seat founded staff owner",
    "event": "city organiser date time winner price weather",
    "town": "country population altitude river",
}
# Of the relations of a row, one says something about another: none is neutral to the others.
_RELATED = (
    {"employer", "workplace", "former_employer", "boss", "job"}, {"birthplace", "origin", "home"},
    {"age", "birth_year"},
    {"spouse", "companion", "friend"}, {"director", "founder", "owner"}, {"date", "time"}, {"city", "town", "seat"},
    {"elsewhere", "trip"},
)  # fmt: skip


@cache
def _alone(kind: str, *, deniable: bool) -> frozenset[str]:
    """Give the relations that some template tells alone, and, if wanted, can deny."""
    templates = [template for template in statements(kind) if "<" in template or not deniable]
    return frozenset(
        relation for template in templates if len(relations_of(template)) == 1 for relation in relations_of(template)
    ) - {"name"}


class FactPairs:
    """Writes pairs about records from a seed; with `held_out`, with names that training never reads.

    Examples
    --------
    >>> FactPairs(seed=1).pair().label in range(3)
    True
    """

    def __init__(self, *, seed: int, held_out: bool = False) -> None:
        self.facts = Facts(seed=seed, held_out=held_out)
        self.facts.names.invented = INVENTED
        self.pick, self.chance = self.facts.pick, self.facts.chance

    def pair(self) -> Pair:
        """Write a pair, each label as often."""
        label = self.pick(range(len(LABELS)))
        kind = self.pick(_KINDS)
        deniable, single = _alone(kind, deniable=True), _alone(kind, deniable=False) & set(_SINGLE[kind].split())
        relation = self.pick(sorted(deniable | single))
        negated = relation in deniable and self.chance(0.45)
        record = self.facts.record(kind)
        person = self.pick(("name", "short"))
        hypothesis = self._alone_said(record, relation, person=person, negated=negated)
        premise = self._premise(record, relation, turned(label) if negated else label)
        return Pair(premise, hypothesis.text, label)

    def _alone_said(self, record: Record, relation: str, *, person: str, negated: bool = False) -> Statement:
        while True:
            if fitting([t for t in statements(record.kind, relation) if relations_of(t) == {relation}
                        and ("<" in t or not negated)], record, person=person):  # fmt: skip
                return self.facts.state(record, relation, person=person, negated=negated, alone=True)
            person = "pronoun" if person == "name" else "name"

    def _premise(self, record: Record, relation: str, wanted: int) -> str:
        """Tell what makes the plain statement of the relation true, false or open."""
        told: list[Statement] = []
        if wanted == ENTAILMENT:
            told.append(self._told(record, relation))
        elif wanted == CONTRADICTION:
            single = relation in _SINGLE[record.kind].split()
            if relation in _alone(record.kind, deniable=True) and (not single or self.chance(0.4)):
                told.append(self._alone_said(record, relation, person="name", negated=True))
            else:
                other = self.facts.other_value(relation, record.values[relation])
                told.append(self._told(replace(record, values={**record.values, relation: other}), relation))
        else:
            told += self._open(record, relation)
        if wanted != NEUTRAL and self.chance(0.35):
            more = self._open(record, relation)[:1]
            told = [*told, *more] if self.chance(0.6) else [*more, *told]
        return " ".join(statement.text for statement in told)

    def _told(self, record: Record, relation: str) -> Statement:
        """Tell a relation, maybe with others."""
        return self.facts.state(
            record, relation, alone=self.chance(0.5) and relation in _alone(record.kind, deniable=False)
        )

    def _open(self, record: Record, relation: str) -> list[Statement]:
        """Tell other things of the record, or the relation's value of somebody else."""
        told = []
        apart = next((row for row in _RELATED if relation in row), {relation}) | {relation, "name"}
        options = sorted(_alone(record.kind, deniable=False) - apart)
        for other in (self.pick(options), self.pick(options))[: 1 + self.chance(0.3)]:
            deny = self.chance(0.3) and other in _alone(record.kind, deniable=True)
            told.append(self._alone_said(record, other, person="name", negated=deny))
        if self.chance(0.45):
            stranger = self.facts.record(record.kind)
            value = record.values[relation]
            alike = replace(stranger, values={**stranger.values, relation: value})
            deny = self.chance(0.3) and relation in _alone(record.kind, deniable=True)
            told.insert(0, self._alone_said(alike, relation, person="name", negated=deny))
        return told
