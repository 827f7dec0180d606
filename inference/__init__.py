"""Backends, engine, tasks and decoding: all that runs a model. Light to import: torch comes with the first use."""

from __future__ import annotations

from .backend import Backend
from .connect import connect

__all__ = ["Backend", "connect"]
