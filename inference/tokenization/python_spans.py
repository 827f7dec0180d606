"""The characters behind the tokens of a tokenizer written in Python, which knows no offsets: they are searched for."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]


class FoldedText:
    """A text without case, accents and compatibility variants, so that what a tokenizer normalised is found again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = ""
        self._origin: list[int] = []  # of each folded character
        if not text.isascii() or text != text.lower():
            parts = [fold(character) for character in text]
            self._folded = "".join(parts)
            self._origin = [place for place, part in enumerate(parts) for _ in part]

    def find(self, wanted: str, position: int) -> Span | None:
        """Return the first place of a text at or behind `position`, as it is written or folded."""
        start = self._text.find(wanted, position)
        found = (start, start + len(wanted)) if start >= 0 else None
        folded, origin = fold(wanted), self._origin
        start = self._folded.find(folded, bisect_left(origin, position)) if folded and origin else -1
        if start >= 0 and (found is None or origin[start] < found[0]):
            return origin[start], origin[start + len(folded) - 1] + 1
        return found


def fold(text: str) -> str:
    """Return a text without case, accents and compatibility variants.

    >>> fold("ÉTÉ ﬁn")
    'ete fin'
    """
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in apart if not unicodedata.combining(character))


def find_spans(text: str, spelled: Sequence[bytes], *, silent: Sequence[bool], unknown: Sequence[bool]) -> list[Span]:
    """Return the characters of each token, found from left to right.

    Tokens that hold single bytes of a character all get that character. Unknown tokens get what lies between their
    neighbours; `silent` ones (inserted special tokens) and what is not found stand for no character.
    """
    folded, position = FoldedText(text), 0
    spans: list[Span | None] = [None] * len(spelled)
    for tokens in _whole_characters(spelled, silent, unknown):
        wanted = b"".join(spelled[token] for token in tokens).decode(errors="replace")
        found = folded.find(wanted.strip() or wanted, position) if wanted else None
        if found is None or (not wanted.strip() and found[0] > position):  # a space only where it is expected
            continue
        position = found[1]
        for token in tokens:
            spans[token] = found
    _fill_unknown(text, spans, unknown)
    filled, end = [], 0
    for span in spans:
        filled.append(span or (end, end))
        end = filled[-1][1]
    return filled


def _whole_characters(spelled: Sequence[bytes], silent: Sequence[bool], unknown: Sequence[bool]) -> list[list[int]]:
    """Return runs of tokens that are whole characters together; silent and unknown tokens are left out."""
    runs: list[list[int]] = []
    waiting: list[int] = []
    for token, skip in enumerate(map(max, silent, unknown)):
        if skip:
            waiting = []
            continue
        waiting.append(token)
        try:
            b"".join(spelled[each] for each in waiting).decode()
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data" and len(waiting) < 4:  # noqa: PLR2004  (bytes of a character)
                continue
        runs.append(waiting)
        waiting = []
    return runs


def _fill_unknown(text: str, spans: list[Span | None], unknown: Sequence[bool]) -> None:
    """Give unknown tokens the words between their known neighbours: one each, or together what there is."""
    known = [-1, *(token for token, span in enumerate(spans) if span is not None), len(spans)]
    for before, behind in pairwise(known):
        span_before = spans[before] if before >= 0 else None
        span_behind = spans[behind] if behind < len(spans) else None
        left = span_before[1] if span_before else 0
        right = span_behind[0] if span_behind else len(text)
        tokens = [token for token in range(before + 1, behind) if unknown[token]]
        words = _words(text, left, right)
        if not words:
            continue
        shared = len(words) != len(tokens)
        for number, token in enumerate(tokens):
            spans[token] = (words[0][0], words[-1][1]) if shared else words[number]


def _words(text: str, start: int, end: int) -> list[Span]:
    """Return the spans of the words between two places."""
    found, position = [], start
    for word in text[start:end].split():
        position = text.index(word, position)
        found.append((position, position + len(word)))
        position += len(word)
    return found
