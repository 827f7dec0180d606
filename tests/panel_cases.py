"""One small panel of each kind, for the tests that every kind has to pass. A new kind is a row."""

from __future__ import annotations

import functools
from typing import Any

import lightboard

TEXT = "The teacher reads a new book to her class."

# What is written in a cell, or evaluated in a test: `text`, and a `model` for each family where it may be another.
CASES = {
    "TokenPanel": "TokenPanel(text, model=[gpt, bert])",
    "AttentionPanel": "AttentionPanel(text, model=bert)",
    "LogitPanel": "LogitPanel(text, model=gpt)",
    "BeamPanel": "BeamPanel(text, model=gpt, num_beams=3, max_new_tokens=6)",
    "BiasPanel": "BiasPanel(text + ' ' + slot, model=bert)",
}
NAMES = [name for name in lightboard.__all__ if name.endswith("Panel")]


def make(name: str, text: str = TEXT, **given: Any) -> Any:
    """Return a panel on a text, in this process."""
    defaults = {"gpt": "starter/gpt", "bert": "starter/bert", "slot": "[MASK]"}
    return eval("lightboard." + CASES[name], {"lightboard": lightboard, "text": text, **defaults, **given})


shared = functools.cache(make)


def cells(text: str = TEXT) -> list[str]:
    """Return the cells of a notebook: one for the names, then one for each panel."""
    setup = f"from lightboard import *\ntext, gpt, bert, slot = {text!r}, 'starter/gpt', 'starter/bert', '[MASK]'"
    return [setup, *(CASES[name] for name in NAMES)]
