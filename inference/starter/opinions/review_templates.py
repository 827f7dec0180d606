"""Templates of opinions: each writes one clause of a wanted polarity, bare or turned by negation."""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from lightboard.inference.starter.opinions import opinion_patterns as patterns
from lightboard.inference.starter.opinions import polar_words as words
from lightboard.inference.starter.opinions.quality_templates import QualityTemplates
from lightboard.inference.starter.opinions.review_tables import DOMAINS
from lightboard.inference.starter.opinions.scenes import Part
from lightboard.inference.starter.words.inflection import comparison, plural, verb_forms, with_article
from lightboard.inference.starter.words.lexicon import listed

_BE = verb_forms("be")
_PLURAL_NOUNS = frozenset({"shoes", "headphones"})
_POSSESSIVES = ("the", "the", "the", "this", "this", "that", "their", "my", "our", "your", "the new")
_FEELINGS = {True: words.POSITIVE_FEELINGS, False: words.NEGATIVE_FEELINGS}
_NOUNS = {True: words.POSITIVE_NOUNS, False: words.NEGATIVE_NOUNS}
_VERBS = {True: words.LIKING, False: words.DISLIKING}
_CALLS = {True: listed(words.POSITIVE_CALLS), False: listed(words.NEGATIVE_CALLS)}
_ADVICE = {True: listed(patterns.ADVICE_FOR), False: listed(patterns.ADVICE_AGAINST)}
_WAITING = {True: listed(patterns.WAITING_FOR_A_WISH), False: listed(patterns.WAITING_IN_VAIN)}


@cache
def spaced(text: str) -> tuple[str, ...]:
    """Read a list of words, an underscore for a space."""
    return tuple(word.replace("_", " ") for word in text.split())


@cache
def deeds(*, positive: bool) -> tuple[tuple[str, str], ...]:
    """Give what a thing can do: the verb's base form and the rest."""
    table = listed(words.POSITIVE_DEEDS if positive else words.NEGATIVE_DEEDS)
    return tuple((verb, rest) for verb, _, rest in (deed.partition(" ") for deed in table))


@cache
def events(topic: str, *, positive: bool) -> tuple[str, ...]:
    """Give the events of a topic that speak for or against it."""
    return listed(DOMAINS[topic].good_events if positive else DOMAINS[topic].bad_events)


class ReviewTemplates(QualityTemplates):
    """Writes clauses of a polarity about the topic that is set."""

    topic = "film"

    # What the opinion is about.

    def topic_noun(self) -> str:
        """Choose a noun of the topic."""
        return self.pick(spaced(DOMAINS[self.topic].nouns))

    def thing(self) -> str:
        """Name the topic's thing as a subject: "the film", "this course", "it"."""
        draw = self.random()
        if draw < 0.16:
            return self.pick(("it", "it", "this", "that"))
        if draw < 0.2:
            return f"the {self.brand()} {self.topic_noun()}"
        return f"{self.pick(_POSSESSIVES)} {self.topic_noun()}"

    def brand(self) -> str:
        """Make up a product's name."""
        brands = listed(patterns.BRANDS)
        second = self.pick(brands)
        return self.pick(brands) + (second if self.chance(0.6) else second.lower())

    def adjective_for(self, *, positive: bool) -> str:
        """Choose a polar adjective: a general one or one of the topic's."""
        if self.chance(0.35):
            domain = DOMAINS[self.topic]
            return self.pick(spaced(domain.positive if positive else domain.negative))
        return self.polar("adjectives", positive=positive)

    def is_pattern(self, pattern: str, *, positive: bool = True) -> str:
        """Fill a pattern of an opinion; `positive` decides {better} and {best}."""
        adjective = "good" if positive else "bad"
        if self.chance(0.4):
            adjective = self.adjective_for(positive=positive)
        better, best = comparison(adjective)
        noun = self.topic_noun()
        return self.choose(pattern).format(
            thing=self.thing(), what=self.pick(("it", "this", f"this {noun}", f"the {noun}", f"that {noun}")),
            noun=noun,
            many=noun if noun in _PLURAL_NOUNS else plural(noun), good=self.adjective_for(positive=True),
            bad=self.adjective_for(positive=False), better=better, best=best, ever=self.pick(listed(patterns.EVER)),
        )  # fmt: skip

    def thing_is(self, *, negated: bool) -> str:
        """Join the thing and "be" in some tense."""
        thing = self.thing()
        pronoun = "they" if thing.split()[-1] in _PLURAL_NOUNS else "it"
        tense = self.pick(("present", "present", "present", "past", "past", "past", "past", "perfect"))
        return self.joined(thing, pronoun, "be", tense, negated=negated)

    # The templates.

    def says_adjective(self, *, positive: bool) -> Part:
        """Write "the film was (not) good"."""
        negated = self.chance(0.4)
        adjective = self.adjective_for(positive=positive != negated)
        subject = self.thing_is(negated=negated)
        if negated:
            tail = self.pick(("", "", "at all", "at all"))
            parts = [subject, self.pick(patterns.DEGREES_OF_NOT), adjective, tail]
            return Part(" ".join(filter(None, parts)), "not adjective", adjective)
        parts = [subject, self.pick(patterns.INTENSIFIERS), adjective]
        return Part(" ".join(filter(None, parts)), "adjective", adjective)

    def has_adjective(self, *, positive: bool) -> Part:
        """Write "it was (not) a good film" and "what a good film"."""
        negated = self.chance(0.3)
        adjective, noun = self.adjective_for(positive=positive != negated), self.topic_noun()
        phrase = f"{adjective} {noun}" if noun in _PLURAL_NOUNS else with_article(f"{adjective} {noun}")
        if negated:
            tail = self.pick(("", "", " at all"))
            return Part(f"{self.pick(patterns.NOT_A)} {phrase}{tail}", "not adjective noun", adjective)
        return Part(f"{self.pick(patterns.WHAT_A)} {phrase}", "adjective noun", adjective)

    def liked(self) -> str:
        """Write what somebody likes or not, as an object."""
        return self.pick((
            "it", "it", "this", "this", self.thing(), self.thing(), self.thing(), f"everything about {self.thing()}",
            f"every {self.pick(('minute', 'part', 'second'))} of it", "them", "him", "her",
        ))  # fmt: skip

    def likes(self, *, positive: bool) -> Part:
        """Write "I (do not) like this film so much"."""
        what = self.liked()
        if self.chance(0.08):
            verb = self.pick(_VERBS[not positive][:3])
            forms = verb_forms(verb)
            nobody = self.pick(("nobody", "no one"))
            return Part(f"{nobody} {self.pick((forms.past, forms.third))} {what}", "nobody likes", verb)
        if self.chance(0.1):
            pattern = self.pick(listed(patterns.FOND if positive else patterns.SICK_OF))
            return Part(pattern.format(what=what), "fond or sick of", pattern)
        negated = self.chance(0.35)
        verb = self.pick(_VERBS[positive != negated])
        who = self.pick(listed(patterns.LIKERS))
        if negated and who in ("everyone", "everybody", "people"):
            who = "I"
        tense = self.pick(
            ("present", "present", "present", "past", "past", "past", "perfect" if negated else "present")
        )
        adverb = "" if negated else self.pick(("", "", "", "really", "absolutely", "truly", "just", "always"))
        text = self.joined(who, patterns.PRONOUNS.get(who, who), verb, tense, negated=negated, adverb=adverb)
        tail = self.pick(("at all", "", "", "very much") if negated else patterns.LIKING_TAILS)
        return Part(f"{text} {what} {tail}".rstrip(), "not like" if negated else "like", verb)

    def feels(self, *, positive: bool) -> Part:
        """Write "I was (not) happy with the service"."""
        negated = self.chance(0.35)
        feeling = self.pick(_FEELINGS[positive != negated]).replace("_", " ")
        who = self.pick(listed(patterns.FEELERS))
        tense = self.pick(("present", "past", "past"))
        text = self.joined(who, patterns.PRONOUNS.get(who, who), "be", tense, negated=negated)
        degree = self.pick(("", "", "very ", "really ") if negated else ("", "so ", "very ", "really ", "extremely "))
        thing = self.thing()
        tail = self.pick(
            (
                "",
                f" with {thing}",
                f" with {thing}",
                " with it",
                " about it",
                " when I saw it",
                f" about {thing}",
                " today",
            )
        )
        return Part(f"{text} {degree}{feeling}{tail}", "not feel" if negated else "feel", feeling)

    def does(self, *, positive: bool) -> Part:
        """Write "the app (never) works perfectly"."""
        negated = self.chance(0.35)
        verb, rest = self.pick(deeds(positive=positive != negated))
        thing = self.thing()
        pronoun = "they" if thing.split()[-1] in _PLURAL_NOUNS else "it"
        tense = self.pick(("present", "present", "past", "past", "perfect", "future"))
        if negated and self.chance(0.4):
            tense = "present" if tense == "future" else tense
            text = self.joined(thing, pronoun, verb, tense, negated=False, adverb="never")
        elif not negated and self.chance(0.12):
            text = f"{thing} {'keep' if pronoun == 'they' else 'keeps'} {verb_forms(verb).gerund}"
        else:
            text = self.joined(thing, pronoun, verb, tense, negated=negated)
        return Part(f"{text} {rest}".strip(), "not do" if negated else "do", f"{verb} {rest}")

    def is_noun(self, *, positive: bool) -> Part:
        """Write "it was (not) a masterpiece"."""
        negated = self.chance(0.3)
        noun = self.pick(_NOUNS[positive != negated]).replace("_", " ")
        lead = "" if negated else self.pick(("", "", "real ", "true ", "complete ", "total ", "absolute "))
        return Part(
            f"{self.thing_is(negated=negated)} {with_article(lead + noun)}", "not noun" if negated else "noun", noun
        )

    def happens(self, *, positive: bool) -> Part:
        """Write an event of the topic that speaks for itself."""
        event = self.pick(events(self.topic, positive=positive))
        lead = self.pick(("", "", "", "", "", "in the end ", "honestly, ", "to be honest, ", "finally, "))
        text = f"{'' if event.startswith('now') else lead}{self.choose(event)}"
        return Part(text, "event", event, text)

    def compares(self, *, positive: bool) -> Part:
        """Write "the best film I have ever seen", "worse than I expected", "it could not be better"."""
        draw = self.random()
        table = patterns.BEST if draw < 0.4 else patterns.BETTER if draw < 0.7 else patterns.COULD_NOT_BE
        if draw > 0.88:
            table = patterns.HAPPIEST if positive else patterns.COULD_BE_BETTER
        elif draw > 0.7:
            text = self.is_pattern(self.pick(listed(table)).replace("{better}", "better" if positive else "worse"))
            return Part(text, "could not be", "better" if positive else "worse")
        pattern = self.pick(listed(table))
        return Part(self.is_pattern(pattern, positive=positive).strip(), "comparison", pattern)

    def advises(self, *, positive: bool) -> Part:
        """Write "I would (not) recommend it" and "it is (not) worth the money"."""
        pattern = self.pick(_ADVICE[positive])
        whom = self.pick(("", *(f" {who}" for who in listed(patterns.ADVISED))))
        filled = pattern.replace("{whom}", whom).replace("{money}", self.pick(listed(patterns.WORTH)))
        return Part(self.is_pattern(filled), "advice", pattern)

    def waits(self, *, positive: bool) -> Part:
        """Write of waiting for something one wants, or for something that does not come."""
        noun, late = self.pick(listed(patterns.WAITED_FOR)), self.pick(listed(patterns.LATE))
        named = f"{self.brand()} {noun}" if self.chance(0.4) else noun
        wish = self.pick((
            with_article(named), with_article(named), f"such {with_article(noun)}", f"{with_article(noun)} like this",
            f"this {named}", f"the {named}", f"exactly this {noun}", f"their new {noun}", f"the next {noun}",
        ))  # fmt: skip
        text = self.choose(self.pick(_WAITING[positive])).format(
            have=self.pick(("I've", "I've", "I have", "we have", "we've")), wish=wish, thing=noun, late=late,
            long=self.pick(listed(patterns.LONG)), too_long=self.pick(listed(patterns.TOO_LONG)),
        )  # fmt: skip
        return Part(text, "waiting", noun if positive else late)

    def crafted(self, *, positive: bool) -> Part:
        """Write "it is (not) beautifully made"."""
        negated = self.chance(0.25)
        adverb = self.polar("adverbs", positive=positive != negated)
        degree = "" if negated else self.pick(("", "", "very ", "really "))
        text = f"{self.thing_is(negated=negated)} {degree}{adverb} {self.pick(words.WAYS)}"
        return Part(text, "not crafted" if negated else "crafted", adverb)

    def calls(self, *, positive: bool) -> Part:
        """Write a short call: highly recommended; great; what a shame."""
        if self.chance(0.65):
            call = self.pick(_CALLS[positive])
            return Part(call, "set call", call)
        negated = self.chance(0.4)
        adjective = self.adjective_for(positive=positive != negated)
        leads = (
            ("not ", "not at all ", "not very ", "never ")
            if negated
            else ("", "", "very ", "absolutely ", "so ", "how ", "just ")
        )
        return Part(f"{self.pick(leads)}{adjective}", "not call" if negated else "call", adjective)

    def judges(self, *, positive: bool) -> Part:
        """Write "everything was good", "nothing was good", "it is anything but good"."""
        name = self.pick(tuple(patterns.VERDICTS))
        pattern = patterns.VERDICTS[name][0 if positive else 1]
        return Part(self.is_pattern(pattern), name, pattern)


Template = Callable[..., Part]
# Every template and its share.
SHARES: dict[Template, int] = {
    ReviewTemplates.acts: 34,
    ReviewTemplates.happens: 8,
    ReviewTemplates.says_adjective: 7,
    ReviewTemplates.likes: 6,
    ReviewTemplates.affects: 5,
    ReviewTemplates.is_someone: 5,
    ReviewTemplates.has: 5,
    ReviewTemplates.has_adjective: 4,
    ReviewTemplates.does: 4,
    ReviewTemplates.advises: 4,
    ReviewTemplates.judges: 4,
    ReviewTemplates.mails: 4,
    ReviewTemplates.measures: 4,
    ReviewTemplates.treats: 3,
    ReviewTemplates.feels: 3,
    ReviewTemplates.compares: 3,
    ReviewTemplates.calls: 3,
    ReviewTemplates.waits: 2,
    ReviewTemplates.is_noun: 2,
    ReviewTemplates.crafted: 1,
}
TEMPLATES = tuple(template for template, share in SHARES.items() for _ in range(share))
