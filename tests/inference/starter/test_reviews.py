import collections

import pytest

from lightboard.inference.starter import words_sentiment
from lightboard.inference.starter.reviews import Reviews

NEGATIONS = ("not", "n't", "never", "nothing", "nobody", "no ", "anything but", "far from", "cannot")


@pytest.fixture(scope="module")
def opinions():
    writer = Reviews(seed=8)
    return [writer.opinion() for _ in range(40_000)]


def test_labels_are_balanced(opinions):
    share = sum(opinion.positive for opinion in opinions) / len(opinions)
    assert 0.48 < share < 0.52


@pytest.mark.parametrize("negation", ["not ", "n't ", "never "])
def test_negation_gives_no_label_away(opinions, negation):
    having = [opinion.positive for opinion in opinions if negation in opinion.text.lower()]
    assert len(having) > 500
    assert 0.3 < sum(having) / len(having) < 0.7


@pytest.mark.parametrize(
    "word",
    [
        *words_sentiment.LIKING[:4],
        *words_sentiment.DISLIKING[:4],
        *words_sentiment.POSITIVE_ADJECTIVES[:30],
        *words_sentiment.NEGATIVE_ADJECTIVES[:30],
    ],
)
def test_every_polar_word_occurs_for_both_labels(opinions, word):
    labels = collections.Counter(opinion.positive for opinion in opinions if f" {word}" in f" {opinion.text.lower()}")
    assert min(labels[True], labels[False]) >= 3, labels


@pytest.mark.parametrize("word", [*words_sentiment.LIKING, *words_sentiment.DISLIKING])
def test_polar_verbs_occur_in_the_present_and_the_past_bare_and_negated(opinions, word):
    from lightboard.inference.starter.inflection import verb_forms

    texts = [f" {opinion.text.lower()}" for opinion in opinions]
    forms = verb_forms(word)
    assert any(f" {forms.past}" in text for text in texts)
    assert any(f"i {forms.base} " in text for text in texts)
    assert any(f"not {forms.base} " in text or f"n't {forms.base} " in text for text in texts)


@pytest.mark.parametrize("word", ["good", "great", "terrible", "boring"])
def test_bare_and_negated_copulas_have_the_right_label(opinions, word):
    for opinion in opinions:
        text = opinion.text.lower()
        positive = word in ("good", "great")
        if text in (f"it was {word}.", f"it is {word}.", f"it's {word}!", f"the film was {word}."):
            assert opinion.positive == positive
        if text in (f"it was not {word}.", f"it isn't {word}.", f"it wasn't {word} at all.", f"this is not {word}."):
            assert opinion.positive != positive


def test_held_out_combinations_are_not_in_training(opinions):
    writer = Reviews(seed=9)
    training = {opinion.text for opinion in opinions}
    held_out = [writer.opinion(held_out=True) for _ in range(800)]
    assert all(opinion.held_out for opinion in held_out)
    assert not any(opinion.held_out for opinion in opinions)
    share = sum(opinion.text in training for opinion in held_out) / len(held_out)
    assert share < 0.1
