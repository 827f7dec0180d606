"""Errors that fail a cell with exactly one line, and keep their class."""

from __future__ import annotations

from typing import TypeVar

from IPython.core.error import UsageError as IPythonUsageError

E = TypeVar("E", bound=BaseException)


class UsageError(IPythonUsageError):
    """The line of a magic cannot be understood.

    IPython prints its own UsageError to stderr; this one becomes an `error` output, as every failed cell should have.
    """


def in_one_line(error: E) -> E:
    """Make IPython show this exception as one line instead of a traceback, and return it."""
    sentence = " ".join(str(error).split())
    line = f"{type(error).__name__}: {sentence}" if sentence else type(error).__name__
    error._render_traceback_ = lambda: [line]  # type: ignore[attr-defined]
    return error
