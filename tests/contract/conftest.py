"""Every implementation of `Backend`, each run through the same cases. Adding a backend is adding a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lightboard.inference import Backend
from lightboard.inference.messages import Decoding, GenerateRequest, ModelChoice


def _local() -> Backend:
    from lightboard.inference.local import LocalBackend

    return LocalBackend()


BACKENDS: dict[str, Callable[[], Backend]] = {"local": _local}


@pytest.fixture(scope="module", params=list(BACKENDS))
def backend(request: pytest.FixtureRequest) -> Backend:
    return BACKENDS[request.param]()


@pytest.fixture(scope="module")
def gpt(tiny_gpt):
    return ModelChoice(name=str(tiny_gpt), device="cpu")


@pytest.fixture(scope="module")
def classifier(tiny_classifier):
    return ModelChoice(name=str(tiny_classifier), device="cpu")


@pytest.fixture(scope="module")
def bert(tiny_bert):
    return ModelChoice(name=str(tiny_bert), device="cpu")


@pytest.fixture
def long_request(gpt):
    """Return a function that makes requests for fifty tokens, each with an id of its own."""

    def make():
        return GenerateRequest(prompt="We like", model=gpt, decoding=Decoding(max_new_tokens=50, min_new_tokens=50))

    return make
