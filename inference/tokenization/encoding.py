"""Text to tokens, with the characters each of them stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from ..messages import Token
from .python_spans import find_spans
from .spelling import Spelling


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
    tokens = describe_ids(tokenizer, encoding["input_ids"])
    if tokenizer.is_fast:
        inserted = [word is None for word in encoding.word_ids()]
        offsets = encoding["offset_mapping"]
    else:
        inserted = [bool(mark) for mark in encoding["special_tokens_mask"]]
        spelled, unknown = [token.bytes for token in tokens], [token.unknown for token in tokens]
        offsets = find_spans(text, spelled, silent=inserted, unknown=unknown)
    return tuple(
        replace(
            token,
            start=start,
            end=end,
            special=token.special or bool(mark),
            inserted=around,
            unknown=token.unknown and text[start:end] != token.piece,  # else it is written in the text
        )
        for token, (start, end), mark, around in zip(
            tokens, offsets, encoding["special_tokens_mask"], inserted, strict=True
        )
    )


def describe_ids(tokenizer: Any, ids: Sequence[int]) -> tuple[Token, ...]:
    """Return what is known of ids without a text: pieces, bytes and flags; all offsets are 0."""
    spelling, added, unknown = Spelling(tokenizer), set(tokenizer.get_added_vocab().values()), tokenizer.unk_token_id
    special = set(tokenizer.all_special_ids) - {unknown}  # an unknown word is a word
    names = _names(tokenizer, set(ids))
    return tuple(
        Token(
            id=id_,
            piece=f"[unused id {id_}]" if (piece := names.get(id_)) is None else piece,
            start=0,
            end=0,
            special=id_ in special,
            bytes=b"" if piece is None else spelling.bytes_of(piece),
            added=id_ in added and id_ != unknown,
            unknown=id_ == unknown,
            unused=piece is None,
        )
        for id_ in ids
    )


def _names(tokenizer: Any, ids: set[int]) -> dict[int, str]:
    """Return the pieces of those ids that have one; the model may know more ids than the tokenizer has pieces."""
    if not tokenizer.is_fast:  # many of these make a piece up
        ids &= set(tokenizer.get_vocab().values())
    names = {id_: tokenizer.convert_ids_to_tokens(id_) for id_ in ids}
    return {id_: piece for id_, piece in names.items() if piece is not None}
