"""Text to tokens, with the characters each of them stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .messages import Token


def encode(
    tokenizer: Any,
    texts: Sequence[str],
    *,
    max_length: int | None = None,
) -> list[dict[str, list[int]]]:
    """Tokenise texts as the model reads them: one dictionary per text, its lists of length T, nothing padded.

    Longer texts are cut to `max_length`, if given. The caller holds the checkpoint's `encoding_lock`.
    """
    cut = {"truncation": True, "max_length": max_length} if max_length else {}
    columns = tokenizer(list(texts), verbose=False, **cut)
    names = list(columns)
    return [{name: list(columns[name][row]) for name in names} for row in range(len(texts))]


def tokenize(
    tokenizer: Any,
    text: str,
    *,
    special_tokens: bool = True,
    max_length: int | None = None,
) -> tuple[Token, ...]:
    """Return the tokens of a text with their character offsets.

    Tokenizers written in Python know no offsets: theirs are found by searching for each piece from left to right, and a
    piece that is not found in the text stands for no character. The caller holds the checkpoint's `encoding_lock`.
    """
    cut = {"truncation": True, "max_length": max_length} if max_length else {}
    encoding = tokenizer(
        text,
        add_special_tokens=special_tokens,
        return_offsets_mapping=tokenizer.is_fast,
        return_special_tokens_mask=True,
        verbose=False,
        **cut,
    )
    ids = encoding["input_ids"]
    pieces = tokenizer.convert_ids_to_tokens(ids)
    special = set(tokenizer.all_special_ids) - {tokenizer.unk_token_id}  # an unknown word is a word
    is_special = [
        bool(added) or id_ in special for added, id_ in zip(encoding["special_tokens_mask"], ids, strict=True)
    ]
    offsets = encoding["offset_mapping"] if tokenizer.is_fast else _search(tokenizer, text, pieces, is_special)
    return tuple(
        Token(id=id_, piece=piece, start=start, end=end, special=mark)
        for id_, piece, (start, end), mark in zip(ids, pieces, offsets, is_special, strict=True)
    )


def _search(tokenizer: Any, text: str, pieces: list[str], special: list[bool]) -> list[tuple[int, int]]:
    """Find each piece behind the one before it."""
    offsets, position = [], 0
    lowered = text.lower()
    for piece, is_special in zip(pieces, special, strict=True):
        plain = piece if is_special else tokenizer.convert_tokens_to_string([piece]).strip()
        start = text.find(plain, position)
        if start < 0 and len(lowered) == len(text):
            start = lowered.find(plain.lower(), position)
        if not plain or start < 0:
            offsets.append((position, position))
            continue
        position = start + len(plain)
        offsets.append((start, position))
    return offsets
