import itertools

import pytest

from lightboard.inference.starter.facts.summaries import Summaries, Summary, summaries
from lightboard.inference.starter.held_out import leaks
from lightboard.inference.starter.probes.translations import COURSE_PARAGRAPH


@pytest.fixture(scope="module")
def sample():
    return list(itertools.islice(summaries(seed=1), 800))


def test_summaries_keep_who_and_what_in_a_third(sample):
    for example in sample:
        assert example.is_kept_in(example.summary), example
        assert not set("[]{}<>_") & set(example.text + example.summary)


def test_summaries_of_news_leave_something_out():
    writer = Summaries(seed=2)
    news = [writer.news() for _ in range(300)]
    assert sum(example.summary not in example.text for example in news) > 100


def test_some_texts_are_long(sample):
    assert sum(len(example.text.split()) > 150 for example in sample) > 20


def test_the_rule_needs_every_kept_word_and_shortness():
    example = Summary(
        "Anna Novak opened a bakery in Oslo on Monday. " + "It rained. " * 12, "", ("Anna Novak", "bakery")
    )
    assert example.is_kept_in("Anna Novak opened a bakery.")
    assert not example.is_kept_in("Anna opened a bakery.")
    assert not example.is_kept_in("Anna Novak opened a bakery. " * 5)


def test_the_course_is_not_in_the_training_text(sample):
    assert not any(leaks(example.text) for example in sample)
    assert leaks(COURSE_PARAGRAPH)
