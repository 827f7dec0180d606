"""Situations: who does what, where and when, how many there are, who is taller; with what follows from them.

A facet is a list of values with what they entail: "in the kitchen" is "indoors". Two values of a facet exclude each
other unless one entails the other. Each pair is built from its hypothesis: the hypothesis is drawn first, then the
label, then a premise for which the label is true; so a hypothesis alone says nothing about its label.
"""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

from collections.abc import Callable

from lightboard.inference.starter.english.complex_sentences import capital
from lightboard.inference.starter.english.noun_phrases import FEMALE, MALE
from lightboard.inference.starter.english.sentences import Sentences
from lightboard.inference.starter.pairs.entailment import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair, turned
from lightboard.inference.starter.words.inflection import comparison, plural, verb_forms
from lightboard.inference.starter.words.lexicon import listed


def _facet(table: str) -> dict[str, tuple[str, ...]]:
    """Read "value > what it entails, ...; ..."; what is entailed is a value, too, and entails nothing."""
    found: dict[str, tuple[str, ...]] = {}
    for row in listed(table):
        value, _, general = row.partition(" > ")
        found[value] = tuple(word.strip() for word in general.split(","))
    for general in [word for words in found.values() for word in words]:
        found.setdefault(general, ())
    return found


_SUBJECTS = _facet("""
    a man > a person, an adult; a woman > a person, an adult; a boy > a person, a child; a girl > a person, a child; a
    dog > an animal, a pet; a cat > an animal, a pet; a horse > an animal; a monkey > an animal; a bird > an animal; a
    robot > a machine
""")
_ACTIONS = _facet("""
    play the guitar > make music, play an instrument; play the piano > make music, play an instrument; play the violin
    > make music, play an instrument; sing a song > make music; bake a cake > prepare food; cook soup > prepare food;
    fry an egg > prepare food; peel potatoes > prepare food; eat an apple > have something to eat, eat fruit; eat a
    banana > have something to eat, eat fruit; eat pizza > have something to eat; drink tea > have something to drink;
    drink milk > have something to drink; play football > do a sport, play a ball game; play tennis > do a sport, play
    a ball game; ride a bike > do a sport; swim in a pool > do a sport; run a race > do a sport; read a novel > read a
    book; read a cookbook > read a book; write a letter > write something; write a poem > write something; wash the
    dishes > do the housework, clean something; sweep the floor > do the housework, clean something; wash the windows
    > do the housework, clean something; paint a portrait > paint a picture; plant a tree > work with plants; water
    the roses > work with plants; repair a car > fix something; mend a chair > fix something; buy bread > go shopping,
    buy something; buy a hat > go shopping, buy something; take a nap > sleep; watch a comedy > watch a film; watch a
    western > watch a film; play chess > play a board game; call a friend > talk on the phone; drive a taxi > drive a
    car; build a tower > build something; laugh at a joke > laugh; climb a mountain > go up; climb a ladder > go up
""")
_PLACES = _facet("""
    in the kitchen > indoors, in a building; in the bathroom > indoors, in a building; in the library > indoors, in a
    building; in the museum > indoors, in a building; in the cellar > indoors, in a building; at the cinema > indoors,
    in a building; in the park > outdoors, in the open air; in the garden > outdoors, in the open air; on the beach >
    outdoors, in the open air; in the forest > outdoors, in the open air; on the mountain > outdoors, in the open air;
    in the street > outdoors, in the open air; in a field > outdoors, in the open air; on a train > in a vehicle; on a
    bus > in a vehicle; in a taxi > in a vehicle; in Paris > in France; in Lyon > in France; in Rome > in Italy; in
    Milan > in Italy; in Berlin > in Germany; in Hamburg > in Germany; in Madrid > in Spain; in Seville > in Spain
""")
_COUNTRIES = frozenset({"in France", "in Italy", "in Germany", "in Spain"})
_TIMES = _facet("""
    at seven in the morning > in the morning, before noon; at nine in the morning > in the morning, before noon; at
    ten in the morning > in the morning, before noon; at three in the afternoon > in the afternoon, after noon; at
    four in the afternoon > in the afternoon, after noon; at eight in the evening > in the evening, after noon; at
    nine in the evening > in the evening, after noon; on a Saturday > at the weekend; on a Sunday > at the weekend; on
    a Tuesday > on a weekday; on a Monday > on a weekday; on a Thursday > on a weekday; in July > in summer; in August
    > in summer; in January > in winter; in April > in spring; in October > in autumn
""")
_SETS = ({"weekend", "weekday"}, {"summer", "winter", "spring", "autumn"}, {"noon"})
_NUMBERS = listed("one; two; three; four; five; six; seven; eight; nine; ten; eleven; twelve")
_COUNTED = listed("""
    child; dog; book; chair; tree; car; apple; student; bird; lamp; boat; letter; house; picture; bottle; cup; horse;
    flower; guest; player; window; shop; bus; ticket; cat; phone; table; egg; key; coat
""")
_WHERE = listed("in the room; in the garden; on the table; in the street; at the station; in the box; in the picture")
_OPPOSITES = listed("""
    tall short; old young; rich poor; strong weak; fast slow; happy sad; big small; heavy light; loud quiet; clean dirty
""")
_GROUPS = listed("""
    the dogs; the children; the students; the shops; the guests; the books; the windows; the lamps; the teachers; the
    cars; the boats; the players; the houses; the horses; the cakes; the doors
""")
_STATES = listed("""
    asleep; old; ready; new; here; red; wet; dry; small; clean; open; blue; in the house; from Italy; expensive; late
""")
_DEEDS = listed("""
    eat breakfast; read the paper; go to the shop; call a friend; clean the house; feed the cat; have a shower; write
    a letter; watch the news; take a walk; do the homework; bake a cake; visit grandma; play cards; water the plants;
    learn French; buy some bread; repair the bike; wash the car; sing a song
""")
_SOME = "some of "
# What a statement about a group says about another one: rows are premises, columns hypotheses.
_QUANTIFIERS = ("all of ", _SOME, "none of ", "not all of ")
_FOLLOWS = {
    "all of ": (ENTAILMENT, ENTAILMENT, CONTRADICTION, CONTRADICTION),
    _SOME: (NEUTRAL, ENTAILMENT, CONTRADICTION, NEUTRAL),
    "none of ": (CONTRADICTION, CONTRADICTION, ENTAILMENT, ENTAILMENT),
    "not all of ": (CONTRADICTION, NEUTRAL, NEUTRAL, ENTAILMENT),
    "": (NEUTRAL, NEUTRAL, NEUTRAL, NEUTRAL),
}


def _entails(facet: dict[str, tuple[str, ...]], value: str, other: str) -> bool:
    return value == other or other in facet[value]


def _excludes(facet: dict[str, tuple[str, ...]], value: str, other: str) -> bool:
    """Tell whether two values cannot both be true."""
    if _entails(facet, value, other) or _entails(facet, other, value):
        return False
    if facet is _PLACES:
        # A country says nothing about rooms and parks.
        named = [bool({word, *facet[word]} & _COUNTRIES) for word in (value, other)]
        return named[0] == named[1] and not (not facet[value] and not facet[other] and _together(facet, value, other))
    if facet is _TIMES:
        return any(_of(value, group) and _of(other, group) for group in _SETS) and not _together(facet, value, other)
    return not (not facet[value] and not facet[other]) and not _together(facet, value, other)


def _of(value: str, group: set[str]) -> bool:
    return any(word in text for text in (value, *_TIMES[value]) for word in group) or (
        "noon" in group and any(part in value for part in ("morning", "afternoon", "evening"))
    )


def _together(facet: dict[str, tuple[str, ...]], value: str, other: str) -> bool:
    """Tell whether some value entails both of two values."""
    return any(_entails(facet, third, value) and _entails(facet, third, other) for third in facet)


class SituationPairs(Sentences):
    """Writes pairs about situations from a seed.

    Examples
    --------
    >>> SituationPairs(seed=2).pair().label in range(3)
    True
    """

    def pair(self) -> Pair:
        """Write a pair of some kind, each label as often."""
        label = self.pick((ENTAILMENT, NEUTRAL, CONTRADICTION))
        kinds: tuple[Callable[[int], Pair], ...] = (
            self.acting, self.acting, self.acting, self.acting, self.counted, self.compared, self.quantified,
            self.ordered,
        )  # fmt: skip
        return self.pick(kinds)(label)

    def acting(self, label: int) -> Pair:
        """Write who does what where and when, and a hypothesis about one of these."""
        facets = {"who": _SUBJECTS, "what": _ACTIONS, "where": _PLACES, "when": _TIMES}
        name = self.pick(("who", "what", "what", "where", "when"))
        facet = facets[name]
        while True:
            hypothesis, negated = self.pick(tuple(facet)), self.chance(0.4)
            wanted = turned(label) if negated else label
            told = {"who": self.pick(("a man", "a woman", "a boy", "a girl")), "what": self.pick(tuple(_ACTIONS))}
            if name != "where" and self.chance(0.5):
                told["where"] = self.pick(tuple(_PLACES))
            if name != "when" and self.chance(0.35):
                told["when"] = self.pick(tuple(_TIMES))
            fits = [value for value in facet if self._relation(facet, value, hypothesis) == wanted]
            if wanted == NEUTRAL and name in ("where", "when") and self.chance(0.6):
                told.pop(name, None)
            elif fits:
                told[name] = self.pick(fits)
            else:
                continue
            break
        asked = {"who": told["who"], "what": told["what"], name: hypothesis}
        if name == "who":
            asked = {"who": hypothesis, "what": told["what"]}
        elif name != "what" and self.chance(0.5):
            asked["what"] = self._general(_ACTIONS, told["what"])
        asked = {key: asked[key] for key in ("who", "what", "where", "when") if key in asked}
        if name != "who" and self.chance(0.6):
            asked["who"] = self._general(_SUBJECTS, told["who"])
        return Pair(self._said(told), self._said(asked, negated=negated, of=name), label)

    def _general(self, facet: dict[str, tuple[str, ...]], value: str) -> str:
        return self.pick((value, *facet[value]))

    def _relation(self, facet: dict[str, tuple[str, ...]], value: str, hypothesis: str) -> int:
        if _entails(facet, value, hypothesis):
            return ENTAILMENT
        return CONTRADICTION if _excludes(facet, value, hypothesis) else NEUTRAL

    def _said(self, told: dict[str, str], *, negated: bool = False, of: str = "") -> str:
        """Say who does what where and when; a denied subject becomes "it is not a man who ..."."""
        verb, _, rest = told["what"].partition(" ")
        gerund = f"{verb_forms(verb).gerund} {rest}".strip()
        tail = " ".join(told[key] for key in ("where", "when") if key in told)
        if of == "who":
            lead = f"the one who is {gerund} is{' not' if negated else ''} {told['who']}"
            return capital(f"{lead} {tail}".strip()) + "."
        be = self.pick(("is not", "isn't")) if negated else "is"
        who = told["who"] if of == "" else self.pick((told["who"], "the " + told["who"].partition(" ")[2]))
        if of == "" and tail and self.chance(0.25):
            return capital(f"{tail}, {who} {be} {gerund}") + "."
        return capital(f"{who} {be} {gerund} {tail}".strip()) + "."

    def counted(self, label: int) -> Pair:
        """Write how many things there are."""
        thing, where = self.pick(_COUNTED), self.pick(_WHERE)
        asked, form = 2 + int(self.random() * 8), self.pick(("exactly", "more", "fewer", "least", "not", "none", "any"))
        holds: dict[str, Callable[[int], bool]] = {
            "exactly": lambda n: n == asked, "more": lambda n: n > asked, "fewer": lambda n: n < asked,
            "least": lambda n: n >= asked, "not": lambda n: n != asked, "none": lambda n: n == 0,
            "any": lambda n: n > 0,
        }  # fmt: skip
        amount = _NUMBERS[asked - 1]
        said = {
            "exactly": amount, "more": f"more than {amount}", "fewer": f"fewer than {amount}",
            "least": f"at least {amount}", "not": amount, "none": "no", "any": "some",
        }[form]  # fmt: skip
        hypothesis = f"there are {'not ' if form == 'not' else ''}{said} {plural(thing)} {where}."
        if label == NEUTRAL:
            elsewhere = self.pick([place for place in _WHERE if place != where])
            other = self.pick([word for word in _COUNTED if word != thing])
            count = _NUMBERS[int(self.random() * 12)]
            premise = self.pick((self._count(count, thing, elsewhere), self._count(count, other, where)))
            return Pair(capital(premise), capital(hypothesis), label)
        fits = [n for n in range(13) if holds[form](n) == (label == ENTAILMENT)]
        number = self.pick(fits) if len(fits) < 6 or self.chance(0.5) else self.pick(fits[:2])
        premise = self._count("no" if number == 0 else _NUMBERS[number - 1], thing, where)
        return Pair(capital(premise), capital(hypothesis), label)

    def _count(self, count: str, thing: str, where: str) -> str:
        if count == "one":
            return self.choose(f"(there is|I can see|we found) one {thing} {where}.")
        if count == "no":
            return f"there are no {plural(thing)} {where}."
        return self.choose(f"(there are|I can see|we found|I see) {count} {plural(thing)} {where}.")

    def _people(self, count: int) -> list[str]:
        names = (*FEMALE, *MALE)
        found: list[str] = []
        while len(found) < count:
            name = self.pick(names)
            if name not in found:
                found.append(name)
        return found

    def compared(self, label: int) -> Pair:
        """Write who is taller than whom."""
        first, second, third = self._people(3)
        more, less = (comparison(word)[0] for word in self.pick(_OPPOSITES).split())
        if self.chance(0.5):
            more, less = less, more
        negated = self.chance(0.4)
        hypothesis = f"{first} is {'not ' if negated else ''}{more} than {second}."
        wanted = turned(label) if negated else label
        premises = {
            ENTAILMENT: (f"{first} is {more} than {second}", f"{second} is {less} than {first}"),
            CONTRADICTION: (f"{second} is {more} than {first}", f"{first} is {less} than {second}"),
            NEUTRAL: (
                f"{first} is {more} than {third}", f"{third} is {more} than {second}",
                f"{first} and {second} are {more} than {third}", f"{second} is {less} than {third}",
            ),
        }[wanted]  # fmt: skip
        return Pair(self.pick(premises) + ".", hypothesis, label)

    def quantified(self, label: int) -> Pair:
        """Write about all, some or none of a group."""
        group, state, other = self.pick(_GROUPS), self.pick(_STATES), self.pick(_STATES)
        while other == state:
            other = self.pick(_STATES)
        column = self.pick(range(4))
        rows = [row for row, labels in _FOLLOWS.items() if labels[column] == label]
        row = self.pick(rows)
        premise = f"{row}{group} are {state}." if row else f"{self.pick(_QUANTIFIERS)}{group} are {other}."
        return Pair(capital(premise), capital(f"{_QUANTIFIERS[column]}{group} are {state}."), label)

    def ordered(self, label: int) -> Pair:
        """Write what somebody did before or after something else."""
        name, other = self._people(2)
        first, second, third = (self._past(deed) for deed in self._three(_DEEDS))
        word, opposite = self.pick((("before", "after"), ("after", "before")))
        hypothesis = f"{name} {first} {word} {name} {second}."
        told = {
            ENTAILMENT: (f"{name} {second} {opposite} {name} {first}", f"{name} {first} {word} {name} {second}"),
            CONTRADICTION: (f"{name} {first} {opposite} {name} {second}", f"{name} {second} {word} {name} {first}"),
            NEUTRAL: (
                f"{name} {first} and {second}", f"{name} {first} {word} {name} {third}",
                f"{other} {first} {word} {other} {second}", f"{name} {second} {opposite} {name} {third}",
            ),
        }[label]  # fmt: skip
        return Pair(self.pick(told) + ".", hypothesis, label)

    def _three(self, options: tuple[str, ...]) -> list[str]:
        start, step = int(self.random() * len(options)), 1 + int(self.random() * 6)
        return [options[(start + i * step) % len(options)] for i in range(3)]

    def _past(self, deed: str) -> str:
        verb, _, rest = deed.partition(" ")
        return f"{verb_forms(verb).past} {rest}"
