"""Every error that Lightboard raises on purpose: one clear sentence with what to do next.

LightboardError
├── InvalidOption (ValueError)        an option has a value that cannot be used
├── InvalidInput (ValueError)         the text, or another input, cannot be used
│   └── ContextOverflow               the prompt fills the model's context
├── UnknownTask (ValueError)          no such task
├── UnknownModel (LookupError)        no such model, or not to be had from here
├── ModelLoadError (OSError)          the model is there but cannot be loaded, or does not fit the task
├── MissingCapability (NotImplementedError)  this backend or model cannot do it, and says what could
├── NumericalError (ArithmeticError)  the model produced NaN or no usable scores
├── OutOfMemory (MemoryError)         it does not fit, also after freeing and trying smaller
├── BackendUnavailable (ConnectionError)  the named backend does not answer
└── RequestCancelled (RuntimeError)   the request was cancelled before it had a result
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class LightboardError(Exception):
    """Base of all errors that are meant to be read by a person."""


class InvalidOption(LightboardError, ValueError):  # noqa: N818  (named for what it is, as in httpx)
    """An option has a value that cannot be used."""


class InvalidInput(LightboardError, ValueError):  # noqa: N818
    """The input cannot be used for this task or model."""


class ContextOverflow(InvalidInput):
    """The prompt leaves no room in the model's context."""


class UnknownTask(LightboardError, ValueError):  # noqa: N818
    """No task has this name."""


class UnknownModel(LightboardError, LookupError):  # noqa: N818
    """No model has this name, or it cannot be reached from here."""


class ModelLoadError(LightboardError, OSError):
    """The model exists but cannot be loaded, or has no head for the task."""


class MissingCapability(LightboardError, NotImplementedError):  # noqa: N818
    """The backend or model cannot do what was asked; the sentence names what could."""


class NumericalError(LightboardError, ArithmeticError):
    """The model produced NaN, or no token is left to choose."""


class OutOfMemory(LightboardError, MemoryError):  # noqa: N818
    """The request does not fit into memory, also after freeing and trying smaller."""


class BackendUnavailable(LightboardError, ConnectionError):  # noqa: N818
    """A named backend does not answer."""


class RequestCancelled(LightboardError, RuntimeError):  # noqa: N818
    """The request was cancelled before it had a result."""


def without_frames(error: BaseException) -> BaseException:
    """Return an error without the frames it came through, if it is one of ours: its sentence says all there is to say.

    A notebook remembers the last error, and frames hold on to models and to tensors that did not fit into memory.
    """
    if isinstance(error, LightboardError):
        error.__traceback__ = error.__context__ = None
    return error


def near_names(name: str, known: Iterable[str]) -> str:
    """Say which known names are close to a mistyped one: `" Did you mean 'fill-mask'?"`, or an empty string."""
    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(map(repr, close))}?" if close else ""
