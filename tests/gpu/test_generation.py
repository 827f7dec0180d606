"""The same promises on CUDA: equal to `model.generate`, draws as on the CPU, memory and dtype reported."""

import threading

import pytest
import torch
from transformers import AutoModelForCausalLM

from lightboard.inference.errors import OutOfMemory
from lightboard.inference.local import LocalBackend
from lightboard.inference.messages import (
    Decoding,
    GenerateRequest,
    GenerationFinished,
    ModelChoice,
    PipelineRequest,
    TokensGenerated,
)


@pytest.fixture(scope="module")
def backend():
    return LocalBackend()


def finish(backend, folder, **decoding):
    choice = ModelChoice(
        name=str(folder), device=decoding.pop("device", "cuda"), dtype=decoding.pop("dtype", "float32")
    )
    request = GenerateRequest(prompt="The teacher draws", model=choice, decoding=Decoding(**decoding))
    return list(backend.generate(request))[-1].result


@pytest.mark.parametrize("beams", [1, 4])
def test_equals_model_generate(backend, tiny_gpt, beams):
    model = AutoModelForCausalLM.from_pretrained(tiny_gpt, dtype=torch.float32).cuda().eval()
    result = finish(backend, tiny_gpt, max_new_tokens=20, num_beams=beams)
    ids = torch.tensor([result.prompt_ids], device="cuda")
    want = model.generate(
        ids, attention_mask=torch.ones_like(ids), max_new_tokens=20, num_beams=beams, do_sample=False, pad_token_id=1
    )[0, ids.shape[1] :].tolist()
    got = [token.id for token in result.sequences[0].tokens]
    assert got == want[: len(got)]
    assert result.model.device == "cuda:0"
    assert result.metrics.memory > 0


def test_the_dtype_of_the_file_is_kept_and_can_be_overridden(backend, tiny_gpt):
    assert finish(backend, tiny_gpt, dtype="auto", max_new_tokens=2).model.dtype == "float32"
    result = finish(backend, tiny_gpt, dtype="bfloat16", max_new_tokens=4)
    assert result.model.dtype == "bfloat16"
    assert len(result.sequences[0].tokens) == 4


def test_same_seed_same_draws_as_on_the_cpu(backend, tiny_gpt):
    on_gpu = finish(backend, tiny_gpt, temperature=0.8, seed=5, max_new_tokens=15)
    on_cpu = finish(backend, tiny_gpt, temperature=0.8, seed=5, max_new_tokens=15, device="cpu")
    if not on_gpu.notes and not on_cpu.notes:
        assert on_gpu.sequences[0].text == on_cpu.sequences[0].text


def test_two_threads_share_the_device(backend, tiny_gpt, tiny_classifier):
    alone = finish(backend, tiny_gpt, max_new_tokens=40).sequences[0].text
    texts = []
    thread = threading.Thread(
        target=lambda: texts.append(finish(backend, tiny_gpt, max_new_tokens=40).sequences[0].text)
    )
    thread.start()
    choice = ModelChoice(name=str(tiny_classifier), device="cuda")
    for _ in range(5):
        backend.pipeline(PipelineRequest(task="text-classification", inputs=("We like it",), model=choice))
    thread.join(60)
    assert texts == [alone]


def test_cancelling(backend, tiny_gpt):
    choice = ModelChoice(name=str(tiny_gpt), device="cuda")
    request = GenerateRequest(prompt="We", model=choice, decoding=Decoding(max_new_tokens=50, min_new_tokens=50))
    stream = backend.generate(request)
    while not isinstance(next(stream), TokensGenerated):
        pass
    backend.cancel(request.id)
    last = list(stream)[-1]
    assert isinstance(last, GenerationFinished)
    assert last.result.sequences[0].finish_reason == "cancelled"


def test_running_out_of_memory_is_a_sentence_and_the_next_request_works(backend, tiny_gpt):
    free, _ = torch.cuda.mem_get_info()
    hog = torch.empty(int(free * 0.999), dtype=torch.uint8, device="cuda")
    try:
        torch.cuda.set_per_process_memory_fraction(0.0001)
        with pytest.raises(OutOfMemory, match="smaller model"):
            finish(backend, tiny_gpt, max_new_tokens=50, num_return_sequences=64, temperature=1.0, min_new_tokens=50)
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0)
        del hog
        torch.cuda.empty_cache()
    assert finish(backend, tiny_gpt, max_new_tokens=2).sequences[0].tokens
