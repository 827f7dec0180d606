"""The process's backend."""

from __future__ import annotations

import importlib
import os
from typing import cast

from .backend import Backend
from .errors import InvalidOption, near_names
from .single_flight import SingleFlight

# Adding a kind of backend is adding a row: its name, and the class that implements `Backend`.
BACKENDS = {"local": "lightboard.inference.local:LocalBackend"}

# On a thread of its own: an import of torch that an interrupt cuts short cannot be repeated in the same process.
_starting: SingleFlight[None] = SingleFlight()
_backends: dict[str, Backend] = {}


def connect(name: str | None = None) -> Backend:
    """Return the process's backend: the named one, else that of `LIGHTBOARD_BACKEND`, else local.

    The same name gives the same object, so that all callers share its loaded models. Starting it may be interrupted: it
    goes on, and the next call waits for it. Raises `InvalidOption` for an unknown name.

    >>> connect("local") is connect("local")
    True
    """
    name = name or os.environ.get("LIGHTBOARD_BACKEND") or "local"
    if name not in BACKENDS:
        known = ", ".join(BACKENDS)
        raise InvalidOption(f"There is no backend {name!r}.{near_names(name, BACKENDS)} Use one of: {known}.")
    if name not in _backends:
        _starting.run(name, lambda _: _start(name))
    return _backends[name]


def _start(name: str) -> None:
    if name not in _backends:  # by a run that ended after the caller looked
        module, attribute = BACKENDS[name].split(":")
        _backends[name] = cast("Backend", getattr(importlib.import_module(module), attribute)())
