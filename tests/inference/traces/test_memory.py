"""2,048 tokens of a 12 x 12 model: all maps would take 2.4 GB, and a trace never holds more than a few."""

import json
import subprocess
import sys

import pytest

SCRIPT = """
import json, resource, sys, threading, time
import torch, transformers
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.messages import *
from lightboard.inference.checkpoint import Checkpoint
from lightboard.inference.traces.run import run_trace
from lightboard.inference.sizes import in_units

torch.set_num_threads(1)
sizes = {"n_embd": 48, "n_layer": 12, "n_head": 12, "n_positions": 2048, "bos_token_id": 1, "eos_token_id": 1}
model = transformers.GPT2LMHeadModel(transformers.GPT2Config(vocab_size=360, **sizes)).eval().requires_grad_(False)
tokenizer = transformers.AutoTokenizer.from_pretrained(sys.argv[1])
info = ModelInfo(name="12x12", revision=None, source="folder", architecture="GPT2LMHeadModel", family="decoder",
    parameters=0, bytes=0, dtype="float32", device="cpu", context_length=2048, vocabulary_size=360)
checkpoint = Checkpoint(model, tokenizer, info, transformers.GenerationConfig())
ids = tuple(torch.randint(3, 360, (2048,), generator=torch.Generator().manual_seed(0)).tolist())

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

def trace(**request):
    return run_trace(checkpoint, TraceRequest(ids=ids, **request), lock=DeviceLock(), cancelled=threading.Event())

trace()  # what reading alone takes, and everything that is imported on the way
plain = peak()
results = {}
for name, request in {
    "lens": {"lens": LogitSelection()},
    "overview": {"overview": ("self",)},
    "head": {"attention": (AttentionSelection(layers=(5,), heads=(7,)),)},
}.items():
    found = trace(**request)
    results[name] = {"peak": peak() - plain, "estimate": found.estimate, "seconds": found.seconds}
    if name == "overview":
        results[name]["bytes"] = len(found.overview[0].thumbnails.data)
print(json.dumps(results))
"""


@pytest.fixture(scope="module")
def measured(zoo):
    command = [sys.executable, "-c", SCRIPT, str(zoo.path("gpt2"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


ALL_MAPS = 12 * 12 * 2048**2 * 4


@pytest.mark.parametrize("what", ["lens", "overview", "head"])
def test_a_trace_of_2048_tokens_stays_within_its_estimate(measured, what):
    row = measured[what]
    assert row["peak"] < ALL_MAPS / 20
    assert row["peak"] < max(other["estimate"] for other in measured.values()) + 20_000_000
    if what != "head":
        assert row["peak"] < 60_000_000
    assert row["estimate"] < 256_000_000  # the default budget


def test_the_overview_is_at_most_150_kb(measured):
    assert measured["overview"]["bytes"] == 12 * 12 * 32 * 32 <= 150_000
