from __future__ import annotations

import pytest
import torch
from safetensors.torch import save_file

from lightboard.inference import memory
from lightboard.inference.errors import ModelLoadError, OutOfMemory
from lightboard.inference.memory import Budget, Holding, budget_of, free_memory, memory_needed, models_to_evict


def needed(folder, dtype="float32"):
    return memory_needed([folder / "model.safetensors"], folder.name, dtype=dtype)


@pytest.mark.parametrize("name", ["tiny_bert", "tiny_gpt", "tiny_classifier", "tiny_t5"])
def test_the_header_says_what_the_parameters_take(request, name):
    from transformers import AutoModelForCausalLM, AutoModelForMaskedLM, AutoModelForSeq2SeqLM
    from transformers import AutoModelForSequenceClassification as Classifier

    kinds = {"tiny_bert": AutoModelForMaskedLM, "tiny_gpt": AutoModelForCausalLM, "tiny_t5": AutoModelForSeq2SeqLM}
    folder = request.getfixturevalue(name)
    for dtype in ("float32", "bfloat16"):
        model = kinds.get(name, Classifier).from_pretrained(folder, dtype=getattr(torch, dtype))
        tensors = {tensor.data_ptr(): tensor.nbytes for tensor in model.parameters()}
        assert needed(folder, dtype) == pytest.approx(sum(tensors.values()), rel=0.02)


def test_every_kind_of_number_is_counted(tmp_path):
    tensors = {
        "half": torch.zeros(3, 5, dtype=torch.float16),
        "double": torch.zeros(2, dtype=torch.float64),
        "quarter": torch.zeros(7, dtype=torch.float8_e4m3fn),
        "ids": torch.zeros(4, dtype=torch.int64),
        "mask": torch.zeros(9, dtype=torch.bool),
        "scalar": torch.tensor(1.0),
    }
    save_file(tensors, tmp_path / "model.safetensors")
    assert needed(tmp_path, "auto") == 30 + 16 + 7 + 32 + 9 + 4
    assert needed(tmp_path, "float32") == 60 + 8 + 28 + 32 + 9 + 4


def test_pickles_count_by_their_size_and_damage_is_a_sentence(tmp_path):
    pickle = tmp_path / "pytorch_model.bin"
    pickle.write_bytes(b"x" * 99)
    assert memory_needed([pickle], "mine", dtype="float32") == 99
    (tmp_path / "model.safetensors").write_bytes(b"\x10")
    with pytest.raises(ModelLoadError, match="damaged or cut short"):
        needed(tmp_path)


def holding(key, size, last_used, *, evictable=True):
    return Holding(key, f"model/{key}", size, last_used, evictable)


def test_only_as_many_go_as_must():
    holdings = [holding("new", 30, 3.0), holding("old", 20, 1.0), holding("kept", 40, 0.0, evictable=False)]

    def evicted(size):
        return models_to_evict("x", size, dtype="auto", budget=Budget("cpu", 100, chosen=True), holdings=holdings)

    assert [evicted(size) for size in (10, 11, 30, 31, 60)] == [[], ["old"], ["old"], ["old", "new"], ["old", "new"]]
    with pytest.raises(OutOfMemory, match=r"pinned take 40 bytes of it \(model/kept\)"):
        evicted(61)
    with pytest.raises(
        OutOfMemory, match="x cannot be loaded: it takes 101 bytes of memory, and the budget is 100 bytes"
    ):
        evicted(101)


def test_the_budget_is_the_chosen_one_or_a_share(monkeypatch):
    monkeypatch.setattr(memory, "free_memory", lambda device: 1000)
    assert budget_of("cpu", chosen=7, held=500) == Budget("cpu", 7, chosen=True)
    assert budget_of("cpu", chosen=None, held=500) == Budget("cpu", 1200, chosen=False)


def test_a_container_limits_the_free_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(memory, "CGROUP", tmp_path)
    machine = free_memory("cpu")
    assert machine > 10_000
    for name, text in {
        "memory.max": "9000",
        "memory.current": "5000",
        "memory.stat": "anon 1\ninactive_file 700",
    }.items():
        (tmp_path / name).write_text(f"{text}\n")
    assert free_memory("cpu") == 4700
    (tmp_path / "memory.current").write_text("99999")
    assert free_memory("cpu") == 0
    (tmp_path / "memory.max").write_text("max\n")
    assert free_memory("cpu") > 10_000
