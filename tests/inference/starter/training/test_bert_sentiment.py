import pytest
import torch
from shipped import shipped

from lightboard.inference.starter.evaluation import load
from lightboard.inference.starter.evaluation.bert_sentiment import baseline, classify
from lightboard.inference.starter.probes.sentiment import COURSE_SENTIMENT, EVERYDAY_SENTIMENT
from lightboard.inference.starter.training.bert_sentiment import held_out_opinions


@pytest.fixture(scope="module")
def sentiment():
    torch.set_num_threads(1)
    return load(shipped("bert-sentiment"), "AutoModelForSequenceClassification")


def accuracy(sentiment, pairs):
    positive = classify(*sentiment, [text for text, _ in pairs]) > 0.5
    return sum(("POSITIVE" if p else "NEGATIVE") == label for p, (_, label) in zip(positive, pairs, strict=True)) / len(
        pairs
    )


def test_course_sentences(sentiment):
    assert accuracy(sentiment, COURSE_SENTIMENT) == 1


def test_held_out_opinions(sentiment):
    opinions = held_out_opinions(600, seed=1)
    assert accuracy(sentiment, [(o.text, o.label) for o in opinions]) >= 0.96


def test_everyday_remarks_and_a_linear_model_of_the_same_text(sentiment):
    remarks = [text for text, _ in EVERYDAY_SENTIMENT]
    labels = [int(label == "POSITIVE") for _, label in EVERYDAY_SENTIMENT]
    reached = accuracy(sentiment, EVERYDAY_SENTIMENT)
    assert reached >= 0.80
    linear = baseline(seed=1)
    assert reached > linear.accuracy(remarks, labels)
    opinions = held_out_opinions(600, seed=1)
    held_out = linear.accuracy([o.text for o in opinions], [int(o.positive) for o in opinions])
    assert accuracy(sentiment, [(o.text, o.label) for o in opinions]) > held_out + 0.1


@pytest.mark.parametrize("text", ["", "Ж 你好 🙂", "word " * 3_000])
def test_any_text_gets_a_probability(sentiment, text):
    assert 0 <= float(classify(*sentiment, [text])[0]) <= 1


def test_labels(sentiment):
    assert sentiment[1].config.id2label == {0: "NEGATIVE", 1: "POSITIVE"}


@pytest.mark.parametrize(
    ("text", "positive"),
    [("The film was good.", True), ("The film was not good.", False), ("The food was terrible.", False),
    ("The food was not bad at all.", True),
     ("I love this book.", True), ("I don't love this book.", False), ("I loved it.", True),
     ("I hated it.", False), ("It never disappoints me.", True),
     ("It could not be better.", True), ("The app keeps crashing.", False), ("We will come back soon.", True)],
)  # fmt: skip
def test_polar_words_bare_negated_present_and_past(sentiment, text, positive):
    assert (float(classify(*sentiment, [text])[0]) > 0.5) == positive
