"""Short texts of a topic, for starter/bert-nli as a zero-shot classifier.

Held out are a tenth of each topic's nouns and a few wordings: training never writes them as a topic's text.
"""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

import zlib
from functools import cache

from lightboard.inference.starter.english.complex_sentences import capital
from lightboard.inference.starter.english.sentences import Sentences
from lightboard.inference.starter.english.topic_tables import TOPICS
from lightboard.inference.starter.words.inflection import plural, with_article
from lightboard.inference.starter.words.lexicon import listed, nouns

__all__ = ["TOPICS", "TopicTexts", "topic_nouns"]

HELD_OUT_SHARE = 10  # one noun in ten of each topic
_WHO = listed("""
    I; we; he; she; they; my sister; my brother; the neighbours; Anna; Tom; a friend; the man; the woman; my parents;
    Peter and Maria; people; everybody; his father; the boys; somebody; Lucy; our guests; Mr Brown; the twins next
    door
""")
# {a}, {the}, {n}, {many} are nouns of the topic in four forms, {x} and {y} further plurals, {who} a subject, {title} a
# made-up name.
_WORDINGS = listed("""
    {who} read (an article|a report|something|a lot) about {many}; we talked about {many} and {x}; there is {a} (in
    the room|near here|over there|in the picture); my (brother|friend|uncle) knows everything about {many}; have you
    seen the new {n}?; {who} (needed|wanted|found|bought|dreamed of|saw|got) {a}; the {n} and the {m} (are|were)
    (new|old|here|ready); {who} asked (me|us|him) about the {n}; {many} and {x}; {many}, {x} and {y}; this is {a};
    what do you think of the {n}?; the {n} was (better|bigger|older) than the last one; it is all about {many}; I know
    (nothing|a lot) about {many}; where is the {n}?; {who} told us about {the} and {the2}; the picture shows {a} and
    {a2}; the news today: {many}; here you find everything about {many} and {x}; do you like {many}?; the best {many}
    of the year; {who} wanted to know more about {many}; (he|she) works with {many}; (our|the) {n}; the history of
    {many}; tips for {many}; a long text about {many}; this is a (text|page|story|letter) about {many}; this is about
    {the}; the {n} is called {title}; {title} is {a}
""")
_HELD_OUT_WORDINGS = listed("""
    {who} could not stop talking about {many}; without {a} it would not work; {the}, {the2} and a few questions; tell
    me more about {the}, please; {many} are not the same as {x}; {who} took a picture of {a} next to {a2}; nobody had
    ever heard of {a} like that
""")
_COURSES = listed("""
    this is a (course|lesson|class|lecture|seminar|workshop|tutorial) (about|on) {x}; (the|our|a new)
    (course|class|lecture|tutorial) on {x}; {who} (took|gave|attended|taught|started) a (course|class|lesson)
    (about|on) {x}; a course about the {title} {thing}; this course is about {title}; the (course|lesson|lecture)
    (about|on) the {title} {thing}; the teacher gave a (lesson|lecture) about {title}
""")
_UNTOLD = listed("""
    (I|we|they|she|he) (said|thought|knew|forgot|remembered|agreed|waited|came back|understood|answered)
    (yes|no|it|so|nothing|that|everything)(| again| yesterday| at once); it (was|is)
    (here|there|new|old|good|over|true|nice|late|green|big|all right)(| again| now); (thank you|good morning|hello|see
    you tomorrow|never mind|of course not|maybe later|as you like); (I|we) do not know (why|where|who|it|them|how)(|
    yet); what (is|was) (that|it|this)?; (this|that|it) (happens|happened) (often|again|yesterday|sometimes);
    (nobody|somebody|everyone) (was|is) (there|here|right|late); wait a (moment|minute); there are (two|three|many|no)
    of them; (he|she) (looked|went) (up|away|back|left); it depends; (yes|no), (I|we|they) (did|do|can|will); the
    (first|second|last|other) one(| is better| was mine)
""")
_TITLE = listed("Tra Nova Lumo Pix Orbi Zen Data Flex Quanta Mira Solo Vex Astra Kilo Delta Poly".replace(" ", ";"))
_TITLE_ENDS = listed("ra; ton; lib; kit; hub; net; base; lab; form; soft; works; mind")
_TITLED = listed("tools; package; toolkit; project; collection; method; system; series; archive; guide; catalogue; kit")


@cache
def topic_nouns(topic: str, *, held_out: bool = False) -> tuple[str, ...]:
    """Give the nouns of a topic alone, those of training or the held-out ones; a word of two topics belongs to none."""
    others = {word for other in TOPICS if other != topic for word in _all_nouns(other)}
    mixed = sorted(
        (word for word in _all_nouns(topic) if word not in others), key=lambda word: zlib.crc32(word.encode())
    )
    return tuple(word for i, word in enumerate(mixed) if (i % HELD_OUT_SHARE == 0) == held_out)


@cache
def _all_nouns(topic: str) -> tuple[str, ...]:
    kinds = TOPICS[topic].kinds.split()
    typed = (noun.singular for kind in kinds for noun in nouns(kind) if noun.kind == "count")
    return tuple(dict.fromkeys((*listed(TOPICS[topic].nouns), *typed)))


class TopicTexts(Sentences):
    """Writes short texts of a topic from a seed.

    Examples
    --------
    >>> TopicTexts(seed=1).text("weather")[-1] in ".?!"
    True
    """

    def text(self, topic: str, *, held_out: bool = False) -> str:
        """Write a sentence or two of a topic; with `held_out` in wordings and with nouns that training never reads."""
        if held_out:
            return self._finished(self.worded(self.pick(_HELD_OUT_WORDINGS), topic, held_out=True))
        draw = self.random()
        if draw < 0.15 and topic == "education":
            return self._finished(self.course(self.pick(tuple(TOPICS))))
        first = self._finished(self._clause(topic))
        if draw > 0.85:
            return f"{first} {self._finished(self._clause(topic))}"
        if draw > 0.78:
            return f"{first} {self._finished(self.untold())}"
        return first

    def course(self, about: str) -> str:
        """Write a clause about a course on something of a topic or on something with a made-up name."""
        pattern = self.choose(self.pick(_COURSES))
        return pattern.format(
            x=plural(self.pick(topic_nouns(about))), who=self.pick(_WHO), title=self.title(), thing=self.pick(_TITLED)
        )

    def title(self) -> str:
        """Make up a name."""
        return self.pick(_TITLE) + self.pick(_TITLE_ENDS)

    def untold(self) -> str:
        """Write a clause of no topic."""
        return self.choose(self.pick(_UNTOLD))

    def untold_text(self) -> str:
        """Write a sentence or two of no topic."""
        texts = [self._finished(self.untold()) for _ in range(2)]
        return " ".join(texts[: 1 + self.chance(0.4)])

    def _clause(self, topic: str) -> str:
        draw = self.random()
        if draw < 0.34:
            deed = self.choose(self.pick(listed(TOPICS[topic].deeds)))
            return f"{self.pick(_WHO)} {deed}".format(n=plural(self.pick(topic_nouns(topic))))
        if draw < 0.62:
            scene = self.choose(self.pick(listed(TOPICS[topic].scenes)))
            return scene.format(n=plural(self.pick(topic_nouns(topic))))
        return self.worded(self.pick(_WORDINGS), topic)

    def worded(self, wording: str, topic: str, *, held_out: bool = False) -> str:
        """Fill a wording with nouns of a topic; with `held_out` at least one is a held-out noun."""
        known = topic_nouns(topic)
        first, second, third = (self.pick(known) for _ in range(3))
        if held_out:
            first = self.pick(topic_nouns(topic, held_out=True))
        return self.choose(wording).format(
            who=self.pick(_WHO), n=first, m=second, a=with_article(first), a2=with_article(second), the=f"the {first}",
            the2=f"the {second}", many=plural(first), x=plural(second), y=plural(third), title=self.title(),
        )  # fmt: skip

    def _finished(self, clause: str) -> str:
        end = "" if clause[-1] in ".?!" else self.pick((".", ".", ".", ".", "!", "."))
        return capital(clause) + end
