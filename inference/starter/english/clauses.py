"""Clauses: a subject, a verb group and what the verb's frame asks for."""

# ruff: noqa: PLR2004, SIM905 - shares of constructions are plain numbers; word lists read best as text

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from lightboard.inference.starter.english.noun_phrases import (
    CITIES,
    COMPANIES,
    COUNTRIES,
    NUMBERS,
    POSSESSIVE,
    NounPhrases,
    Phrase,
)
from lightboard.inference.starter.english.verb_groups import MODALS, declarative, interrogative, verb_group
from lightboard.inference.starter.words import phrases
from lightboard.inference.starter.words.inflection import comparison, verb_forms, with_article
from lightboard.inference.starter.words.learning import LESSON_ACTIONS, LESSON_TOPICS
from lightboard.inference.starter.words.lexicon import (
    ABSOLUTE,
    Frame,
    Piece,
    Slot,
    frames,
    gradable,
    listed,
    nouns,
    predicative,
)

DAYS = listed("Monday; Tuesday; Wednesday; Thursday; Friday; Saturday; Sunday")
MONTHS = listed("January; February; March; April; May; June; July; August; September; October; November; December")
ACTIONS = listed(LESSON_ACTIONS)
TOPICS = listed(LESSON_TOPICS)
TIMES = {tense: listed(times) for tense, times in phrases.TIMES.items()}
TIMES |= {tense: TIMES[same] for tense, same in phrases.SAME_TIMES.items()}
PRESENT_ADVERBS = listed(phrases.PRESENT_ADVERBS)
PAST_ADVERBS = listed(phrases.PAST_ADVERBS)

EVERYDAY_TENSES = tuple(
    tense
    for tense, weight in (
        ("present", 6), ("past", 9), ("future", 3), ("going to", 2), ("progressive", 3), ("past progressive", 2),
        ("perfect", 3), ("past perfect", 1), ("perfect progressive", 1), ("used to", 1), *((modal,
        1) for modal in MODALS),
        ("can", 1), ("should", 1), ("have to", 1), ("had to", 1), ("would have", 1), ("should have", 1),
        ("future progressive", 1),
    )
    for _ in range(weight)
)  # fmt: skip
QUESTION_TENSES = (
    "present", "present", "present", "past", "past", "future", "perfect", "progressive", "can", "could", "should",
    "would",
    "going to",
)  # fmt: skip
WITHOUT_PROGRESSIVE = {
    "progressive": "present",
    "past progressive": "past",
    "perfect progressive": "perfect",
    "future progressive": "future",
}
_FIXED = {name: listed(text) for name, text in phrases.SLOTS.items()} | {
    "vplearn": ACTIONS, "modeltopic": TOPICS, "city": CITIES, "country": COUNTRIES, "company": COMPANIES,
    "month": MONTHS,
    "companion": listed(phrases.COMPANIONS),
    "day": DAYS, "number": NUMBERS, "event_head": tuple(noun.singular for noun in nouns("event_word")),
}  # fmt: skip
_OWN = {name: listed(text) for name, text in phrases.OWN.items()}
_BILLS = listed(phrases.BILLS)
_WHEREABOUTS = listed(phrases.WHEREABOUTS)
_BE = verb_forms("be")
_COPULA_TENSES = listed("present; present; present; present; past; past; future; perfect; might; must")
CLAUSE_SLOTS = ("clause", "vp", "ving")


class Clause(NamedTuple):
    """A clause without capital and full stop, and its subject."""

    text: str
    subject: Phrase


class Clauses(NounPhrases):
    """Writes clauses from a seed.

    Examples
    --------
    >>> Clauses(seed=3).clause().text != ""
    True
    """

    depth = 0

    def pieces(self, pieces: tuple[Piece, ...], subject: str) -> str:
        """Fill the slots of a frame's part for a subject's pronoun."""
        words = []
        for piece in pieces:
            if isinstance(piece, str):
                words.append(piece)
            elif isinstance(piece, Slot):
                words.append(self.slot(piece.type, subject))
            else:
                words.append(self.pick(piece))
        return " ".join(words)

    def slot(self, name: str, subject: str) -> str:
        """Write what stands in one slot, for a subject's pronoun."""
        if name in _FIXED:
            return self.pick(_FIXED[name])
        if name in _OWN:
            return f"{POSSESSIVE[subject]} {self.pick(_OWN[name])}"
        if name in _SPECIAL:
            return _SPECIAL[name](self, subject)
        if name.startswith("own_"):
            noun = self.noun(name[4:])
            many = noun.kind == "count" and self.chance(0.2)
            return f"{POSSESSIVE[subject]} {noun.plural if many else noun.singular}"
        if name.startswith("a_"):
            noun = self.profession(subject) if name == "a_profession" else self.noun(name[2:])
            return noun.singular if noun.kind == "mass" else with_article(noun.singular)
        phrase = self.phrase(name, owner=subject)
        if self.chance(0.05) and name != "topic":
            return self.pick(("it", "it", "them"))
        return phrase.text

    def person_object(self, subject: str) -> str:
        """Write a person as an object, now and then an indefinite one."""
        if self.chance(0.06):
            last = "each other" if subject in ("we", "they") else "nobody"
            return self.pick(("everybody", "somebody", "everyone", "people", "someone", last))
        return self.other_person(subject)

    def complement(self, frame: Frame, subject: str, *, ending: float = 0.45) -> str:
        """Write what follows the verb: the complement and perhaps one of the endings."""
        text = self.pieces(frame.complement, subject)
        if frame.endings and self.chance(ending):
            text = f"{text} {self.pieces(self.pick(frame.endings), subject)}"
        return text.strip()

    def verb_phrase(self, subject: str, *, gerund: bool = False) -> str:
        """Write an infinitive without "to" (or a gerund) with its complement."""
        frame = self.frame_for("person")
        while frame.stative:
            frame = self.frame_for("person")
        self.depth += 1
        complement = self.complement(frame, subject, ending=0.25)
        self.depth -= 1
        return f"{frame.verb.gerund if gerund else frame.verb.base} {complement}".rstrip()

    def inner_clause(self) -> str:
        """Write a clause for inside another one: no clause within it, no time."""
        self.depth += 1
        text = self.copula().text if self.chance(0.3) else self.clause(timed=0.1).text
        self.depth -= 1
        return text

    def subject_of(self, kind: str) -> Phrase:
        """Write a subject of a frame's subject type."""
        return self.person() if kind == "person" else self.phrase(kind)

    def frame_for(self, kind: str) -> Frame:
        """Choose a frame for a subject type; inside another clause one without a clause."""
        options = frames(kind)
        frame = self.pick(options)
        while self.depth and any(isinstance(p, Slot) and p.type in CLAUSE_SLOTS for p in frame.complement):
            frame = self.pick(options)
        return frame

    def kind(self) -> str:
        """Choose a subject type: mostly people."""
        if self.chance(0.78):
            return "person"
        return self.pick(_OTHER_SUBJECTS)

    def clause(
        self,
        *,
        tense: str = "",
        subject: Phrase | None = None,
        kind: str = "",
        timed: float = 0.35,
        negated: bool | None = None,
    ) -> Clause:
        """Write a declarative clause; tense, subject (a person, or of the kind) and polarity can be given."""
        kind = kind or ("person" if subject is not None else self.kind())
        frame = self.frame_for(kind)
        who = subject or self.subject_of(kind)
        tense = tense or self.pick(EVERYDAY_TENSES)
        if frame.stative:
            tense = WITHOUT_PROGRESSIVE.get(tense, tense)
        negated = self.chance(0.18) if negated is None else negated
        if frame.passive and subject is None and self.chance(0.1):
            return self.passive(frame, tense)
        group = verb_group(frame.verb, who.pronoun, tense, negated=negated)
        adverb = ""
        if tense in ("present", "past") and not negated and self.chance(0.1):
            adverb = self.pick(PRESENT_ADVERBS if tense == "present" else PAST_ADVERBS)
        text = declarative(
            who.text, who.pronoun, group, contracted=self.chance(0.5), is_pronoun=who.is_pronoun, adverb=adverb
        )
        ended = self.chance(0.45)
        text = f"{text} {self.complement(frame, who.pronoun, ending=1.0 if ended else 0.0)}".rstrip()
        if not ended and tense in TIMES and self.chance(timed) and not adverb:
            text = f"{text} {self.pick(TIMES[tense])}"
        return Clause(text, who)

    def passive(self, frame: Frame, tense: str) -> Clause:
        """Write a passive clause of a frame whose first slot is its direct object."""
        if tense == "used to" or tense.endswith("progressive"):
            tense = "past"
        first = frame.complement[0]
        assert isinstance(first, Slot)
        who = self.person() if first.type == "person" else self.phrase(first.type)
        negated = self.chance(0.15)
        group = verb_group(frame.verb, who.pronoun, tense, negated=negated, passive=True)
        text = declarative(who.text, who.pronoun, group, contracted=self.chance(0.4), is_pronoun=who.is_pronoun)
        rest = self.pieces(frame.complement[1:], "they")
        text = f"{text} {rest}".rstrip()
        if self.chance(0.3):
            text = f"{text} by {self.other_person(who.pronoun)}"
        elif tense in TIMES and self.chance(0.4):
            text = f"{text} {self.pick(TIMES[tense])}"
        return Clause(text, who)

    def question(self, *, subject: Phrase | None = None) -> str:
        """Write a yes-or-no question without its question mark."""
        kind = "person" if subject is not None else self.kind()
        frame = self.frame_for(kind)
        who = subject or self.subject_of(kind)
        tense = self.pick(QUESTION_TENSES)
        if frame.stative:
            tense = WITHOUT_PROGRESSIVE.get(tense, tense)
        group = verb_group(frame.verb, who.pronoun, tense, question=True, negated=self.chance(0.06))
        return f"{interrogative(who.text, group)} {self.complement(frame, who.pronoun, ending=0.4)}".rstrip()

    def copula(self, *, subject: Phrase | None = None, tense: str = "") -> Clause:
        """Write a clause with "be": a quality, a mood, a profession, a place or a comparison."""
        tense = tense or self.pick(_COPULA_TENSES)
        draw = self.random()
        described = "" if subject is not None else self.pick(_DESCRIBED)
        who = subject or (self.person() if described == "person" else self.phrase(described, modified=0.0))
        negated = self.chance(0.2)
        group = verb_group(_BE, who.pronoun, tense, negated=negated)
        text = declarative(who.text, who.pronoun, group, contracted=self.chance(0.5), is_pronoun=who.is_pronoun)
        return Clause(f"{text} {self.predicate(described or 'person', who, draw, negated=negated)}", who)

    def predicate(self, described: str, who: Phrase, draw: float, *, negated: bool) -> str:
        """Write what follows "be" for a subject of a type."""
        if described != "person":
            return self._quality(described, draw, negated=negated)
        if draw < 0.35:
            return self._degree(self.common(predicative("mood")), negated=negated)
        if draw < 0.55:
            return self._degree(self.common(predicative("person")), negated=negated)
        if draw < 0.66:
            return f"{comparison(self.common(gradable('person')))[0]} than {self.other_person(who.pronoun)}"
        if draw < 0.82:
            noun = self.profession(who.pronoun)
            if who.pronoun in ("we", "they"):
                return noun.plural
            adjective = self.common(gradable("person")) if self.chance(0.3) else ""
            return with_article(f"{adjective} {noun.singular}".strip())
        return self.pick(_WHEREABOUTS).format(city=self.pick(CITIES), country=self.pick(COUNTRIES))

    def _quality(self, described: str, draw: float, *, negated: bool) -> str:
        """Write an adjective for a thing, perhaps in a comparison with another one."""
        if draw < 0.3:
            adjective = self.common(gradable(described))
            other = self.phrase(described, modified=0).text
            return f"{comparison(adjective)[0]} than {other}" if draw < 0.2 else f"as {adjective} as {other}"
        return self._degree(self.common(predicative(described)), negated=negated)

    def _degree(self, adjective: str, *, negated: bool) -> str:
        """Put "very", "too", "so" or nothing before an adjective that has degrees."""
        if adjective in ABSOLUTE:
            return adjective
        return (
            self.pick(("", "", "very ", "so ") if negated else ("", "", "", "very ", "too ", "so ", "really "))
            + adjective
        )


_SPECIAL: dict[str, Callable[[Clauses, str], str]] = {
    "person": Clauses.person_object,
    "vp": Clauses.verb_phrase,
    "ving": lambda writer, subject: writer.verb_phrase(subject, gerund=True),
    "clause": lambda writer, _: writer.inner_clause(),
    "theinstrument": lambda writer, _: f"the {writer.noun('instrument').singular}",
    "bill": lambda writer, subject: writer.pick(_BILLS).format(own=POSSESSIVE[subject]),
    "adj_mood": lambda writer, _: writer.pick(predicative("mood")),
}
_OTHER_SUBJECTS = tuple(
    """
care_worker trade_worker sportsperson performer wrongdoer animal weather sky
animal animal plant vehicle device software company team film book song model model model learner learner course
course problem
object food drink profession clothing furniture
""".split()
)
_DESCRIBED = tuple(
    ["person"] * 14
    + """
fruit vegetable landform material care_worker performer sportsperson trade_worker travel_thing business_thing
food drink meal furniture room object clothing plant animal place shop restaurant house vehicle trip schoolwork
document job
company device software problem idea film book song match team art course course model model dataset weather
""".split()
)
