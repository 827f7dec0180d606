"""The process's backend."""

from __future__ import annotations

import importlib
import os
import threading
from typing import cast

from .backend import Backend
from .errors import InvalidOption, near_names

# Adding a kind of backend is adding a row: its name, and the class that implements `Backend`.
BACKENDS = {"local": "lightboard.inference.local:LocalBackend"}

_lock = threading.Lock()
_backends: dict[str, Backend] = {}


def connect(name: str | None = None) -> Backend:
    """Return the process's backend: the named one, else that of `LIGHTBOARD_BACKEND`, else local.

    The same name gives the same object, so that all callers share its loaded models. Raises `InvalidOption` for an
    unknown name.

    >>> connect("local") is connect("local")
    True
    """
    name = name or os.environ.get("LIGHTBOARD_BACKEND") or "local"
    if name not in BACKENDS:
        known = ", ".join(BACKENDS)
        raise InvalidOption(f"There is no backend {name!r}.{near_names(name, BACKENDS)} Use one of: {known}.")
    with _lock:
        if name not in _backends:
            module, attribute = BACKENDS[name].split(":")
            _backends[name] = cast("Backend", getattr(importlib.import_module(module), attribute)())
        return _backends[name]
