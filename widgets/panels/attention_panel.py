"""`AttentionPanel`: where each head of each layer looks, live."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import msgspec

from ...inference import Backend
from ...inference.errors import InvalidInput, InvalidOption
from ...inference.messages import AttentionKind
from ..frame import model_line
from ..html import Child, Html
from .attention_content import attention_content, choice_to_open
from .attention_inputs import (
    AttentionInputs,
    AttentionSelected,
    AttentionSettings,
    EditPair,
    EditTarget,
    FetchFrame,
    FetchLines,
    FetchMap,
    FetchPrediction,
    KnockOutHead,
    KnockOutTokens,
    MapChoice,
    OfText,
    RestoreAll,
    changed,
    check_head,
    check_layout,
    check_tokens,
    grown_inputs,
)
from .attention_maps import encode
from .attention_predictions import prediction_state
from .attention_reader import Reader
from .attention_static import draw, heads_in_words, sides, static_rows, texts
from .attention_tables import heads_table, weights_table
from .bertviz import BertvizView, View, bertviz_view, check_bertviz
from .codec import array_state
from .commands import Change, Inputs
from .drawing import Drawing
from .growth import Growth
from .panel import Model, Panel, check_text, choose_model
from .worker import Run

if TYPE_CHECKING:
    import pandas as pd

NOTE = (
    "Attention shows where information could flow, not why the model decided. To test what a head or a token does, "
    "knock it out. Layers, heads and positions count from 0."
)


class AttentionPanel(Panel):
    """All heads of a model while it reads a text, one of them large, and what changes when parts are knocked out.

    `text_pair` is a second text for models that read two; `target` what an encoder-decoder writes, or None to let it
    write itself. `layer` and `head` open a head; without them the panel opens one that looks at content. The head that
    is open stands in `selection`, and may be set there.

    Raises `InvalidInput` and `InvalidOption`, and what loading the model raises.

    >>> panel = AttentionPanel("My name is Sylvain and I work at", model="starter/gpt")  # doctest: +SKIP
    >>> panel.to_pandas().nlargest(3, "weight")  # doctest: +SKIP
    >>> panel.knock_out(layer=0, head=3).restore()  # doctest: +SKIP
    AttentionPanel('My name is Sylvain and I work at')
    """

    title = "Attention"
    bundle = "attention"
    styles = ("attention",)
    commands = (
        KnockOutHead, KnockOutTokens, RestoreAll, EditPair, EditTarget, FetchMap, FetchFrame, FetchLines,
        FetchPrediction,
    )  # fmt: skip
    Selection = AttentionSelected
    Settings = AttentionSettings
    inputs: AttentionInputs
    _wanted: AttentionInputs

    def __init__(
        self,
        text: str,
        *,
        text_pair: str | None = None,
        target: str | None = None,
        model: Model = None,
        revision: str | None = None,
        layer: int | None = None,
        head: int | None = None,
        backend: Backend | str | None = None,
    ) -> None:
        check_text(text)
        for one in (text_pair, target):
            if one is not None:
                check_text(one)
        check_head(layer, head)
        choice = choose_model(model, revision)
        self.start(
            AttentionInputs(text=text, text_pair=text_pair, target=target, model=choice, layer=layer, head=head),
            backend,
        )

    @classmethod
    def of_ids(
        cls,
        text: str,
        ids: tuple[int, ...],
        *,
        prompt: int = 0,
        target_ids: tuple[int, ...] | None = None,
        model: Model = None,
        revision: str | None = None,
        backend: Backend | str | None = None,
    ) -> AttentionPanel:
        """Return a panel on token ids; the first `prompt` of them were given, the others generated.

        Encoder-decoders read `ids` and wrote `target_ids`.
        """
        check_text(text)
        if not 0 <= prompt <= len(ids):
            raise InvalidInput(
                f"The prompt cannot have {prompt} of {len(ids)} tokens. Give the whole generation as ids."
            )
        own = OfText(text=text, ids=tuple(ids), prompt=prompt, target_ids=target_ids)
        panel = cls.__new__(cls)
        panel.start(AttentionInputs(text=text, own=own, model=choose_model(model, revision)), backend)
        return panel

    @classmethod
    def of_generation(cls, growth: Growth, *, backend: Backend | str | None = None) -> AttentionPanel:
        """Return a panel on a generation: all tokens of a decoder's text, or what an encoder-decoder read and wrote."""
        panel = cls.__new__(cls)
        panel.start(grown_inputs(AttentionInputs(text=growth.prompt, model=growth.model), growth), backend)
        return panel

    def grown(self, growth: Growth) -> AttentionInputs:
        """Return the inputs for a generation that has come further."""
        return grown_inputs(self.inputs, growth)

    def show(self, inputs: Inputs, content: dict[str, Any]) -> None:
        """Show a content; its newest token is pinned while it grows, and where what was pinned is no longer there."""
        super().show(inputs, content)
        if self.growing or not self._pinned():
            self.selection = {**self.selection, **self._newest()}

    def start(self, inputs: AttentionInputs, backend: Backend | str | None) -> None:
        """Compute the first content and pin the newest token: the last part of every constructor."""
        super().__init__(inputs, backend=backend)
        opened = {name: self.content["open"][name] for name in ("kind", "layer", "head")}
        self.selection = {**self.selection, **opened, **self._newest()}

    # Content --------------------------------------------------------------------------------------------------------

    def compute(self, inputs: AttentionInputs, run: Run) -> dict[str, Any]:
        """Return the content for inputs: an overview first, then one head with the predictions."""
        reader = self._reader()
        overview = reader.overview(inputs, run)
        choice = choice_to_open(inputs, overview, self._choice() if self._shown() else None)
        opened = reader.opened(inputs, choice, overview, run)
        self._overview = overview
        return attention_content(inputs, overview, opened, choice, reader.map(inputs, choice, run))

    def answer(self, command: Any, run: Run) -> dict[str, Any]:
        """Return a map, a part of one, lines of one, or a prediction."""
        reader = self._reader()
        match command:
            case FetchPrediction():
                found = prediction_state(reader.prediction(self.inputs, command.position, run))
                if found is None:
                    raise InvalidInput("This model predicts no tokens and no labels.")
                return found
            case FetchMap():
                return reader.map(self.inputs, command.map, run).coarse_state()
            case FetchFrame():
                frame = reader.map(self.inputs, command.map, run).frame(
                    command.level, top=command.top, bottom=command.bottom, left=command.left, right=command.right
                )
                return {"weights": array_state(encode(frame))}
            case FetchLines():
                lines = reader.map(self.inputs, command.map, run).lines(command.axis, command.lines)
                return {"lines": array_state(lines)}
        raise TypeError(command)

    def _reader(self) -> Reader:
        if "_kept_reader" not in self.__dict__:
            self._kept_reader = Reader(self.backend)
        return self._kept_reader

    def _shown(self) -> bool:
        return hasattr(self, "_overview")

    def _pinned(self) -> list[int]:
        """Return the pinned tokens of the text, or of the target, that are still there."""
        side, name = ("tokens", "tokens") if self.selection["kind"] == "self" else ("target", "target_tokens")
        count = self.content[side]["ids"]["shape"][0] if self.content[side] else 0
        return [token for token in self.selection[name] if token < count]

    def _newest(self) -> dict[str, list[int]]:
        """Return what is pinned first: the last token that is read, a mask that is to be filled, or a token written.

        Of a target that has ended it is the first ordinary token: what follows the last one is only the end.
        """
        content = self.content
        if content["target"] and self.content["open"]["kind"] != "self":
            tokens, predictions = self._overview.target_tokens, content["predictions"]
            newest = len(tokens) - 1
            if tokens[newest].special and not self.growing and predictions and predictions["positions"]["shape"][0] > 1:
                newest = next((place for place, token in enumerate(tokens) if not token.special), newest)
            return {"tokens": [], "target_tokens": [newest]}
        count = content["tokens"]["ids"]["shape"][0]
        return {"tokens": content["masks"][:1] or [count - 1], "target_tokens": []}

    def _choice(self) -> MapChoice:
        """Return the map that is on show."""
        selected = msgspec.convert(self.selection, AttentionSelected)
        settings = msgspec.convert(self.settings, AttentionSettings)
        return MapChoice(
            kind=selected.kind,
            show=settings.show,
            layer=selected.layer,
            head=selected.head,
            all_layers=settings.all_layers,
            words=settings.words,
            hide_first=settings.hide_first,
            hide_special=settings.hide_special,
        )

    # From Python ------------------------------------------------------------------------------------------------------

    def knock_out(
        self,
        *,
        layer: int | None = None,
        head: int | None = None,
        kind: AttentionKind | None = None,
        tokens: Iterable[int] = (),
        target_tokens: Iterable[int] = (),
    ) -> AttentionPanel:
        """Knock out a head, tokens of the text or of the target, and wait until the panel shows it.

        Heads and tokens count from 0; `kind` is that of the open head where it is not named. Raises `InvalidOption`.

        >>> panel.knock_out(layer=0, head=3)  # doctest: +SKIP
        >>> panel.knock_out(tokens=[2, 3])  # doctest: +SKIP
        """
        parts = self._parts(layer, head, kind, tokens, target_tokens)
        if not parts:
            raise InvalidOption("Nothing is named to knock out. Give layer and head, tokens, or target_tokens.")
        return self._changed_to(changed(self._wanted, parts))

    def restore(
        self,
        *,
        layer: int | None = None,
        head: int | None = None,
        kind: AttentionKind | None = None,
        tokens: Iterable[int] = (),
        target_tokens: Iterable[int] = (),
    ) -> AttentionPanel:
        """Give back what was knocked out, everything where nothing is named, and wait until the panel shows it.

        >>> panel.restore(layer=0, head=3)  # doctest: +SKIP
        """
        parts = self._parts(layer, head, kind, tokens, target_tokens, out=False)
        return self._changed_to(changed(self._wanted, parts or [RestoreAll()]))

    def _parts(
        self,
        layer: int | None,
        head: int | None,
        kind: AttentionKind | None,
        tokens: Iterable[int],
        target_tokens: Iterable[int],
        *,
        out: bool = True,
    ) -> list[Change]:
        """Return the changes of the parts that are named. Raises `InvalidOption` for those that there are not."""
        check_head(layer, head)
        parts: list[Change] = []
        if layer is not None and head is not None:
            kind = kind or self.selection["kind"]
            check_layout(self._overview.layout, kind, layer, head)
            parts.append(KnockOutHead(kind=kind, layer=layer, head=head, out=out))
        for name, chosen in (("tokens", tuple(tokens)), ("target_tokens", tuple(target_tokens))):
            if chosen:
                side = self.content["target" if name == "target_tokens" else "tokens"]
                check_tokens(name, chosen, side["ids"]["shape"][0] if side else 0)
                parts.append(KnockOutTokens(tokens=chosen, target=name == "target_tokens", out=out))
        return parts

    # What a panel says ----------------------------------------------------------------------------------------------

    def spans(self) -> list[tuple[int, int]]:
        """Return the characters of the text that each token stands for."""
        count = len(self.text)
        return [(min(token.start, count), min(token.end, count)) for token in self._overview.tokens]

    def static_model(self) -> Html | None:
        """Return the model's line."""
        return model_line(self._overview.model, heads_in_words(self._overview.layout))

    def static_rows(self) -> list[Child]:
        """Return all heads, the open one and the predictions, without a script."""
        return static_rows(self.content, note=NOTE)

    def drawing(self) -> Drawing:
        """Return all heads, the open one and the predictions as a picture."""
        return draw(self.content)

    def to_pandas(self) -> pd.DataFrame:
        """Return the weights of the map on show: `row`, `from`, `column`, `to`, `weight`.

        All of them, or, where that would be more than 262,144, those of the pinned tokens (of the last one without).
        """
        choice = self._choice()
        found = self._reader().map(self.inputs, choice, Run("table", lambda _: None))
        rows, columns = {"self": ("tokens", "tokens"), "decoder": ("target", "target"), "cross": ("target", "tokens")}[
            choice.kind
        ]
        pinned = None if choice.words else self.selection["tokens" if choice.kind == "self" else "target_tokens"]
        return weights_table(found, pinned, [self._labels(side, words=choice.words) for side in (rows, columns)])

    def _labels(self, side: str, *, words: bool) -> list[str]:
        """Return the labels of the tokens, or words, of a side."""
        return texts(self.content[side]["words" if words else "labels"])

    def heads(self) -> pd.DataFrame:
        """Return what heads are sorted by: `kind`, `layer`, `head`, `entropy` in bits, `previous` and `first`."""
        return heads_table(self._overview)

    def figure(self) -> Any:
        """Return the thumbnails of all heads of the kind that is open as a plotly figure, for a report."""
        from ..trace_figure import overview_figure

        kinds = [one.kind for one in self._overview.overview]
        return overview_figure(self._overview, kinds.index(self.content["open"]["kind"]))

    def bertviz(self, view: View = "head") -> BertvizView:
        """Return BertViz's own view of the same weights, working without a network.

        Raises `MissingCapability` when bertviz is not installed and `InvalidOption` for a text that is too long for it.
        """
        content, overview = self.content, self._overview
        labels = {layout.kind: sides(content, layout.kind) for layout in overview.layout}
        sizes = {kind: (len(rows), len(columns)) for kind, (rows, columns) in labels.items()}
        source = check_bertviz(view, overview.layout, sizes)
        kinds = [layout.kind for layout in overview.layout]
        found = self._reader().every_head(self.inputs, kinds, Run("bertviz", lambda _: None))
        maps = [(kind, weights, *labels[kind]) for kind, weights in zip(kinds, found, strict=True)]
        return bertviz_view(source, view, maps, layer=self.selection["layer"])
