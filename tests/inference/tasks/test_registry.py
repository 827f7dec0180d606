from __future__ import annotations

import subprocess
import sys

import pytest

from lightboard.inference import tasks
from lightboard.inference.defaults import DEFAULTS
from lightboard.inference.errors import InvalidOption, UnknownTask
from lightboard.inference.heads import Head
from lightboard.inference.tasks.base import Task


def test_names_and_aliases_are_found():
    assert tasks.find("text-classification") is tasks.find("sentiment-analysis")
    assert tasks.find("token-classification") is tasks.find("ner")


@pytest.mark.parametrize("row", tasks.TASKS.values(), ids=lambda row: row.name)
def test_every_row_has_its_class_and_its_default_models(row):
    implementation = row.task_class()
    assert issubclass(implementation, Task)
    assert implementation.name == row.name
    assert row.name in DEFAULTS


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("fill-masks", r"There is no task 'fill-masks'\. Did you mean 'fill-mask'"),
        ("sentiment-analyse", r"Did you mean 'sentiment-analysis'"),
        (
            "object-detection",
            r"object-detection is a task of transformers that this version of Lightboard does not have",
        ),
        ("translation_en_XX_to_fr_XX", r"does not name two languages\. Write them .* as in translation_en_to_fr"),
        ("translation_to_fr", r"does not name two languages"),
        ("", r"There is no task ''\. There are: text-classification, zero-shot-classification, token-classification, "),
    ],
)
def test_unknown_tasks_get_a_sentence(name, sentence):
    with pytest.raises(UnknownTask, match=sentence):
        tasks.find(name)


def test_the_name_of_a_translation_says_its_languages():
    row = tasks.find("translation_de_to_en")
    assert (row.name, row.pair, row.full_name) == ("translation", ("de", "en"), "translation_de_to_en")
    assert row.with_pair({"num_beams": 2}) == {"src_lang": "de", "tgt_lang": "en", "num_beams": 2}
    assert tasks.find("translation").with_pair({"num_beams": 2}) == {"num_beams": 2}
    with pytest.raises(InvalidOption, match="names the languages already"):
        row.with_pair({"tgt_lang": "fr"})


def test_no_task_is_listed_as_missing():
    names = {name for row in tasks.TASKS.values() for name in (row.name, *row.aliases)}
    assert not names & tasks.ELSEWHERE


def test_the_config_chooses_the_head():
    assert tasks.find("text-generation").choose_head({"is_encoder_decoder": True}) is Head.SEQ2SEQ_LM
    assert tasks.find("text-generation").choose_head({}) is Head.CAUSAL_LM
    for task in ("summarization", "translation_en_to_fr", "text2text-generation"):
        assert tasks.find(task).choose_head({}) is Head.SEQ2SEQ_LM
    assert tasks.find("text-classification").choose_head({"is_encoder_decoder": True}) is Head.SEQUENCE_CLASSIFICATION


def test_the_registry_is_light():
    code = "import sys, lightboard.inference.tasks; sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
