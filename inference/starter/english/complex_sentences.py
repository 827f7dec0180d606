"""Sentences of more than one clause: conjunctions, conditions, reported and direct speech, relative clauses."""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

from lightboard.inference.starter.english.clauses import TIMES, Clauses
from lightboard.inference.starter.english.noun_phrases import Phrase
from lightboard.inference.starter.english.verb_groups import be_form, verb_group
from lightboard.inference.starter.words import phrases
from lightboard.inference.starter.words.lexicon import listed, predicative

YOU = Phrase("you", "you", is_pronoun=True)
_JOINTS = listed("and; but; because; so; when; while; after; before; although; until; if")
_PRESENT_FOR_FUTURE = frozenset({"when", "while", "after", "before", "until", "if"})
_BACKSHIFTED = listed("past; would; past perfect; could; past progressive; had to")
_REPORTS = listed("said; thought; believed; hoped; knew; explained; was sure; was afraid; told {person}")
_SPOKEN = listed("said; said; answered; replied; whispered; explained")
_SAYINGS = listed(phrases.SAYINGS)
_HANDLED = {kind: listed(verbs) for kind, verbs in phrases.HANDLED.items()}


def capital(text: str) -> str:
    """Write the first letter as a capital.

    >>> capital("we agree")
    'We agree'
    """
    return text[0].upper() + text[1:]


class ComplexSentences(Clauses):
    """Writes sentences of several clauses from a seed.

    Examples
    --------
    >>> " if " in f" {ComplexSentences(seed=5).condition()} "
    True
    """

    def coordination(self) -> str:
        """Write two clauses joined by a conjunction; the second often keeps the subject."""
        tense = self.pick(("present", "past", "past", "future"))
        first = self.clause(tense=tense, subject=self.person(), timed=0.1)
        joint = self.pick(_JOINTS)
        inner = "present" if tense == "future" and joint in _PRESENT_FOR_FUTURE else tense
        again = Phrase(first.subject.pronoun, first.subject.pronoun, is_pronoun=True)
        draw = self.random()
        if draw < 0.45:
            second = self.clause(tense=inner, subject=again, timed=0.1).text
        elif draw < 0.7:
            second = self.copula(tense=inner, subject=again).text
        else:
            second = self.clause(tense=inner, timed=0.1).text
        if joint in ("and", "but", "so"):
            return f"{first.text}{',' if joint != 'and' or self.chance(0.4) else ''} {joint} {second}."
        if self.chance(0.35):
            return f"{joint} {second}, {first.text}."
        return f"{first.text} {joint} {second}."

    def verb_pair(self) -> str:
        """Write one subject with two or three verbs."""
        who = self.person()
        tense = self.pick(("past", "past", "present", "future"))
        parts = []
        for _ in range(2 if self.chance(0.7) else 3):
            frame = self.frame_for("person")
            deed = verb_group(frame.verb, who.pronoun, tense).words.removeprefix("will ")
            parts.append(f"{deed} {self.complement(frame, who.pronoun, ending=0.2)}".rstrip())
        return f"{who.text}{' will' if tense == 'future' else ''} {', '.join(parts[:-1])} and {parts[-1]}."

    def condition(self) -> str:
        """Write a condition: real or unreal."""
        real = self.chance(0.6)
        premise = self.clause(tense="present" if real else "past", subject=self.person(), timed=0).text
        tense = self.pick(("future", "future", "can", "should", "might") if real else ("would", "could"))
        result = self.clause(tense=tense, subject=self.person(), timed=0).text
        return f"if {premise}, {result}." if self.chance(0.6) else f"{result} if {premise}."

    def reported(self) -> str:
        """Write reported speech: a verb of saying and what was said, a tense back."""
        who = self.person()
        again = Phrase(who.pronoun, who.pronoun, is_pronoun=True) if self.chance(0.6) else self.person()
        what = self.clause(tense=self.pick(_BACKSHIFTED), subject=again, timed=0.2).text
        said = self.pick(_REPORTS)
        if said.startswith("was"):
            said = said.replace("was", be_form(who.pronoun, past=True))
        elif said.startswith("told"):
            said = said.format(person=self.other_person(who.pronoun))
        return f"{who.text} {said}{' that' if self.chance(0.7) else ''} {what}."

    def speech(self) -> str:
        """Write direct speech with its speaker."""
        speaker = self.person(pronouns=0.25)
        words, mark = self._spoken()
        said = "asked" if mark == "?" else "said" if mark == "!" else self.pick(_SPOKEN)
        tail = f"{said} {speaker.text}" if not speaker.is_pronoun and self.chance(0.5) else f"{speaker.text} {said}"
        if self.chance(0.6):
            return f'"{capital(words)}{mark}" {tail}.'
        return f'{speaker.text} {said}, "{capital(words)}{"." if mark == "," else mark}"'

    def _spoken(self) -> tuple[str, str]:
        """Write what somebody says, and the mark that ends it before the speaker is named."""
        draw = self.random()
        if draw < 0.35:
            return self.clause(subject=self.person(pronouns=0.8), timed=0.3).text, ","
        if draw < 0.5:
            return self.copula(subject=self.person(pronouns=0.8)).text, ","
        if draw < 0.75:
            return self.question(subject=YOU if self.chance(0.5) else None), "?"
        return self.pick(_SAYINGS), self.pick((",", ",", "!"))

    def relative(self) -> str:
        """Write a noun with a relative clause in it."""
        return self._relative_subject() if self.chance(0.4) else self._relative_object()

    def _relative_subject(self) -> str:
        """Write about a person who does something."""
        noun = self.noun(self.pick(("profession", "human", "acquaintance")))
        many = self.chance(0.35)
        pronoun = "they" if many else self.gender_of(noun)
        frame = self.frame_for("person")
        group = verb_group(frame.verb, pronoun, self.pick(("present", "past", "past")))
        deed = f"{group.words} {self.complement(frame, pronoun, ending=0.5)}".rstrip()
        head = f"the {noun.plural if many else noun.singular} who {deed}"
        draw = self.random()
        if draw < 0.4:
            return f"{self.person().text} {self.pick(('met', 'saw', 'remembered', 'called', 'helped'))} {head}."
        subject = Phrase(head, pronoun)
        main = self.clause(subject=subject, timed=0.2) if draw < 0.7 else self.copula(subject=subject)
        return main.text + "."

    def _relative_object(self) -> str:
        """Write about a thing with which somebody did something."""
        kind = self.pick(tuple(_HANDLED))
        noun = self.noun(kind)
        many = noun.kind != "mass" and (noun.kind == "plural" or self.chance(0.3))
        link = self.pick((" that", " which", "", ""))
        tail = self.pick(("", "", f" {self.pick(TIMES['past'])}"))
        deed = f"{self.person().text} {self.pick(_HANDLED[kind])}{tail}"
        head = f"the {noun.plural if many else noun.singular}{link} {deed}"
        if self.chance(0.3):
            return f"I {self.pick(('like', 'saw', 'remember', 'found'))} {head}."
        be = be_form("they" if many else "it", past=self.chance(0.4))
        return f"{head} {be} {self.pick(('', '', 'not '))}{self._degree(self.pick(predicative(kind)), negated=False)}."
