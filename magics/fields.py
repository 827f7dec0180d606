"""`--format`: variables in the body of a cell."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from typing import Any

from ..inference.errors import near_names
from .one_line_errors import UsageError

_FIELD = re.compile(r"\{\{|\}\}|\{[A-Za-z_][^{}]*\}")


def fill_fields(text: str, variables: Mapping[str, Any]) -> str:
    """Replace each `{name}` by the variable, as `str.format` does; `{}` is literal and `{{` is one brace.

    Raises `UsageError` for a field that cannot be filled in, with near names.

    >>> fill_fields("{city} is {{big}} {}", {"city": "Paris"})
    'Paris is {big} {}'
    """

    def value(found: re.Match[str]) -> str:
        field = found.group()
        if field in ("{{", "}}"):
            return field[0]
        try:
            return string.Formatter().vformat(field, (), variables)
        except KeyError as error:
            near = near_names(str(error.args[0]), variables)
            raise UsageError(f"{field} names no variable.{near} Define it first, or leave out --format.") from None
        except Exception as error:  # noqa: BLE001  (formatting runs code of the variable's class)
            raise UsageError(f"{field} cannot be filled in: {error}. Change it, or leave out --format.") from None

    return _FIELD.sub(value, text)
