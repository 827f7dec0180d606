"""Words: the pieces that a word has in its place, which tokens are words, and which tokens end one."""

from __future__ import annotations

import unicodedata
import weakref
from collections.abc import Iterable, Sequence
from typing import Any

import torch

from ..errors import InvalidOption
from .prompts import Prompt, Prompts

_LOOK_AHEAD = 256  # tokens decoded at a time in the search for the likeliest words

# Of each tokenizer in memory: a large vocabulary takes seconds.
_WORD_ENDS: weakref.WeakKeyDictionary[Any, torch.Tensor] = weakref.WeakKeyDictionary()


class Words:
    """The words of one checkpoint's tokenizer, each tokenised where it stands in a prompt."""

    def __init__(self, prompts: Prompts) -> None:
        self._prompts = prompts
        self._tokenizer: Any = prompts.checkpoint.tokenizer
        self._known: dict[tuple[str, object], tuple[int, ...] | None] = {}
        self._special = set(self._tokenizer.all_special_ids)

    def pieces(self, word: str, prompt: Prompt) -> tuple[int, ...] | None:
        """Return the ids of a word at its place in a prompt, None where they merge with the text in front of it."""
        place = prompt.spaced if self._prompts.mode == "masked" else prompt.before
        key = (word, place)
        if key not in self._known:
            self._known[key] = self._pieces([word], prompt)[0]
        return self._known[key]

    def alone(self, word: str, *, spaced: bool) -> tuple[int, ...]:
        """Return the ids of a word behind white space, or at the beginning of a text."""
        return self._alone([word], spaced=spaced)[0]

    def _pieces(self, words: Sequence[str], prompt: Prompt) -> list[tuple[int, ...] | None]:
        """Return what `pieces` does, of words at once, which is faster."""
        if self._prompts.mode == "masked":
            return list(self._alone(words, spaced=prompt.spaced))
        prefix = prompt.sequence.ids  # tokenised with the word: a tokenizer may merge across their border
        texts = [sequence.ids for sequence in self._prompts.encode_all([prompt.before + word for word in words])]
        return [
            whole[len(prefix) :] if whole[: len(prefix)] == prefix and len(whole) > len(prefix) else None
            for whole in texts
        ]

    def _alone(self, words: Sequence[str], *, spaced: bool) -> list[tuple[int, ...]]:
        texts = [f" {word}" if spaced else word for word in words]
        with self._prompts.checkpoint.encoding_lock:
            encodings = self._tokenizer(texts, add_special_tokens=False, verbose=False)["input_ids"]
        return [tuple(ids) for ids in encodings]

    def flag(self, word: str, prompts: Iterable[Prompt]) -> str:
        """Say why a word cannot be scored under any prompt; empty if it can. Raises `InvalidOption`."""
        reasons = []
        for prompt in prompts:
            ids = self.pieces(word, prompt)
            if ids is not None and self._tokenizer.unk_token_id in ids:
                return "unknown: the vocabulary cannot spell it"
            if ids is not None and self._special.intersection(ids):
                raise InvalidOption(f"The candidate {word!r} holds a special token of the model. Leave it out.")
            if ids is not None and not ids:
                reasons.append("unknown: the tokenizer leaves nothing of it")
            else:
                reasons.append("" if ids else "merged: the tokenizer joins it with the text in front of it")
        return reasons[0] if all(reasons) else ""

    def likeliest(self, values: torch.Tensor, count: int, prompts: Sequence[Prompt]) -> dict[str, int]:
        """Return the words with the largest values (V,), and their ids: tokens that are a word by themselves.

        They are no parts of words, and the same token under every prompt.
        """
        found: dict[str, int] = {}
        order = values.argsort(descending=True, stable=True)
        for start in range(0, len(order), _LOOK_AHEAD):
            block = [(id_, self._word_of(id_)) for id_ in order[start : start + _LOOK_AHEAD].tolist()]
            block = [(id_, word) for id_, word in block if word]
            words = [word for _, word in block]
            spelled = [self._pieces(words, prompt) for prompt in prompts] if words else []
            for number, (id_, word) in enumerate(block):
                if all(row[number] == (id_,) for row in spelled):
                    found[word] = id_
                if len(found) == count:
                    return found
        return found

    def _word_of(self, id_: int) -> str:
        """Return the word that a token may stand for; tokens without letter or digit are none."""
        if id_ in self._special or id_ >= len(self._tokenizer):
            return ""
        text = str(self._tokenizer.decode([id_])).strip()
        return text if any(map(str.isalnum, text)) and "\ufffd" not in text and " " not in text else ""

    def word_ends(self) -> torch.Tensor:
        """Return which tokens end the word in front of them, (V,) bool; see `ends_word`."""
        if self._tokenizer not in _WORD_ENDS:
            pieces: Sequence[str] = self._tokenizer.convert_ids_to_tokens(list(range(len(self._tokenizer))))
            ends = [id_ in self._special or ends_word(self._tokenizer, piece) for id_, piece in enumerate(pieces)]
            _WORD_ENDS[self._tokenizer] = torch.tensor(ends)
        return _WORD_ENDS[self._tokenizer]

    def spelled(self, ids: Sequence[int]) -> tuple[str, ...]:
        """Return the pieces as the vocabulary spells them."""
        return tuple(self._tokenizer.convert_ids_to_tokens(list(ids)))


def ends_word(tokenizer: Any, piece: str | None) -> bool:
    """Whether a piece ends the word in front of it, as white space and punctuation do.

    Letters, digits, marks and the underscore go on with the word, and so do pieces of which only some bytes of a
    character are known.
    """
    if piece is None or piece.startswith("##"):
        return False
    if piece.startswith("\u2581"):  # SentencePiece's space, which the next line would drop
        return True
    text = tokenizer.convert_tokens_to_string([piece])
    return bool(text) and text[0] != "\ufffd" and unicodedata.category(text[0])[0] not in "LMN" and text[0] != "_"
