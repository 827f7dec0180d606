"""Noun phrases: determiners, adjectives, pronouns and names, with the person and number that the verb agrees with."""

# ruff: noqa: PLR2004, S311, SIM905 - shares of constructions are plain numbers; seeded text needs no cryptography; word lists read best as text

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from lightboard.inference.starter.words import daily as daily_words
from lightboard.inference.starter.words import people as people_words
from lightboard.inference.starter.words import world as world_words
from lightboard.inference.starter.words.inflection import comparison, with_article
from lightboard.inference.starter.words.lexicon import PEOPLE, SUPERTYPES, Noun, adjectives, nouns
from lightboard.inference.starter.words.occupation_shares import PERCENT_WOMEN

T = TypeVar("T")

BARE_TYPES = frozenset({"task", "feeling", "sport", "activity", "school_subject", "topic", "game"})
ONE_OF_A_KIND = frozenset(
    "mother father wife husband partner stepmother stepfather skin throat heart stomach back neck".split()
)

FEMALE = tuple(people_words.FEMALE_NAMES.split())
MALE = tuple(people_words.MALE_NAMES.split())
SURNAMES = tuple(people_words.SURNAMES.split())
CITIES = tuple(world_words.CITIES.split())
COUNTRIES = tuple(world_words.COUNTRIES.split())
COMPANIES = tuple(name.replace("_", " ") for name in world_words.COMPANIES.split())
COLOURS = tuple(daily_words.ADJECTIVES["colour"].split())
COMMON_FIRST = 3.0  # the tables begin with the commonest words: an exponent above 1 writes those more often
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "a hundred")

# `#` is a number and `@` a possessive; the first nine go with words that have no singular, too.
_PLURAL_DETERMINERS = (
    "the", "the", "the", "", "", "some", "these", "those", "many", "a few", "all the", "several", "other", "#", "@",
)  # fmt: skip

OBJECT = {"I": "me", "you": "you", "he": "him", "she": "her", "it": "it", "we": "us", "they": "them"}
POSSESSIVE = {"I": "my", "you": "your", "he": "his", "she": "her", "it": "its", "we": "our", "they": "their"}
REFLEXIVE = {
    "I": "myself",
    "you": "yourself",
    "he": "himself",
    "she": "herself",
    "it": "itself",
    "we": "ourselves",
    "they": "themselves",
}
SUBJECT_PRONOUNS = ("I", "I", "you", "he", "he", "she", "she", "we", "we", "they", "they")


class Phrase(NamedTuple):
    """A noun phrase: its words as a subject, the pronoun that stands for it, and whether it is itself that pronoun."""

    text: str
    pronoun: str
    is_pronoun: bool = False

    @property
    def as_object(self) -> str:
        """The words as an object."""
        return OBJECT[self.text] if self.is_pronoun else self.text


class NounPhrases:
    """Writes noun phrases from a seed.

    Examples
    --------
    >>> NounPhrases(seed=1).name().is_pronoun
    False
    """

    def __init__(self, *, seed: int) -> None:
        self.random = random.Random(seed).random

    def pick(self, options: Sequence[T]) -> T:
        """Choose one of the options."""
        return options[int(self.random() * len(options))]

    def common(self, options: Sequence[T]) -> T:
        """Choose one of the options, the first of them most often."""
        return options[int(len(options) * self.random() ** COMMON_FIRST)]

    def chance(self, probability: float) -> bool:
        """Say yes with this probability."""
        return self.random() < probability

    def noun(self, name: str) -> Noun:
        """Choose a noun of a type; of a supertype, first one of its parts, so that small types are heard too."""
        parts = SUPERTYPES.get(name)
        return self.common(nouns(self.pick(parts) if parts else name))

    def name(self) -> Phrase:
        """Write a person's first name, seldom with a title or surname."""
        draw = self.random()
        female = self.chance(0.5)
        first = self.pick(FEMALE if female else MALE)
        pronoun = "she" if female else "he"
        if draw < 0.06:
            return Phrase(f"{'Mrs' if female else 'Mr'} {self.pick(SURNAMES)}", pronoun)
        if draw < 0.12:
            return Phrase(f"{first} {self.pick(SURNAMES)}", pronoun)
        return Phrase(first, pronoun)

    def gender_of(self, noun: Noun) -> str:
        """Choose the pronoun of one person: fixed by a gendered noun, else by the share of women, else by a coin."""
        share = PERCENT_WOMEN.get(noun.singular, 50.0) / 100
        return {"f": "she", "m": "he"}.get(noun.gender) or ("she" if self.chance(share) else "he")

    def profession(self, pronoun: str) -> Noun:
        """Choose a profession for somebody of a pronoun: for a man or a woman by the shares of women."""
        noun = self.noun("profession")
        while pronoun in ("he", "she") and self.gender_of(noun) != pronoun:
            noun = self.noun("profession")
        return noun

    def adjective(self, name: str) -> str:
        """Choose an adjective for a type of noun ("" where it has none)."""
        options = adjectives(name)
        return self.common(options) if options else ""

    def phrase(self, name: str, *, owner: str = "", modified: float = 0.3) -> Phrase:
        """Write a noun phrase of a type; `owner` is the pronoun whose possessive may be the determiner."""
        if name in SUPERTYPES:
            return self.person(owner=owner)
        return self.of_noun(self.noun(name), name, owner=owner, modified=modified)

    def of_noun(self, noun: Noun, name: str, *, owner: str = "", modified: float = 0.3) -> Phrase:
        """Write a noun phrase around a given noun of a type."""
        adjective = self.adjective(name) if self.chance(modified) else ""
        people = name in PEOPLE
        if noun.kind == "count" and (self.chance(0.72) or noun.singular in ONE_OF_A_KIND):
            text = f"{adjective} {noun.singular}" if adjective else noun.singular
            return Phrase(self._singular(text, name, owner), self.gender_of(noun) if people else "it")
        if noun.kind == "mass" and name in BARE_TYPES:
            return Phrase(noun.singular, "it")
        if noun.kind == "mass":
            text = f"{adjective} {noun.singular}" if adjective else noun.singular
            masses = ("the", "the", "some", "some", "", "", "a lot of", "this", "this", POSSESSIVE[owner or "I"])
            determiner = self.pick(masses[:7] if name == "weather" else masses)
            return Phrase(f"{determiner} {text}".strip(), "it")
        text = f"{adjective} {noun.plural}" if adjective else noun.plural
        determiner = self.pick(_PLURAL_DETERMINERS[:9] if noun.kind == "plural" else _PLURAL_DETERMINERS)
        if name == "family":
            determiner = "@"
        if determiner == "#":
            determiner = self.pick(NUMBERS)
        elif determiner == "@":
            determiner = POSSESSIVE[owner or self.pick(SUBJECT_PRONOUNS)]
        return Phrase(f"{determiner} {text}".strip(), "they")

    def _singular(self, text: str, name: str, owner: str) -> str:
        """Put a determiner before a singular count noun."""
        draw = self.random()
        if name == "family":
            if draw < 0.85:
                return f"{POSSESSIVE[owner or self.pick(SUBJECT_PRONOUNS)]} {text}"
            return f"{self.name().text}'s {text}"
        if draw < 0.36:
            return f"the {text}"
        if draw < 0.66:
            return with_article(text)
        if draw < 0.82 and name != "human":
            return f"{POSSESSIVE[owner or self.pick(SUBJECT_PRONOUNS)]} {text}"
        if draw < 0.94:
            return f"{self.pick(('this', 'this', 'that', 'every', 'another', 'each'))} {text}"
        return f"{self.name().text}'s {text}"

    def person(self, *, owner: str = "", pronouns: float = 0.4) -> Phrase:
        """Write a person or several as a subject would be: a pronoun, a name, a noun phrase, or two joined by "and"."""
        draw = self.random()
        if draw < pronouns:
            pronoun = self.pick(SUBJECT_PRONOUNS)
            return Phrase(pronoun, pronoun, is_pronoun=True)
        if draw < pronouns + 0.24:
            return self.name()
        if draw < pronouns + 0.30:
            first, second = self.name().text, self.name().text
            return Phrase(f"{first} and {second}", "they") if first != second else self.name()
        if draw < pronouns + 0.33:
            return Phrase(f"my {self.noun('family').singular} and I", "we")
        name = self.pick(SUPERTYPES["person"])
        return self.of_noun(self.noun(name), name, owner=owner, modified=0.25)

    def other_person(self, subject: str) -> str:
        """Write a person as an object that is somebody else than the subject's pronoun."""
        phrase = self.person(owner=subject, pronouns=0.35)
        if phrase.is_pronoun and (phrase.text == subject or {phrase.text, subject} <= {"I", "we"}):
            return self.name().text
        if phrase.text.endswith(" and I"):
            return phrase.text[:-1] + "me"
        return phrase.as_object

    def superlative(self, name: str) -> str:
        """Write "the ...est NOUN" of a type."""
        return f"the {comparison(self.adjective(name))[1]} {self.noun(name).singular}"
