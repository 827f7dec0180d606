"""WordPiece replayed: at each place the longest piece of the vocabulary that fits.

The algorithm is that of the `tokenizers` library (models/wordpiece in huggingface/tokenizers), after BERT.
"""

from __future__ import annotations

from typing import Any

from ..messages import MatchReplay, MatchStep


class WordPiece:
    """A WordPiece model's vocabulary; `replay` splits one pre-token."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._vocabulary: dict[str, int] = settings["vocab"]
        self._unknown: str = settings["unk_token"]
        self._prefix: str = settings["continuing_subword_prefix"]
        self._limit: int = settings["max_input_chars_per_word"]

    def replay(self, pretoken: str) -> MatchReplay:
        """Split a pre-token; it becomes the unknown token when it is too long, or when no piece fits somewhere."""
        steps: list[MatchStep] = []
        start = 0 if len(pretoken) <= self._limit else len(pretoken)
        while start < len(pretoken):
            steps.append(self._search(pretoken, start))
            if steps[-1].piece is None:
                break
            start += len(steps[-1].piece) - (len(self._prefix) if start else 0)
        pieces = tuple(step.piece for step in steps if step.piece is not None)
        if pretoken and len(pieces) != max(len(steps), 1):
            pieces = (self._unknown,)
        return MatchReplay(pretoken=pretoken, steps=tuple(steps), pieces=pieces, limit=self._limit)

    def _search(self, pretoken: str, start: int) -> MatchStep:
        tried: list[str] = []
        for end in range(len(pretoken), start, -1):
            tried.append((self._prefix if start else "") + pretoken[start:end])
            if tried[-1] in self._vocabulary:
                return MatchStep(start=start, tried=tuple(tried), piece=tried[-1])
        return MatchStep(start=start, tried=tuple(tried), piece=None)
