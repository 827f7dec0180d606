"""Stories of three to six sentences that keep their people, pronouns and things from the first sentence to the last."""

# ruff: noqa: PLR2004, SIM905 - shares of constructions are plain numbers; word lists read best as text

from __future__ import annotations

from functools import cache

from lightboard.inference.starter.english.clauses import ACTIONS, DAYS, MONTHS, TOPICS
from lightboard.inference.starter.english.complex_sentences import capital
from lightboard.inference.starter.english.noun_phrases import (
    CITIES,
    FEMALE,
    MALE,
    NUMBERS,
    OBJECT,
    POSSESSIVE,
    REFLEXIVE,
    SURNAMES,
)
from lightboard.inference.starter.english.sentences import Sentences
from lightboard.inference.starter.english.story_scripts import SCRIPTS
from lightboard.inference.starter.english.story_scripts_talk import TALKING_SCRIPTS
from lightboard.inference.starter.english.verb_groups import be_form
from lightboard.inference.starter.words.inflection import plural, verb_forms, with_article
from lightboard.inference.starter.words.lexicon import adjectives

_TIMES = (
    "one day",
    "yesterday",
    "last week",
    "one morning",
    "last year",
    "on Saturday",
    "last Sunday",
    "one evening",
    "some years ago",
    "last month",
    "on Monday",
)
_HIDING = (
    "under the sofa",
    "in the kitchen",
    "in the car",
    "behind the door",
    "in the garden",
    "in an old box",
    "in the pocket of a coat",
    "on the table",
    "under a chair",
)
_FILM = ("sad", "funny", "boring", "strange", "beautiful", "long", "famous", "wonderful", "romantic", "exciting")
_TYPES = {
    "thing": "object",
    "food": "food",
    "place": "place",
    "profession": "profession",
    "subject": "school_subject",
    "sport": "sport",
    "clothing": "clothing",
    "plant": "plant",
    "house": "house",
    "relative": "family",
}
_PLAIN_PLACES = (
    "park",
    "museum",
    "library",
    "market",
    "beach",
    "station",
    "church",
    "river",
    "lake",
    "castle",
    "school",
    "zoo",
    "forest",
    "bridge",
)
_WORKPLACES = ("hospital", "school", "library", "bank", "factory", "restaurant", "small office", "museum", "shop")
_RELATIVES = (
    "mother",
    "father",
    "sister",
    "brother",
    "grandmother",
    "grandfather",
    "uncle",
    "aunt",
    "cousin",
    "parents",
)
_LISTS = {
    "city": CITIES,
    "surname": SURNAMES,
    "day": DAYS,
    "dogname": ("Rex", "Bello", "Max", "Lucky", "Rocky", "Daisy", "Luna", "Spot", "Snowy", "Buddy"),
    "number": NUMBERS[2:],
    "shop": ("shop", "market", "supermarket", "department store", "store", "big shop", "small shop"),
    "animal": """
        dog cat horse cow sheep goat pig chicken duck goose rabbit hamster bird parrot frog turtle mouse kitten puppy
        fox squirrel donkey owl hedgehog pony lamb pigeon crow swan snake monkey bear
    """.split(),
    "month": tuple(MONTHS),
    "climate": adjectives("climate"),
    "quality": ("old", "beautiful", "expensive", "new", "small"),
    "animalquality": adjectives("animal"),
    "filmquality": _FILM,
    "housequality": ("small", "big", "nice", "old", "new", "beautiful"),
    "hiding": _HIDING,
    "action": ACTIONS,
    "topic": TOPICS,
    "time": _TIMES,
    "place": _PLAIN_PLACES,
    "placeofwork": _WORKPLACES,
    "relative": _RELATIVES,
    "room": ("the kitchen", "the living room", "the bedroom", "the hall", "the garage", "the office"),
}


@cache
def scripts() -> tuple[tuple[tuple[bool, tuple[str, ...]], ...], ...]:
    """Give the scripts: steps of (may be left out, alternatives)."""
    parsed = []
    for block in f"{SCRIPTS.strip()}\n\n{TALKING_SCRIPTS.strip()}".replace("\n    ", " ").split("\n\n"):
        steps = [
            (line.startswith("?"), tuple(part.strip() for part in line.lstrip("? ").split(" | ")))
            for line in block.splitlines()
        ]
        parsed.append(tuple(steps))
    return tuple(parsed)


_TALKING = TALKING_SCRIPTS.count("\n\n") + 1


class Binding(dict[str, str]):
    """What a story has bound; a word is drawn when its name is first used, and stays."""

    def __init__(self, writer: Stories, bound: dict[str, str], pronoun: str) -> None:
        super().__init__(bound)
        self.writer, self.pronoun = writer, pronoun

    def __missing__(self, key: str) -> str:
        """Draw the word for a name in braces."""
        value = self._draw(key)
        self[key] = value
        return value

    def _draw(self, key: str) -> str:
        if key[0].isupper():
            return capital(self[key[0].lower() + key[1:]])
        if key == "a_small_animal":
            return f"a small {self['animal']}"
        if key == "animals":
            return plural(self["animal"])
        if key.startswith("a_"):
            return with_article(self[key[2:]])
        name = key.rstrip("23")
        if name == "food":
            return self.writer.food()
        if name in _LISTS:
            return self.writer.pick(_LISTS[name])
        if name in _TYPES:
            return self._noun(name)
        return verb_forms(_BASES[key]).third if self.pronoun in ("he", "she") else _BASES[key]

    def _noun(self, name: str) -> str:
        """Draw a noun of a type that can be counted (or a school subject or a sport)."""
        if name == "profession":
            return self.writer.profession(self.pronoun).singular
        noun = self.writer.noun(_TYPES[name])
        while noun.kind != "count" and name not in ("subject", "sport"):
            noun = self.writer.noun(_TYPES[name])
        return noun.singular


_BASES = {
    verb_forms(base).third: base
    for base in (
        "put like think work take know teach want get drink go cook read meet visit play live save see say find".split()
    )
}


class Stories(Sentences):
    """Writes stories from a seed.

    Examples
    --------
    >>> len(Stories(seed=2).story().split()) > 10
    True
    """

    def food(self) -> str:
        """Write a food as one eats it: mass nouns bare, others in the plural."""
        noun = self.noun("food")
        return noun.singular if noun.kind == "mass" else noun.plural

    def story(self) -> str:
        """Write one story."""
        number = int(self.random() * len(scripts()))
        script = scripts()[number]
        binding = self._bind(named=number >= len(scripts()) - _TALKING)
        sentences = [
            self.pick(options).format_map(binding) for optional, options in script if not optional or self.chance(0.6)
        ]
        return " ".join(capital(sentence) for sentence in sentences)

    def _bind(self, *, named: bool) -> Binding:
        """Choose the people of a story; where others call the hero, it is `named`."""
        draw = 1.0 if named else self.random()
        female = self.chance(0.5)
        name, other, third = (
            self.pick(FEMALE if female else MALE),
            self.pick(MALE if female else FEMALE),
            self.pick(FEMALE + MALE),
        )
        pronoun, pronoun2 = ("she", "he") if female else ("he", "she")
        first = name
        if draw < 0.12:
            relative = self.pick(
                ("sister", "aunt", "daughter", "cousin") if female else ("brother", "uncle", "son", "cousin")
            )
            first = f"{POSSESSIVE[self.pick(('I', 'I', 'you', 'he'))]} {relative} {name}"
        elif draw < 0.2:
            first = f"{self.pick(('a young', 'an old', 'a poor', 'a rich', 'a clever'))} {'woman' if female else 'man'}"
        while third in (name, other):
            third = self.pick(FEMALE + MALE)
        bound = {
            "A": first,
            "B": other,
            "B2": third,
            "he": pronoun,
            "him": OBJECT[pronoun],
            "his": POSSESSIVE[pronoun],
            "himself": REFLEXIVE[pronoun],
            "was": be_form(pronoun, past=True),
            "is": be_form(pronoun),
            "has": "has",
            "does": "does",
            "child": "girl" if female else "boy",
            "he2": pronoun2,
            "him2": OBJECT[pronoun2],
            "his2": POSSESSIVE[pronoun2],
        }
        return Binding(self, bound, pronoun)
