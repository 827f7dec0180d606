"""Tokens of a text."""

from __future__ import annotations

from .base import Message
from .models import ModelChoice


class TokenizeRequest(Message, frozen=True):
    """Split a text with a model's tokenizer."""

    text: str
    model: ModelChoice = ModelChoice()
    task: str = "text-generation"
    special_tokens: bool = True


class Token(Message, frozen=True):
    """One token: its id, the piece as the vocabulary spells it, and the characters `[start, end)` it stands for."""

    id: int
    piece: str
    start: int
    end: int
    special: bool = False


class Tokenization(Message, frozen=True):
    """The tokens of a text."""

    model: str
    text: str
    tokens: tuple[Token, ...]
