"""How a tokenizer's model takes one pre-token apart: finds the replay that fits the model and checks what it gets."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from typing import Any

from ..errors import InvalidInput, InvalidOption, MissingCapability
from ..messages import LookupReplay, PretokenReplay
from .byte_pair_encoding import BytePairEncoding
from .components import settings
from .stages import Pretoken
from .unigram import Unigram
from .wordpiece import WordPiece

MAX_CHARACTERS = 5_000

_replays: weakref.WeakKeyDictionary[Any, Callable[[str], PretokenReplay]] = weakref.WeakKeyDictionary()


class _WordLevel:
    """A word-level model's vocabulary."""

    def __init__(self, found: dict[str, Any]) -> None:
        self._vocabulary: dict[str, int] = found["vocab"]
        self._unknown: str = found["unk_token"]

    def replay(self, pretoken: str) -> LookupReplay:
        found = pretoken in self._vocabulary
        return LookupReplay(pretoken=pretoken, found=found, pieces=(pretoken if found else self._unknown,))


_MODELS: dict[str, Any] = {"BPE": BytePairEncoding, "WordPiece": WordPiece, "Unigram": Unigram, "WordLevel": _WordLevel}


def replay_pretoken(tokenizer: Any, pretokens: Sequence[Pretoken], number: int) -> PretokenReplay:
    """Replay how one of a text's pre-tokens, counted from 0, becomes tokens.

    Raises `InvalidOption` for a number that there is not, `InvalidInput` for an added token and for a pre-token above
    `MAX_CHARACTERS`, `MissingCapability` for a model that cannot be replayed.
    """
    if not 0 <= number < len(pretokens):
        there = f"they go from 0 to {len(pretokens) - 1}" if pretokens else "there are none"
        raise InvalidOption(f"There is no pre-token {number} in this text: {there}. Choose one of them.")
    pretoken = pretokens[number]
    if pretoken.added:
        raise InvalidInput(
            f"Pre-token {number} is the added token {pretoken.text!r}, which is found whole, so there are no steps to "
            "replay. Choose another."
        )
    if len(pretoken.text) > MAX_CHARACTERS:
        raise InvalidInput(
            f"Pre-token {number} has {len(pretoken.text):,} characters; up to {MAX_CHARACTERS:,} can be replayed. "
            "Shorten the text."
        )
    return _replay_of(tokenizer)(pretoken.text)


def _replay_of(tokenizer: Any) -> Callable[[str], PretokenReplay]:
    """Return the replay of a tokenizer's model; remembered, because a vocabulary can take half a second to read."""
    if tokenizer not in _replays:
        found = settings(tokenizer.backend_tokenizer.model)
        if found["type"] not in _MODELS:
            raise MissingCapability(
                f"The steps of a tokenizer's model of the type {found['type']} are not known here, only those of "
                f"{', '.join(_MODELS)}. Choose such a tokenizer, or leave the replay out."
            )
        _replays[tokenizer] = _MODELS[found["type"]](found).replay
    return _replays[tokenizer]
