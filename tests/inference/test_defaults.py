from __future__ import annotations

import pytest

from lightboard.inference import starter, tasks
from lightboard.inference.defaults import DEFAULTS, default_model


@pytest.mark.parametrize("task", DEFAULTS)
def test_every_row_belongs_to_a_task_and_its_starter_model_can_be_trained(task):
    assert task in tasks.TASKS or task == "chat"
    assert DEFAULTS[task].starter in starter.TRAINABLE


def test_a_chat_has_a_model_of_its_own():
    assert default_model("text-generation").course == "HuggingFaceTB/SmolLM2-360M"
    assert default_model("text-generation", chat=True).course == "HuggingFaceTB/SmolLM2-360M-Instruct"
