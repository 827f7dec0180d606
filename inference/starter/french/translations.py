"""Parallel sentences: one meaning, said in English and in French.

Each choice (subject, tense, negation, object, ...) is made once and realised twice. Where a language does not say what
the other one must know, one reading is fixed, so that every sentence has one translation: "you" is "vous" of one man,
"they" is "ils", "I" and "we" are masculine, the simple past is the passé composé, "was reading" the imparfait.
"""

# ruff: noqa: PLR2004 - shares are plain numbers

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator

from lightboard.inference.starter.french import translation_words as words
from lightboard.inference.starter.french.parallel_clauses import TENSES, Pair, ParallelClauses, Predicate, said
from lightboard.inference.starter.french.parallel_nouns import PRONOUNS, NounPhrase
from lightboard.inference.starter.french.parallel_verbs import be, english_group, french_group, verbs
from lightboard.inference.starter.french.word_forms import agreeing, conjugated, joined_words, verb
from lightboard.inference.starter.held_out import leaks
from lightboard.inference.starter.words.inflection import verb_forms
from lightboard.inference.starter.words.names import Names

HELD_OUT = 40  # one sentence in so many is kept out of training
FIRST, YOU, HE, SHE, WE, THEY = PRONOUNS
WHO = NounPhrase("who", "qui", 2, "m")
_NAMING = (("my name is", "je_ me_ appelle"), ("my name is", "je_ me_ appelle"), ("your name is", "vous vous appelez"),
           ("his name is", "il se_ appelle"), ("her name is", "elle se_ appelle"))  # fmt: skip
_QUESTION_WORDS = (("", ""),) * 4 + (
    ("where", "où"), ("when", "quand"), ("why", "pourquoi"), ("how often", "combien de fois"),
)  # fmt: skip
_LINKS = (("and", "et"), ("but", "mais"), ("because", "parce que_"), ("when", "quand"), (", so", ", donc"))
_OPINIONS = (("think", "penser"), ("know", "savoir"), ("hope", "espérer"), ("say", "dire"))
_NO_PASSIVE = frozenset({"love", "hate", "wear", "wait_for", "know"})
_NOT_PASSIVE_SUBJECTS = frozenset({"person", "family", "subject", "language", "food", "drink"})
_PHRASES = tuple(Pair(*line.split("=")) for line in words.PHRASES.strip().splitlines())


def is_held_out(pair: Pair) -> bool:
    """Tell whether a sentence is kept out of training."""
    return zlib.crc32(pair.english.encode()) % HELD_OUT == 0


class Translations:
    """Writes pairs of sentences from a seed; with `new_names`, all names are invented and of the held-out pool.

    Examples
    --------
    >>> pair = Translations(seed=5).sentence()
    >>> pair.english[0].isupper() and pair.french[0].isupper()
    True
    """

    def __init__(self, *, seed: int, new_names: bool = False) -> None:
        self.names = Names(seed=seed, held_out=new_names, invented=1.0 if new_names else 0.6)
        self.clauses = ParallelClauses(self.names)
        self.nouns = self.clauses.nouns
        self.pick, self.chance = self.names.pick, self.names.chance

    def passive(self) -> Pair:
        """Say by whom a thing is made."""
        types: list[str] = []
        while not types:
            english, french, objects = self.pick([v for v in verbs(words.VERBS) if v.english not in _NO_PASSIVE])
            types = [kind for kind in objects if kind not in _NOT_PASSIVE_SUBJECTS]
        thing = self.nouns.definite(self.pick(types))
        tense, denied = self.pick(("present", "present", "past", "past", "will")), self.chance(0.15)
        participle = verb_forms(english.split("_")[0]).participle + (" for" if "_for" in english else "")
        finite = "will" if tense == "will" else be(thing, past=tense == "past")
        made = Pair(
            f"{finite}{' not' if denied else ''}{' be' if tense == 'will' else ''} {participle} by",
            f"{french_group('être', thing, tense, 'not' if denied else 'yes')} "
            f"{agreeing(verb(french).participle, gender=thing.gender, many=thing.many)} par",
        )
        return said(thing, made, self.nouns.agent(), self.clauses.time(tense, share=0.15))

    def introducing(self) -> Pair:
        """Say who somebody is, where he or she lives and works."""
        subject = self.nouns.subject() if self.chance(0.6) else self.nouns.name()
        city, company = self.names.city(), self.names.company()

        def does(english: str, french: str) -> Pair:
            return said(
                subject,
                Pair(
                    english_group(english, subject, "present", "yes")[1],
                    french_group(french, subject, "present", "yes"),
                ),
            )

        draw = self.names.random()
        if draw < 0.22:
            name = self.names.person().text
            return said(Pair(*self.pick(_NAMING)), Pair(name, name))
        if draw < 0.4:
            return said(does("live", "habiter"), Pair(f"in {city}", f"à {city}"))
        if draw < 0.55:
            return said(does("work", "travailler"), Pair(f"at {company} in {city}", f"chez {company} à {city}"))
        if draw < 0.68:
            return said(does("work", "travailler"), Pair(f"for {company}", f"pour {company}"))
        if draw < 0.8:
            return said(does("come", "venir"), Pair(f"from {city}", f"de_ {city}"))
        if draw < 0.9:
            year = 1930 + int(self.names.random() * 90)
            born = agreeing("né", gender=subject.gender, many=subject.many)
            was = Pair(f"{be(subject, past=True)} born", f"{conjugated('être', subject.person, 'present')} {born}")
            return said(subject, was, Pair(f"in {city} in {year}", f"à {city} en {year}"))
        return said(self.nouns.name(), Pair(f"is the director of {company}", f"est le directeur de_ {company}"))

    def existence(self) -> Pair:
        """Say that there is something somewhere."""
        thing = self.nouns.indefinite(self.pick(("animal", "person", "furniture", "text", "dish", "tool", "vehicle")))
        place, tense = Pair(*self.nouns.place_phrase()), self.pick(("present", "present", "was", "will"))
        is_ = "will be" if tense == "will" else be(thing, past=tense == "was")
        return said(Pair(f"there {is_}", f"il y {french_group('avoir', HE, tense, 'yes')}"), thing, place)

    def question(self) -> Pair:
        """Ask whether, where, when, why or what."""
        subject, tense = self.nouns.subject(), self.pick(TENSES)
        predicate, word = self.clauses.predicate(subject, tense, "yes"), Pair(*self.pick(_QUESTION_WORDS))
        if self.chance(0.15):
            asked = self.pick([v for v in verbs(words.VERBS) if v.english not in {"wait_for", "look_for"}])
            predicate, word = Predicate(Pair(asked.english, asked.french), Pair("", "")), Pair("what", "que_")
        chosen, rest, pronoun, agree = predicate
        auxiliary, group = english_group(chosen.english, subject, tense, "yes", asked=True)
        groupe = french_group(chosen.french, subject, tense, "yes", pronoun=pronoun, agree=agree)
        english, french = said(word, Pair(auxiliary, "est-ce que_"), subject, Pair(group, groupe), rest)
        return Pair(f"{english}?", f"{french} ?")

    def who(self) -> Pair:
        """Ask who does something."""
        tense = self.pick(("present", "past", "past", "will"))
        chosen, rest, pronoun, agree = self.clauses.predicate(WHO, tense, "yes")
        groupe = french_group(chosen.french, WHO, tense, "yes", pronoun=pronoun, agree=agree)
        english, french = said(WHO, Pair(english_group(chosen.english, WHO, tense, "yes")[1], groupe), rest)
        return Pair(f"{english}?", f"{french} ?")

    def request(self) -> Pair:
        """Ask somebody to do something."""
        subject, polarity = WE if self.chance(0.2) else YOU, "not" if self.chance(0.2) else "yes"
        while (predicate := self.clauses.predicate(subject, "present", polarity)).pronoun:
            pass
        start = {"yes": "", "not": "do not"} if subject is YOU else {"yes": "let us", "not": "let us not"}
        command = Pair(
            f"{start[polarity]} {predicate.verb.english}".strip(),
            french_group(predicate.verb.french, subject, "present", polarity),
        )
        english, french = said(command, predicate.rest)
        if subject is YOU and self.chance(0.5):
            return Pair(f"{english}, please", f"{french}, s'il vous plaît")
        return Pair(english, french)

    def compound(self) -> Pair:
        """Join two clauses, or say what somebody thinks."""
        if self.chance(0.3):
            subject, (think, penser) = self.pick(PRONOUNS), self.pick(_OPINIONS)
            thinks = english_group(think, subject, "present", "yes")[1]
            opinion = Pair(f"{thinks} that", f"{conjugated(penser, subject.person, 'present')} que_")
            return said(subject, opinion, self.clauses.clause())
        english, french = said(self.clauses.clause(), Pair(*self.pick(_LINKS)), self.clauses.clause())
        return Pair(english.replace(" , ", ", "), french.replace(" , ", ", "))

    def sentence(self) -> Pair:
        """Write a sentence of any kind."""
        draw = self.names.random()
        kinds: tuple[tuple[float, Callable[[], Pair]], ...] = (
            (0.40, self.clauses.clause), (0.54, self.passive), (0.66, self.introducing), (0.71, self.existence),
            (0.82, self.question), (0.86, self.who), (0.90, self.request), (0.98, self.compound),
        )  # fmt: skip
        write = next((write for share, write in kinds if draw < share), None)
        if write is None:
            return self.pick(_PHRASES)
        english, french = write()
        return Pair(_finished(english), _finished(joined_words(french)))


def _finished(text: str) -> str:
    return text[0].upper() + text[1:] + ("" if text.endswith(("?", ".")) else ".")


def pairs(*, seed: int, held_out: bool = False, new_names: bool = False) -> Iterator[Pair]:
    """Write pairs without end: those of training, or the held-out ones; none holds an example of the course."""
    writer = Translations(seed=seed, new_names=new_names)
    while True:
        pair = writer.sentence()
        if is_held_out(pair) == held_out and not leaks(pair.english) and not leaks(pair.french):
            yield pair
