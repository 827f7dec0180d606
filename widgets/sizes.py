"""How much room texts take in the state of a panel, and their beginnings that fit."""

from __future__ import annotations

import re

_ESCAPED = re.compile('["\\\\\b\t\n\f\r]')
_ESCAPED_LONG = re.compile("[\x00-\x07\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def json_size(text: str) -> int:
    r"""Return the bytes that a text takes in JSON at most: what is escaped takes two or six.

    >>> json_size("é"), json_size("\n"), json_size("\x00")
    (4, 4, 8)
    """
    size = len(text.encode("utf-8", "replace")) + 2
    return size + len(_ESCAPED.findall(text)) + 5 * len(_ESCAPED_LONG.findall(text))


def beginning(text: str, limit: int) -> str:
    """Return a text if it takes at most `limit` bytes in JSON, else a beginning that does.

    >>> beginning("abcdef", 8), beginning("abcdef", 5)
    ('abcdef', 'abc')
    """
    size = json_size(text)
    while size > limit and text:
        text = text[: min(len(text) * limit // size, len(text) - 1)]
        size = json_size(text)
    return text
