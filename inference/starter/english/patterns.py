"""Patterns: sentences with places for subjects, verbs and nouns, filled so that everything agrees.

A pattern is text with these places; `(a|b)` is a choice, settled first:

- `{S}` a person as the subject, `{S2}` another; `{he}` `{him}` `{own}` `{self}` `{theirs}` the subject's pronouns
  (`{he2}`, ...);
- `[go]` the verb for `{S}` in the pattern's tense, `[not go]` negated, `[go:past]` in a tense of its own, `[2 go]` for
  `{S2}`, `[it rain]`, `[they work]`, `[we go]`, `[you see]` for other subjects; `[go?]` and `[2 go?]` with the subject,
  as in a question; the verb's complement may follow in the brackets;
- `{a food}` `{described food}` `{the food}` `{one food}` `{many food}` `{mass drink}` a noun of a type: with article,
  with an adjective, too, bare, in the plural, or a mass noun; `{role profession}` agrees in number with the subject;
- `{adj food}` `{more food}` `{most food}` an adjective of the type and its degrees;
- `{vp}` `{ving}` an everyday thing to do, for the subject; `{other}` another person as an object; `{name}` a name;
  every other name is a slot of the frames (`{city}`, `{room}`, ...).
"""

from __future__ import annotations

import re
from functools import cache

from lightboard.inference.starter.english.complex_sentences import ComplexSentences
from lightboard.inference.starter.english.everyday_tables import HABITS
from lightboard.inference.starter.english.noun_phrases import OBJECT, POSSESSIVE, REFLEXIVE, Phrase
from lightboard.inference.starter.english.verb_groups import declarative, interrogative, verb_group
from lightboard.inference.starter.words.inflection import comparison, verb_forms, with_article
from lightboard.inference.starter.words.lexicon import Noun, adjectives, gradable, listed, nouns, predicative

CHOICE = re.compile(r"\(([^()]*)\)")
_PLACE = re.compile(r"(?:\{(S2?)\} )?\[([^\]]+)\]|\{([^}]+)\}")
_VERB = re.compile(r"(2 |it |they |we |you )?(not )?([\w-]+)( [^:?]+)?(?::([\w ]+))?(\?)?")
_SPACES = re.compile(r" +(?=[.,!?])|( ) +")
_OTHER_SUBJECTS = {f"{pronoun} ": Phrase(pronoun, pronoun, is_pronoun=True) for pronoun in ("it", "they", "we", "you")}
_SPOUSES = {"wife": ("I", "you", "he"), "husband": ("I", "you", "she")}
_FELLOWS = {
    "he": ("boy", "man", "player", "student", "teacher"),
    "she": ("girl", "woman", "player", "student", "teacher"),
    "they": ("people", "players", "students", "children"),
    "we": ("people", "players", "students", "teachers"),
}
HABIT_PATTERNS = listed(HABITS)
POSSESSIVE_PRONOUN = {"I": "mine", "you": "yours", "he": "his", "she": "hers", "we": "ours", "they": "theirs"}


@cache
def nouns_of_form(kind: str, form: str) -> tuple[Noun, ...]:
    """Give the nouns of a type that are "count" or "mass"."""
    return tuple(noun for noun in nouns(kind) if noun.kind == form)


class Patterns(ComplexSentences):
    """Fills patterns from a seed.

    Examples
    --------
    >>> Patterns(seed=1).fill("{S} [be] tired", tense="past", subject=Phrase("we", "we", is_pronoun=True))
    'we were tired'
    """

    def choose(self, pattern: str) -> str:
        """Settle the choices `(a|b)` of a pattern."""
        while CHOICE.search(pattern):
            pattern = CHOICE.sub(lambda match: self.pick(match.group(1).split("|")), pattern)
        return pattern.replace("  ", " ")

    def fill(self, pattern: str, *, tense: str, subject: Phrase | None = None, second: Phrase | None = None) -> str:
        """Fill one pattern in a tense; its subjects can be given."""
        who = subject or self.person()
        other = second or self.different_person(who)
        people = {"S": who, "S2": other, "2 ": other, **_OTHER_SUBJECTS}

        def place(match: re.Match[str]) -> str:
            before, verb, name = match.groups()
            if verb:
                return self._verb(_PLACE.sub(place, verb), people, tense, people[before] if before else None)
            if name in people:
                return people[name].text
            return self._word(name, who, other)

        return _SPACES.sub(r"\1", _PLACE.sub(place, self.choose(pattern))).strip()

    def different_person(self, who: Phrase) -> Phrase:
        """Choose a person who is not the given one."""
        other = self.person()
        while (
            other.text == who.text
            or (other.is_pronoun and other.pronoun == who.pronoun)
            or {who.pronoun, other.pronoun} == {"I", "we"}
        ):
            other = self.person()
        return other

    def habit(self, subject: str, *, gerund: bool = False) -> str:
        """Write an everyday thing to do: an infinitive without "to" or a gerund, with the subject's possessives."""
        if self.chance(0.3):
            return self.verb_phrase(subject, gerund=gerund)
        who = Phrase(subject, subject, is_pronoun=True)
        base, _, rest = self.pick(HABIT_PATTERNS).partition("] ")
        forms = verb_forms(base.removeprefix("["))
        return f"{forms.gerund if gerund else forms.base} {self.fill(rest, tense='present', subject=who)}".rstrip()

    def _verb(self, text: str, people: dict[str, Phrase], tense: str, before: Phrase | None) -> str:
        """Write a verb group, with its subject where that stands before it or where it is a question."""
        match = _VERB.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"Not a verb of a pattern: [{text}]. Write [go], [not go], [go:past], [2 go] or [go?].")
        whose, negated, base, rest, own_tense, asked = match.groups()
        who = before or people[whose or "S"]
        group = verb_group(
            verb_forms(base), who.pronoun, own_tense or tense, negated=bool(negated), question=bool(asked)
        )
        if asked:
            return f"{interrogative(who.text, group)}{rest or ''}"
        subject = who if before else Phrase("", who.pronoun)
        return declarative(
            subject.text, who.pronoun, group, contracted=self.chance(0.5), is_pronoun=subject.is_pronoun
        ).strip() + (rest or "")

    def _word(self, name: str, who: Phrase, other: Phrase) -> str:
        """Write what stands for a name in braces."""
        key = name.rstrip("2")
        whose = (other if name.endswith("2") else who).pronoun
        if key in ("he", "him", "own", "self", "theirs"):
            table = {"him": OBJECT, "own": POSSESSIVE, "self": REFLEXIVE, "theirs": POSSESSIVE_PRONOUN}
            return whose if key == "he" else table[key].get(whose, "his")
        if key in ("vp", "ving"):
            return self.habit(whose, gerund=key == "ving")
        if key == "fellow":
            return self.pick(_FELLOWS.get(whose, ("person", "player", "student")))
        if key == "other":
            return self.other_person(whose)
        if key == "name":
            return self.name().text
        how, _, kind = name.partition(" ")
        return self._noun(how, kind, whose) if kind else self.slot(name, whose)

    def _noun(self, how: str, kind: str, whose: str) -> str:
        """Write a noun of a type, or one of its adjectives."""
        if how == "adj":
            return self.common(predicative(kind))
        if how in ("very", "more", "most"):
            word = self.common(gradable(kind))
            return {"very": word, "more": comparison(word)[0], "most": comparison(word)[1]}[how]
        noun = self.noun_of(kind, "mass" if how == "mass" else "count")
        while noun.singular in _SPOUSES and whose not in _SPOUSES[noun.singular]:
            noun = self.noun_of(kind, "count")
        if how == "a":
            adjective = f"{self.adjective(kind)} " if self.chance(0.25) else ""
            return with_article(f"{adjective}{noun.singular}".strip())
        if how == "described":
            return with_article(f"{self.common(adjectives(kind))} {noun.singular}")
        if how == "role":
            noun = self.profession(whose)
            return noun.plural if whose in ("we", "they") else with_article(noun.singular)
        return {"the": f"the {noun.singular}", "many": noun.plural}.get(how, noun.singular)

    def noun_of(self, kind: str, form: str) -> Noun:
        """Choose a noun of a type that is "count" or "mass"."""
        options = nouns_of_form(kind, form)
        return self.common(options)
