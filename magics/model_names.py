"""The names of models, for completion: the starter models, and once a backend runs, what it holds and can load."""

from __future__ import annotations

from .functions import chosen_backend
from .known_names import starter_names
from .starting import is_started


def model_names() -> tuple[str, ...]:
    """Return what `-m` can load without a network: the starter models, then the models in the Hub's cache."""
    cached = chosen_backend().cached() if is_started() else ()
    return tuple(dict.fromkeys([*starter_names(), *(model.name for model in cached)]))


def loaded_names() -> tuple[str, ...]:
    """Return the names of the loaded models, each once."""
    loaded = chosen_backend().info().models if is_started() else ()  # a Tab does not start PyTorch
    return tuple(dict.fromkeys(model.info.name for model in loaded))
