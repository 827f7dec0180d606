"""Where the numbers of a result come from."""

from __future__ import annotations

import importlib.metadata
import platform

from ..messages import BiasProvenance, BiasRequest, ModelInfo

_LIBRARIES = ("lightboard", "torch", "transformers", "tokenizers", "numpy", "scipy")


def provenance(model: ModelInfo, request: BiasRequest) -> BiasProvenance:
    """Return what has to be known to compute the same numbers again."""
    versions = {"Python": platform.python_version()}
    versions |= {name: importlib.metadata.version(name) for name in _LIBRARIES}
    return BiasProvenance(
        model=model.name,
        revision=model.revision,
        dtype=model.dtype,
        device=model.device,
        versions=versions,
        templates=(*request.templates, *request.neutral),
        seed=request.seed,
    )
