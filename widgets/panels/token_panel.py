"""The token panel: how tokenizers split a text, live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, cast

import msgspec

from ...inference import Backend
from ...inference.errors import InvalidInput, InvalidOption, MissingCapability
from ...inference.messages import ModelChoice, Tokenization, TokenizeRequest, align_tokens
from .. import numbers
from ..frame import heading, row, stats
from ..html import Child, Html, element
from .codec import state_bytes
from .commands import Change, Fetch, I, Index, Inputs, Settings
from .drawing import EDGE, INK, MUTED, SUNK, Drawing
from .panel import Model, Panel, choose_model
from .token_content import replay_content, tokens_content, writes_bytes
from .worker import Run

if TYPE_CHECKING:
    import pandas as pd

MOST_MODELS = 8
STATIC_TOKENS = 300
_LARGEST_STATE = 190_000  # bytes; what is over loses the stages and the alignment first


class TokenInputs(Inputs, frozen=True, kw_only=True):
    """A text and the models whose tokenizers split it."""

    models: tuple[ModelChoice, ...]
    special_tokens: bool = True


class SetSpecialTokens(Change, frozen=True):
    """With or without the tokens that the post-processor puts around the text."""

    special_tokens: bool

    def apply(self, inputs: I) -> I:
        """Return the inputs with or without special tokens."""
        return msgspec.structs.replace(inputs, special_tokens=self.special_tokens)


class FetchReplay(Fetch, frozen=True):
    """The way of one pre-token into pieces, in one of the tokenizers."""

    tokenizer: Annotated[int, msgspec.Meta(ge=0, lt=MOST_MODELS)]
    pretoken: Index


class TokenSettings(Settings, frozen=True, kw_only=True):
    """The positions of the token panel's controls."""

    tokenizer: Annotated[int, msgspec.Meta(ge=0, lt=MOST_MODELS)] = 0
    differing: bool = False
    step: Index | None = None  # of the replay; None stands for the last


class TokenPanel(Panel):
    """Show how tokenizers split a text: tokens, ids, bytes, counts, stages, and each word's way into pieces.

    `model` is a name or a list of names, None for the default of text generation. Raises the errors of
    `lightboard.inference.errors`.

    >>> TokenPanel("Hello", model=["starter/gpt", "starter/bert"])  # doctest: +SKIP
    """

    title = "Tokens"
    bundle = "tokens"
    styles = ("tokens",)
    commands = (SetSpecialTokens, FetchReplay)
    Settings = TokenSettings

    def __init__(
        self,
        text: str,
        *,
        model: Model | Sequence[Model] = None,
        revision: str | None = None,
        special_tokens: bool = True,
        backend: Backend | str | None = None,
    ) -> None:
        names = cast("list[Model]", list(model) if isinstance(model, list | tuple) else [model])
        if not 1 <= len(names) <= MOST_MODELS:
            raise InvalidOption(f"TokenPanel compares 1 to {MOST_MODELS} models, not {len(names)}. Leave some out.")
        models = tuple(choose_model(name, revision) for name in names)
        super().__init__(TokenInputs(text=text, models=models, special_tokens=special_tokens), backend=backend)

    def compute(self, inputs: TokenInputs, run: Run) -> dict[str, Any]:
        """Tokenize the text with each model."""
        tokenizations = [self._tokenize(inputs, model) for model in inputs.models if not run.cancelled]
        alignment = align_tokens(tokenizations) if len(tokenizations) > 1 else None
        content = tokens_content(tokenizations, alignment)
        self._tokenizations = tokenizations
        for part in ("columns", "stages"):
            if state_bytes(content) > _LARGEST_STATE:
                _leave_out(content, part)
        return content

    def _tokenize(self, inputs: TokenInputs, model: ModelChoice) -> Tokenization:
        request = TokenizeRequest(text=inputs.text, model=model, special_tokens=inputs.special_tokens, stages=True)
        found = self.backend.tokenize(request)
        word = longest_word(found)
        if word is None:
            return found
        try:
            return self.backend.tokenize(msgspec.structs.replace(request, replay=word))
        except (InvalidInput, MissingCapability):  # too long, or no steps to replay
            return found

    def answer(self, command: FetchReplay, run: Run) -> dict[str, Any]:
        """Return the replay of a pre-token."""
        del run
        inputs = self.inputs
        assert isinstance(inputs, TokenInputs)
        if command.tokenizer >= len(inputs.models):
            raise InvalidOption(f"There are {len(inputs.models)} tokenizers. Choose one of them.")
        request = TokenizeRequest(
            text=inputs.text,
            model=inputs.models[command.tokenizer],
            special_tokens=inputs.special_tokens,
            replay=command.pretoken,
        )
        replay = self.backend.tokenize(request).replay
        byte_level = writes_bytes(self._tokenizations[command.tokenizer].stages)
        return {} if replay is None else replay_content(replay, byte_level=byte_level)

    def spans(self) -> list[tuple[int, int]]:
        """Return the characters that each token of the first tokenizer stands for."""
        return [(token.start, token.end) for token in self._tokenizations[0].tokens]

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per token: model, number, id, piece, bytes, the characters and the marks."""
        import pandas as pd

        rows = [
            {
                "model": one.model, "token": number, "id": token.id, "piece": token.piece,
                "bytes": token.bytes.hex(" "), "start": token.start, "end": token.end,
                "text": one.text[token.start : token.end], "special": token.special, "added": token.added,
                "unknown": token.unknown,
            }
            for one in self._tokenizations
            for number, token in enumerate(one.tokens)
        ]  # fmt: skip
        return pd.DataFrame(rows)

    # Without a script -----------------------------------------------------------------------------------------------

    def static_model(self) -> Html:
        """Return the names of the models."""
        names = ", ".join(tokenizer["model"] for tokenizer in self.content["tokenizers"])
        return element("span", {"class": "lb-model"}, element("b", None, names))

    def static_rows(self) -> list[Child]:
        """Return chips and counts of each tokenizer."""
        return [row(*_static_tokenizer(one)) for one in self._tokenizations]

    def drawing(self) -> Drawing:
        """Return the chips as a picture."""
        return _picture(self._tokenizations, title=f"Tokens of {self.text[:60]}")


def longest_word(tokenization: Tokenization) -> int | None:
    """Return the number of the first pre-token with the most tokens among the first ones, None where there is none."""
    sizes: dict[int, int] = {}
    for token in tokenization.tokens[:STATIC_TOKENS]:
        if token.pretoken is not None:
            sizes[token.pretoken] = sizes.get(token.pretoken, 0) + 1
    return max(sizes, key=lambda word: sizes[word], default=None)


def _leave_out(content: dict[str, Any], part: str) -> None:
    if part == "columns":
        content["columns"] = None
    else:
        for tokenizer in content["tokenizers"]:
            tokenizer["stages"] = []


def _static_tokenizer(one: Tokenization) -> list[Child]:
    from .token_content import visible_label

    chips = [
        element(
            "span",
            {"class": "lb-chip lb-special" if token.special else "lb-chip"},
            element("bdi", {"class": "lb-piece"}, visible_label(token)),
            " ",
            element("span", {"class": "lb-id"}, str(token.id)),
            " ",
        )
        for token in one.tokens[:STATIC_TOKENS]
    ]
    left = len(one.tokens) - len(chips)
    more = element("span", {"class": "lb-left-out"}, f"and {numbers.plural(left, 'more token')}") if left else None
    return [
        heading("Pieces and ids", one.model),
        element("div", {"class": "lb-chips"}, chips, more),
        element("div", {"style": "margin-top:12px"}, stats(*_counts(one))),
    ]


def _counts(one: Tokenization) -> list[tuple[str, tuple[str, str]]]:
    counts = one.counts
    if counts is None:
        return []
    return [
        ("tokens", (numbers.count(counts.tokens), "")),
        ("added around", (numbers.count(counts.inserted), "")),
        ("words", (numbers.count(counts.words), "")),
        ("characters", (numbers.count(counts.characters), "")),
        ("bytes", (numbers.count(counts.bytes), "")),
        ("tokens per word", (numbers.fixed(counts.tokens_per_word, 2), "")),
        ("unknown", (numbers.count(counts.unknown), "")),
    ]


def _picture(tokenizations: Sequence[Tokenization], *, title: str) -> Drawing:
    from .token_content import visible_label

    width, line, character = 960.0, 50.0, 8.2
    places: list[tuple[float, float, float, str, int, bool]] = []
    heads: list[tuple[float, str]] = []
    y = 16.0
    for one in tokenizations:
        heads.append((y + 14, f"{one.model}: {numbers.plural(len(one.tokens), 'token')}"))
        x, y = 16.0, y + 28
        for token in one.tokens[:STATIC_TOKENS]:
            label = visible_label(token)[:40]
            across = max(len(label), len(str(token.id)), 2) * character + 12
            if x + across > width - 16:
                x, y = 16.0, y + line
            places.append((x, y, across, label, token.id, token.special))
            x += across + 6
        y += line + 14
    drawing = Drawing(width=width, height=y, title=title)
    for top, text in heads:
        drawing.text(16, top, text, weight=650)
    for x, top, across, label, number, special in places:
        drawing.rect(
            x, top, across, 40, stroke=EDGE, fill=SUNK if special else "none", radius=3, dash="3 2" if special else None
        )
        drawing.text(x + across / 2, top + 18, label, anchor="middle", mono=True, fill=INK)
        drawing.text(x + across / 2, top + 34, str(number), anchor="middle", size=11, fill=MUTED)
    return drawing
