"""Parts of generated Python: literals, calls that fit the line, where a model comes from."""

from __future__ import annotations

import pprint
from collections.abc import Mapping, Sequence
from typing import Any

from ..inference.messages import ModelInfo

WIDTH = 100


class Name(str):
    """A name in generated code: written as it is, not as a text."""

    __slots__ = ()


def literal(value: Any) -> str:
    """Return a value as Python; long texts keep to one line, long lists are wrapped.

    >>> literal(["a", 1.5, None]), literal(Name("prompt"))
    ("['a', 1.5, None]", 'prompt')
    """
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, str | int | float | bool | None):
        return repr(value)
    return pprint.pformat(list(value) if isinstance(value, tuple) else value, width=WIDTH - 20, sort_dicts=False)


def call(function: str, positional: Sequence[Any], keywords: Mapping[str, Any]) -> str:
    """Return a call on one line, or with one argument a line where it gets long."""
    arguments = [literal(value) for value in positional] + [
        f"{name}={literal(value)}" for name, value in keywords.items()
    ]
    line = f"{function}({', '.join(arguments)})"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    inner = "".join(f"    {argument.replace(chr(10), chr(10) + '    ')},\n" for argument in arguments)
    return f"{function}(\n{inner})"


def model_source(model: ModelInfo) -> tuple[list[str], Any, dict[str, Any]]:
    """Return the import lines, the name or path, and the keyword arguments that find the same weights."""
    if model.source == "starter":
        return ["from lightboard.inference import starter"], Name(f"starter.path({model.name!r})"), {}
    keywords = {"revision": model.revision} if model.source == "hub" and model.revision else {}
    return [], model.name, keywords
