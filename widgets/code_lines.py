"""Parts of generated Python: literals, calls that fit the line, where a model comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..inference.messages import ModelInfo

WIDTH = 100
NEWLINE = "\n"


class Name(str):
    """A name in generated code: written as it is, not as a text."""

    __slots__ = ()


def literal(value: Any) -> str:
    """Return a value as Python, in double quotes where that needs no escapes; long lists get an item a line.

    >>> literal(["a", 1.5, None]), literal(Name("prompt"))
    ('["a", 1.5, None]', 'prompt')
    """
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, str):
        quoted = repr(value)
        return quoted if '"' in quoted or "\\'" in quoted else f'"{quoted[1:-1]}"'
    if isinstance(value, list | tuple):
        return _lines("[", [literal(item) for item in value], "]")
    if isinstance(value, dict):
        return _lines("{", [f"{literal(key)}: {literal(item)}" for key, item in value.items()], "}")
    return repr(value)


def _lines(opening: str, items: list[str], closing: str) -> str:
    """Join items on one line, or with one a line where that gets long."""
    line = f"{opening}{', '.join(items)}{closing}"
    if len(line) <= WIDTH and "\n" not in line:
        return line
    inner = "".join(f"    {item.replace(NEWLINE, NEWLINE + '    ')},\n" for item in items)
    return f"{opening}\n{inner}{closing}"


def call(function: str, positional: Sequence[Any], keywords: Mapping[str, Any]) -> str:
    """Return a call on one line, or with one argument a line where it gets long."""
    arguments = [literal(value) for value in positional]
    arguments += [f"{name}={literal(value)}" for name, value in keywords.items()]
    return _lines(f"{function}(", arguments, ")")


def model_source(model: ModelInfo) -> tuple[list[str], Any, dict[str, Any]]:
    """Return the import lines, the name or path, and the keyword arguments that find the same weights."""
    if model.source == "starter":
        return ["from lightboard.inference import starter"], Name(f"starter.path({literal(model.name)})"), {}
    keywords = {"revision": model.revision} if model.source == "hub" and model.revision else {}
    return [], model.name, keywords
