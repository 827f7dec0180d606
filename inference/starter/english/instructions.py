"""Instructions and their answers: lists, the past tense, a given sentence, counting, opposites, greetings."""

# ruff: noqa: PLR2004, S311, SIM905 - shares are plain numbers; seeded text needs no cryptography; lists as text

from __future__ import annotations

import random
from collections.abc import Callable

from lightboard.inference.starter.english.clauses import CLAUSE_SLOTS, DAYS, MONTHS
from lightboard.inference.starter.english.complex_sentences import capital
from lightboard.inference.starter.english.dialogues import Dialogues, Turn, pairs
from lightboard.inference.starter.english.instruction_wordings import ABOUT, GREETINGS, LISTED, OPPOSITES, WORDINGS
from lightboard.inference.starter.english.noun_phrases import CITIES, COLOURS, COUNTRIES, FEMALE, MALE, Phrase
from lightboard.inference.starter.english.patterns import HABIT_PATTERNS
from lightboard.inference.starter.words.inflection import with_article
from lightboard.inference.starter.words.lexicon import Slot, listed, nouns, predicative

NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ABOUT = tuple(tuple(row.split(" | ")) for row in listed(ABOUT))
_GREETINGS = tuple(tuple(row.split(" | ")) for row in listed(GREETINGS))
_WORDINGS = {kind: listed(text) for kind, text in WORDINGS.items()}
_FIXED_LISTS = {
    "colour": COLOURS, "city": CITIES, "country": COUNTRIES, "month": MONTHS, "day": DAYS, "name": FEMALE + MALE,
}  # fmt: skip
_COUNTED = ("animal", "clothing", "fruit", "vegetable", "city", "name", "colour", "object", "furniture", "country")


def members(kind: str) -> tuple[str, ...]:
    """Give the words that a list of a kind may hold, each as it is written in the list.

    >>> members("animal")[0], members("city")[0]
    ('a dog', 'London')
    """
    if kind in _FIXED_LISTS:
        return _FIXED_LISTS[kind]
    return tuple(
        noun.singular if noun.kind == "mass" else with_article(noun.singular)
        for noun in nouns(kind)
        if noun.kind != "plural"
    )


class Instructions(Dialogues):
    """Writes instructions with their answers from a seed.

    Examples
    --------
    >>> Instructions(seed=1).opposite()[1].startswith("The opposite of")
    True
    """

    def exchange(self) -> Turn:
        """Write an instruction and its answer; one in six is small talk."""
        if self.chance(0.16):
            return super().exchange()
        return self.pick(_KINDS)(self)

    def _words(self, kind: str, count: int) -> list[str]:
        """Choose different members of a kind, the commonest most often."""
        options = members(kind)
        chosen: dict[str, None] = {}
        while len(chosen) < count:
            chosen[options[int(len(options) * self.random() ** 2.5)]] = None
        return list(chosen)

    def lists(self) -> Turn:
        """List so many things of a kind, always in the same order, so that no answer names a thing twice."""
        kind, many = self.pick(pairs(LISTED))
        number = self.pick((2, 3, 3, 3, 4, 4, 5))
        words = sorted(self._words(kind, number), key=members(kind).index)
        wording = self.choose(self.pick(_WORDINGS["list"]))
        asked = wording.format(number=NUMBER_WORDS[number], many=many.replace("_", " "))
        return capital(asked), capital(f"{', '.join(words[:-1])} and {words[-1]}.")

    def past(self) -> Turn:
        """Put a sentence into the past."""
        who = self.person(pronouns=0.5)
        draw = self.random()
        if draw < 0.45:
            pattern = f"{{S}} {self.pick(HABIT_PATTERNS)}"
        elif draw < 0.6:
            predicate = self.pick((*predicative("mood"), "at home", "at school", "in the garden", "here"))
            pattern = f"{{S}} [{self.pick(('', '', 'not '))}be] {predicate}"
        elif draw < 0.7:
            pattern = f"{{S}} [have] {self._noun('a', self.pick(('object', 'animal', 'clothing')), 'I')}"
        else:
            frame = self.frame_for("person")
            while any(isinstance(piece, Slot) and piece.type in CLAUSE_SLOTS for piece in frame.complement):
                frame = self.frame_for("person")
            pattern = f"{{S}} [{frame.verb.base}] {self.complement(frame, who.pronoun, ending=0.2)}"
        present, past = self._both_tenses(pattern.strip(), who)
        asked = self.choose(self.pick(_WORDINGS["past"])).replace(" :", ":").format(sentence=f"{capital(present)}.")
        return capital(asked), f"{capital(past)}."

    def _both_tenses(self, pattern: str, who: Phrase) -> tuple[str, str]:
        """Fill a pattern twice with the same draws: in the present and in the past."""
        seed = int(self.random() * 2**32)
        own = self.random
        filled = []
        for tense in ("present", "past"):
            self.random = random.Random(seed).random
            filled.append(self.fill(pattern, tense=tense, subject=who))
        self.random = own
        return filled[0], filled[1]

    def about(self) -> Turn:
        """Answer a question about a given sentence."""
        text, question, answer = self.pick(_ABOUT)
        female = self.chance(0.5)
        first, second = self.pick(FEMALE if female else MALE), self.pick(FEMALE + MALE)
        while second == first:
            second = self.pick(FEMALE + MALE)
        pronoun = "she" if female else "he"
        words = {
            "name": first, "name2": second, "he": pronoun, "He": capital(pronoun), "his": "her" if female else "his",
            "city": self.pick(CITIES), "city2": self.pick(CITIES), "colour": self.pick(COLOURS), "day": self.pick(DAYS),
            "thing": self.pick(nouns("object")[:40]).singular, "clothing": self.pick(nouns("clothing")[:14]).singular,
            "job": self.profession(pronoun).singular, "animal": self.pick(nouns("animal")[:30]).singular,
            "animals": self.pick(nouns("animal")[:30]).plural, "food": self.pick(nouns("fruit")[:20]).plural,
            "number": NUMBER_WORDS[self.pick((2, 3, 4, 5, 6))], "number2": NUMBER_WORDS[self.pick((2, 3, 4, 5, 6))],
            "time": NUMBER_WORDS[self.pick((5, 6, 7, 8, 9, 10))], "place": self.pick(nouns("place")[:16]).singular,
            "furniture": self.pick(nouns("furniture")[:12]).singular, "month": self.pick(MONTHS),
            "relative": self.pick(("sister", "aunt", "mother") if female else ("brother", "uncle", "father")),
        }  # fmt: skip
        words |= {f"a_{key}": with_article(words[key]) for key in ("thing", "clothing", "job", "animal", "colour")}
        return f"{text} {question}".format(**words), capital(answer.format(**words))

    def count(self) -> Turn:
        """Count up to a number, or the words of a list."""
        if self.chance(0.4):
            first = 1 if self.chance(0.5) else self.pick((2, 3, 4, 5))
            last = first + self.pick((2, 3, 4, 5, 6, 7))
            wording = "count to" if first == 1 else "count from"
            asked = self.choose(self.pick(_WORDINGS[wording])).format(
                first=NUMBER_WORDS[first], last=NUMBER_WORDS[last]
            )
            return capital(asked), capital(", ".join(NUMBER_WORDS[first : last + 1]) + ".")
        kind = self.pick(_COUNTED)
        number = self.pick((2, 3, 4, 5, 6))
        many = {
            "city": "cities",
            "country": "countries",
            "clothing": "clothes",
            "furniture": "words",
            "object": "things",
        }
        words = [word.removeprefix("a ").removeprefix("an ") for word in self._words(kind, number)]
        asked = (
            self.choose(self.pick(_WORDINGS["count"]))
            .replace(" :", ":")
            .format(many=self.pick((many.get(kind, f"{kind}s"), "words")), words=", ".join(words))
        )
        return capital(asked), f"{capital(NUMBER_WORDS[number])}."

    def opposite(self) -> Turn:
        """Give the opposite of a word."""
        first, second = self.pick(pairs(OPPOSITES))
        if self.chance(0.5) and first not in ("loud", "easy"):
            first, second = second, first
        asked = self.choose(self.pick(_WORDINGS["opposite"])).format(word=first)
        return capital(asked), f"The opposite of {first} is {second}."

    def greet(self) -> Turn:
        """Answer a greeting."""
        asked, answer = self.pick(_GREETINGS)
        name = self.pick(FEMALE + MALE)
        return self.choose(asked).format(name=name), self.choose(answer).format(name=name)


_KINDS: tuple[Callable[[Instructions], Turn], ...] = (
    Instructions.lists, Instructions.lists, Instructions.past, Instructions.past, Instructions.about,
    Instructions.about, Instructions.count, Instructions.opposite, Instructions.greet,
)  # fmt: skip
