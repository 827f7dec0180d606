import collections
import itertools

import pytest

from lightboard.inference.starter.corpora import documents
from lightboard.inference.starter.english.instructions import NUMBER_WORDS, Instructions, members
from lightboard.inference.starter.evaluation.chat import is_right
from lightboard.inference.starter.probes.instructions import INSTRUCTIONS, Instruction
from lightboard.inference.starter.words.inflection import verb_forms

PROMPTS = [instruction.prompt for instruction in INSTRUCTIONS]


@pytest.fixture
def writer():
    return Instructions(seed=6)


def test_lists_have_as_many_members_as_asked_for(writer):
    for _ in range(300):
        asked, answer = writer.lists()
        number = next(NUMBER_WORDS.index(word) for word in asked.lower().strip(".?").replace(",", "").split()
                      if word in NUMBER_WORDS)  # fmt: skip
        items = answer.rstrip(".").replace(" and ", ", ").split(", ")
        assert len(set(items)) == len(items) == number, (asked, answer)


def test_counting_is_right(writer):
    for _ in range(300):
        asked, answer = writer.count()
        if "," in answer:
            words = answer.lower().rstrip(".").split(", ")
            first = NUMBER_WORDS.index(words[0])
            assert words == NUMBER_WORDS[first : first + len(words)]
            assert words[-1] in asked
        else:
            assert asked.count(",") + 1 == NUMBER_WORDS.index(answer.lower().rstrip(".")), (asked, answer)


def test_the_past_keeps_everything_but_the_verb(writer):
    for _ in range(300):
        asked, answer = writer.past()
        words = answer.rstrip(".").split()
        assert sum(word in asked for word in words) >= len(words) - 2, (asked, answer)
        assert words[0] in asked


@pytest.mark.parametrize("verb", ["walk", "sing", "buy", "be", "sleep", "run", "have", "know", "see", "go", "write"])
def test_the_past_is_shown_for_common_verbs(verb):
    writer = Instructions(seed=9)
    answers = " ".join(writer.past()[1] for _ in range(4_000)).split()
    assert verb_forms(verb).past in answers


def test_answers_about_a_sentence_stand_in_it(writer):
    for _ in range(300):
        text, answer = writer.about()
        named = [word for word in answer.rstrip(".").split() if word[0].isupper()][1:]
        assert all(word.rstrip(",.") in text for word in named), (text, answer)


def test_kinds_are_all_written_and_no_prompt_of_the_probes_is():
    texts = list(itertools.islice(documents("instructions", seed=4), 15_000))
    assert not [prompt for prompt in PROMPTS if any(f"{prompt}<|end|>" in text for text in texts)]
    starts = collections.Counter(text.split("<|assistant|>\n")[1].split()[0] for text in texts)
    assert len(starts) > 100


def test_members_are_written_with_their_article():
    assert "an apple" in members("fruit")
    assert "red" in members("colour")


@pytest.mark.parametrize(
    ("instruction", "answer", "right"),
    [
        (Instruction("list", "", (), ("animal",), 2), "A dog and a cat.", True),
        (Instruction("list", "", (), ("animal",), 2), "A dog and a table.", False),
        (Instruction("list", "", (), ("animal",), 2), "A dog, a cat and a cow.", False),
        (Instruction("list", "", (), ("animal",), 2), "A dog and a dog.", False),
        (Instruction("past", "", ("she went home",)), "She went home.", True),
        (Instruction("past", "", ("she went home",)), "She goes home.", False),
    ],
)
def test_rules(instruction, answer, right):
    assert is_right(instruction, answer) == right
