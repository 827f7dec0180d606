"""Which part of a decoded text each token brings: tokens decoded one by one do not join to the text."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WINDOW = 64  # tokens that are decoded together at most, before all are


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of ids, special tokens included, and where each token's part of it ends.

    `ends[i]` counts the characters that are complete after token i, the last is the length of the text; `inside[i]`
    says that token i ends inside a character.
    """

    text: str
    ends: tuple[int, ...]
    inside: tuple[bool, ...]

    def starts(self) -> tuple[int, ...]:
        """Return where each token's part begins."""
        return (0, *self.ends[:-1]) if self.ends else ()


def decode(tokenizer: Any, ids: Sequence[int], surfaces: Sequence[bytes]) -> DecodedText:
    """Decode ids and divide the text among them.

    `surfaces` are what each token is expected to bring. Where these join to the text, they divide it exactly, down to
    bytes; else it is divided by decoding longer and longer beginnings of the ids.
    """
    text = str(tokenizer.decode(list(ids), skip_special_tokens=False))
    return _by_surfaces(text, surfaces) or _by_beginnings(tokenizer, ids, text)


def _by_surfaces(text: str, surfaces: Sequence[bytes]) -> DecodedText | None:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    joined, ends, inside, size = [], [], [], 0
    for surface in surfaces:
        joined.append(decoder.decode(surface))
        size += len(joined[-1])
        ends.append(size)
        inside.append(bool(decoder.getstate()[0]))
    whole = "".join(joined) + decoder.decode(b"", final=True)
    dropped = len(whole) - len(text)  # a leading space, by many decoders
    if dropped < 0 or whole[dropped:] != text or whole[:dropped].strip(" "):
        return None
    ends = [max(end - dropped, 0) for end in ends]
    if ends:
        ends[-1], inside[-1] = len(text), False
    return DecodedText(text, tuple(ends), tuple(inside))


def _by_beginnings(tokenizer: Any, ids: Sequence[int], text: str) -> DecodedText:
    """Divide a text by how far longer and longer beginnings of the ids agree with it: the parts always join to it.

    Only a window is decoded each time, which begins with the tokens of the part before.
    """

    def decode_ids(start: int, end: int) -> str:
        return str(tokenizer.decode(list(ids[start:end]), skip_special_tokens=False))

    ends: list[int] = []
    start = done = base = 0  # the window; where what has been given out ends, in tokens and in the text
    given = ""  # the window's text up to there
    for place in range(1, len(ids) + 1):
        window = decode_ids(start, place)
        kept = _agreement(window, given)
        new, begin = window[kept:], base - (len(given) - kept)
        agreed = _agreement(new, text[begin : begin + len(new)])
        ends.append(max(begin + agreed, ends[-1] if ends else 0))
        whole = bool(new) and agreed == len(new)
        if not whole and place - start > WINDOW:  # the window has lost the text
            ends[-1] = max(ends[-1], _agreement(decode_ids(0, place), text))
        if whole or place - start > WINDOW:
            start, done, base = done if whole else place - 1, place, ends[-1]
            given = decode_ids(start, done)
    if ends:
        ends[-1] = len(text)
    return DecodedText(text, tuple(ends), (False,) * len(ends))


def _agreement(one: str, other: str) -> int:
    """Return how many characters two texts have in common from the start."""
    if other.startswith(one):
        return len(one)
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
