"""Texts as windows: what a model reads of a text, or of two, in one pass, and where each token stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..messages import Token
from ..tokenization import encode, tokenize
from .base import Prepared


@dataclass(frozen=True, slots=True)
class Window(Prepared):
    """One pass over a part of a text. All lists are of length T."""

    pieces: list[str]
    offsets: list[tuple[int, int]]  # characters of the text that the token comes from
    added: list[bool]  # by the tokenizer, such as [CLS]
    texts: list[int | None]  # 0 for tokens of the first text, 1 for those of the second
    words: list[int | None]  # of the text, counted from 0

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens, for the steps."""
        rows = zip(self.ids, self.pieces, self.offsets, self.added, strict=True)
        return tuple(Token(id=id_, piece=piece, start=at[0], end=at[1], special=mark) for id_, piece, at, mark in rows)


def windows(
    tokenizer: Any,
    text: str,
    second: str | None = None,
    *,
    truncation: str | bool = False,
    max_length: int | None = None,
    stride: int | None = None,
) -> tuple[Window, ...]:
    """Tokenise a text, or a pair, as the model reads it; with `stride` in windows that share that many tokens.

    `truncation` and `max_length` are the tokenizer's. The caller holds the checkpoint's `encoding_lock`. A tokenizer
    written in Python makes one window; the offsets of one text are searched for, those of a pair are not known.
    """
    cut: dict[str, Any] = {"truncation": truncation, "max_length": max_length} if truncation else {}
    if not tokenizer.is_fast:
        return (_searched(tokenizer, text) if second is None else _pair(tokenizer, text, second, **cut),)
    if stride is not None:
        cut |= {"stride": stride, "return_overflowing_tokens": True}
    # As a batch of one, so that the columns are lists of rows with and without windows.
    columns = tokenizer([text], None if second is None else [second], verbose=False, **cut)
    encodings = columns.encodings
    names = [name for name in columns if name != "overflow_to_sample_mapping"]
    return tuple(
        Window(
            text,
            {name: list(columns[name][row]) for name in names},
            pieces=encoding.tokens,
            offsets=encoding.offsets,
            added=[bool(mark) for mark in encoding.special_tokens_mask],
            texts=encoding.sequence_ids,
            words=encoding.word_ids,
        )
        for row, encoding in enumerate(encodings)
    )


def _searched(tokenizer: Any, text: str) -> Window:
    (row,) = encode(tokenizer, [text])
    tokens = tokenize(tokenizer, text)
    return Window(
        text,
        row,
        pieces=[token.piece for token in tokens],
        offsets=[(token.start, token.end) for token in tokens],
        added=[token.special for token in tokens],
        texts=[None if token.special else 0 for token in tokens],
        words=[None] * len(tokens),
    )


def _pair(tokenizer: Any, text: str, second: str, **cut: Any) -> Window:
    row = dict(tokenizer(text, second, verbose=False, **cut))
    ids = row["input_ids"]
    special = set(tokenizer.all_special_ids) - {tokenizer.unk_token_id}
    unknown: list[None] = [None] * len(ids)
    return Window(
        text,
        row,
        pieces=tokenizer.convert_ids_to_tokens(ids),
        offsets=[(0, 0)] * len(ids),
        added=[id_ in special for id_ in ids],
        texts=list(unknown),
        words=list(unknown),
    )
