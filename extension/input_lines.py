"""Input that IPython would not bring to our magics as it was meant."""

from __future__ import annotations

import re

from .magics.table import MAGICS

_CELL_MAGIC = re.compile(rf"%%({'|'.join(magic.name for magic in MAGICS if magic.kind == 'line_cell')})\b(?!\?)")
_QUESTION = re.compile(rf"(\s*(?:[^=%#]+=\s*)?)%({'|'.join(magic.name for magic in MAGICS)})\s+(.*\?)\s*")


def reach_magics(lines: list[str]) -> list[str]:
    r"""Let a cell without body and a text that ends with a question mark reach our magics.

    IPython does not call a cell magic without a body, so that `%%pipeline -h` would be an error; and it takes
    `%generate -- Who are you?` for a request for help about `you`.

    >>> reach_magics(["%%pipeline -h\n"])
    ['%%pipeline -h\n', '\n']
    >>> reach_magics(["answer = %generate -- Who are you?\n"])
    ["answer = get_ipython().run_line_magic('generate', '-- Who are you?')\n"]
    """
    if lines and lines[0].startswith("%%"):
        return [*lines, "\n"] if len(lines) == 1 and _CELL_MAGIC.match(lines[0]) else lines
    if any(quotes in line for line in lines for quotes in ('"""', "'''")):
        return lines  # the line may be inside a text
    return [_QUESTION.sub(_call, line, count=1) if _QUESTION.fullmatch(line) else line for line in lines]


def _call(question: re.Match[str]) -> str:
    before, name, rest = question.groups()
    return f"{before}get_ipython().run_line_magic({name!r}, {rest!r})\n"
