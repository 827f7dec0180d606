"""The lexicon: the word tables of all domains, compiled into typed nouns, adjectives and verb frames."""

# ruff: noqa: SIM905 - word lists read best as text

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lightboard.inference.starter.words import arts as arts_words
from lightboard.inference.starter.words import computing as computing_words
from lightboard.inference.starter.words import daily as daily_words
from lightboard.inference.starter.words import food as food_words
from lightboard.inference.starter.words import health as health_words
from lightboard.inference.starter.words import home as home_words
from lightboard.inference.starter.words import learning as learning_words
from lightboard.inference.starter.words import leisure as leisure_words
from lightboard.inference.starter.words import nature as nature_words
from lightboard.inference.starter.words import people as people_words
from lightboard.inference.starter.words import work as work_words
from lightboard.inference.starter.words import world as world_words
from lightboard.inference.starter.words.inflection import VerbForms, comparison, plural, verb_forms

DOMAINS = (
    people_words,
    daily_words,
    world_words,
    leisure_words,
    learning_words,
    food_words,
    health_words,
    home_words,
    work_words,
    nature_words,
    arts_words,
    computing_words,
)

# A type that stands for several others: the noun types of a slot, and the subject types of a frame.
SUPERTYPES: dict[str, tuple[str, ...]] = {
    "person": ("family", "profession", "acquaintance", "human"),
}

PEOPLE = frozenset(
    """
family profession acquaintance human learner care_worker trade_worker wrongdoer sportsperson performer
""".split()
)
# Adjectives that only stand before a noun, and those that have no degrees.
ATTRIBUTIVE = frozenset(
    """
first last next single final left right elder little main single only extra annual monthly weekly daily local own former
primary oral daily entire green-house second left-handed near love family French American Italian Chinese Indian Greek
Turkish Mexican Thai state-of-the-art three-course three-day first-class second-class low-budget award-winning
language neural computer speech transformer translation applied basic secondary square
part-time full-time international national public private average hidden common favourite gold silver
""".split()
)
ABSOLUTE = ATTRIBUTIVE | frozenset(
    """
broken dead wooden golden plastic metal empty full lost missing wrong correct true open closed square round electric
frozen raw boiled fried baked roasted steamed grilled sliced chopped mashed smoked salted organic vegan vegetarian
leftover striped checked spotted torn faded silk cotton leather denim stolen used second-hand blind deaf bald alone
asleep awake alive pregnant unsolved written internal external electronic digital mobile online compulsory optional
signed annual free wireless encrypted corrupted backed-up dubbed animated illustrated handwritten silent statistical
mathematical neural computational generative probabilistic predictive pretrained multilingual statistical injured
newborn feathered medieval abandoned recycled rectangular oval triangular hollow porcelain masked retired unemployed
temporary permanent used last-minute blocked locked painted padded handmade rented haunted detached semi-detached
furnished sunken final unfinished expired cancelled valid woollen brass acoustic untuned instrumental stray
endangered withered blooming iced black white brown grey red blue green yellow pink purple orange black-and-white
best burnt spare near nearby worse real numb naive ready sure well ill sick better fine fed_up free upset
""".split()
)

STATIVE = frozenset(
    """
love like know want need believe hate remember forget own belong cost have be understand hope seem look taste smell
prefer trust respect miss deserve fear mean promise guess notice hear see agree refuse decide manage owe feel
""".split()
)
NO_PASSIVE = frozenset(
    """
have want like need be become marry cost get leave enjoy join try fear miss lack love hate know feel seem look taste
smell prefer catch own make take see receive begin start lose win
""".split()
)


class Noun(NamedTuple):
    """A noun: its forms, whether it is "count", "mass" or "plural", and its gender ("f", "m" or "")."""

    singular: str
    plural: str
    kind: str
    gender: str


class Slot(NamedTuple):
    """A place in a frame that a phrase of the named type fills."""

    type: str


Piece = str | Slot | tuple[str, ...]


class Frame(NamedTuple):
    """One way of using a verb: its forms, what must follow and what may follow; `passive` if it has a direct object."""

    verb: VerbForms
    complement: tuple[Piece, ...]
    endings: tuple[tuple[Piece, ...], ...]
    passive: bool
    stative: bool


def listed(text: str) -> tuple[str, ...]:
    """Read a list of phrases that end with `;`.

    >>> listed("on foot; by bus")
    ('on foot', 'by bus')
    """
    return tuple(phrase for phrase in (" ".join(part.split()) for part in text.split(";")) if phrase)


def parse_noun(word: str) -> Noun:
    """Read one entry of a noun table.

    >>> parse_noun("waitress:f")
    Noun(singular='waitress', plural='waitresses', kind='count', gender='f')
    """
    word, _, gender = word.partition(":")
    if word.endswith("~"):
        text = word[:-1].replace("_", " ")
        return Noun(text, text, "mass", gender)
    if word.endswith("+"):
        text = word[:-1].replace("_", " ")
        return Noun(text, text, "plural", gender)
    text = word.replace("_", " ")
    return Noun(text, plural(text), "count", gender)


def _pieces(text: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for token in text.split():
        if token.startswith("{"):
            pieces.append(Slot(token.strip("{}")))
        elif "/" in token:
            pieces.append(tuple(word.replace("_", " ") for word in token.split("/")))
        else:
            pieces.append(token.replace("_", " "))
    return tuple(pieces)


def parse_frames(line: str) -> tuple[tuple[str, ...], list[Frame]]:
    """Read one line of a frame table: its subject types and a frame for each of its verbs."""
    subjects, _, rest = line.partition(":")
    match = re.fullmatch(r"([^\[]*)(?:\[(.*)\])?\s*", rest.strip())
    if match is None:
        raise ValueError(f"Not a frame: {line!r}. Write 'subjects: verb complement [ending|ending]'.")
    body, endings = match.group(1).strip(), match.group(2)
    brace = body.find("{")
    head, tail = (body, "") if brace < 0 else (body[:brace].strip(), body[brace:])
    if " + " in head or head.endswith(" +"):
        head, _, shared = head.partition(" +")
        tail = f"{shared.strip()} {tail}"
    optional = tuple(_pieces(ending) for ending in endings.split("|")) if endings else ()
    frames = []
    for alternative in head.split("/"):
        base, *particles = alternative.replace("_", " ").split()
        complement = (*particles, *_pieces(tail))
        direct = bool(complement) and isinstance(complement[0], Slot) and base not in NO_PASSIVE
        passive = direct and isinstance(complement[0], Slot) and noun_type(complement[0].type)
        frames.append(Frame(verb_forms(base), complement, optional, passive, base in STATIVE))
    return tuple(subjects.split()), frames


def frame_lines(table: str) -> list[str]:
    """Split a frame table into its lines; an indented line goes on with the one before."""
    return table.strip().replace("\n    ", " ").splitlines()


def noun_type(name: str) -> bool:
    """Tell whether a slot's name is a type of noun (and not "vp", "own_job", ...)."""
    return name in SUPERTYPES or any(name in domain.NOUNS for domain in DOMAINS)


@cache
def nouns(name: str) -> tuple[Noun, ...]:
    """Give the nouns of a type; unknown types raise KeyError."""
    if name in SUPERTYPES:
        return tuple(noun for part in SUPERTYPES[name] for noun in nouns(part))
    words = [word for domain in DOMAINS for word in domain.NOUNS.get(name, "").split()]
    if not words:
        raise KeyError(f"There is no noun type {name!r}.")
    return tuple(dict.fromkeys(parse_noun(word) for word in words))


@cache
def adjectives(name: str) -> tuple[str, ...]:
    """Give the adjectives of a type of noun, or () for a type without any."""
    words = [word for domain in DOMAINS for word in domain.ADJECTIVES.get(name, "").split()]
    if not words and name in PEOPLE:
        return adjectives("person")
    return tuple(dict.fromkeys(word.replace("_", " ") for word in words))


@cache
def predicative(name: str) -> tuple[str, ...]:
    """Give the adjectives of a type that can stand after "be"."""
    return tuple(word for word in adjectives(name) if word not in ATTRIBUTIVE and not word.endswith(" learning"))


@cache
def gradable(name: str) -> tuple[str, ...]:
    """Give the adjectives of a type that have degrees: "very", a comparative and a superlative."""
    return tuple(word for word in predicative(name) if word not in ABSOLUTE)


@cache
def frames(subject: str) -> tuple[Frame, ...]:
    """Give the verb frames whose subject may be of this type."""
    found: list[Frame] = []
    for domain in DOMAINS:
        for line in frame_lines(domain.FRAMES):
            subjects, parsed = parse_frames(line)
            if subject in subjects:
                found += parsed
    return tuple(found)


@cache
def subjects() -> tuple[str, ...]:
    """Give the types that can be a subject, "person" first."""
    lines = [line for domain in DOMAINS for line in frame_lines(domain.FRAMES)]
    return tuple(dict.fromkeys(name for line in lines for name in line.partition(":")[0].split()))


@cache
def word_forms() -> frozenset[str]:
    """Give every inflected form of the lexicon's open words (lower case, words of several words split)."""
    forms: set[str] = set()
    for domain in DOMAINS:
        for name in domain.NOUNS:
            forms.update(form for noun in nouns(name) for form in (noun.singular, noun.plural))
        for name in domain.ADJECTIVES:
            forms.update(adjectives(name))
            forms.update(form for adjective in gradable(name) for form in comparison(adjective))
    for subject in subjects():
        forms.update(form for frame in frames(subject) for form in frame.verb)
    return frozenset(word for form in forms for word in form.lower().split())
