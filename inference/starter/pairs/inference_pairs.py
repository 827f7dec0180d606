"""The pairs that starter/bert-nli reads: of fact records, situations and topics, each label as often."""

from __future__ import annotations

import zlib

from lightboard.inference.starter.english.topic_tables import TOPICS
from lightboard.inference.starter.english.topics import TopicTexts
from lightboard.inference.starter.pairs.entailment import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair, turned
from lightboard.inference.starter.pairs.fact_pairs import FactPairs
from lightboard.inference.starter.pairs.situation_pairs import SituationPairs
from lightboard.inference.starter.words.lexicon import listed

HELD_OUT_SHARE = 20  # one hypothesis about facts and situations in twenty
SHARES = {"facts": 0.25, "situations": 0.25, "topics": 0.5}
# {} is a name of the topic, as in Transformers' zero-shot classification, whose own wording is the first.
HYPOTHESES = (
    "This example is {}.", "This example is {}.", "This example is {}.", "This text is about {}.", "The topic is {}.",
    "It is about {}.", "This is about {}.", "The subject is {}.", "This sentence is about {}.", "This is {}.",
    "This example is about {}.", "The text belongs to {}.",
)  # fmt: skip
_DENIALS = ("This example is not {}.", "This text is not about {}.", "The topic is not {}.", "It isn't about {}.")


def labels_of(topic: str) -> tuple[str, ...]:
    """Give the names of a topic.

    >>> labels_of("health")
    ('health', 'medicine', 'illness')
    """
    return listed(TOPICS[topic].labels)


class InferencePairs:
    """Writes pairs from a seed; with `held_out`, with names and hypotheses about facts that training never reads.

    With `new_nouns`, texts of topics hold nouns and wordings that training never reads.

    Examples
    --------
    >>> InferencePairs(seed=1).pair().hypothesis[-1]
    '.'
    """

    def __init__(self, *, seed: int, held_out: bool = False, new_nouns: bool = False) -> None:
        self.held_out = held_out
        self.new_nouns = new_nouns
        self.facts = FactPairs(seed=seed, held_out=held_out)
        self.situations = SituationPairs(seed=seed + 1)
        self.topics = TopicTexts(seed=seed + 2)

    def pair(self) -> Pair:
        """Write a pair of any kind."""
        draw, kinds = self.topics.random(), list(SHARES)
        while draw >= SHARES[kinds[0]]:
            draw -= SHARES[kinds.pop(0)]
        return self.pair_of(kinds[0])

    def pair_of(self, kind: str) -> Pair:
        """Write a pair of a kind: "facts", "situations" or "topics"."""
        if kind == "topics":
            return self.topic_pair()
        writer = self.facts if kind == "facts" else self.situations
        while True:
            pair = writer.pair()
            if (zlib.crc32(pair.hypothesis.encode()) % HELD_OUT_SHARE == 0) == self.held_out:
                return pair

    def topic_pair(self) -> Pair:
        """Write a text of a topic, of another one or of none, and a hypothesis that names the topic."""
        write = self.topics
        topic, label = write.pick(tuple(TOPICS)), write.pick((ENTAILMENT, NEUTRAL, CONTRADICTION))
        negated = write.chance(0.12)
        hypothesis = write.pick(_DENIALS if negated else HYPOTHESES).format(write.pick(labels_of(topic)))
        wanted = turned(label) if negated else label
        if wanted == NEUTRAL:
            premise = write.untold_text()
        elif wanted == ENTAILMENT:
            premise = write.text(topic, held_out=self.new_nouns)
        else:
            premise = write.text(write.pick([other for other in TOPICS if other != topic]), held_out=self.new_nouns)
        return Pair(premise, hypothesis, label)
