"""The defaults of all magics and functions: `%config Lightboard`."""

from __future__ import annotations

import re
import warnings
from typing import Any

from traitlets import Int, TraitError, Unicode, validate
from traitlets.config import Configurable

from ..inference.connect import BACKENDS
from ..inference.errors import near_names
from ..inference.messages import MAX_SEED

MODELS = ("auto", "course", "starter")
DEVICES = ("auto", "cpu", "cuda", "cuda:1", "mps")  # and every other number behind cuda
DTYPES = ("auto", "float32", "float16", "bfloat16")


class Lightboard(Configurable):
    """Defaults of Lightboard. An option given with a magic or a function goes first."""

    models = Unicode("auto", help="Models without -m: auto, course (the course's own) or starter.").tag(config=True)
    device = Unicode("auto", help="Where models run: auto, cpu, cuda, cuda:1, mps.").tag(config=True)
    dtype = Unicode("auto", help="Number type of the weights: auto, float32, float16, bfloat16.").tag(config=True)
    backend = Unicode("", help="Where models run: local, or empty to find one.").tag(config=True)
    download_limit = Int(500_000_000, help="Bytes that `auto` downloads at most for a model of the course.").tag(
        config=True
    )
    memory_budget = Int(
        None,
        allow_none=True,
        help="Bytes that the loaded models of a device may take; None: 80 % of its free memory.",
    ).tag(config=True)
    seed = Int(None, allow_none=True, help="Seed of sampling; None draws one and reports it.").tag(config=True)
    max_new_tokens = Int(50, help="Tokens to generate at most.").tag(config=True)
    top_logprobs = Int(5, help="Alternatives to keep for each generated token.").tag(config=True)

    @validate("models")
    def _known_models(self, proposal: Any) -> str:
        return _one_of("models", proposal.value, MODELS)

    @validate("device")
    def _known_device(self, proposal: Any) -> str:
        numbered = re.fullmatch(r"cuda:\d+", proposal.value)
        return proposal.value if numbered else _one_of("device", proposal.value, DEVICES)

    @validate("dtype")
    def _known_dtype(self, proposal: Any) -> str:
        return _one_of("dtype", proposal.value, DTYPES)

    @validate("backend")
    def _known_backend(self, proposal: Any) -> str:
        return _one_of("backend", proposal.value, BACKENDS) if proposal.value else ""

    @validate("download_limit")
    def _usable_download_limit(self, proposal: Any) -> int:
        return _within("download_limit", proposal.value, 0, MAX_SEED)

    @validate("memory_budget")
    def _usable_memory_budget(self, proposal: Any) -> int | None:
        return None if proposal.value is None else _within("memory_budget", proposal.value, 1, MAX_SEED)

    @validate("seed")
    def _usable_seed(self, proposal: Any) -> int | None:
        return None if proposal.value is None else _within("seed", proposal.value, 0, MAX_SEED)

    @validate("max_new_tokens")
    def _usable_max_new_tokens(self, proposal: Any) -> int:
        return _within("max_new_tokens", proposal.value, 1, MAX_SEED)

    @validate("top_logprobs")
    def _usable_top_logprobs(self, proposal: Any) -> int:
        return _within("top_logprobs", proposal.value, 0, 100)


def _one_of(name: str, value: str, known: Any) -> str:
    if value not in known:
        raise TraitError(f"Lightboard.{name} cannot be {value!r}.{near_names(value, known)} Use {' | '.join(known)}.")
    return value


def _within(name: str, value: int, low: int, high: int) -> int:
    if not low <= value <= high:
        raise TraitError(f"Lightboard.{name} must be between {low} and {high}, not {value}.")
    return value


_loaded: list[Lightboard] = []  # at most one: that of the notebook


def settings() -> Lightboard:
    """Return the notebook's settings, or the defaults outside a notebook."""
    return _loaded[0] if _loaded else Lightboard()


def add_settings(shell: Any) -> None:
    """Offer the settings as `%config Lightboard`."""
    remove_settings(shell)
    try:
        one = Lightboard(parent=shell)
    except TraitError as error:
        warnings.warn(f"{error} Until it is corrected, all settings of Lightboard are the defaults.", stacklevel=2)
        one = Lightboard()
    _loaded.append(one)
    shell.configurables.append(one)


def remove_settings(shell: Any) -> None:
    """Forget the settings."""
    shell.configurables[:] = [one for one in shell.configurables if not isinstance(one, Lightboard)]
    _loaded.clear()
