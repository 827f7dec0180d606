"""Questions with their contexts."""

from __future__ import annotations

import pytest

import lightboard
from lightboard.inference.errors import InvalidInput, InvalidOption
from lightboard.magics.question_inputs import split_questions

ROW = {"question": "Where do I work?", "context": "I work in Paris."}


@pytest.mark.parametrize("inputs", [ROW, [ROW], (ROW,)], ids=["dictionary", "list", "tuple"])
def test_a_dictionary_is_a_context_with_its_question(backend, inputs):
    lightboard.pipeline("question-answering", inputs, top_k=2)
    (request,) = backend.requests
    assert request.inputs == ("I work in Paris.",)
    assert request.options == {"question": ["Where do I work?"], "top_k": 2}


def test_a_text_with_the_question_as_option(backend):
    lightboard.pipeline("question-answering", ["a", "b"], question="Where?")
    (request,) = backend.requests
    assert (request.inputs, request.options) == (("a", "b"), {"question": "Where?"})


def test_other_tasks_and_plain_texts_stay_as_they_are():
    for task, inputs in (("fill-mask", ROW), ("question-answering", ["a"]), ("question-answering", "a")):
        assert split_questions(task, inputs, {}) == (inputs, {})


@pytest.mark.parametrize(
    ("inputs", "options", "error", "sentence"),
    [
        ({"question": "Who?"}, {}, InvalidInput, r'Input 1 must be \{"question": "...", "context": "..."\}'),
        ([ROW, "a text"], {}, InvalidInput, "Input 2 must be"),
        ([ROW, {**ROW, "context": 3}], {}, InvalidInput, "Input 2 must be"),
        ([ROW, {**ROW, "contxt": ""}], {}, InvalidInput, "Input 2 must be"),
        (ROW, {"question": "Who?"}, InvalidOption, "The questions stand in the inputs already"),
    ],
)
def test_wrong_inputs_get_a_sentence(backend, inputs, options, error, sentence):
    with pytest.raises(error, match=sentence):
        lightboard.pipeline("question-answering", inputs, **options)
    assert backend.requests == []


def test_a_dictionary_is_no_input_of_other_tasks(backend):
    with pytest.raises(InvalidInput, match="must be a text or a list of texts, not dict"):
        lightboard.pipeline("ner", ROW)
