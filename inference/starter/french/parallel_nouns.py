"""Noun phrases of the parallel grammar: each in English and in French, with what verbs and adjectives agree with."""

# ruff: noqa: PLR2004 - shares are plain numbers

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from lightboard.inference.starter.french import translation_words as words
from lightboard.inference.starter.french.word_forms import agreeing, before_noun, elides
from lightboard.inference.starter.french.word_forms import plural as french_plural
from lightboard.inference.starter.words.inflection import plural as english_plural
from lightboard.inference.starter.words.inflection import with_article
from lightboard.inference.starter.words.names import Names


class NounPhrase(NamedTuple):
    """A phrase in both languages; `person` counts je, tu, il, nous, vous, ils; `gender` is "m" or "f"."""

    english: str
    french: str
    person: int
    gender: str

    @property
    def many(self) -> bool:
        """Whether adjectives take a plural; the polite "vous" speaks to one man."""
        return self.person in {3, 5}


PRONOUNS = (
    NounPhrase("I", "je_", 0, "m"), NounPhrase("you", "vous", 4, "m"), NounPhrase("he", "il", 2, "m"),
    NounPhrase("she", "elle", 2, "f"), NounPhrase("we", "nous", 3, "m"), NounPhrase("they", "ils", 5, "m"),
)  # fmt: skip
OBJECT_PRONOUNS = (
    NounPhrase("me", "me_", 0, "m"), NounPhrase("you", "vous", 4, "m"), NounPhrase("him", "le_", 2, "m"),
    NounPhrase("her", "la_", 2, "f"), NounPhrase("us", "nous", 3, "m"), NounPhrase("them", "les", 5, "m"),
)  # fmt: skip
# English possessive: French before a masculine, a feminine, several.
_POSSESSIVES = {
    "my": ("mon", "ma", "mes"), "your": ("votre", "votre", "vos"), "our": ("notre", "notre", "nos"),
    "his": ("son", "sa", "ses"), "her": ("son", "sa", "ses"), "their": ("leur", "leur", "leurs"),
}  # fmt: skip


class Noun(NamedTuple):
    """A noun in both languages, with its French gender ("fp" where French has a plural)."""

    english: str
    french: str
    gender: str


@cache
def table(text: str) -> tuple[tuple[str, str], ...]:
    """Read a table of "english=french" entries.

    >>> table("at_home=à_la_maison red=rouge")
    (('at home', 'à la maison'), ('red', 'rouge'))
    """
    entries = (entry.replace("_", " ").split("=") for entry in text.split())
    return tuple((english, french) for english, french in entries)


@cache
def nouns(kind: str) -> tuple[Noun, ...]:
    """Give the nouns of a type; a single English word is a type of its own."""
    everything = {name: tuple(Noun(e, *f.split(":")) for e, f in table(text)) for name, text in words.NOUNS.items()}
    if kind in everything:
        return everything[kind]
    return tuple(noun for group in everything.values() for noun in group if noun.english == kind)


_ADJECTIVES_OF = {
    "person": "person", "family": "person", "animal": "", "text": "text", "work": "text", "place": "place",
    "dish": "food", "tool": "thing", "vehicle": "thing", "clothes": "thing", "furniture": "thing",
}  # fmt: skip


def _kind_of(noun: Noun) -> str:
    return next(name for name in words.NOUNS if noun in nouns(name))


class ParallelNouns:
    """Writes noun phrases in both languages with the random numbers of `names`.

    Examples
    --------
    >>> phrase = ParallelNouns(Names(seed=1)).definite("book")
    >>> "book" in phrase.english, "livre" in phrase.french
    (True, True)
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.pick, self.chance = names.pick, names.chance

    def adjective(self, noun: Noun, *, many: bool) -> tuple[str, str, str]:
        """Give an adjective for a noun, or nothing: in English, in French before the noun, in French after it."""
        kind = _ADJECTIVES_OF.get(_kind_of(noun))
        if kind is None or not self.chance(0.3):
            return "", "", ""
        if self.chance(0.5) or kind not in words.ADJECTIVES_AFTER:
            english, french = self.pick(table(words.ADJECTIVES_BEFORE))
            while english == "young" and kind not in {"", "person"}:
                english, french = self.pick(table(words.ADJECTIVES_BEFORE))
            return f"{english} ", f"{before_noun(french, _form(noun, many=many), gender=noun.gender, many=many)} ", ""
        english, french = self.pick(table(words.ADJECTIVES_AFTER[kind]))
        return f"{english} ", "", f" {agreeing(french, gender=noun.gender, many=many)}"

    def described(self, noun: Noun, *, many: bool) -> tuple[str, str, str]:
        """Give the noun with an adjective in English and in French, and the first French word without elision mark."""
        english, before, after = self.adjective(noun, many=many)
        name = english_plural(noun.english) if many else noun.english
        return f"{english}{name}", f"{before}{_form(noun, many=many)}{after}", (before or noun.french).split()[0]

    def of_noun(self, noun: Noun, determiner: str, *, many: bool) -> NounPhrase:
        """Write a noun after "the", "this" or a possessive."""
        english, french, first = self.described(noun, many=many)
        index = 2 if many else int(noun.gender[0] == "f")
        if determiner == "the":
            article = ("le_", "la_", "les")[index]
        elif determiner == "this":
            article = ("cet" if elides(first) else "ce", "cette", "ces")[index]
            determiner = "these" if many else "this"
        else:
            article = _POSSESSIVES[determiner][index]
            if index == 1 and elides(first):
                article = _POSSESSIVES[determiner][0]
        return NounPhrase(f"{determiner} {english}", f"{article} {french}", 5 if many else 2, noun.gender[0])

    def definite(self, kind: str) -> NounPhrase:
        """Write a definite phrase: the, this, these, my, ..."""
        noun = self.pick(nouns(kind))
        determiner = self.pick(("the", "the", "the", "this", "this", "my", "your", "our"))
        if noun.french in {"fille", "femme"}:  # "ma fille" is "my daughter"
            determiner = self.pick(("the", "this"))
        if kind == "family":
            determiner = self.pick(("my", "my", "your", "our"))
        phrase = self.of_noun(
            noun, determiner, many=self.chance(0.25) and noun.gender != "fp" and kind not in {"food", "drink"}
        )
        if determiner == "the" and self.chance(0.1):
            owner = self.name() if self.chance(0.6) else self.of_noun(self.pick(nouns("person")), "the", many=False)
            bare = phrase.english.removeprefix("the ")
            return phrase._replace(english=f"{owner.english}'s {bare}", french=f"{phrase.french} de_ {owner.french}")
        return phrase

    def indefinite(self, kind: str, *, denied: bool = False) -> NounPhrase:
        """Write an indefinite phrase: a, some, two; after a denial French has "de" and English "any"."""
        noun = self.pick(nouns(kind))
        if kind in {"food", "drink"}:
            article = "de_" if denied else ("de_ le_" if noun.gender == "m" else "de_ la_")
            return NounPhrase(
                f"{'any' if denied else 'some'} {noun.english}", f"{article} {noun.french}", 2, noun.gender
            )
        many = self.chance(0.4)
        english, french, _ = self.described(noun, many=many)
        if not many:
            article = "de_" if denied else "une" if noun.gender == "f" else "un"
            return NounPhrase(with_article(english), f"{article} {french}", 2, noun.gender)
        if not denied and self.chance(0.5):
            number, nombre = self.pick(table(words.NUMBERS))
            return NounPhrase(f"{number} {english}", f"{nombre} {french}", 5, noun.gender)
        before = french != _form(noun, many=True) and not french.startswith(_form(noun, many=True))
        article = "de_" if denied or before else "des"  # "de petits livres"
        return NounPhrase(f"{'any' if denied else 'some'} {english}", f"{article} {french}", 5, noun.gender)

    def object(self, kind: str, subject: NounPhrase, polarity: str, *, general: bool = False) -> NounPhrase:
        """Write a direct object of a subject."""
        if kind in {"subject", "language"} or (general and kind in {"food", "drink"}):
            noun = self.pick(nouns(kind))
            article = {"m": "le_", "f": "la_", "fp": "les"}[noun.gender]
            return NounPhrase(noun.english, f"{article} {noun.french}", 2, noun.gender[0])
        if kind in {"food", "drink"}:
            return self.indefinite(kind, denied=polarity != "yes")
        owner = {2: {"m": "his", "f": "her"}.get(subject.gender, ""), 5: "their"}.get(subject.person, "")
        if owner and subject.english != "who" and kind != "person" and self.chance(0.2):
            return self.of_noun(self.pick(nouns(kind)), owner, many=self.chance(0.2))
        if not general and kind != "family" and self.chance(0.4):
            return self.indefinite(kind, denied=polarity != "yes")
        return self.definite(kind)

    def name(self) -> NounPhrase:
        """Write a person's name."""
        person = self.names.person(full=0.25)
        return NounPhrase(person.text, person.text, 2, "f" if person.pronoun == "she" else "m")

    def person(self) -> NounPhrase:
        """Write a definite person."""
        return self.definite(self.pick(("person", "person", "family")))

    def subject(self) -> NounPhrase:
        """Write a subject: a pronoun, a name, two names, or somebody."""
        draw = self.names.random()
        if draw < 0.45:
            return self.pick(PRONOUNS)
        if draw < 0.65:
            return self.name()
        if draw < 0.72:
            first, second = self.name(), self.name() if self.chance(0.6) else self.person()
            both = "f" if first.gender == second.gender == "f" else "m"
            return NounPhrase(f"{first.english} and {second.english}", f"{first.french} et {second.french}", 5, both)
        if draw < 0.78:
            someone = self.person()
            return NounPhrase(f"{someone.english} and I", f"{someone.french} et moi", 3, "m")
        return self.person()

    def agent(self) -> NounPhrase:
        """Write by whom something is done: a name, a company, somebody."""
        draw = self.names.random()
        if draw < 0.35:
            return self.name()
        if draw < 0.75:
            company = self.names.company()
            return NounPhrase(company, company, 2, "m")
        return self.person()

    def place_phrase(self) -> tuple[str, str]:
        """Write where something is."""
        draw = self.names.random()
        if draw < 0.5:
            return self.pick(table(words.PLACES))
        if draw < 0.8:
            city = self.names.city()
            return f"in {city}", f"à {city}"
        country, pays = self.pick(table(words.COUNTRIES))
        return f"in {country}", pays


def _form(noun: Noun, *, many: bool) -> str:
    return french_plural(noun.french) if many else noun.french
