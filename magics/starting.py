"""The start of a backend: the first one of a process imports torch, which takes seconds on a cold machine."""

from __future__ import annotations

import sys

from ..inference import Backend, connect
from ..inference.connect import BACKENDS
from .interrupts import STARTING, interrupt_says


def is_started() -> bool:
    """Whether a backend has been imported to its end, so that connecting takes no time."""
    places = (place.split(":") for place in BACKENDS.values())
    return any(hasattr(sys.modules.get(module), attribute) for module, attribute in places)


def start(name: str | None) -> Backend:
    """Return the named backend, else the one that `connect` finds, started if need be; an interrupt says so."""
    with interrupt_says(STARTING):
        return connect(name)
