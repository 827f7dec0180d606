"""The sequences that grow during generation: tokens, text that may be shown, and why each ended."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..messages import FinishReason, GeneratedSequence, GeneratedToken, TokenLogprob
from ..tokenization.spelling import Spelling, with_bytes
from .text import IncrementalDecoder, StopText

if TYPE_CHECKING:
    from .recorder import StepChoice


class TokenNames:
    """How single tokens are written: the vocabulary's piece, and a readable text for alternatives. Remembers both."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._special = set(tokenizer.all_special_ids)
        self._names: dict[int, tuple[str, str]] = {}

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self._tokenizer)

    def special(self, token: int) -> bool:
        """Whether the token is left out of texts."""
        return token in self._special

    def piece(self, token: int) -> str:
        """Return the piece as the vocabulary spells it."""
        return self._name(token)[0]

    def text(self, token: int) -> str:
        """Return the text of a token by itself; bytes of a character that is not whole stand as `<E6 9D>`."""
        return self._name(token)[1]

    def _name(self, token: int) -> tuple[str, str]:
        if token not in self._names:
            piece = self._tokenizer.convert_ids_to_tokens(token) or f"[unused id {token}]"
            text = self._tokenizer.decode([token])
            if piece.startswith("\u2581") and not text.startswith(" "):
                text = " " + text  # SentencePiece drops the space of a first token
            if "\ufffd" in text:
                text = with_bytes(self._spelling.bytes_of(piece))
            self._names[token] = (piece, text or piece)
        return self._names[token]


def stop_ids(tokenizer: Any, stops: Sequence[str]) -> frozenset[int]:
    """Return the special tokens among the stop texts: they end a sequence although they add no text to it."""
    special = set(tokenizer.all_special_ids)
    return frozenset(token for name, token in tokenizer.get_added_vocab().items() if token in special and name in stops)


class GrowingSequence:
    """One sequence while it is generated."""

    def __init__(
        self, tokenizer: Any, names: TokenNames, *, context: Sequence[int], eos: Sequence[int], stops: Sequence[str]
    ) -> None:
        self._names = names
        self._decoder = IncrementalDecoder(tokenizer, context)
        self._eos = frozenset(eos)
        self._stop_ids = stop_ids(tokenizer, stops)
        self._stop = StopText(stops)
        self.tokens: list[GeneratedToken] = []
        self.text = ""
        self.finish_reason: FinishReason | None = None

    def add(self, choice: StepChoice) -> str:
        """Take the next token and return the text that it allows to be shown."""
        chunk = self._decoder.push(choice.id)
        names = self._names
        top = tuple(
            TokenLogprob(id=token, text=names.text(token), logprob=logprob)
            for token, logprob in zip(choice.top_ids, choice.top_logprobs, strict=True)
        )
        self.tokens.append(
            GeneratedToken(
                id=choice.id,
                piece=names.piece(choice.id),
                text=chunk,
                logprob=choice.logprob,
                rank=choice.rank,
                entropy=choice.entropy,
                top=top,
                special=names.special(choice.id),
            )
        )
        shown = self._stop.push(chunk)
        self.text += shown
        if choice.id in self._eos:
            self.finish_reason = "eos"
        elif self._stop.found or choice.id in self._stop_ids:
            self.finish_reason = "stop"
        return shown

    def finish(self, reason: FinishReason, *, score: float | None = None) -> GeneratedSequence:
        """Give out what was held back, and return the whole; `reason` counts unless the sequence ended by itself."""
        rest = self._decoder.flush()
        if rest and self.tokens:
            last = self.tokens[-1]
            fields = {name: getattr(last, name) for name in last.__struct_fields__}
            self.tokens[-1] = GeneratedToken(**{**fields, "text": last.text + rest})
        self.text += self._stop.push(rest) + self._stop.flush()
        if self._stop.found and self.finish_reason is None:
            self.finish_reason = "stop"
        return GeneratedSequence(
            text=self.text, tokens=tuple(self.tokens), finish_reason=self.finish_reason or reason, score=score
        )
