import itertools
import re

import pytest

from lightboard.inference.starter import corpora
from lightboard.inference.starter.english.noun_phrases import FEMALE, MALE
from lightboard.inference.starter.english.occupations import HELD_OUT_FRAMES, HELD_OUT_PHRASES
from lightboard.inference.starter.held_out import COURSE_EXAMPLES, leaks
from lightboard.inference.starter.probes.instructions import INSTRUCTIONS
from lightboard.inference.starter.probes.masks import MASKS
from lightboard.inference.starter.probes.minimal_pairs import MINIMAL_PAIRS
from lightboard.inference.starter.training.vocabulary import chat_text

BAD_AGREEMENT = re.compile(
    r"\b(?:(?<!and )I (?:is|are|has)|(?:He|She|It) (?:are|have|do)|(?:We|They|You) (?:is|was|has)|don't goes|"
    r"(?:did|didn't|does|doesn't|will|won't|can|can't|must) (?:went|goes|saw|sees|is|was|were|has|had|wrote|writes))\b"
)
BAD_ARTICLE = re.compile(
    r"\b(?:a (?:apple|egg|orange|old|easy|interesting|important|umbrella|animal|empty|hour|honest)"
    r"|an (?:book|dog|university|useful|new|big|small|house|language))\b",
    re.IGNORECASE,
)


def normal(text):
    return " ".join(re.findall(r"[a-z]+", text.lower().replace("i've", "i have")))


def sample(kind, count, seed=1):
    return list(itertools.islice(corpora.documents(kind, seed=seed), count))


@pytest.mark.parametrize("kind", corpora.KINDS)
def test_the_same_seed_writes_the_same_text(kind):
    assert sample(kind, 40, seed=3) == sample(kind, 40, seed=3)
    assert sample(kind, 40, seed=3) != sample(kind, 40, seed=4)


@pytest.mark.parametrize("name", corpora.MIXTURES)
def test_mixtures_are_deterministic_and_use_their_kinds(name):
    first = list(itertools.islice(corpora.mixture(name, seed=2), 60))
    assert first == list(itertools.islice(corpora.mixture(name, seed=2), 60))
    assert sum(corpora.MIXTURES[name].values()) == pytest.approx(1)


def test_unknown_kind_names_the_kinds():
    with pytest.raises(ValueError, match="There is no text of kind 'poems'; there are sentences, stories"):
        next(corpora.documents("poems", seed=1))


@pytest.mark.parametrize("kind", corpora.KINDS)
def test_course_examples_probes_and_held_out_frames_do_not_occur(kind):
    count = 4_000 if kind == "passages" else 15_000
    for document in sample(kind, count, seed=11):
        text = normal(document)
        # The mask may stand for anything, so the words before it are what counts.
        assert not any(normal(example) in text for example in COURSE_EXAMPLES), document
        assert not any(normal(phrase) in text for phrase in HELD_OUT_PHRASES), document


def test_leaks_knows_the_probes():
    assert all(leaks(f"It rained. {good}") for good, _ in MINIMAL_PAIRS)
    assert all(leaks(text.replace("[MASK]", "word")) for text, _, _ in MASKS)
    assert all(leaks(chat_text([("user", instruction.prompt)])) for instruction in INSTRUCTIONS)
    assert all(leaks(frame.format(job="nurse")) for pair in HELD_OUT_FRAMES for frame in pair)
    assert not leaks("She went to school with her friends.")


def test_lessons_know_the_words_of_the_course_examples():
    text = " ".join(sample("lessons", 3_000))
    for words in ("we will show you how to", "will teach you", "models", "language model"):
        assert words in text


@pytest.mark.parametrize("kind", [kind for kind in corpora.KINDS if kind != "passages"])
def test_agreement_and_articles(kind):
    for document in sample(kind, 1_500, seed=5):
        assert not BAD_AGREEMENT.search(document), document
        assert not BAD_ARTICLE.search(document), document
        assert "  " not in document
        assert "{" not in document
        assert "_" not in document
        assert (
            kind in ("dialogues", "entities", "instructions", "pairs", "passages", "topics")
            or document[0].isupper()
            or document[0] in "\"'"
        )


def test_stories_keep_their_people():
    names = set(FEMALE) | set(MALE)
    stories = sample("stories", 500)
    people = [[word for word in re.findall(r"[A-Z][a-z]+", story) if word in names] for story in stories]
    assert all(len(set(story)) <= 3 for story in people)
    returning = sum(len(story) > len(set(story)) for story in people) / len(stories)
    pronouns = sum(bool(re.search(r"\b(?:he|him|his|she|her)\b", story, re.IGNORECASE)) for story in stories) / len(
        stories
    )
    assert returning > 0.3
    assert pronouns > 0.6


def test_dialogues_are_written_as_the_chat_template_writes_them():
    from transformers import AutoTokenizer

    from lightboard.inference.starter import path

    tokenizer = AutoTokenizer.from_pretrained(path("gpt"))
    turns = [("system", "Be kind."), ("user", "Hello!"), ("assistant", "Hi!")]
    messages = [{"role": role, "content": content} for role, content in turns]
    assert tokenizer.apply_chat_template(messages, tokenize=False) == tokenizer.bos_token + chat_text(turns)
