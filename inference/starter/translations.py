"""Parallel sentences: one meaning, said in English and in French.

Each choice (subject, tense, negation, object, ...) is made once and realised twice. Where a language does not say what
the other one must know, one reading is fixed, so that every sentence has one translation: "you" is "vous" of one man,
"they" is "ils", "I" and "we" are masculine, the simple past is the passé composé, "was reading" the imparfait.
"""

# ruff: noqa: PLR2004 - shares are plain numbers

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lightboard.inference.starter import translation_words as words
from lightboard.inference.starter.french import agreeing, conjugated, elides, joined_words, verb
from lightboard.inference.starter.held_out import leaks
from lightboard.inference.starter.inflection import comparison, verb_forms, with_article
from lightboard.inference.starter.names import Names
from lightboard.inference.starter.parallel_nouns import (
    OBJECT_PRONOUNS,
    PRONOUNS,
    NounPhrase,
    ParallelNouns,
    table,
)  # fmt: skip

HELD_OUT = 40  # one sentence in so many is kept out of training
TENSES = ("present",) * 6 + ("past",) * 5 + ("will", "will", "going to", "was", "can", "must", "want")
_MODALS = {"can": "pouvoir", "must": "devoir", "want": "vouloir", "going to": "aller"}
_TIME_OF = {"past": "past", "will": "future", "going to": "future", "was": "was"}
_STATIVE = frozenset({"love", "hate", "prefer", "know", "see", "hear", "understand"})
_NAMING = (("my name is", "je_ me_ appelle"), ("my name is", "je_ me_ appelle"), ("your name is", "vous vous appelez"),
           ("his name is", "il se_ appelle"), ("her name is", "elle se_ appelle"))  # fmt: skip
_VERBS = [(*line.split(": ")[0].split("="), line.split(": ")[1].split()) for line in words.VERBS.strip().splitlines()]
_GIVING = [(*line.split(": ")[0].split("="), line.split(": ")[1].split()) for line in words.GIVING.strip().splitlines()]
_PHRASES = tuple(tuple(line.split("=")) for line in words.PHRASES.strip().splitlines())


class Pair(NamedTuple):
    """A sentence in English and in French."""

    english: str
    french: str


def is_held_out(pair: Pair) -> bool:
    """Tell whether a sentence is kept out of training."""
    return zlib.crc32(pair.english.encode()) % HELD_OUT == 0


def english_group(
    base: str, subject: NounPhrase, tense: str, polarity: str, adverb: str, *, asked: bool
) -> tuple[str, str]:
    """Give what stands before the subject in a question ("" in a statement), and the verb group after the subject."""
    head, _, particle = base.partition(" ")
    forms = verb_forms(head)
    particle = f" {particle}" if particle else ""
    third = subject.person == 2
    is_, was = _be(subject)
    inner = f"{adverb} " if adverb else ""
    deny = {"yes": "", "not": " not", "never": " never"}[polarity]
    if tense in {"present", "past"} and (polarity != "not" and not asked):
        form = forms.past if tense == "past" else forms.third if third else forms.base
        return "", f"{deny.strip()} {inner}{form}{particle}".strip()
    auxiliary, main = {
        "present": ("does" if third else "do", forms.base), "past": ("did", forms.base), "will": ("will", forms.base),
        "going to": (is_, f"going to {forms.base}"), "was": (was, forms.gerund), "can": ("can", forms.base),
        "must": ("must", forms.base), "want": ("does" if third else "do", f"want to {forms.base}"),
    }[tense]  # fmt: skip
    if tense == "want" and polarity != "not" and not asked:
        return "", f"{deny.strip()} {inner}{'wants' if third else 'want'} to {forms.base}{particle}".strip()
    rest = f"{deny.strip()} {inner}{main}{particle}".strip()
    if asked:
        return auxiliary, rest
    return "", "cannot" + rest.removeprefix("not") if rest.startswith(
        "not"
    ) and tense == "can" else f"{auxiliary} {rest}"


def _be(subject: NounPhrase) -> tuple[str, str]:
    if subject.person == 0:
        return "am", "was"
    return ("is", "was") if subject.person == 2 else ("are", "were")


def french_group(
    infinitive: str, subject: NounPhrase, tense: str, polarity: str, adverb: str, *, pronoun: str = "", agree: str = ""
) -> str:
    """Give the verb group after the subject; `pronoun` is an object before it, `agree` what the participle adds."""
    p, before = subject.person, f"{pronoun} " if pronoun else ""
    tail = f" {adverb}" if adverb else ""
    if tense == "past":
        forms = verb(infinitive)
        finite = before + conjugated(forms.auxiliary, p, "present")
        participle = forms.participle + agree
        if forms.auxiliary == "être":
            participle = agreeing(forms.participle, gender=subject.gender, many=subject.many)
        tail += f" {participle}"
    elif tense in _MODALS:
        finite = conjugated(_MODALS[tense], p, "present")
        tail += f" {before}{infinitive}"
    else:
        finite = before + conjugated(infinitive, p, {"will": "future", "was": "imperfect"}.get(tense, "present"))
    if polarity == "yes":
        return finite + tail
    return f"ne_ {finite} {'pas' if polarity == 'not' else 'jamais'}{tail}"


_CONTRACTED = (
    (r"\b(do|does|did|is|are|was|were|must) not\b", r"\1n't"), (r"\bwill not\b", "won't"), (r"\bcannot\b", "can't"),
    (r"\bI am\b", "I'm"), (r"\b(you|we|they) are\b", r"\1're"), (r"\b(he|she|there|who) is\b", r"\1's"),
    (r"\b(I|you|he|she|we|they) will\b", r"\1'll"),
)  # fmt: skip


def contracted(english: str) -> str:
    """Write an English sentence with contractions.

    >>> contracted("I am not sure that he will come, but they do not know.")
    "I'm not sure that he'll come, but they don't know."
    """
    for pattern, replacement in _CONTRACTED:
        english = re.sub(pattern, replacement, english, flags=re.IGNORECASE)
    return english


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
        self.nouns = ParallelNouns(self.names)
        self.pick, self.chance = self.names.pick, self.names.chance

    # Parts of a clause

    def polarity(self) -> str:
        """Choose whether a clause is affirmed, denied or "never"."""
        return self.pick(("yes",) * 7 + ("not", "not", "never"))

    def adjuncts(self, tense: str, *, place: float = 0.25, time: float = 0.3) -> tuple[str, str]:
        """Write a place and a time that goes with the tense."""
        english, french = [], []
        if self.chance(place):
            where = self.nouns.place_phrase()
            english.append(where[0])
            french.append(where[1])
        if self.chance(time):
            when = self.pick(table(words.TIMES[_TIME_OF.get(tense, "present")]))
            english.append(when[0])
            french.append(when[1])
        return "".join(f" {part}" for part in english), "".join(f" {part}" for part in french)

    def complement(self, subject: NounPhrase, tense: str, polarity: str) -> tuple[str, str, str, str, str, str]:
        """Choose a verb in both languages, what follows in both, an object pronoun, what the participle adds."""
        draw = self.names.random()
        if draw < 0.22:
            english, french = self.pick(table(words.INTRANSITIVE))
            return english, french, "", "", "", ""
        if draw < 0.32:
            english, french, types = self.pick(_GIVING)
            thing, receiver = self.nouns.object(self.pick(types), subject, polarity), self.nouns.person()
            return (
                english,
                french,
                f" {thing.english} to {receiver.english}",
                f" {thing.french} à {receiver.french}",
                "",
                "",
            )
        english, french, types = self.pick(_VERBS)
        # "They read" is present and past; "was loving" and "want to know" sound odd.
        while (english == "read" and tense == "past" and subject.person != 2) or (
            english in _STATIVE and tense in {"was", "going to", "want", "must"}
        ):
            english, french, types = self.pick(_VERBS)
        english = english.replace("_", " ")
        kind = self.pick(types)
        if kind in {"person", "family"} and self.chance(0.4):
            if self.chance(0.5):
                name = self.nouns.name()
                return english, french, f" {name.english}", f" {name.french}", "", ""
            options = [o for o in OBJECT_PRONOUNS if o.person != subject.person]
            if tense in {"past", "going to", "can", "must", "want"} or elides(french):
                options = [o for o in options if o.french not in {"le_", "la_"}]
            him = self.pick(options)
            many = him.french in {"nous", "les"}
            return (
                english,
                french,
                f" {him.english}",
                "",
                him.french,
                "s" if many and not verb(french).participle.endswith("s") else "",
            )
        general = english in {"love", "hate", "prefer"}
        thing = self.nouns.object(kind, subject, polarity, general=general)
        return english, french, f" {thing.english}", f" {thing.french}", "", ""

    def clause(self, subject: NounPhrase | None = None, *, tense: str = "") -> tuple[str, str]:
        """Write a clause without capital and stop."""
        if subject is None:
            subject = self.nouns.subject()
        if self.chance(0.22):
            return self.being(subject)
        tense, polarity = tense or self.pick(TENSES), self.polarity()
        adverb = self.pick(table(words.ADVERBS)) if polarity == "yes" and self.chance(0.12) else ("", "")
        english, french, rest, reste, pronoun, agree = self.complement(subject, tense, polarity)
        place, time = self.adjuncts(tense), ("", "")
        group = english_group(english, subject, tense, polarity, adverb[0], asked=False)[1]
        groupe = french_group(french, subject, tense, polarity, adverb[1], pronoun=pronoun, agree=agree)
        return (
            f"{subject.english} {group}{rest}{place[0]}{time[0]}",
            f"{subject.french} {groupe}{reste}{place[1]}{time[1]}",
        )

    def being(self, subject: NounPhrase) -> tuple[str, str]:
        """Say how, what or how old somebody is."""
        tense = self.pick(("present", "present", "present", "was", "will"))
        denied = self.chance(0.2)
        form = _be(subject)[tense == "was"] if tense != "will" else "will be"
        is_ = (f"{form} not" if form != "will be" else "will not be") if denied else form

        def est(infinitive: str) -> str:
            finite = conjugated(infinitive, subject.person, {"will": "future", "was": "imperfect"}.get(tense, tense))
            return f"ne_ {finite} pas" if denied else finite

        draw = self.names.random()
        if draw < 0.45:
            mood, humeur = self.pick(table(words.MOODS))
            degree = self.pick((("", ""), ("", ""), ("very ", "très "), ("too ", "trop ")))
            ending = humeur if " " in humeur else agreeing(humeur, gender=subject.gender, many=subject.many)
            return f"{subject.english} {is_} {degree[0]}{mood}", f"{subject.french} {est('être')} {degree[1]}{ending}"
        if draw < 0.65:
            mood, humeur = self.pick(table(words.COMPARED))
            other = self.nouns.person() if self.chance(0.5) else self.nouns.name()
            how, comment = (
                comparison(mood)[0],
                f"plus {agreeing(humeur, gender=subject.gender, many=subject.many)} que_",
            )
            if self.chance(0.3):
                how, comment = f"as {mood} as", comment.replace("plus", "aussi", 1)
            else:
                how += " than"
            return (
                f"{subject.english} {is_} {how} {other.english}",
                f"{subject.french} {est('être')} {comment} {other.french}",
            )
        if draw < 0.82 and not subject.many:
            job, formes = self.pick(table(words.PROFESSIONS))
            metier = formes.split("/")[subject.gender == "f"]
            return f"{subject.english} {is_} {with_article(job)}", f"{subject.french} {est('être')} {metier}"
        if draw < 0.92:
            state, etat = self.pick(table(words.HAVING))
            return f"{subject.english} {is_} {state}", f"{subject.french} {est('avoir')} {etat}"
        age = 2 + int(self.names.random() * 90)
        return f"{subject.english} {is_} {age} years old", f"{subject.french} {est('avoir')} {age} ans"

    # Sentences

    def passive(self) -> tuple[str, str]:
        """Say by whom a thing is made."""
        english, french, types = self.pick(
            [v for v in _VERBS if v[0] not in {"love", "hate", "wear", "wait_for", "know"}]
        )
        types = [kind for kind in types if kind not in {"person", "family", "subject", "language", "food", "drink"}]
        if not types:
            return self.passive()
        thing = self.nouns.definite(self.pick(types))
        tense, denied = self.pick(("present", "present", "past", "past", "will")), self.chance(0.15)
        agent = self.nouns.agent()
        participle = verb_forms(english.split("_")[0]).participle + (" for" if "_for" in english else "")
        form = {"present": _be(thing)[0], "past": _be(thing)[1], "will": "will"}[tense]
        is_ = f"{form}{' not' if denied else ''}{' be' if tense == 'will' else ''}"
        est = french_group("être", thing, tense, "not" if denied else "yes", "")
        made = agreeing(verb(french).participle, gender=thing.gender, many=thing.many)
        time = self.adjuncts(tense, place=0.0, time=0.15)
        return (
            f"{thing.english} {is_} {participle} by {agent.english}{time[0]}",
            f"{thing.french} {est} {made} par {agent.french}{time[1]}",
        )

    def introducing(self) -> tuple[str, str]:
        """Say who somebody is, where he or she lives and works."""
        subject = self.nouns.subject() if self.chance(0.6) else self.nouns.name()
        person, names = subject.person, self.names
        city, third = names.city(), person == 2
        live, vit = ("lives" if third else "live"), conjugated("habiter", person, "present")
        work, travaille = ("works" if third else "work"), conjugated("travailler", person, "present")
        company = names.company()
        draw = names.random()
        if draw < 0.22:
            name = names.person().text
            mine, appelle = self.pick(_NAMING)
            return f"{mine} {name}", f"{appelle} {name}"
        if draw < 0.4:
            return f"{subject.english} {live} in {city}", f"{subject.french} {vit} à {city}"
        if draw < 0.55:
            return (
                f"{subject.english} {work} at {company} in {city}",
                f"{subject.french} {travaille} chez {company} à {city}",
            )
        if draw < 0.68:
            return f"{subject.english} {work} for {company}", f"{subject.french} {travaille} pour {company}"
        if draw < 0.8:
            come, vient = ("comes" if third else "come"), conjugated("venir", person, "present")
            return f"{subject.english} {come} from {city}", f"{subject.french} {vient} de_ {city}"
        if draw < 0.9:
            year = 1930 + int(names.random() * 90)
            born = agreeing("né", gender=subject.gender, many=subject.many)
            est = conjugated("être", person, "present")
            return (
                f"{subject.english} {_be(subject)[1]} born in {city} in {year}",
                f"{subject.french} {est} {born} à {city} en {year}",
            )
        name = self.nouns.name()
        return f"{name.english} is the director of {company}", f"{name.french} est le directeur de_ {company}"

    def existence(self) -> tuple[str, str]:
        """Say that there is something somewhere."""
        thing = self.nouns.indefinite(self.pick(("animal", "person", "furniture", "text", "dish", "tool", "vehicle")))
        place = self.nouns.place_phrase()
        tense = self.pick(("present", "present", "was", "will"))
        many = thing.many
        is_ = {"present": "are" if many else "is", "was": "were" if many else "was", "will": "will be"}[tense]
        a = conjugated("avoir", 2, {"will": "future", "was": "imperfect"}.get(tense, tense))
        return f"there {is_} {thing.english} {place[0]}", f"il y {a} {thing.french} {place[1]}"

    def question(self) -> tuple[str, str]:
        """Ask whether, where, when, why or what."""
        subject = self.nouns.subject()
        tense, polarity = self.pick(TENSES), "yes"
        english, french, rest, reste, pronoun, agree = self.complement(subject, tense, polarity)
        where, ou = self.pick(
            (("", ""),) * 4
            + (("where", "où"), ("when", "quand"), ("why", "pourquoi"), ("how often", "combien de fois"))
        )
        if self.chance(0.15):
            english, french, _ = self.pick([v for v in _VERBS if v[0] not in {"wait_for", "look_for"}])
            rest = reste = pronoun = agree = ""
            where, ou = "what", "que_"
        auxiliary, group = english_group(english, subject, tense, polarity, "", asked=True)
        groupe = french_group(french, subject, tense, polarity, "", pronoun=pronoun, agree=agree)
        asks = "que_ est-ce que_" if ou == "que_" else f"{ou} est-ce que_".strip()
        return (
            f"{where} {auxiliary} {subject.english} {group}{rest}?".strip(),
            f"{asks} {subject.french} {groupe}{reste} ?",
        )

    def who(self) -> tuple[str, str]:
        """Ask who does something."""
        subject = NounPhrase("who", "qui", 2, "m")
        tense = self.pick(("present", "past", "past", "will"))
        english, french, rest, reste, pronoun, agree = self.complement(subject, tense, "yes")
        group = english_group(english, subject, tense, "yes", "", asked=False)[1]
        return (
            f"who {group}{rest}?",
            f"qui {french_group(french, subject, tense, 'yes', '', pronoun=pronoun, agree=agree)}{reste} ?",
        )

    def request(self) -> tuple[str, str]:
        """Ask somebody to do something."""
        subject, denied = PRONOUNS[4] if self.chance(0.2) else PRONOUNS[1], self.chance(0.2)
        while True:
            english, french, rest, reste, pronoun, _ = self.complement(subject, "present", "not" if denied else "yes")
            if not pronoun:
                break
        finite = conjugated(french, subject.person, "present")
        command = f"ne_ {finite} pas" if denied else finite
        please = self.pick((("", ""), (", please", ", s'il vous plaît"))) if subject.person == 4 else ("", "")
        start = ("let us not" if denied else "let us") if subject.person == 3 else "do not" if denied else ""
        return f"{start} {english}{rest}{please[0]}".strip(), f"{command}{reste}{please[1]}"

    def compound(self) -> tuple[str, str]:
        """Join two clauses, or say what somebody thinks."""
        if self.chance(0.3):
            subject = self.pick(PRONOUNS)
            think, pense = self.pick((("think", "penser"), ("know", "savoir"), ("hope", "espérer"), ("say", "dire")))
            english, french = self.clause()
            said = verb_forms(think).third if subject.person == 2 else think
            return (
                f"{subject.english} {said} that {english}",
                f"{subject.french} {conjugated(pense, subject.person, 'present')} que_ {french}",
            )
        first, second = self.clause(), self.clause()
        link, lien = self.pick(
            (("and", "et"), ("but", "mais"), ("because", "parce que_"), ("when", "quand"), (", so", ", donc"))
        )
        space = "" if link.startswith(",") else " "
        return f"{first[0]}{space}{link} {second[0]}", f"{first[1]}{space}{lien} {second[1]}"

    def sentence(self) -> Pair:
        """Write a sentence of any kind."""
        draw = self.names.random()
        kinds: tuple[tuple[float, Callable[[], tuple[str, str]]], ...] = (
            (0.40, self.clause), (0.54, self.passive), (0.66, self.introducing), (0.71, self.existence),
            (0.82, self.question), (0.86, self.who), (0.90, self.request), (0.98, self.compound),
        )  # fmt: skip
        write = next((write for share, write in kinds if draw < share), None)
        if write is None:
            english, french = self.pick(_PHRASES)
            return Pair(english, french)
        english, french = write()
        if english.endswith("?"):
            return Pair(_finished(english, ""), _finished(joined_words(french), ""))
        return Pair(_finished(english, "."), _finished(joined_words(french), "."))


def _finished(text: str, stop: str) -> str:
    text = text[0].upper() + text[1:]
    return text if text.endswith(stop or "?") else text + stop


def pairs(*, seed: int, held_out: bool = False, new_names: bool = False) -> Iterator[Pair]:
    """Write pairs without end: those of training, or the held-out ones; none holds an example of the course."""
    writer = Translations(seed=seed, new_names=new_names)
    while True:
        pair = writer.sentence()
        if is_held_out(pair) == held_out and not leaks(pair.english) and not leaks(pair.french):
            yield pair
