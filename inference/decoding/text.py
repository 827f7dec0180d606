"""From token ids to text that may be shown: whole characters only, and never past a stop text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

CONTEXT = 8  # tokens of the prompt's end to decode with what follows: many tokenizers treat a first token differently

_REPLACEMENT = "\ufffd"


class IncrementalDecoder:
    """Decode a growing list of ids so that the chunks join to the decoded whole.

    A chunk is held back while its end may still be part of a character (byte-level and byte-fallback tokens hold
    single bytes of UTF-8): no replacement character is shown for a character that is still arriving. Only the tokens
    since the last chunk are decoded anew, together with those of the chunk before, since many tokenizers treat the
    first token differently.

    `context` are ids before the first (the end of the prompt), so that a leading space is kept.
    """

    def __init__(self, tokenizer: Any, context: Sequence[int] = ()) -> None:
        self._tokenizer = tokenizer
        self._ids = list(context)
        self._start = 0  # the window to decode begins here
        self._done = len(self._ids)  # ids before this have been given out
        self._given = self._decode(self._ids)

    def _decode(self, ids: Sequence[int]) -> str:
        return str(self._tokenizer.decode(ids, skip_special_tokens=True))

    def push(self, token: int) -> str:
        """Add one id and return the text that is certain now, possibly empty."""
        self._ids.append(token)
        text = self._decode(self._ids[self._start :])
        return "" if text.endswith(_REPLACEMENT) else self._give(text)

    def flush(self) -> str:
        """Return what is still held back, replacement characters included."""
        return self._give(self._decode(self._ids[self._start :]))

    def _give(self, text: str) -> str:
        chunk = text[len(self._given) :]
        if chunk:  # a window that shows nothing (special tokens) cannot serve as context
            self._start, self._done = self._done, len(self._ids)
            self._given = self._decode(self._ids[self._start : self._done])
        return chunk


class StopText:
    r"""Cut a stream of chunks before the first stop text, also when it spans chunks.

    >>> stop = StopText(("\n\n",))
    >>> [stop.push(chunk) for chunk in ("one\n", "\ntwo", "three")], stop.found
    (['one', '', ''], True)
    """

    def __init__(self, stops: Sequence[str]) -> None:
        self._stops = tuple(stops)
        self._held = ""
        self.found = False

    def push(self, chunk: str) -> str:
        """Add a chunk and return what may be shown: nothing that could still become a stop text."""
        if self.found:
            return ""
        text = self._held + chunk
        ends = [(start + len(stop), start) for stop in self._stops if (start := text.find(stop)) >= 0]
        if ends:
            self.found = True
            self._held = ""
            return text[: min(ends)[1]]  # the stop text that is complete first, however the chunks fall
        keep = max((_overlap(text, stop) for stop in self._stops), default=0)
        self._held = text[len(text) - keep :]
        return text[: len(text) - keep]

    def flush(self) -> str:
        """Return what is held back once nothing more can come."""
        held, self._held = self._held, ""
        return held


def _overlap(text: str, stop: str) -> int:
    """Return the length of the longest end of `text` that begins `stop`."""
    longest = min(len(text), len(stop) - 1)
    return next((size for size in range(longest, 0, -1) if stop.startswith(text[-size:])), 0)
