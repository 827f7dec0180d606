import collections
import re

import pytest

from lightboard.inference.starter.opinions import polar_words
from lightboard.inference.starter.opinions.rated_words import rated_words
from lightboard.inference.starter.opinions.reviews import Reviews, is_held_out
from lightboard.inference.starter.opinions.scenes import scenes
from lightboard.inference.starter.probes.sentiment import COURSE_SENTIMENT, EVERYDAY_SENTIMENT
from lightboard.inference.starter.training.bert_sentiment import training_opinions
from lightboard.inference.starter.words.inflection import verb_forms

NEGATION = re.compile(r"\b(?:not|never|no|cannot|hardly|stop(?:ped)?)\b|n't\b")


@pytest.fixture(scope="module")
def opinions():
    writer = Reviews(seed=8)
    return [writer.opinion() for _ in range(60_000)]


@pytest.fixture(scope="module")
def trained():
    return [opinion for index in range(4) for opinion in training_opinions(index, seed=1)]


def test_labels_are_balanced(opinions):
    share = sum(opinion.positive for opinion in opinions) / len(opinions)
    assert 0.48 < share < 0.52


@pytest.mark.parametrize("word", ["not", "n't", "never", "no", "but", "?", "!", "always", "keeps"])
def test_function_words_give_no_label_away(opinions, word):
    pattern = re.compile(rf"\b{word}\b" if word.isalpha() else re.escape(word))
    having = [opinion.positive for opinion in opinions if pattern.search(opinion.text.lower())]
    assert len(having) > 250
    assert 0.3 < sum(having) / len(having) < 0.7


@pytest.mark.parametrize(
    "word",
    [
        *polar_words.LIKING[:4],
        *polar_words.DISLIKING[:4],
        *polar_words.POSITIVE_ADJECTIVES[:30],
        *polar_words.NEGATIVE_ADJECTIVES[:30],
    ],
)
def test_every_polar_word_occurs_for_both_labels(opinions, word):
    labels = collections.Counter(opinion.positive for opinion in opinions if f" {word}" in f" {opinion.text.lower()}")
    assert min(labels[True], labels[False]) >= 3, labels


def test_every_deed_that_can_be_denied_occurs_bare_and_denied_for_both_labels():
    writer = Reviews(seed=3)
    found = collections.defaultdict(set)
    for _ in range(100_000):
        for positive in (True, False):
            part = writer.acts(positive=positive)
            found[part.polar].add((positive, part.template == "no deed"))
    for scene in scenes().values():
        for positive, deeds in ((True, scene.good), (False, scene.bad)):
            for deed in deeds:
                seen = found[f"{deed.verb} {deed.rest}"]
                assert (positive, False) in seen
                if deed.negatable:
                    assert (not positive, True) in seen


def test_deeds_are_denied_by_negation_alone():
    writer = Reviews(seed=4)
    for _ in range(4_000):
        part = writer.acts(positive=True)
        if part.template == "no deed":
            assert NEGATION.search(part.text), part.text
        elif " and " not in part.text and not NEGATION.search(part.polar):
            assert not NEGATION.search(part.text), part.text


def test_every_rated_word_occurs_for_both_labels():
    writer = Reviews(seed=5, rated=rated_words())
    found = collections.defaultdict(set)
    for _ in range(25_000):
        for positive in (True, False):
            for template in (writer.treats, writer.is_someone, writer.affects, writer.has):
                found[template(positive=positive).polar].add(positive)
    for rated in rated_words():
        for words in rated:
            assert all(found[word] == {True, False} for word in words), [w for w in words if len(found[w]) < 2]


def test_rated_words_are_many_and_sorted_by_polarity():
    positive, negative = rated_words()
    assert sum(map(len, positive)) > 600
    assert sum(map(len, negative)) > 800
    for good, bad in zip(positive, negative, strict=True):
        assert not set(good) & set(bad)
    assert {"generous", "joyful"} <= set(positive.adjectives)
    assert "betray" in negative.verbs
    assert "kindness" in positive.nouns


def test_reviews_need_no_library_at_run_time(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "vaderSentiment.vaderSentiment", None)
    rated_words.cache_clear()
    assert Reviews(seed=1).opinion().text
    with pytest.raises(ValueError, match=r"pip install lightboard\[train\]"):
        rated_words()
    rated_words.cache_clear()


@pytest.mark.parametrize("word", [*polar_words.LIKING, *polar_words.DISLIKING])
def test_polar_verbs_occur_in_the_present_and_the_past_bare_and_negated(opinions, word):
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


def test_every_event_and_mail_has_a_combination_that_is_trained():
    writer = Reviews(seed=10)
    seen = collections.defaultdict(set)
    for _ in range(60_000):
        writer.topic = writer.pick(("film", "service", "life"))
        part = writer.pick((writer.happens, writer.mails))(positive=writer.chance(0.5))
        seen[part.polar].add(is_held_out(part, writer.topic))
    assert all(False in held_out for held_out in seen.values())


def test_measuring_sentences_are_balanced_and_in_no_training_text(trained):
    assert len(EVERYDAY_SENTIMENT) == 100
    assert sum(label == "POSITIVE" for _, label in EVERYDAY_SENTIMENT) == 50
    text = " | ".join(opinion.text.lower() for opinion in trained)
    for sentence, _ in (*EVERYDAY_SENTIMENT, *COURSE_SENTIMENT):
        assert sentence.lower().rstrip(".!") not in text, sentence
