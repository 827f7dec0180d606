"""Verb groups of the parallel grammar: tense, negation, adverb and agreement in English and in French."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lightboard.inference.starter.french.parallel_nouns import NounPhrase
from lightboard.inference.starter.french.word_forms import agreeing, conjugated, verb
from lightboard.inference.starter.words.inflection import verb_forms

_MODALS = {"can": "pouvoir", "must": "devoir", "want": "vouloir", "going to": "aller"}
_SIMPLE = {"will": "future", "was": "imperfect"}
_CONTRACTED = (
    (r"\b(do|does|did|is|are|was|were|must) not\b", r"\1n't"), (r"\bwill not\b", "won't"), (r"\bcannot\b", "can't"),
    (r"\bI am\b", "I'm"), (r"\b(you|we|they) are\b", r"\1're"), (r"\b(he|she|there|who) is\b", r"\1's"),
    (r"\b(I|you|he|she|we|they) will\b", r"\1'll"),
)  # fmt: skip


class Verb(NamedTuple):
    """A verb in both languages and the types of its direct object."""

    english: str
    french: str
    objects: tuple[str, ...]


@cache
def verbs(text: str) -> tuple[Verb, ...]:
    """Read a table of verbs: "english=french: types of direct object", a line each."""
    rows = (re.split(r"=|: ", line) for line in text.strip().splitlines())
    return tuple(Verb(english, french, tuple(types.split())) for english, french, types in rows)


def be(subject: NounPhrase, *, past: bool = False) -> str:
    """Give "am", "is", "are", "was" or "were"."""
    if subject.person in {0, 2}:
        return "was" if past else "am" if subject.person == 0 else "is"
    return "were" if past else "are"


def english_group(
    base: str, subject: NounPhrase, tense: str, polarity: str, adverb: str = "", *, asked: bool = False
) -> tuple[str, str]:
    """Give what stands before the subject in a question ("" in a statement), and the verb group after the subject.

    >>> she = NounPhrase("she", "elle", 2, "f")
    >>> english_group("look for", she, "present", "not"), english_group("eat", she, "past", "yes", asked=True)
    (('', 'does not look for'), ('did', 'eat'))
    """
    head, _, particle = base.partition(" ")
    forms = verb_forms(head)
    third = subject.person == 2  # noqa: PLR2004 - il
    deny = {"yes": "", "not": "not", "never": "never"}[polarity]
    do = "does" if third else "do"
    auxiliary, main = {
        "present": (do, forms.base), "past": ("did", forms.base), "will": ("will", forms.base),
        "going to": (be(subject), f"going to {forms.base}"), "was": (be(subject, past=True), forms.gerund),
        "can": ("can", forms.base), "must": ("must", forms.base), "want": (do, f"want to {forms.base}"),
    }[tense]  # fmt: skip
    if tense in {"present", "past", "want"} and polarity != "not" and not asked:  # no "do"
        finite = forms.past if tense == "past" else forms.third if third else forms.base
        auxiliary, main = "", f"{'wants' if third else 'want'} to {forms.base}" if tense == "want" else finite
    words = [deny, adverb, main, particle] if asked else [auxiliary, deny, adverb, main, particle]
    group = " ".join(word for word in words if word)
    return (auxiliary if asked else ""), group.replace("can not", "cannot", 1)


def french_group(
    infinitive: str, subject: NounPhrase, tense: str, polarity: str, adverb: str = "", *, pronoun: str = "",
    agree: str = "",
) -> str:  # fmt: skip
    """Give the verb group after the subject; `pronoun` is an object before it, `agree` what the participle adds.

    >>> french_group("arriver", NounPhrase("she", "elle", 2, "f"), "past", "not")
    'ne_ est pas arrivée'
    """
    before = f"{pronoun} " if pronoun else ""
    tail = f" {adverb}" if adverb else ""
    if tense == "past":
        forms = verb(infinitive)
        finite = before + conjugated(forms.auxiliary, subject.person, "present")
        participle = forms.participle + agree
        if forms.auxiliary == "être":
            participle = agreeing(forms.participle, gender=subject.gender, many=subject.many)
        tail += f" {participle}"
    elif tense in _MODALS:
        finite = conjugated(_MODALS[tense], subject.person, "present")
        tail += f" {before}{infinitive}"
    else:
        finite = before + conjugated(infinitive, subject.person, _SIMPLE.get(tense, "present"))
    if polarity == "yes":
        return finite + tail
    return f"ne_ {finite} {'pas' if polarity == 'not' else 'jamais'}{tail}"


def contracted(english: str) -> str:
    """Write an English sentence with contractions.

    >>> contracted("I am not sure that he will come, but they do not know.")
    "I'm not sure that he'll come, but they don't know."
    """
    for pattern, replacement in _CONTRACTED:
        english = re.sub(pattern, replacement, english, flags=re.IGNORECASE)
    return english
