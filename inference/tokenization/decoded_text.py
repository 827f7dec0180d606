"""Which part of a decoded text each token brings: tokens decoded one by one do not join to the text."""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WINDOW = 12  # tokens that are decoded together at most, before all are


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

    `surfaces` are what each token is expected to bring. Where these join to the text, but for spaces, they divide it
    exactly, down to bytes; else it is divided by decoding longer and longer beginnings of the ids.
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
    if whole != text:
        kept = _kept_characters(whole, text)
        if kept is None:
            return None
        ends = [kept[end] for end in ends]
    if ends:
        ends[-1], inside[-1] = len(text), False
    return DecodedText(text, tuple(ends), tuple(inside))


def _kept_characters(whole: str, text: str) -> list[int] | None:
    """Return how many characters of a text stand before each place of `whole`, which is the text with more spaces.

    Many decoders drop a leading space, or those before punctuation. None where it is not so.
    """
    kept = [0]
    for character in whole:
        same = text.startswith(character, kept[-1])
        if not same and character != " ":
            return None
        kept.append(kept[-1] + same)
    return kept if kept[-1] == len(text) else None


def _by_beginnings(tokenizer: Any, ids: Sequence[int], text: str) -> DecodedText:
    """Divide a text by how far longer and longer beginnings of the ids agree with it: the parts always join to it.

    Only a window is decoded each time. It begins with the two parts before, whole characters all, because many decoders
    treat a first token differently.
    """

    def decode_ids(start: int, end: int) -> str:
        return str(tokenizer.decode(list(ids[start:end]), skip_special_tokens=False))

    ends: list[int] = []
    starts = deque([0], maxlen=3)  # of windows; the last is where what has been given out ends
    base, given = 0, ""  # where that is in the text, and the window's text up to there
    for place in range(1, len(ids) + 1):
        window = decode_ids(starts[0], place)
        kept = _agreement(window, given)
        new, begin = window[kept:], base - (len(given) - kept)
        agreed = _agreement(new, text[begin : begin + len(new)])
        ends.append(max(begin + agreed, ends[-1] if ends else 0))
        whole = bool(new) and agreed == len(new)
        lost = not whole and place - starts[-1] > WINDOW
        if lost:
            ends[-1] = max(ends[-1], _agreement(decode_ids(0, place), text))
        if whole or lost:
            starts.append(place)
            base, given = ends[-1], decode_ids(starts[0], place)
    if ends:
        ends[-1] = len(text)
    return DecodedText(text, tuple(ends), (False,) * len(ends))


def _agreement(one: str, other: str) -> int:
    """Return how many characters two texts have in common from the start."""
    if other.startswith(one):
        return len(one)
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
