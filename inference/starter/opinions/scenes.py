"""Scenes: who or what does something that tells an opinion without saying it, "the waiter forgot our drinks".

Each `words_scenes_*` module holds one table: name of the scene -> (subjects, deeds that speak for them, deeds that
speak against them). Subjects and deeds end with `;`. A subject is marked `+` for a plural, `:f` and `:m` for a gender.
A deed is a verb in its base form and what follows; `(a|b)` is a choice; `!` at the end marks a deed that cannot be
negated; {me} is whom it meets, {my} and {myself} the subject's own pronouns, {customers} people who pay.
"""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from lightboard.inference.starter.english.noun_phrases import POSSESSIVE
from lightboard.inference.starter.english.sentences import Sentences
from lightboard.inference.starter.english.verb_groups import be_form, declarative, verb_group
from lightboard.inference.starter.opinions.scenes_daily import DAILY
from lightboard.inference.starter.opinions.scenes_people import PEOPLE
from lightboard.inference.starter.opinions.scenes_self import SELF
from lightboard.inference.starter.opinions.scenes_things import THINGS
from lightboard.inference.starter.words.inflection import VerbForms, verb_forms
from lightboard.inference.starter.words.lexicon import listed

_SELVES = {
    "I": "myself", "we": "ourselves", "he": "himself", "she": "herself", "it": "itself", "they": "themselves"
}  # fmt: skip
_MET = listed("me; me; me; us; us; my wife; my husband; my mother; my father; the kids; everyone; my friend; her; him")
_PAYERS = listed("customers; their customers; me; us; old people; everyone; loyal customers; travellers; families")
_TENSES = listed("present; past; past; past; past; perfect; future")
_TIMES = listed("""
    yesterday; last week; this morning; today; last night; on Monday; at the weekend; in the evening; this time; last
    month; on our first day; on the second day; after lunch; in June; this year; last summer; at Christmas; on Sunday;
    the other day; when we arrived; when I was there; during the week; as usual; in the afternoon; on the last day;
    after two weeks; after a month; after a year; all the time; the whole time; once more; the first time; twice
""")
_LEADS = listed("""
    yesterday; last week; this morning; on Monday; last night; after two weeks; after a month; today; in the end; when
    we arrived; at first; on the first day; this time; honestly,; to be honest,; I must say,; as always,; once again;
    for the second time; in my opinion,; overall,; guess what:; last summer; on my birthday
""")
_SAYINGS = listed("""
    I think; I think that; I feel that; my friend says; my wife says that; everybody says that; they told me that; we
    found that; I must say that; I noticed that; I can say that; my neighbour told me that; it turned out that
""")
_FOR = listed("luckily,; fortunately,; happily,; to my delight,; thankfully,; what a relief:; good news:")
_AGAINST = listed("unfortunately,; sadly,; to my horror,; what a shame:; annoyingly,; I'm sorry to say that; bad news:")


class Part(NamedTuple):
    """A clause and what it was made of: the template, the polar word or deed, and what it is about."""

    text: str
    template: str
    polar: str
    subject: str = ""


class Subject(NamedTuple):
    """A subject and the pronouns that agree with it."""

    text: str
    pronoun: str
    possessive: str


class Deed(NamedTuple):
    """What a subject may do: a verb's base form, what follows, and whether negation turns it into its opposite."""

    verb: str
    rest: str
    negatable: bool


class Scene(NamedTuple):
    """Subjects and the deeds for and against them."""

    subjects: tuple[Subject, ...]
    good: tuple[Deed, ...]
    bad: tuple[Deed, ...]


def _forms(verb: str) -> VerbForms:
    """Give the forms of a deed's verb; who lies in a scene does not tell the truth."""
    return VerbForms("lie", "lies", "lied", "lied", "lying") if verb == "lie" else verb_forms(verb)


def _subject(text: str) -> Subject:
    name, _, gender = text.removesuffix("+").partition(":")
    if text.endswith("+") or name in ("I", "we"):
        pronoun = name if name in ("I", "we") else "they"
        return Subject(name, pronoun, POSSESSIVE[pronoun])
    if gender:
        pronoun = {"f": "she", "m": "he"}[gender]
        return Subject(name, pronoun, POSSESSIVE[pronoun])
    return Subject(name, "it", "their")


def _choices(text: str) -> list[str]:
    """Write out the choices `(a|b)` of a pattern.

    >>> _choices("eat (well|a cake)")
    ['eat well', 'eat a cake']
    """
    start, end = text.find("("), text.find(")")
    if start < 0:
        return [text]
    return [
        whole
        for choice in text[start + 1 : end].split("|")
        for whole in _choices(f"{text[:start]}{choice.strip()}{text[end + 1 :]}")
    ]


def _deeds(text: str) -> tuple[Deed, ...]:
    found = []
    for pattern in listed(text):
        for deed in _choices(pattern):
            words, negatable = deed.removesuffix("!"), not deed.endswith("!") and "!" not in pattern.split("(")[0]
            verb, _, rest = words.partition(" ")
            found.append(Deed(verb, rest.strip(), negatable))
    return tuple(found)


@cache
def scenes() -> dict[str, Scene]:
    """Give all scenes by name, with every choice of every deed written out."""
    tables = {**PEOPLE, **SELF, **DAILY, **THINGS}
    return {
        name: Scene(tuple(_subject(subject) for subject in listed(subjects)), _deeds(good), _deeds(bad))
        for name, (subjects, good, bad) in tables.items()
    }


class SceneTemplates(Sentences):
    """Writes what happened in a scene."""

    def deed_of(self, subject: Subject, deed: Deed, tense: str, *, negated: bool) -> str:
        """Join a subject and a deed in a tense, negated by "not", "never", "no longer" or by what stopped."""
        adverb, several = "", subject.pronoun in ("I", "we", "they")
        draw = self.random()
        if negated and draw < 0.08 and deed.verb != "be":
            stopped = self.pick(("stopped", "has stopped" if not several else "have stopped"))
            finally_ = self.pick(("", "", "finally "))
            return f"{subject.text} {finally_}{stopped} {_forms(deed.verb).gerund} {deed.rest}".strip()
        if negated and draw < 0.13 and subject.pronoun in ("I", "we"):
            must = self.pick(("never have to", "don't have to", "never had to", "didn't have to", "no longer have to"))
            return f"{subject.text} {must} {deed.verb} {deed.rest}".strip()
        if negated and draw < 0.4:
            tense = "present" if tense == "future" else tense
            negated, adverb = False, self.pick(("never", "never", "never", "hardly ever"))
            if tense == "present" and draw < 0.22:
                adverb = "no longer"
        elif not negated and tense == "present" and draw < 0.2:
            adverb = self.pick(("always", "always", "often", "usually"))
        elif not negated and tense == "present" and deed.verb != "be" and draw < 0.4:
            keep = self.pick(("keep" if several else "keeps", "kept"))
            return f"{subject.text} {keep} {_forms(deed.verb).gerund} {deed.rest}".strip()
        group = verb_group(_forms(deed.verb), subject.pronoun, tense, negated=negated)
        is_pronoun = subject.text == subject.pronoun
        text = declarative(
            subject.text, subject.pronoun, group, contracted=self.chance(0.6), is_pronoun=is_pronoun, adverb=adverb
        )
        return f"{text} {deed.rest}".strip()

    def acts(self, *, positive: bool) -> Part:
        """Write a deed of a scene, bare, or the opposite deed negated."""
        name = self.pick(tuple(scenes()))
        scene = scenes()[name]
        subject = self.pick(scene.subjects)
        negated = self.chance(0.3)
        deed = self.pick(scene.good if positive != negated else scene.bad)
        if negated and not deed.negatable:
            negated, deed = False, self.pick(scene.good if positive else scene.bad)
        if self.chance(0.12) and subject.text not in ("I", "we"):
            spoken = subject.pronoun if subject.pronoun != "it" or name in THINGS else "they"
            subject = Subject(spoken, spoken, POSSESSIVE[spoken])
        tense = self.pick(_TENSES)
        text = self.deed_of(subject, self._filled(deed, subject), tense, negated=negated)
        if tense == "past" and self.chance(0.16):
            text += self._second(subject, scene, positive=positive)
        text = self.framed(text, positive=positive, timed=tense == "past")
        polar = f"{deed.verb} {deed.rest}"
        return Part(text, "no deed" if negated else "deed", polar, subject.text)

    def _filled(self, deed: Deed, subject: Subject) -> Deed:
        """Fill whom a deed meets and the subject's pronouns."""
        met = self.pick(("him", "her", "them", "you") if subject.pronoun in ("I", "we") else _MET)
        rest = deed.rest.format(
            me=met, my=subject.possessive, myself=_SELVES[subject.pronoun], customers=self.pick(_PAYERS)
        )
        return deed._replace(rest=rest)

    def _second(self, subject: Subject, scene: Scene, *, positive: bool) -> str:
        """Write what the subject did or did not do, too: "and never apologised"."""
        deed = self.pick(scene.good if positive else scene.bad)
        denied = self.pick(scene.bad if positive else scene.good)
        if denied.negatable and self.chance(0.4):
            deed, never = self._filled(denied, subject), self.pick(("and never", "and did not", "and didn't"))
            verb = _forms(deed.verb).past if never == "and never" else deed.verb
            if deed.verb == "be":
                verb, never = f"was{' never' if never == 'and never' else ' not'}", "and"
                verb = verb.replace("was", be_form(subject.pronoun, past=True))
            return f" {never} {verb} {deed.rest}".rstrip()
        deed = self._filled(deed, subject)
        verb = be_form(subject.pronoun, past=True) if deed.verb == "be" else _forms(deed.verb).past
        return f" and {verb} {deed.rest}".rstrip()

    def framed(self, clause: str, *, positive: bool, timed: bool) -> str:
        """Put a clause into what is said around it: a time, a source, luck, a question, or nothing."""
        draw = self.random()
        if timed and draw < 0.22:
            return f"{clause} {self.pick(_TIMES)}"
        if timed and draw < 0.3:
            return f"{self.pick(_LEADS)} {clause}"
        if draw > 0.96:
            return f"{self.pick(_SAYINGS)} {clause}"
        if draw > 0.92:
            return f"{self.pick(_FOR if positive else _AGAINST)} {clause}"
        if draw > 0.9:
            return f"{self.pick(('did you know that', 'can you believe that', 'did I tell you that'))} {clause}?"
        return clause
