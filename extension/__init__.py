"""Run and look inside Transformers from a notebook cell: `%load_ext lightboard`, or `import lightboard`.

Importing takes milliseconds and touches no network: models, torch and widgets come with the first use.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .inference import connect
    from .inference.errors import LightboardError
    from .loading import load_ipython_extension, unload_ipython_extension
    from .magics.functions import generate, pipeline
    from .widgets.generation import Generation
    from .widgets.panels.attention_panel import AttentionPanel
    from .widgets.panels.beam_panel import BeamPanel
    from .widgets.panels.bias_panel import BiasPanel
    from .widgets.panels.linking import link
    from .widgets.panels.logit_panel import LogitPanel
    from .widgets.panels.token_panel import TokenPanel
    from .widgets.pipeline_result import PipelineResult

    __version__: str

__all__ = [
    "AttentionPanel",
    "BeamPanel",
    "BiasPanel",
    "Generation",
    "LightboardError",
    "LogitPanel",
    "PipelineResult",
    "TokenPanel",
    "__version__",
    "connect",
    "generate",
    "link",
    "load_ipython_extension",
    "pipeline",
    "unload_ipython_extension",
]

# Where each public name comes from, once it is used.
_HOMES = {
    "AttentionPanel": "lightboard.widgets.panels.attention_panel",
    "BeamPanel": "lightboard.widgets.panels.beam_panel",
    "BiasPanel": "lightboard.widgets.panels.bias_panel",
    "Generation": "lightboard.widgets.generation",
    "LightboardError": "lightboard.inference.errors",
    "LogitPanel": "lightboard.widgets.panels.logit_panel",
    "PipelineResult": "lightboard.widgets.pipeline_result",
    "TokenPanel": "lightboard.widgets.panels.token_panel",
    "connect": "lightboard.inference.connect",
    "generate": "lightboard.magics.functions",
    "link": "lightboard.widgets.panels.linking",
    "load_ipython_extension": "lightboard.loading",
    "pipeline": "lightboard.magics.functions",
    "unload_ipython_extension": "lightboard.loading",
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("lightboard")
    if name not in _HOMES:
        raise AttributeError(f"module 'lightboard' has no attribute {name!r}", name=name, obj=__import__(__name__))
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
