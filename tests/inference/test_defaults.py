from __future__ import annotations

import pytest

from lightboard.inference import starter, tasks
from lightboard.inference.defaults import DEFAULTS, STARTER_PAIRS, default_model
from lightboard.inference.language_pairs import language_pair, pair_task
from lightboard.inference.starter.training.t5 import TASKS


@pytest.mark.parametrize("task", DEFAULTS)
def test_every_row_belongs_to_a_task_and_its_starter_model_can_be_trained(task):
    assert task in tasks.TASKS or task in ("chat", "bias")
    assert DEFAULTS[task].starter in starter.TRAINABLE


def test_a_chat_has_a_model_of_its_own():
    assert default_model("text-generation").course == "HuggingFaceTB/SmolLM2-360M"
    assert default_model("text-generation", chat=True).course == "HuggingFaceTB/SmolLM2-360M-Instruct"


def test_the_model_of_a_translation_is_named_by_its_languages():
    assert default_model("translation_de_to_en").course == "Helsinki-NLP/opus-mt-de-en"
    assert default_model("translation_de_to_en").starter is None
    assert default_model("translation_fr_to_en") == DEFAULTS["translation"]


def test_the_starter_model_translates_what_it_was_trained_for():
    assert {pair_task(pair) for pair in STARTER_PAIRS} == {name for name in TASKS if language_pair(name)}
