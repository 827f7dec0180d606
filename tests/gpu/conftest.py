"""Tests that need CUDA: marked `gpu`, and skipped where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

_here = Path(__file__).parent


def pytest_collection_modifyitems(items):
    here = [item for item in items if _here in item.path.parents]
    if not here:
        return
    import torch

    for item in here:
        item.add_marker(pytest.mark.gpu)
        if not torch.cuda.is_available():
            item.add_marker(pytest.mark.skip(reason="needs CUDA"))
