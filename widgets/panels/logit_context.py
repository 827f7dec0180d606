"""From a branch to what the model reads: ids, tokens with names, and where the choice is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from ...inference import Backend
from ...inference.messages import DistributionRequest, ModelChoice, Token, TokenizeRequest
from ..token_label import token_label
from .logit_commands import Branch


@dataclass(frozen=True)
class Context:
    """A branch as a model reads it.

    `read` are the ids of the text, `appended` those behind them; `tokens` are those of the decoder, (T,), the first
    `prompt` of them not appended. An encoder-decoder reads the text and writes behind `start`, which others lack.
    """

    read: tuple[int, ...]
    appended: tuple[int, ...]
    start: tuple[int, ...] | None
    tokens: tuple[Token, ...]
    at: int
    text: str

    @property
    def prompt(self) -> int:
        """How many tokens are not appended."""
        return len(self.read if self.start is None else self.start)

    @property
    def before(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The prompt's ids, and the appended ones, up to the token looked at."""
        read = self.read[: self.at + 1] if self.start is None else self.read
        return read, self.appended[: max(0, self.at + 1 - self.prompt)]

    @property
    def ids(self) -> tuple[tuple[int, ...], tuple[int, ...] | None]:
        """All that is read, and what an encoder-decoder has written."""
        return ((*self.read, *self.appended), None) if self.start is None else (self.read, self.appended)


class Reader:
    """One model's tokenizer: contexts of branches, names of ids, ids of texts."""

    def __init__(self, backend: Backend, model: ModelChoice, start: tuple[int, ...] | None) -> None:
        self.backend, self.model, self.start = backend, model, start

    def context(self, branch: Branch) -> Context:
        """Return a branch as the model reads it."""
        read = self._tokens(branch.text)[: branch.kept]
        appended = [
            msgspec.structs.replace(token, start=len(branch.text), end=len(branch.text))
            for token in self._named(branch.appended)
        ]
        tokens = (*(read if self.start is None else self._named(self.start)), *appended)
        last = len(tokens) - 1
        at = last if branch.at is None else min(branch.at, last)
        text = branch.text if self.start else self._text(branch, read, at)
        ids = tuple(token.id for token in read)
        return Context(ids, branch.appended, self.start, tokens, at, text)

    def _text(self, branch: Branch, read: Sequence[Token], at: int) -> str:
        """Return the text up to the token looked at."""
        whole = branch.kept is None and at >= len(read) - 1
        text = branch.text if whole else branch.text[: read[min(at, len(read) - 1)].end]
        return text + self.text(branch.appended[: max(0, at + 1 - len(read))])

    def _tokens(self, text: str) -> tuple[Token, ...]:
        """Return the tokens of a text; of one without any, what the model starts from."""
        found = self.backend.tokenize(TokenizeRequest(text=text, model=self.model)).tokens
        if found:
            return found
        empty = self.backend.distribution(DistributionRequest(prompt=text, model=self.model, top=1))
        return tuple(msgspec.structs.replace(token, start=0, end=0) for token in self._named(empty.prompt_ids))

    def _named(self, ids: Sequence[int]) -> tuple[Token, ...]:
        if not ids:
            return ()
        return self.backend.tokenize(TokenizeRequest(ids=tuple(ids), model=self.model)).tokens

    def labels(self, ids: Sequence[int]) -> list[str]:
        """Return names of ids: always something that can be seen."""
        return [token_label(token) for token in self._named(ids)]

    def text(self, ids: Sequence[int]) -> str:
        """Return the text that ids write."""
        return self.backend.tokenize(TokenizeRequest(ids=tuple(ids), model=self.model)).decoded if ids else ""

    def find(self, text: str, *, whole: bool = False) -> list[int]:
        """Return the tokens that a text consists of; unless `whole`, also those of it behind a space."""
        written = [text] if whole or text.startswith(" ") else [text, f" {text}"]
        requests = [TokenizeRequest(text=one, model=self.model, special_tokens=False) for one in written if one]
        return list(dict.fromkeys(token.id for request in requests for token in self.backend.tokenize(request).tokens))
