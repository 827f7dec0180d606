"""Starter models for tests: those in the package; a test of another one is skipped, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from lightboard.inference import starter


def shipped(name: str) -> Path:
    """Return the folder of a starter model."""
    if f"starter/{name}" not in starter.NAMES:
        pytest.skip(f"starter/{name} is not in the package yet; it can be trained")
    return starter.path(name)
