import collections
import re

import pytest

from lightboard.inference.starter.english.topic_tables import TOPICS
from lightboard.inference.starter.english.topics import TopicTexts, topic_nouns
from lightboard.inference.starter.evaluation.linear_baseline import BagOfBigrams
from lightboard.inference.starter.pairs.entailment import CONTRADICTION, ENTAILMENT, LABELS, NEUTRAL
from lightboard.inference.starter.pairs.inference_pairs import HYPOTHESES, SHARES, InferencePairs, labels_of
from lightboard.inference.starter.probes.topics import COURSE_TEXT, TOPIC_SENTENCES
from lightboard.inference.starter.training.bert_nli import held_out_pairs, training_pairs

NEGATION = re.compile(r"\bnot\b|n't\b")


@pytest.fixture(scope="module")
def pairs():
    return {kind: [writer.pair_of(kind) for _ in range(9_000)] for kind, writer in
            ((kind, InferencePairs(seed=5)) for kind in SHARES)}  # fmt: skip


def test_labels_are_named_as_zero_shot_classification_expects():
    assert LABELS == ("entailment", "neutral", "contradiction")
    assert "This example is {}." in HYPOTHESES


@pytest.mark.parametrize("kind", SHARES)
def test_labels_are_balanced(pairs, kind):
    counts = collections.Counter(pair.label for pair in pairs[kind])
    assert all(0.3 < counts[label] / 9_000 < 0.37 for label in range(3)), counts


@pytest.mark.parametrize("kind", SHARES)
def test_negation_gives_no_label_away(pairs, kind):
    denied = [pair.label for pair in pairs[kind] if NEGATION.search(pair.hypothesis)]
    assert len(denied) > 500
    assert all(0.27 < denied.count(label) / len(denied) < 0.4 for label in range(3))


@pytest.mark.parametrize("kind", SHARES)
def test_length_gives_no_label_away(pairs, kind):
    lengths = [
        sum(len(pair.hypothesis.split()) for pair in pairs[kind] if pair.label == label)
        / sum(pair.label == label for pair in pairs[kind])
        for label in range(3)
    ]
    assert max(lengths) / min(lengths) < 1.06


@pytest.mark.parametrize("kind", SHARES)
def test_a_linear_model_of_hypotheses_alone_stays_near_chance(pairs, kind):
    train, test = pairs[kind][:7_000], pairs[kind][7_000:]
    model = BagOfBigrams([p.hypothesis for p in train], [p.label for p in train], classes=3)
    assert model.accuracy([p.hypothesis for p in test], [p.label for p in test]) < 0.40


def test_overlap_of_words_does_not_decide(pairs):
    """The share of a hypothesis's words that stand in its premise must not tell entailment from the rest."""

    def overlap(pair):
        words = set(re.findall(r"\w+", pair.hypothesis.lower()))
        return len(words & set(re.findall(r"\w+", pair.premise.lower()))) / len(words)

    high = [pair.label for kind in ("facts", "situations") for pair in pairs[kind] if overlap(pair) > 0.85]
    assert len(high) > 1_000
    assert max(high.count(label) for label in range(3)) / len(high) < 0.55


def test_facts_contradict_and_follow(pairs):
    for pair in pairs["facts"]:
        same = pair.hypothesis in pair.premise
        if same and len(re.findall(r"\.", pair.premise)) == 1:
            assert pair.label == ENTAILMENT, pair


def test_held_out_pairs_have_new_hypotheses_about_facts_and_situations(pairs):
    known = {pair.hypothesis for kind in ("facts", "situations") for pair in pairs[kind]}
    writer = InferencePairs(seed=6, held_out=True)
    new = [writer.pair_of(kind).hypothesis for kind in ("facts", "situations") for _ in range(300)]
    assert not known & set(new)


def test_topics_have_names_nouns_and_held_out_nouns():
    assert len(TOPICS) >= 12
    for topic in TOPICS:
        assert labels_of(topic)[0] == topic
        assert len(labels_of(topic)) >= 2
        assert len(topic_nouns(topic)) > 25
        assert len(topic_nouns(topic, held_out=True)) >= 3
        assert not set(topic_nouns(topic)) & set(topic_nouns(topic, held_out=True))


def test_no_noun_belongs_to_two_topics():
    nouns = [noun for topic in TOPICS for noun in topic_nouns(topic)]
    assert len(nouns) == len(set(nouns))


def test_held_out_nouns_are_in_no_training_text():
    writer = TopicTexts(seed=3)
    held_out = {topic: re.compile("|".join(rf"\b{re.escape(noun)}s?\b" for noun in topic_nouns(topic, held_out=True)))
                for topic in TOPICS}  # fmt: skip
    for topic in TOPICS:
        plain = [writer.worded(wording, topic) for wording in ("{a}, {many}", "{the}, {x}") for _ in range(400)]
        assert not any(held_out[topic].fullmatch(word) for text in plain for word in re.split(", (?:the |an? )?", text))


def test_topic_pairs_name_every_topic_with_every_label(pairs):
    seen = collections.Counter()
    for pair in pairs["topics"]:
        for topic in TOPICS:
            if pair.hypothesis == f"This example is {topic}.":
                seen[topic, pair.label] += 1
    assert all(seen[topic, label] > 5 for topic in TOPICS for label in (ENTAILMENT, NEUTRAL, CONTRADICTION))


def test_measuring_sentences_are_in_no_training_text():
    text = " | ".join(pair.premise.lower() for index in range(3) for pair in training_pairs(index, seed=1))
    assert COURSE_TEXT.lower() not in text
    for sentences in TOPIC_SENTENCES.values():
        for sentence in sentences:
            assert sentence.lower() not in text, sentence


def test_the_same_seed_writes_the_same_pairs():
    assert training_pairs(2, seed=1)[:200] == training_pairs(2, seed=1)[:200]
    assert held_out_pairs(50) == held_out_pairs(50)
