import itertools

import pytest

from lightboard.inference.starter.facts.passages import Passages, passages
from lightboard.inference.starter.held_out import leaks
from lightboard.inference.starter.probes.questions import EVERYDAY_QUESTIONS


@pytest.fixture(scope="module")
def rows():
    return list(itertools.islice(passages(seed=1), 2_000))


def test_answers_are_values_of_the_text(rows):
    for row in rows:
        assert row.question.endswith("?")
        assert row.answer == row.context[row.start : row.end]
        assert (row.start, row.end) == (0, 0) or row.answer == row.answer.strip() != ""
        assert "{" not in row.question + row.context


def test_some_questions_have_no_answer_and_many_have_distractors(rows):
    assert 0.15 < sum(not row.answer for row in rows) / len(rows) < 0.4
    assert sum(row.distractors >= 3 for row in rows) / len(rows) > 0.2


def test_teller_and_listener_are_asked_about_themselves(rows):
    assert sum(" I " in row.question or " my " in row.question for row in rows) > 100
    assert sum(" you " in row.question or " your " in row.question for row in rows) > 50


def test_the_course_is_not_in_the_training_text(rows):
    assert not any(leaks(row.question) or leaks(row.context) for row in rows)


def test_as_many_distractors_as_asked_for():
    writer = Passages(seed=2, held_out=True)
    found = [writer.about_several(distractors=3, answered=True) for _ in range(200)]
    assert all(row.answer for row in found)
    assert sum(row.distractors >= 3 for row in found) > 120


def test_unanswered_questions_are_about_what_the_text_does_not_say():
    writer = Passages(seed=3)
    for _ in range(200):
        row = writer.about_several(answered=False)
        assert row.answer == ""


@pytest.mark.parametrize(("question", "text", "answers"), EVERYDAY_QUESTIONS)
def test_probes_hold_their_answers(question, text, answers):
    assert question.endswith("?")
    assert all(answer in text for answer in answers)


def test_easy_passages_tell_one_thing_of_two_records():
    rows = list(itertools.islice(passages(seed=4, easy=True), 300))
    assert sum(row.distractors == 1 for row in rows) / len(rows) > 0.5
    assert max(len(row.context.split()) for row in rows) < 60


def test_mentions_name_what_the_question_is_about(rows):
    for row in rows:
        for start, end in row.mentions:
            assert row.context[start:end].split()[0] in row.question
    assert sum(bool(row.mentions) for row in rows) / len(rows) > 0.5
