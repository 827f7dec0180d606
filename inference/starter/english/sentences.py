"""Sentences: statements, questions, requests, comparisons, weather and lessons; the register of all kinds."""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

from collections.abc import Callable

from lightboard.inference.starter.english.clauses import ACTIONS, DAYS, TOPICS
from lightboard.inference.starter.english.complex_sentences import YOU, capital
from lightboard.inference.starter.english.everyday import Everyday
from lightboard.inference.starter.english.noun_phrases import CITIES, NUMBERS, POSSESSIVE
from lightboard.inference.starter.english.verb_groups import be_form, declarative, interrogative, verb_group
from lightboard.inference.starter.words import phrases
from lightboard.inference.starter.words.inflection import comparison, with_article
from lightboard.inference.starter.words.lexicon import Slot, adjectives, gradable, listed

MODEL_KINDS = adjectives("modelkind")
_REQUESTS = listed(phrases.REQUESTS)
_QUESTIONS_WITH_BE = listed(phrases.QUESTIONS_WITH_BE)
_WEATHER = listed(phrases.WEATHER)
_CLIMATE = adjectives("climate")
_LESSONS = listed(phrases.LESSONS)
_COURSES = listed(phrases.COURSES)
_SUPERLATIVES = listed(phrases.SUPERLATIVES)
_QUESTION_WORDS = listed("why; when; where; how often; why; how")
_WH_TENSES = listed("present; past; past; future; progressive; can; should; perfect")
_COMPARED = listed("person; animal; food; place; vehicle; device; film; book; house; course; model; shop; song; job")
_THERE = tuple((tuple(kinds.split()), listed(places)) for kinds, places in phrases.WHERE_THINGS_ARE.items())


class Sentences(Everyday):
    """Writes sentences from a seed.

    Examples
    --------
    >>> Sentences(seed=5).sentence()[-1] in '.?!"'
    True
    """

    def sentence(self) -> str:
        """Write one sentence of any kind."""
        return capital(self.pick(_KINDS)(self))

    def statement(self) -> str:
        """Write a plain statement."""
        return self.clause().text + self.pick((".", ".", ".", ".", "!"))

    def description(self) -> str:
        """Write a statement with "be"."""
        return self.copula().text + "."

    def asking(self) -> str:
        """Write a yes-or-no question."""
        return self.question() + "?"

    def wh_question(self) -> str:
        """Write a question with a question word."""
        who = self.person()
        frame = self.frame_for("person")
        tense = self.pick(_WH_TENSES)
        if frame.stative and tense == "progressive":
            tense = "present"
        draw = self.random()
        if draw < 0.2:
            group = verb_group(frame.verb, "he", tense)
            asked = declarative("who", "he", group, contracted=False, is_pronoun=False)
            return f"{asked} {self.complement(frame, 'he')}".rstrip() + "?"
        asked = interrogative(who.text, verb_group(frame.verb, who.pronoun, tense, question=True))
        if draw < 0.5 and frame.passive and len(frame.complement) == 1:
            slot = frame.complement[0]
            return f"{'who' if isinstance(slot, Slot) and slot.type == 'person' else 'what'} {asked}?"
        return f"{self.pick(_QUESTION_WORDS)} {asked} {self.complement(frame, who.pronoun, ending=0.0)}".rstrip() + "?"

    def wh_copula(self) -> str:
        """Write a question with a question word and "be"."""
        who = self.person()
        return self.choose(self.pick(_QUESTIONS_WITH_BE)).format(
            be=be_form(who.pronoun, past=self.chance(0.3)), who=who.text, mood=self.pick(adjectives("mood")),
            object=self.phrase("object").text, owner=POSSESSIVE[who.pronoun], clothing=self.noun("clothing").singular,
        )  # fmt: skip

    def answer_pair(self) -> str:
        """Write a question and its short answer by somebody."""
        who = YOU if self.chance(0.6) else self.person()
        frame = self.frame_for("person")
        tense = self.pick(("present", "past", "perfect", "can", "future"))
        group = verb_group(frame.verb, who.pronoun, tense, question=True)
        asked = f"{interrogative(who.text, group)} {self.complement(frame, who.pronoun, ending=0.3)}".rstrip()
        replier = {"you": "I", "I": "you"}.get(who.pronoun, who.pronoun)
        auxiliary = verb_group(frame.verb, replier, tense, question=True).auxiliary
        negative = {"can": "can't", "will": "won't"}.get(auxiliary, f"{auxiliary}n't")
        reply = f"Yes, {replier} {auxiliary}." if self.chance(0.5) else f"No, {replier} {negative}."
        return f'"{capital(asked)}?" "{reply}"' if self.chance(0.5) else f"{asked}? {reply}"

    def request(self) -> str:
        """Write an order, a request or a suggestion."""
        return self.pick(_REQUESTS).format(phrase=self.verb_phrase("you"), ours=self.verb_phrase("we"))

    def compare(self) -> str:
        """Write a comparative or a superlative."""
        kind = self.pick(_COMPARED)
        adjective = self.pick(gradable(kind))
        better, best = comparison(adjective)
        if kind == "person":
            who = self.person()
            other = self.other_person(who.pronoun)
            be = be_form(who.pronoun, past=self.chance(0.3))
            draw = self.random()
            if draw < 0.2 and who.pronoun not in ("I", "we"):
                return f"{who.text} {be} the {best} {'people' if who.pronoun == 'they' else 'person'} I know."
            if draw < 0.6:
                return f"{who.text} {be} {better} than {other}."
            return f"{who.text} {be} {self.pick(('', '', 'not '))}as {adjective} as {other}."
        noun = self.noun(kind)
        if noun.kind != "count":
            return f"{self.phrase(kind).text} can be {better}."
        return self.choose(self.pick(_SUPERLATIVES)).format(
            noun=noun.singular, better=better, best=best, city=self.pick(CITIES), be="was" if self.chance(0.3) else "is"
        )

    def there_is(self) -> str:
        """Write a sentence with "there"."""
        kinds, places = self.pick(_THERE)
        noun = self.noun(self.pick(kinds))
        place = self.pick(places).format(city=self.pick(CITIES))
        tense = self.pick(("is", "is", "was", "will be"))
        if noun.kind == "mass":
            return f"there {tense} {self.pick(('some', 'no', 'a lot of', 'enough'))} {noun.singular} {place}."
        if noun.kind == "plural" or self.chance(0.45):
            be = {"is": "are", "was": "were"}.get(tense, tense)
            quantity = self.pick(("some", "no", "many", "a lot of", "several", *NUMBERS[:6]))
            return f"there {be} {quantity} {noun.plural} {place}."
        return (
            f"there {'is not' if tense == 'is' and self.chance(0.2) else tense} {with_article(noun.singular)} {place}."
        )

    def weather(self) -> str:
        """Write a sentence about the weather."""
        return self.choose(self.pick(_WEATHER)).format(climate=self.pick(_CLIMATE))

    def lesson_text(self) -> str:
        """Write one to three sentences about courses and models."""
        parts = []
        for _ in range(1 + int(self.random() * 3)):
            if self.chance(0.7):
                parts.append(capital(self.lesson()))
            else:
                kind = self.pick(("model", "learner", "course"))
                parts.append(capital(self.clause(subject=self.phrase(kind), kind=kind).text) + ".")
        return " ".join(parts)

    def lesson(self) -> str:
        """Write a sentence about what a course or a language model teaches or does."""
        kind = self.pick(MODEL_KINDS)
        return self.choose(self.pick(_LESSONS)).format(
            course=self.pick(_COURSES), action=self.pick(ACTIONS), topic=self.pick(TOPICS), day=self.pick(DAYS),
            kind=kind,
            a_kind=with_article(kind), other=self.pick(MODEL_KINDS), who=self.person().text,
        )  # fmt: skip


# Every kind of sentence and how many of a hundred it is, about.
SHARES: dict[Callable[[Sentences], str], int] = {
    Sentences.construction: 34,
    Sentences.statement: 16,
    Sentences.consequence: 10,
    Sentences.description: 6,
    Sentences.sequence: 4,
    Sentences.speech: 4,
    Sentences.lesson: 4,
    Sentences.asking: 3,
    Sentences.coordination: 3,
    Sentences.relative: 3,
    Sentences.wh_question: 2,
    Sentences.request: 2,
    Sentences.reported: 2,
    Sentences.verb_pair: 1,
    Sentences.condition: 1,
    Sentences.compare: 2,
    Sentences.there_is: 2,
    Sentences.weather: 2,
    Sentences.wh_copula: 1,
    Sentences.answer_pair: 1,
}
_KINDS = tuple(kind for kind, share in SHARES.items() for _ in range(share))
