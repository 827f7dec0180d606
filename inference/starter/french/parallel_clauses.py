"""Clauses of the parallel grammar: somebody does something, or is something, in English and in French."""

# ruff: noqa: PLR2004 - shares are plain numbers

from __future__ import annotations

from typing import NamedTuple

from lightboard.inference.starter.french import translation_words as words
from lightboard.inference.starter.french.parallel_nouns import OBJECT_PRONOUNS, NounPhrase, ParallelNouns, table
from lightboard.inference.starter.french.parallel_verbs import be, english_group, french_group, verbs
from lightboard.inference.starter.french.word_forms import agreeing, elides, verb
from lightboard.inference.starter.words.inflection import comparison, with_article
from lightboard.inference.starter.words.names import Names

TENSES = ("present",) * 6 + ("past",) * 5 + ("will", "will", "going to", "was", "can", "must", "want")
_TIME_OF = {"past": "past", "will": "future", "going to": "future", "was": "was"}
_STATIVE = frozenset({"love", "hate", "prefer", "know", "see", "hear", "understand"})
_GENERAL = frozenset({"love", "hate", "prefer"})  # "I love coffee", "j'aime le café"


class Pair(NamedTuple):
    """Words in English and in French."""

    english: str
    french: str


NOTHING = Pair("", "")


def said(*parts: Pair | NounPhrase) -> Pair:
    """Put parts one after the other in both languages.

    >>> said(Pair("the", "la"), NOTHING, Pair("house", "maison"))
    Pair(english='the house', french='la maison')
    """
    return Pair(
        " ".join(part.english for part in parts if part.english), " ".join(part.french for part in parts if part.french)
    )


class Predicate(NamedTuple):
    """A verb, what follows it, and a French object pronoun before it with the ending that the participle takes."""

    verb: Pair
    rest: Pair
    pronoun: str = ""
    agree: str = ""


class ParallelClauses:
    """Writes clauses in both languages with the random numbers of `names`, without capital and stop.

    Examples
    --------
    >>> clause = ParallelClauses(Names(seed=5)).clause()
    >>> bool(clause.english and clause.french)
    True
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.nouns = ParallelNouns(names)
        self.pick, self.chance = names.pick, names.chance

    def time(self, tense: str, *, share: float = 0.3) -> Pair:
        """Write a time that goes with the tense, or nothing."""
        if not self.chance(share):
            return NOTHING
        return Pair(*self.pick(table(words.TIMES[_TIME_OF.get(tense, "present")])))

    def predicate(self, subject: NounPhrase, tense: str, polarity: str) -> Predicate:
        """Choose a verb and what follows it."""
        draw = self.names.random()
        if draw < 0.22:
            return Predicate(Pair(*self.pick(table(words.INTRANSITIVE))), NOTHING)
        if draw < 0.32:
            english, french, types = self.pick(verbs(words.GIVING))
            thing, receiver = self.nouns.object(self.pick(types), subject, polarity), self.nouns.person()
            return Predicate(Pair(english, french), said(thing, Pair("to", "à"), receiver))
        english, french, types = self.pick(verbs(words.VERBS))
        # "They read" is present and past; "was loving" and "want to know" sound odd.
        while (english == "read" and tense == "past" and subject.person != 2) or (
            english in _STATIVE and tense in {"was", "going to", "want", "must"}
        ):
            english, french, types = self.pick(verbs(words.VERBS))
        chosen, kind = Pair(english.replace("_", " "), french), self.pick(types)
        if kind in {"person", "family"} and self.chance(0.5):
            return self.with_person(chosen, subject, tense)
        thing = self.nouns.object(kind, subject, polarity, general=english in _GENERAL)
        return Predicate(chosen, said(thing))

    def with_person(self, chosen: Pair, subject: NounPhrase, tense: str) -> Predicate:
        """Give a verb a name or a pronoun for its object; "l'" would hide whether it is "him" or "her"."""
        if self.chance(0.45):
            return Predicate(chosen, said(self.nouns.name()))
        options = [pronoun for pronoun in OBJECT_PRONOUNS if pronoun.person != subject.person]
        if tense in {"past", "going to", "can", "must", "want"} or elides(chosen.french):
            options = [pronoun for pronoun in options if pronoun.french not in {"le_", "la_"}]
        pronoun = self.pick(options)
        takes_s = pronoun.many and not verb(chosen.french).participle.endswith("s")
        return Predicate(chosen, Pair(pronoun.english, ""), pronoun.french, "s" if takes_s else "")

    def clause(self) -> Pair:
        """Say that somebody does, or is, something."""
        subject = self.nouns.subject()
        if self.chance(0.22):
            return self.being(subject)
        tense, polarity = self.pick(TENSES), self.pick(("yes",) * 7 + ("not", "not", "never"))
        often = Pair(*self.pick(table(words.ADVERBS))) if polarity == "yes" and self.chance(0.12) else NOTHING
        chosen, rest, pronoun, agree = self.predicate(subject, tense, polarity)
        group = Pair(
            english_group(chosen.english, subject, tense, polarity, often.english)[1],
            french_group(chosen.french, subject, tense, polarity, often.french, pronoun=pronoun, agree=agree),
        )
        place = Pair(*self.nouns.place_phrase()) if self.chance(0.25) else NOTHING
        return said(subject, group, rest, place, self.time(tense))

    def being(self, subject: NounPhrase) -> Pair:
        """Say how, what or how old somebody is."""
        tense, denied = self.pick(("present", "present", "present", "was", "will")), self.chance(0.2)
        polarity = "not" if denied else "yes"
        english = " ".join(
            word for word in ("will" if tense == "will" else be(subject, past=tense == "was"), denied * "not",
                              "be" if tense == "will" else "") if word
        )  # fmt: skip
        is_ = Pair(english, french_group("être", subject, tense, polarity))
        has = Pair(english, french_group("avoir", subject, tense, polarity))
        draw = self.names.random()
        if draw < 0.45:
            mood, humeur = self.pick(table(words.MOODS))
            degree = Pair(*self.pick((("", ""), ("", ""), ("very", "très"), ("too", "trop"))))
            return said(subject, is_, degree, Pair(mood, self.agreeing(humeur, subject)))
        if draw < 0.65:
            mood, humeur = self.pick(table(words.COMPARED))
            other = self.nouns.person() if self.chance(0.5) else self.nouns.name()
            than = Pair(f"{comparison(mood)[0]} than", f"plus {self.agreeing(humeur, subject)} que_")
            if self.chance(0.3):
                than = Pair(f"as {mood} as", f"aussi {self.agreeing(humeur, subject)} que_")
            return said(subject, is_, than, other)
        if draw < 0.82 and not subject.many:
            job, forms = self.pick(table(words.PROFESSIONS))
            return said(subject, is_, Pair(with_article(job), forms.split("/")[subject.gender == "f"]))
        if draw < 0.92:
            return said(subject, has, Pair(*self.pick(table(words.HAVING))))
        age = 2 + int(self.names.random() * 90)
        return said(subject, has, Pair(f"{age} years old", f"{age} ans"))

    @staticmethod
    def agreeing(adjective: str, subject: NounPhrase) -> str:
        """Make a French adjective agree with a subject; a phrase ("en retard") stays as it is."""
        return adjective if " " in adjective else agreeing(adjective, gender=subject.gender, many=subject.many)
