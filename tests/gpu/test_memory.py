"""The memory of a GPU: what is free, and a budget for each device."""

import torch

from lightboard.inference.memory import budget_of, free_memory
from lightboard.inference.messages import ModelChoice
from lightboard.inference.store import ModelStore

SIZE = 256_000_000  # bytes


def test_free_memory_falls_by_what_is_allocated_and_comes_back():
    torch.cuda.empty_cache()
    before = free_memory("cuda:0")
    held = torch.zeros(SIZE, dtype=torch.uint8, device="cuda:0")
    assert abs(before - free_memory("cuda:0") - SIZE) < SIZE // 4  # other programs may run there, too
    del held
    assert abs(before - free_memory("cuda:0")) < SIZE // 4  # torch still caches it, and it can be used again
    assert budget_of("cuda:0", chosen=None, held=0).bytes < torch.cuda.get_device_properties(0).total_memory


def test_models_on_the_cpu_do_not_count_on_the_gpu(tiny_bert):
    store = ModelStore()
    for device in ("cpu", "cuda"):
        budget = None if device == "cpu" else 2 * (tiny_bert / "model.safetensors").stat().st_size
        choice = ModelChoice(name=str(tiny_bert), device=device, dtype="float32", memory_budget=budget)
        with store.acquire(choice, task="fill-mask"):
            pass
    assert {row.info.device for row in store.loaded()} == {"cpu", "cuda:0"}
