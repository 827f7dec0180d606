"""Tokens as people can read them: spaces, line ends and invisible characters get a visible mark."""

from __future__ import annotations

import functools
import unicodedata

SPACE = "\N{MIDDLE DOT}"
_MARKS = {" ": SPACE, "\n": "↵", "\t": "⇥", "\r": "␍", "\N{NO-BREAK SPACE}": "⍽"}
_PICTURES = 0x2400  # of the control characters below the space
_ISOLATE, _END_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def mark(character: str) -> str:
    r"""Return the visible mark of one character, or the character itself.

    >>> mark(" "), mark("a"), mark("\u200b"), mark("\x00")
    ('·', 'a', '[ZERO WIDTH SPACE]', '␀')
    """
    if character in _MARKS:
        return _MARKS[character]
    code = ord(character)
    if character < " ":
        return chr(_PICTURES + code)
    category = unicodedata.category(character)
    if category in {"Cf", "Zl", "Zp", "Cc", "Cs", "Zs", "Co", "Cn"}:
        return f"[{unicodedata.name(character, f'U+{code:04X}')}]"
    return character


@functools.lru_cache(maxsize=4096)
def visible(text: str, *, limit: int | None = None) -> str:
    r"""Return a text with all invisible characters marked, shortened to `limit` characters.

    A combining mark at the start gets a dotted circle to sit on. Remembered, because tokens come again and again.

    >>> visible(" data\n"), visible("\u0301a"), visible("abcdefgh", limit=5)
    ('·data↵', '◌́a', 'abcd…')
    """
    shown = "".join(map(mark, text if limit is None else text[: limit + 1]))
    if shown and unicodedata.combining(shown[0]):
        shown = "\N{DOTTED CIRCLE}" + shown
    return shorten(shown, limit) if limit is not None else shown


def shorten(text: str, limit: int) -> str:
    """Return a text on at most `limit` characters, the last one an ellipsis where something was left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def one_line(text: str, limit: int) -> str:
    """Return a text on one line, its runs of white space as one space, invisible characters marked, and shortened."""
    return shorten("".join(map(mark_inside_words, " ".join(text[: 8 * limit].split()))), limit)


def mark_inside_words(character: str) -> str:
    """Return the mark of a character that is no plain space."""
    return character if character == " " else mark(character)


def isolated(text: str) -> str:
    """Keep the direction of a text to itself inside plain text, as `bdi` does in markup; ASCII has none to keep."""
    return text if text.isascii() else f"{_ISOLATE}{text}{_END_ISOLATE}"


def columns(text: str) -> int:
    """Return how many columns a text takes in a monospaced font."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)
