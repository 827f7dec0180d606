"""What each part of a tokenizer does to a text."""

from __future__ import annotations

from typing import Literal

from .base import Message

Component = Literal["added tokens", "normalizer", "pre-tokenizer", "model", "post-processor", "python"]


class TokenizerPiece(Message, frozen=True, gc=False):
    """A piece of the text after a stage, and the characters `[start, end)` of the original text it comes from."""

    text: str
    start: int
    end: int
    id: int | None = None  # where the piece is a token already


class TokenizerStage(Message, frozen=True):
    """One step of a tokenizer: the component's type, what it does in plain words, and the text after it."""

    component: Component
    name: str
    description: str
    pieces: tuple[TokenizerPiece, ...]
