"""Keep transformers' progress bars and warnings out of the notebook while one of our threads works with it."""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

_guard = threading.Lock()
_silenced: dict[int, Callable[[float], None] | None] = {}  # thread -> who listens to its progress
_restore: list[Callable[[], object]] = []


@contextmanager
def quiet(on_fraction: Callable[[float], None] | None = None) -> Iterator[None]:
    """Silence transformers in this thread only; the settings of the user stay as they are.

    `on_fraction` hears how much of the work is done, from 0 to 1, wherever transformers would draw a bar.
    """
    thread = threading.get_ident()
    with _guard:
        if not _silenced:
            _install()
        _silenced[thread] = on_fraction
    try:
        yield
    finally:
        with _guard:
            del _silenced[thread]
            while not _silenced and _restore:
                _restore.pop()()


def _install() -> None:
    from transformers.utils import logging as library

    previous = library.set_tqdm_hook(_make_bar)
    _restore.append(functools.partial(library.set_tqdm_hook, previous))
    for handler in logging.getLogger("transformers").handlers:
        handler.addFilter(_is_wanted)
        _restore.append(functools.partial(handler.removeFilter, _is_wanted))


def _is_wanted(_: logging.LogRecord) -> bool:
    return threading.get_ident() not in _silenced


def _make_bar(factory: Callable[..., Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    thread = threading.get_ident()
    if thread not in _silenced:
        return factory(*arguments, **options)
    bar = factory(*arguments, **{**options, "disable": True})
    listener = _silenced[thread]
    return bar if listener is None else _Reported(bar, listener)


class _Reported:
    """A progress bar that reports instead of drawing."""

    def __init__(self, bar: Any, listener: Callable[[float], None]) -> None:
        self._bar = bar
        self._listener = listener

    def __iter__(self) -> Iterator[Any]:
        items = list(self._bar)  # a disabled bar knows no length
        for number, item in enumerate(items, start=1):
            yield item
            self._listener(number / len(items))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bar, name)
