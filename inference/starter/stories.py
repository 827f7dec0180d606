"""Stories of three to six sentences that keep their people, pronouns and things from the first sentence to the last."""

# ruff: noqa: PLR2004, SIM905 - shares of constructions are plain numbers; word lists read best as text

from __future__ import annotations

from functools import cache

from lightboard.inference.starter.clauses import ACTIONS, MONTHS, TOPICS
from lightboard.inference.starter.complex_sentences import capital
from lightboard.inference.starter.inflection import verb_forms, with_article
from lightboard.inference.starter.lexicon import adjectives
from lightboard.inference.starter.noun_phrases import CITIES, FEMALE, MALE, OBJECT, POSSESSIVE, REFLEXIVE
from lightboard.inference.starter.sentences import Sentences
from lightboard.inference.starter.story_scripts import SCRIPTS
from lightboard.inference.starter.verb_groups import be_form

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
    "animal": "animal",
    "place": "place",
    "shop": "shop",
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
_LISTS = {
    "city": CITIES,
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
    "room": ("the kitchen", "the living room", "the bedroom", "the hall", "the garage", "the office"),
}
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


@cache
def scripts() -> tuple[tuple[tuple[bool, tuple[str, ...]], ...], ...]:
    """Give the scripts: steps of (may be left out, alternatives)."""
    parsed = []
    for block in SCRIPTS.strip().replace("\n    ", " ").split("\n\n"):
        steps = [
            (line.startswith("?"), tuple(part.strip() for part in line.lstrip("? ").split(" | ")))
            for line in block.splitlines()
        ]
        parsed.append(tuple(steps))
    return tuple(parsed)


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
        if key.startswith("a_"):
            return with_article(self[key[2:]])
        name = key.rstrip("23")
        if name == "relative":
            return self.writer.pick(_RELATIVES)
        if name == "food":
            return self.writer.food()
        if name in _LISTS:
            return self.writer.pick(_LISTS[name])
        if name in _TYPES:
            noun = self.writer.noun(_TYPES[name])
            if name == "profession":
                noun = self.writer.profession(self.pronoun)
            while noun.kind != "count" and name not in ("subject", "sport"):
                noun = self.writer.noun(_TYPES[name])
            return noun.singular
        return verb_forms(_BASES[key]).third if self.pronoun in ("he", "she") else _BASES[key]


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
        script = self.pick(scripts())
        binding = self._bind()
        sentences = [
            self.pick(options).format_map(binding) for optional, options in script if not optional or self.chance(0.6)
        ]
        return " ".join(capital(sentence) for sentence in sentences)

    def _bind(self) -> Binding:
        """Choose the people of a story."""
        draw = self.random()
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
