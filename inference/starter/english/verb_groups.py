"""Verb groups: auxiliaries, negation, contraction and inversion for every person, tense and aspect."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from lightboard.inference.starter.words.inflection import VerbForms

MODALS = ("can", "could", "should", "must", "may", "might", "would")

# Tense -> auxiliaries before the verb ("be", "have" and "do" are inflected for the subject), and the verb's own form.
TENSES: dict[str, tuple[tuple[str, ...], str]] = {
    "present": ((), "present"),
    "past": ((), "past"),
    "future": (("will",), "base"),
    "going to": (("be", "going", "to"), "base"),
    "used to": (("used", "to"), "base"),
    "progressive": (("be",), "gerund"),
    "past progressive": (("was",), "gerund"),
    "perfect": (("have",), "participle"),
    "past perfect": (("had",), "participle"),
    "perfect progressive": (("have", "been"), "gerund"),
    "future progressive": (("will", "be"), "gerund"),
    **{modal: ((modal,), "base") for modal in MODALS},
    "would have": (("would", "have"), "participle"),
    "should have": (("should", "have"), "participle"),
    "have to": (("have to",), "base"),
    "had to": (("had to",), "base"),
}
PASSIVE_FORMS = {"base": "be", "gerund": "being", "participle": "been"}

_BE = {"I": "am", "he": "is", "she": "is", "it": "is"}
_WAS = {"I": "was", "he": "was", "she": "was", "it": "was"}
_THIRD = frozenset({"he", "she", "it"})
_NEGATIVE_CONTRACTIONS = {
    "am": "am not", "is": "isn't", "are": "aren't", "was": "wasn't", "were": "weren't", "have": "haven't",
    "has": "hasn't",
    "had": "hadn't", "do": "don't", "does": "doesn't", "did": "didn't", "will": "won't", "can": "can't",
    "could": "couldn't",
    "should": "shouldn't", "must": "mustn't", "may": "may not", "might": "might not", "would": "wouldn't",
}  # fmt: skip
_PRONOUN_CONTRACTIONS = {
    "am": "'m",
    "is": "'s",
    "are": "'re",
    "have": "'ve",
    "has": "'s",
    "had": "'d",
    "will": "'ll",
    "would": "'d",
}


class VerbGroup(NamedTuple):
    """The first auxiliary ("" for none), whether it is negated, and the words after it up to the verb's own form."""

    auxiliary: str
    negated: bool
    rest: str

    @property
    def words(self) -> str:
        """The affirmative group as it stands after its subject."""
        return f"{self.auxiliary} {self.rest}".strip()


def be_form(pronoun: str, *, past: bool = False) -> str:
    """Give the form of "be" that agrees with a pronoun.

    >>> be_form("I"), be_form("they"), be_form("she", past=True)
    ('am', 'are', 'was')
    """
    return _WAS.get(pronoun, "were") if past else _BE.get(pronoun, "are")


def _agree(auxiliary: str, pronoun: str) -> str:
    if auxiliary == "be":
        return be_form(pronoun)
    if auxiliary == "was":
        return be_form(pronoun, past=True)
    if auxiliary == "have":
        return "has" if pronoun in _THIRD else "have"
    if auxiliary == "do":
        return "does" if pronoun in _THIRD else "do"
    return auxiliary


@cache
def verb_group(
    verb: VerbForms, pronoun: str, tense: str, *, negated: bool = False, question: bool = False, passive: bool = False
) -> VerbGroup:
    """Give the verb group of a clause, with "do" where negation or a question needs it.

    >>> from lightboard.inference.starter.words.inflection import verb_forms
    >>> verb_group(verb_forms("go"), "she", "present", negated=True)
    VerbGroup(auxiliary='does', negated=True, rest='go')
    """
    auxiliaries, form = TENSES[tense]
    words = list(auxiliaries)
    main: str
    if passive:
        if form in ("present", "past"):
            words, main = ["be" if form == "present" else "was"], verb.participle
        else:
            words, main = [*words, PASSIVE_FORMS[form]], verb.participle
    elif verb.base == "be" and form in ("present", "past"):
        words, main = ["be" if form == "present" else "was"], ""
    elif form == "present":
        main = verb.third if pronoun in _THIRD else verb.base
    else:
        main = getattr(verb, form)
    needs_do = (negated or question) and (not words or words[0] in ("have to", "had to", "used"))
    if needs_do:
        past = form == "past" or (words and words[0] in ("had to", "used"))
        main = verb.base
        words = [
            "did" if past else "do",
            *({"have to": ["have to"], "had to": ["have to"], "used": ["use", "to"]}[words[0]] if words else []),
        ]
    elif words and words[0] in ("have to", "had to", "used"):
        first = {"have to": "has to" if pronoun in _THIRD else "have to"}.get(words[0], words[0])
        return VerbGroup("", False, " ".join([first, *words[1:], main]))
    if not words:
        return VerbGroup("", False, main)
    return VerbGroup(_agree(words[0], pronoun), negated, " ".join(word for word in [*words[1:], main] if word))


def declarative(
    subject: str, pronoun: str, group: VerbGroup, *, contracted: bool, is_pronoun: bool, adverb: str = ""
) -> str:
    """Join subject and verb group; `adverb` stands before the verb or after the first auxiliary.

    >>> declarative("she", "she", VerbGroup("does", True, "go"), contracted=True, is_pronoun=True)
    "she doesn't go"
    """
    extra = f" {adverb}" if adverb else ""
    if not group.auxiliary:
        return f"{subject}{extra} {group.rest}"
    if group.negated:
        if not contracted:
            negated = "cannot" if group.auxiliary == "can" else f"{group.auxiliary} not"
            return f"{subject} {negated}{extra} {group.rest}".rstrip()
        if group.auxiliary == "am" and pronoun == "I" and is_pronoun:
            return f"I'm not{extra} {group.rest}".rstrip()
        return f"{subject} {_NEGATIVE_CONTRACTIONS[group.auxiliary]}{extra} {group.rest}".rstrip()
    if contracted and is_pronoun and group.auxiliary in _PRONOUN_CONTRACTIONS:
        return f"{subject}{_PRONOUN_CONTRACTIONS[group.auxiliary]}{extra} {group.rest}".rstrip()
    return f"{subject} {group.auxiliary}{extra} {group.rest}".rstrip()


def interrogative(subject: str, group: VerbGroup) -> str:
    """Invert subject and auxiliary: the words of a question without capital and question mark.

    >>> interrogative("your sister", VerbGroup("does", False, "go"))
    'does your sister go'
    """
    if group.negated:
        contraction = "aren't" if group.auxiliary == "am" else _NEGATIVE_CONTRACTIONS[group.auxiliary]
        if contraction.endswith(" not"):
            return f"{group.auxiliary} {subject} not {group.rest}".rstrip()
        return f"{contraction} {subject} {group.rest}".rstrip()
    return f"{group.auxiliary} {subject} {group.rest}".rstrip()
