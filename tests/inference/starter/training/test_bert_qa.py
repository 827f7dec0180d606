import pytest
import torch
from shipped import shipped

from lightboard.inference.starter.evaluation import load
from lightboard.inference.starter.evaluation.bert_qa import answers
from lightboard.inference.starter.facts.passages import Passages
from lightboard.inference.starter.probes.questions import COURSE_QUESTION


@pytest.fixture(scope="module")
def qa():
    torch.set_num_threads(1)
    return load(shipped("bert-qa"), "AutoModelForQuestionAnswering")


def test_the_course_example(qa):
    question, text, wanted = COURSE_QUESTION
    found = answers(*qa, [(question, text)])[0]
    assert found.text == wanted == text[found.start : found.end]
    assert 0 < found.score <= 1


def test_held_out_records_with_three_distractors(qa):
    writer = Passages(seed=650_001, held_out=True)
    rows = [writer.about_several(distractors=3, answered=True) for _ in range(300)]
    rows = [row for row in rows if row.distractors >= 3]
    found = answers(*qa, [(row.question, row.context) for row in rows])
    assert sum(a.text == row.answer for a, row in zip(found, rows, strict=True)) / len(rows) >= 0.9


def test_questions_without_an_answer(qa):
    writer = Passages(seed=650_002, held_out=True)
    rows = [writer.about_several(distractors=2, answered=False) for _ in range(150)]
    found = answers(*qa, [(row.question, row.context) for row in rows])
    assert sum(not a.text for a in found) / len(rows) >= 0.85


@pytest.mark.parametrize("text", ["☃", "日本 is a country.", "word " * 400])
def test_any_text_is_taken(qa, text):
    found = answers(*qa, [("Where does Anna live?", text)])[0]
    assert found.text == text[found.start : found.end]
