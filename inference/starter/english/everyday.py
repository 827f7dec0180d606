"""Sentences about everyday life: what follows from what, what people do in order, and patterns of all shapes."""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

from functools import cache

from lightboard.inference.starter.english import pattern_tables
from lightboard.inference.starter.english.clauses import EVERYDAY_TENSES, WITHOUT_PROGRESSIVE, Clause
from lightboard.inference.starter.english.everyday_tables import CAUSES, SEQUENCES
from lightboard.inference.starter.english.noun_phrases import Phrase
from lightboard.inference.starter.english.patterns import HABIT_PATTERNS, Patterns
from lightboard.inference.starter.words.lexicon import frame_lines, listed

# How often each group of patterns is drawn.
GROUPS = {
    "TENSES": 6, "AGREEMENT": 5, "INFINITIVES": 4, "QUESTIONS": 4, "PRONOUNS": 3, "QUANTITY": 3, "PASSIVES": 3,
    "RELATIVES": 3, "PLACES": 3, "COMPARISONS": 3, "POSSESSION": 2, "REFLEXIVES": 2, "EXCLAMATIONS": 1,
}  # fmt: skip
_GROUPS = tuple(group for group, weight in GROUPS.items() for _ in range(weight))


@cache
def patterns(group: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Give the patterns of a group: tenses and text."""
    rows = (line.partition(": ") for line in frame_lines(getattr(pattern_tables, group)))
    return tuple((tuple(tenses.split(",")), text.strip()) for tenses, _, text in rows)


@cache
def causes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the causes with what follows from each."""
    rows = (row.partition("=>") for row in listed(CAUSES))
    return tuple((cause.strip(), tuple(effect.strip() for effect in effects.split("/"))) for cause, _, effects in rows)


@cache
def sequences() -> tuple[tuple[str, ...], ...]:
    """Give what people do in order."""
    return tuple(listed(row) for row in SEQUENCES.split("|"))


class Everyday(Patterns):
    """Writes sentences about everyday life from a seed.

    Examples
    --------
    >>> Everyday(seed=4).consequence().endswith(".")
    True
    """

    def clause(
        self,
        *,
        tense: str = "",
        subject: Phrase | None = None,
        kind: str = "",
        timed: float = 0.35,
        negated: bool | None = None,
    ) -> Clause:
        """Write a clause: for people, half of them of everyday things to do."""
        if kind not in ("", "person") or self.chance(0.5 if subject or kind else 0.6):
            return super().clause(tense=tense, subject=subject, kind=kind, timed=timed, negated=negated)
        who = subject or self.person()
        negated = self.chance(0.15) if negated is None else negated
        deed = self.pick(HABIT_PATTERNS)
        if negated:
            deed = f"[not {deed[1:]}"
        tense = tense or self.pick(EVERYDAY_TENSES)
        if "[be]" in deed or "[not be]" in deed:
            tense = WITHOUT_PROGRESSIVE.get(tense, tense)
        return Clause(self.fill(f"{{S}} {deed}", tense=tense, subject=who), who)

    def construction(self) -> str:
        """Write a sentence after a pattern."""
        tenses, text = self.pick(patterns(self.pick(_GROUPS)))
        return self.fill(text, tense=self.pick(tenses))

    def consequence(self) -> str:
        """Write what happened and what followed from it, in either order, in the past, the present or the future."""
        cause, effects = self.pick(causes())
        effect = self.pick(effects).replace("{he}", "{S}")
        who = self.person()
        again = Phrase(who.pronoun, who.pronoun, is_pronoun=True)
        draw = self.random()
        tense = "past" if draw < 0.55 else "present"
        if self.chance(0.35):
            return f"{self.fill(effect, tense=tense, subject=who)} because {self._cause(cause, tense, again)}."
        first = self._cause(cause, tense, who)
        follower = again if "{S}" in cause else who
        if draw > 0.85:
            return f"if {first}, {self.fill(effect, tense='future', subject=follower)}."
        return self._joined(first, self.fill(effect, tense=tense, subject=follower))

    def _cause(self, cause: str, tense: str, who: Phrase) -> str:
        """Write a cause: of a person, or of a thing that stands before the verb."""
        if "{S}" in cause:
            return self.fill(cause, tense=tense, subject=who)
        subject, _, verb = cause.partition(" [it ")
        thing = Phrase(subject, "it", is_pronoun=subject == "it")
        return self.fill("{S} [" + verb, tense=tense, subject=thing)

    def _joined(self, first: str, second: str) -> str:
        """Join a cause and what followed."""
        draw = self.random()
        if draw < 0.4:
            return f"{first}, so {second}."
        if draw < 0.6:
            return f"because {first}, {second}."
        if draw < 0.75:
            return f"when {first}, {second}."
        if draw < 0.85:
            return f"{first} and {second}."
        return f"{first}. That is why {second}."

    def sequence(self) -> str:
        """Write what somebody did in order."""
        deeds = self.pick(sequences())
        start = int(self.random() * (len(deeds) - 2))
        chosen = deeds[start : start + self.pick((2, 3, 3))]
        who = self.person()
        tense = self.pick(("past", "past", "past", "present", "future"))
        again = Phrase(who.pronoun, who.pronoun, is_pronoun=True)
        first = self.fill("{S} " + chosen[0], tense=tense, subject=who)
        if self.chance(0.3):
            rest = [self.fill("{S} " + deed, tense=tense, subject=again) for deed in chosen[1:]]
            return f"first {first}, then {' and then '.join(rest)}."
        if tense == "future":
            return f"{first}."
        rest = [self.fill(deed, tense=tense, subject=again) for deed in chosen[1:]]
        return f"{', '.join([first, *rest[:-1]])} and {rest[-1]}."
