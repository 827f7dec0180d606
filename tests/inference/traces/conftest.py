"""Small random models of many architectures, and their attention by the oracle."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from trace_models import ENCODER_DECODERS, Zoo

from lightboard.inference.messages import Trace


@pytest.fixture(scope="session")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    found = Zoo(tmp_path_factory.mktemp("zoo"))
    with found.held:
        yield found


@pytest.fixture(scope="session")
def attentions(zoo: Zoo) -> Callable[..., list[torch.Tensor]]:
    """The oracle's weights of a kind, one (H, T, S) for each layer."""

    def find(name: str, trace: Trace, kind: str, **more: Any) -> list[torch.Tensor]:
        outputs = zoo.outputs(name, trace, **more)
        field = "attentions"
        if name in ENCODER_DECODERS:
            field = {"self": "encoder_attentions", "decoder": "decoder_attentions", "cross": "cross_attentions"}[kind]
        return [layer[0] for layer in outputs[field]]

    return find
