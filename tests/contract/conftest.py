"""Every implementation of `Backend`, each run through the same cases. Adding a backend is adding a row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lightboard.inference import Backend


def _local() -> Backend:
    from lightboard.inference.local import LocalBackend

    return LocalBackend()


BACKENDS: dict[str, Callable[[], Backend]] = {"local": _local}


@pytest.fixture(scope="module", params=list(BACKENDS))
def backend(request: pytest.FixtureRequest) -> Backend:
    return BACKENDS[request.param]()
