"""A model of the Hub that is above the memory budget is refused before it is downloaded."""

from __future__ import annotations

import pytest
import torch
from safetensors.torch import save

from lightboard.inference.defaults import DEFAULTS
from lightboard.inference.errors import OutOfMemory
from lightboard.inference.messages import ModelChoice
from lightboard.inference.store import ModelStore


def get(**choice):
    with ModelStore().acquire(ModelChoice(**choice), task="fill-mask") as checkpoint:
        return checkpoint.info


def test_it_is_refused_by_its_header(fake_hub, tiny_bert):
    fake_hub.add("org/name", tiny_bert)
    with pytest.raises(OutOfMemory, match=r"^org/name cannot be downloaded: it takes .* budget is 20 kB.*16 bits"):
        get(name="org/name", memory_budget=20_000)
    assert fake_hub.count("GET", "/config.json") == 0
    assert fake_hub.count("GET", "/model.safetensors") == 1  # its beginning


def test_the_header_counts_and_not_the_file(fake_hub, tiny_bert):
    """A file of 32 bits a number is twice as large as what it becomes with 16."""
    fake_hub.add("org/name", tiny_bert)
    budget = (tiny_bert / "model.safetensors").stat().st_size * 3 // 4
    with pytest.raises(OutOfMemory, match="cannot be downloaded"):
        get(name="org/name", memory_budget=budget)
    assert get(name="org/name", memory_budget=budget, dtype="bfloat16").dtype == "bfloat16"


def test_a_small_model_is_not_asked_about(fake_hub, tiny_bert):
    fake_hub.add("org/name", tiny_bert)
    assert get(name="org/name").name == "org/name"
    assert fake_hub.count("GET", "/model.safetensors") == 1


def test_without_a_header_the_load_decides(fake_hub, tiny_bert):
    fake_hub.add("org/name", tiny_bert)
    fake_hub.served["model.safetensors"] = b"no header"
    with pytest.raises(Exception, match="did not arrive as the Hub lists it"):
        get(name="org/name", memory_budget=20_000)


def test_auto_takes_the_starter_model_and_says_why(fake_hub):
    default = DEFAULTS["fill-mask"]
    weights = save({"weight": torch.zeros(5_000_000)})
    files = {"config.json": b'{"model_type": "roberta"}', "model.safetensors": weights}
    fake_hub.add(default.course, files, revision=default.revision)
    info = get(memory_budget=16_000_000)
    assert info.name == default.starter
    assert "it takes 20 MB of memory, and the budget is 16 MB for models on cpu" in info.reason
    assert f"-m {default.course}" in info.reason
