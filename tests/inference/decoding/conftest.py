"""Tiny checkpoints and a helper that runs a generation on the calling thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

from lightboard.inference.checkpoint import Checkpoint
from lightboard.inference.decoding.distribution import run_distribution
from lightboard.inference.decoding.generation import run_generation
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.messages import (
    Decoding,
    Distribution,
    DistributionRequest,
    GenerateRequest,
    GenerationResult,
    ModelChoice,
)
from lightboard.inference.store import ModelStore


def _acquire(folder: Path) -> Iterator[Checkpoint]:
    with ModelStore().acquire(ModelChoice(name=str(folder)), task="text-generation") as checkpoint:
        yield checkpoint


@pytest.fixture(scope="session")
def gpt(tiny_gpt: Path) -> Iterator[Checkpoint]:
    yield from _acquire(tiny_gpt)


@pytest.fixture(scope="session")
def t5(tiny_t5: Path) -> Iterator[Checkpoint]:
    yield from _acquire(tiny_t5)


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Checkpoint]]:
    """Make a checkpoint of a model in memory whose tokens are the words w0, w1, ..."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    with ExitStack() as stack:

        def make(model: Any) -> Checkpoint:
            vocabulary = {f"w{number}": number for number in range(model.config.get_text_config().vocab_size)}
            tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="w0"))
            tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
            folder = tmp_path_factory.mktemp("words") / "model"
            model.save_pretrained(folder)
            PreTrainedTokenizerFast(tokenizer_object=tokenizer).save_pretrained(folder)
            return stack.enter_context(ModelStore().acquire(ModelChoice(name=str(folder)), task="text-generation"))

        yield make


@pytest.fixture(scope="session")
def run() -> Callable[..., GenerationResult]:
    """Generate with decoding options as keyword arguments; `events` collects what is emitted."""

    def generate(
        checkpoint: Checkpoint,
        prompt: Any,
        *,
        events: list[Any] | None = None,
        cancelled: threading.Event | None = None,
        emit: Callable[[Any], None] | None = None,
        top_logprobs: int = 5,
        **decoding: Any,
    ) -> GenerationResult:
        collected = [] if events is None else events
        return run_generation(
            checkpoint,
            GenerateRequest(prompt=prompt, decoding=Decoding(**decoding), top_logprobs=top_logprobs),
            lock=DeviceLock(),
            cancelled=cancelled or threading.Event(),
            emit=emit or collected.append,
        )

    return generate


@pytest.fixture(scope="session")
def distribution() -> Callable[..., Distribution]:
    """Ask for a distribution; fields of the request as keyword arguments, all others are decoding options."""

    def ask(
        checkpoint: Checkpoint, prompt: Any = None, *, cancelled: threading.Event | None = None, **options: Any
    ) -> Distribution:
        fields = {name: options.pop(name) for name in DistributionRequest.__struct_fields__ if name in options}
        request = DistributionRequest(prompt=prompt, decoding=Decoding(**options), **fields)
        return run_distribution(checkpoint, request, lock=DeviceLock(), cancelled=cancelled or threading.Event())

    return ask


@pytest.fixture(scope="module")
def oracle_gpt(tiny_gpt: Path) -> Any:
    """The tiny decoder as plain Transformers, whose `generate` is the oracle."""
    return AutoModelForCausalLM.from_pretrained(tiny_gpt, dtype=torch.float32).eval()


@pytest.fixture(scope="module")
def oracle_t5(tiny_t5: Path) -> Any:
    """The tiny encoder-decoder likewise."""
    return AutoModelForSeq2SeqLM.from_pretrained(tiny_t5, dtype=torch.float32).eval()
