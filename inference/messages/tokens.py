"""Tokens of a text: the request, every token with what it stands for, groups that can be shown, and counts."""

from __future__ import annotations

import builtins

from .base import Message
from .models import ModelChoice
from .token_replays import PretokenReplay
from .token_stages import TokenizerStage


class TokenizeRequest(Message, frozen=True):
    """Split a text with a model's tokenizer, or turn `ids` back into text.

    `stages` asks for what each part of the tokenizer does to the text; `replay` is the number of a pre-token, counted
    from 0, whose way into pieces is wanted step by step. `task` chooses among a model's heads; None is its own.
    """

    text: str = ""
    model: ModelChoice = ModelChoice()
    task: str | None = None
    special_tokens: bool = True
    ids: tuple[int, ...] | None = None
    stages: bool = False
    replay: int | None = None


class Token(Message, frozen=True, gc=False):  # thousands of them must not set off the garbage collector
    """One token: its id, the piece as the vocabulary spells it, and the characters `[start, end)` it stands for.

    Offsets count code points. `bytes` are the UTF-8 bytes that the piece spells, perhaps not whole characters;
    `pretoken` is the number of the pre-token that it was cut from, None for an inserted token.
    """

    id: int
    piece: str
    start: int
    end: int
    special: bool = False
    bytes: builtins.bytes = b""  # the field hides the type of this name
    added: bool = False  # an entry of the added tokens, which are found whole, before the model sees the text
    inserted: bool = False  # put around the text by the post-processor
    unknown: bool = False  # stands for text that the vocabulary cannot spell
    unused: bool = False  # a row of the model's embedding that has no token
    pretoken: int | None = None


class TokenGroup(Message, frozen=True, gc=False):
    """Tokens that cannot be shown apart: they share a grapheme cluster, what a reader sees as one character.

    `tokens` are numbers of tokens; `text` is their part of `Tokenization.decoded`; `text[start:end]` of the original
    text is what they stand for.
    """

    tokens: tuple[int, ...]
    start: int
    end: int
    text: str


class TokenCounts(Message, frozen=True):
    """How long a text is in every unit; words are what white space separates, characters are code points."""

    tokens: int  # without inserted ones
    inserted: int
    unknown: int
    words: int
    graphemes: int
    characters: int
    bytes: int

    @property
    def tokens_per_word(self) -> float | None:
        """Tokens per word, also called fertility; None without words."""
        return self.tokens / self.words if self.words else None

    @property
    def tokens_per_character(self) -> float | None:
        """Tokens per code point; None for an empty text."""
        return self.tokens / self.characters if self.characters else None

    @property
    def tokens_per_byte(self) -> float | None:
        """Tokens per byte of UTF-8; None for an empty text."""
        return self.tokens / self.bytes if self.bytes else None


class Tokenization(Message, frozen=True):
    """The tokens of a text.

    `decoded` is what the tokenizer makes of all ids, special tokens included: the texts of `groups` joined.
    `vocabulary` is the number of ids that have a token.
    """

    model: str
    text: str
    tokens: tuple[Token, ...]
    groups: tuple[TokenGroup, ...] = ()
    decoded: str = ""
    counts: TokenCounts | None = None
    vocabulary: int | None = None
    stages: tuple[TokenizerStage, ...] = ()
    replay: PretokenReplay | None = None
