"""The names that completion offers."""

from __future__ import annotations

import pytest

from lightboard.inference import tasks
from lightboard.inference.errors import InvalidOption, UnknownTask
from lightboard.inference.tasks.options import check_options
from lightboard.magics.known_names import TASK_OPTIONS, check_option_names, task_options


def test_the_options_are_those_of_the_tasks():
    assert {name: set(options) for name, options in TASK_OPTIONS.items()} == {
        name: set(row.task_class().options) for name, row in tasks.TASKS.items()
    }


def test_aliases_and_unknown_tasks():
    assert task_options("sentiment-analysis") == TASK_OPTIONS["text-classification"]
    assert task_options("ner") == TASK_OPTIONS["token-classification"]
    assert task_options("nothing") == ()


def test_an_unknown_option_is_the_same_error_as_in_the_backend():
    with pytest.raises(InvalidOption) as early:
        check_option_names("sentiment-analysis", {"topk": 2})
    row = tasks.find("sentiment-analysis")
    with pytest.raises(InvalidOption) as late:
        check_options(row.name, {"topk": 2}, row.task_class().options)
    assert str(early.value) == str(late.value)
    check_option_names("fill-mask", {"top_k": 2})
    with pytest.raises(InvalidOption, match="needs a question"):
        check_option_names("question-answering", {"top_k": 2})
    check_option_names("question-answering", {"question": "Who?"})
    with pytest.raises(UnknownTask):
        check_option_names("fil-mask", {})
