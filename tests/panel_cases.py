"""One small panel of each kind, for the tests that every kind has to pass. A new kind is a row."""

from __future__ import annotations

import functools
from typing import Any

import lightboard

TEXT = "The teacher reads a new book to her class."
GIVEN = {"text": TEXT, "gpt": "starter/gpt", "bert": "starter/bert", "slot": "[MASK]"}

# What is written in a cell, or evaluated in a test.
PANELS = {
    "TokenPanel": "TokenPanel(text, model=[gpt, bert])",
    "AttentionPanel": "AttentionPanel(text, model=bert)",
    "LogitPanel": "LogitPanel(text, model=gpt)",
    "BeamPanel": "BeamPanel(text, model=gpt, num_beams=3, max_new_tokens=6)",
    "BiasPanel": "BiasPanel(f'{{The man|The woman}} said: {text} It is {slot}.', model=bert)",
}
# Results are shown by panels, too.
RESULTS = {
    "GenerationPanel": "generate(text, model=gpt, max_new_tokens=6)",
    "PipelinePanel": "pipeline('fill-mask', f'{text} It is {slot}.', model=bert)",
}
NAMES = [name for name in PANELS if name in lightboard.__all__]
ALL = [*NAMES, *RESULTS]


def make(name: str, **given: Any) -> Any:
    """Return a panel in this process; `given` are other values for the names in the cell."""
    shown = eval("lightboard." + {**PANELS, **RESULTS}[name], {"lightboard": lightboard, **GIVEN, **given})
    return shown.panel if name in RESULTS else shown


shared = functools.cache(make)


def cells(**given: Any) -> list[str]:
    """Return the cells of a notebook: one for the names, then one for each panel."""
    values = {**GIVEN, **given}
    setup = f"from lightboard import *\n{', '.join(values)} = {', '.join(map(repr, values.values()))}"
    return [setup, *({**PANELS, **RESULTS}[name] for name in ALL)]
