"""Templates of opinions about qualities: what there was of, how somebody is and acts, what is too much or enough."""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

from typing import Literal

from lightboard.inference.starter.english.verb_groups import declarative, verb_group
from lightboard.inference.starter.opinions import polar_words as sentiment
from lightboard.inference.starter.opinions import quality_tables as qualities
from lightboard.inference.starter.opinions.rated_words import RatedWords
from lightboard.inference.starter.opinions.scenes import Part, SceneTemplates
from lightboard.inference.starter.words.inflection import verb_forms, with_article
from lightboard.inference.starter.words.lexicon import listed

Slot = Literal["adjectives", "adverbs", "verbs", "nouns"]
_HAND: dict[tuple[str, bool], tuple[str, ...]] = {
    (slot, positive): tuple(word.replace("_", " ") for word in entries)
    for slot, both in {
        "adjectives": (sentiment.NEGATIVE_ADJECTIVES, sentiment.POSITIVE_ADJECTIVES),
        "adverbs": (sentiment.NEGATIVE_ADVERBS, sentiment.POSITIVE_ADVERBS),
        "verbs": (sentiment.NEGATIVE_VERBS, sentiment.POSITIVE_VERBS),
        "nouns": (qualities.BAD_THINGS, qualities.GOOD_THINGS),
        "characters": (qualities.BAD_CHARACTERS, qualities.GOOD_CHARACTERS),
        "comparatives": (qualities.WORSE_THAN, qualities.BETTER_THAN),
    }.items()
    for positive, entries in zip((False, True), both, strict=True)
}
_RATED_SHARE = 0.6
_THINGS = {True: listed(qualities.FOR_THINGS), False: listed(qualities.AGAINST_THINGS)}
_MAILS = {True: listed(qualities.GOOD_MAILS), False: listed(qualities.BAD_MAILS)}
_TREATERS = listed(qualities.TREATERS)
_TREATING = listed(qualities.TREATING)
_PEOPLE = listed("he; she; they; my boss; her brother; our neighbour; the man; that woman; my sister; the new teacher")
_MET = listed("me; me; us; us; everyone; my wife; people; him; her; the children; my friend; you; the whole family")
_ACTORS = listed(
    "it; it; this; that; he; she; they; my boss; the news; the film; the noise; the idea; the way he talks"
)
_PLURALS = ("they", "the police")


class QualityTemplates(SceneTemplates):
    """Writes clauses about qualities; `rated` adds words with human ratings to the hand-written ones."""

    rated: RatedWords | None = None

    def polar(self, slot: Slot, *, positive: bool) -> str:
        """Choose a polar word that fits a slot: a hand-written or a rated one."""
        if self.rated is not None and self.chance(_RATED_SHARE):
            words: tuple[str, ...] = getattr(self.rated.positive if positive else self.rated.negative, slot)
            return self.pick(words)
        return self.pick(_HAND[slot, positive])

    def someone(self) -> tuple[str, str]:
        """Choose a person as a subject, with the pronoun that agrees."""
        who = self.pick(_PEOPLE)
        return who, who if who in ("he", "she", "they") else "he"

    def joined(self, who: str, pronoun: str, verb: str, tense: str, *, negated: bool, adverb: str = "") -> str:
        """Join a subject and a verb."""
        group = verb_group(verb_forms(verb), pronoun, tense, negated=negated)
        contracted = self.chance(0.6)
        return declarative(who, pronoun, group, contracted=contracted, is_pronoun=who == pronoun, adverb=adverb)

    def thing(self) -> str:
        """Name the thing that the opinion is about."""
        return "it"

    def has(self, *, positive: bool) -> Part:
        """Write "there was so much joy", "without any stress"."""
        negated = self.chance(0.5)
        noun, second = (self.polar("nouns", positive=positive != negated) for _ in range(2))
        pattern = self.choose(self.pick(_THINGS[not negated]))
        text = pattern.format(n=noun, n2=second, thing=self.thing())
        return Part(text, "none of" if negated else "much of", noun)

    def treats(self, *, positive: bool) -> Part:
        """Write "she (never) spoke to us kindly"."""
        negated = self.chance(0.3)
        adverb = self.polar("adverbs", positive=positive != negated)
        who, how = self.pick(_TREATERS), self.pick(_TREATING).format(me=self.pick(_MET))
        past, _, rest = how.partition(" ")
        if not negated:
            degree = self.pick(("", "", "", "very ", "so ", "really "))
            return Part(f"{who} {past} {rest} {degree}{adverb}".replace("  ", " "), "treat", adverb, who)
        never = self.pick(("never ", "never ", "hardly ever "))
        return Part(f"{who} {never}{past} {rest} {adverb}".replace("  ", " "), "not treat", adverb, who)

    def is_someone(self, *, positive: bool) -> Part:
        """Write "he is (not) a kind person", "she was (not) a liar"."""
        negated = self.chance(0.35)
        who, pronoun = self.someone()
        tense = self.pick(("present", "present", "past", "perfect"))
        subject = self.joined(who, pronoun, "be", tense, negated=negated)
        degree = "" if negated else self.pick(("", "", "such ", "really "))
        draw = self.random()
        if draw < 0.4:
            adjective = self.polar("adjectives", positive=positive != negated)
            text = f"{subject} {'' if degree == 'such ' else degree}{adjective}"
            return Part(text, "not be" if negated else "be", adjective, who)
        if draw < 0.75:
            adjective = self.polar("adjectives", positive=positive != negated)
            kind = self.pick(qualities.KINDS_OF_PEOPLE)
            phrase = f"{adjective} people" if pronoun == "they" else with_article(f"{adjective} {kind}")
            return Part(f"{subject} {degree}{phrase}", "not a person" if negated else "a person", adjective, who)
        character = self.pick(_HAND["characters", positive != negated])
        if pronoun == "they":
            subject = self.joined("he", "he", "be", tense, negated=negated)
        text = f"{subject} {degree}{with_article(character)}"
        return Part(text, "not a character" if negated else "a character", character, who)

    def affects(self, *, positive: bool) -> Part:
        """Write "it (does not) delight me", "we were (not) betrayed"."""
        negated = self.chance(0.35)
        verb = self.polar("verbs", positive=positive != negated)
        tense = self.pick(("present", "past", "past", "past", "perfect", "future"))
        if self.chance(0.25):
            who = self.pick(("I", "we", "they", "she", "he"))
            group = verb_group(
                verb_forms(verb), who, self.pick(("present", "past", "past")), negated=negated, passive=True
            )
            text = declarative(who, who, group, contracted=self.chance(0.5), is_pronoun=True)
            tail = self.pick(("", "", " again", " by them", " by everyone", " by it", " in the end"))
            return Part(text + tail, "not affected" if negated else "affected", verb, who)
        who = self.pick(_ACTORS)
        pronoun = who if who in ("he", "she", "they") else "it"
        adverb = ""
        if negated and self.chance(0.3):
            tense, negated, adverb = ("past", False, "never")
        text = self.joined(who, pronoun, verb, tense, negated=negated, adverb=adverb)
        return Part(f"{text} {self.pick(_MET)}", "not affect" if negated or adverb else "affect", verb, who)

    def measures(self, *, positive: bool) -> Part:
        """Write "it is (not) too small", "it is (not) big enough", "it was (not) cheaper than I thought"."""
        thing, draw = self.thing(), self.random()
        tense = self.pick(("present", "past", "past"))
        plural = thing.split()[-1].endswith("s") and thing.split()[-1] in ("shoes", "headphones")
        pronoun = "they" if plural else "it"
        if draw < 0.4:
            adjective = self.pick(qualities.TOO)
            degree = "" if positive else self.pick(("", "", "far ", "much ", "way "))
            tail = self.pick(("", "", " for me", " for us", " for children"))
            subject = self.joined(thing, pronoun, "be", tense, negated=positive)
            return Part(f"{subject} {degree}too {adjective}{tail}", "not too" if positive else "too", adjective)
        if draw < 0.7:
            adjective = self.pick(qualities.ENOUGH)
            subject = self.joined(thing, pronoun, "be", tense, negated=not positive)
            tail = self.pick(("", "", " for me", " for all of us", " for everyone"))
            return Part(f"{subject} {adjective} enough{tail}", "enough" if positive else "not enough", adjective)
        negated = self.chance(0.3)
        comparative = self.pick(_HAND["comparatives", positive != negated])
        subject = self.joined(thing, pronoun, "be", tense, negated=negated)
        degree = self.pick(("any ", "")) if negated else self.pick(("", "much ", "a lot ", "even ", "far "))
        than = self.pick(("than expected", "than before", "than the old one", "than I thought", "than last year"))
        return Part(f"{subject} {degree}{comparative} {than}", "not than" if negated else "than", comparative)

    def mails(self, *, positive: bool) -> Part:
        """Write what a mail or a remark says: thanks, wishes, complaints, sympathy."""
        text = " ".join(self.choose(self.pick(_MAILS[positive])).split())
        return Part(text, "mail", text)
