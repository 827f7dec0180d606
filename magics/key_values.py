"""Task options as the line spells them: `key=value`."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

from ..inference.errors import near_names
from .one_line_errors import UsageError

_OF_IPYTHON = {"In", "Out", "exit", "get_ipython", "open", "quit"}  # no notebook's own variables
_KEY_VALUE = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)


def take_key_values(words: Iterable[str], variables: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the `key=value` words as a dictionary, and the other words.

    Raises `UsageError` for a key that is given twice, and for `key=@NAME` when there is no such variable.

    >>> take_key_values(["top_k=2", "I", "labels=a,b", "like=@n"], {"n": [1]})
    ({'top_k': 2, 'labels': 'a,b', 'like': [1]}, ['I'])
    """
    options: dict[str, Any] = {}
    others: list[str] = []
    for word in words:
        found = _KEY_VALUE.fullmatch(word)
        if found is None:
            others.append(word)
            continue
        key, text = found.groups()
        if key in options:
            raise UsageError(f"{key} is given twice. Keep one of them.")
        options[key] = variable(text[1:], variables) if text.startswith("@") else parse_value(text)
    return options, others


def variable(name: str, variables: Mapping[str, Any]) -> Any:
    """Return the user's variable. Raises `UsageError` with near names if there is none."""
    if name not in variables:
        known = [known for known in variables if not known.startswith("_") and known not in _OF_IPYTHON]
        raise UsageError(f"There is no variable {name!r}.{near_names(name, known)} Define it in a cell first.")
    return variables[name]


def parse_value(text: str) -> Any:
    """Return the number, boolean, None, string, list or dictionary that a text spells in Python, else the text itself.

    >>> parse_value("True"), parse_value("[1, 'a']"), parse_value("POSITIVE")
    (True, [1, 'a'], 'POSITIVE')
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "\d" is no mistake of the user's here
            value = ast.literal_eval(text)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return text
    value = list(value) if isinstance(value, tuple) else value
    return value if value is None or isinstance(value, bool | int | float | str | list | dict) else text
