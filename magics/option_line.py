"""Split the line of a magic into words, and the text after ` -- `."""

from __future__ import annotations

import re
import shlex

from .one_line_errors import UsageError

_DASHES = re.compile(r"(?<!\S)--(?!\S)")


def split_line(line: str) -> tuple[list[str], str | None]:
    r"""Return the words of a line, and the raw text after the first ` -- ` outside quotes (None without one).

    Quotes group words and nothing escapes: a backslash is a backslash. Raises `UsageError` for an unclosed quote.

    >>> split_line("fill-mask -m 'my model' -- I don't know")
    (['fill-mask', '-m', 'my model'], "I don't know")
    """
    for dashes in _DASHES.finditer(line):
        words = _words(line[: dashes.start()])
        if words is not None:
            return words, line[dashes.end() :].strip()
    words = _words(line)
    if words is None:
        raise UsageError(
            f"A quote is not closed in {line.strip()!r}. "
            "Close it, or put the text after ` -- `, where quotes are plain characters: -- I don't know"
        )
    return words, None


def _words(line: str) -> list[str] | None:
    """Split at white space outside quotes; None when a quote is not closed."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    lexer.escape = ""
    try:
        return list(lexer)
    except ValueError:
        return None
