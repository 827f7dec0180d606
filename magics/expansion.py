"""Variables on the line of a magic: `{expr}` and `$name`, replaced as IPython does, or an error."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from typing import Any

from IPython.utils.text import FullEvalFormatter

from ..inference.errors import near_names
from .one_line_errors import UsageError

_DOLLAR = re.compile(r"\$(\$?)([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)")
# What stands for a variable; `{}` and `{"a": 1}` are literal, `{{` and `$$` are one of them.
_VARIABLE = re.compile(r"(?<!\$)\$[A-Za-z_]\w*|(?<!\{)\{\s*[A-Za-z_][^{}]*\}")


def expand(line: str, variables: Mapping[str, Any]) -> str:
    """Return the line with its variables replaced. Raises `UsageError` if one of them cannot be.

    IPython itself would leave such a line as it is; it would also take the dollar off "$5", and skip names before an
    apostrophe.

    >>> expand("-m {name} -- It costs $5 in $place.", {"name": "starter/gpt", "place": "Paris"})
    '-m starter/gpt -- It costs $5 in Paris.'
    """
    try:
        return str(_LineFormatter().vformat(line, (), variables))
    except Exception as error:  # noqa: BLE001  (an expression of the user's can raise anything)
        found = _VARIABLE.search(line)
        if found is None:
            return line
        raise UsageError(
            f"{found.group()} on the line could not be replaced: {_reason(error, variables)} "
            "Correct it, or write the text into the body of the cell, where nothing is replaced."
        ) from None


class _LineFormatter(FullEvalFormatter):
    """Evaluates `{expr}` as IPython does, and `$name`."""

    def parse(self, format_string: str) -> Iterator[tuple[str, str | None, str | None, str | None]]:
        for literal, field, spec, conversion in string.Formatter.parse(self, format_string):
            text, position = "", 0
            for found in _DOLLAR.finditer(literal):
                text += literal[position : found.start()]
                position = found.end()
                if found.group(1):
                    text += f"${found.group(2)}"
                else:
                    yield text, found.group(2), "", None
                    text = ""
            yield text + literal[position:], field, spec, conversion


def _reason(error: Exception, variables: Mapping[str, Any]) -> str:
    if isinstance(error, NameError) and error.name:
        return f"there is no variable {error.name!r}.{near_names(error.name, variables)}"
    if isinstance(error, SyntaxError | IndexError):
        return "other braces on the line are no expression."
    return f"{type(error).__name__}: {error}."
