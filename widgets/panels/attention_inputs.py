"""What an attention panel's content depends on, and what its view may ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, TypeVar

import msgspec

from ...inference.errors import InvalidOption
from ...inference.messages import AttentionKind, AttentionLayout, AttentionSelection, HeadChoice, ModelChoice, Reduction
from .commands import Change, Fetch, Index, Indices, Inputs, Selection, Settings, Text
from .growth import Growth

Show = Literal["head", "mean", "max", "rollout"]
Axis = Literal["rows", "columns"]
MAX_KNOCKED = 4096  # heads and tokens

T = TypeVar("T")


class OfText(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for one text only, so that an edit ends it: its ids, and the tokens that are knocked out.

    `ids` are those of a generation, whose first `prompt` tokens were given; None leaves them to the tokenizer.
    """

    text: str
    ids: tuple[int, ...] | None = None
    prompt: int = 0
    target_ids: tuple[int, ...] | None = None
    tokens: frozenset[int] = frozenset()
    target_tokens: frozenset[int] = frozenset()


class AttentionInputs(Inputs, frozen=True, kw_only=True):
    """A text, what is read or written with it, the model, and what is knocked out of it."""

    model: ModelChoice = ModelChoice()
    text_pair: str | None = None
    target: str | None = None
    heads: frozenset[tuple[AttentionKind, int, int]] = frozenset()  # knocked out: kind, layer, head
    own: OfText | None = None
    layer: int | None = None  # of the head to open first; None lets the panel choose
    head: int | None = None

    @property
    def of_text(self) -> OfText:
        """What holds for the text as it is now."""
        return self.own if self.own is not None and self.own.text == self.text else OfText(text=self.text)

    @property
    def intervened(self) -> bool:
        """Whether anything is knocked out."""
        return bool(self.heads or self.of_text.tokens or self.of_text.target_tokens)

    def with_own(self, **changes: object) -> AttentionInputs:
        """Return the inputs with changes to what holds for this text only."""
        return msgspec.structs.replace(self, own=msgspec.structs.replace(self.of_text, **changes))

    def knocked(self) -> tuple[HeadChoice, ...]:
        """Return the heads that are knocked out."""
        return tuple(HeadChoice(kind=kind, layer=layer, head=head) for kind, layer, head in sorted(self.heads))


def grown_inputs(inputs: AttentionInputs, growth: Growth) -> AttentionInputs:
    """Return the inputs for a generation that has come so far."""
    if growth.info.family == "encoder-decoder":
        own = OfText(text=growth.prompt, ids=growth.prompt_ids or None, target_ids=growth.ids)
        return msgspec.structs.replace(inputs, text=growth.prompt, own=own)
    ids = (*growth.prompt_ids, *growth.ids) if growth.prompt_ids else None
    own = OfText(text=growth.text, ids=ids, prompt=len(growth.prompt_ids))
    return msgspec.structs.replace(inputs, text=growth.text, own=own)


class KnockOutHead(Change, frozen=True):
    """Set a head's output to zero, or give it back."""

    kind: AttentionKind
    layer: Index
    head: Index
    out: bool = True

    def apply(self, inputs: AttentionInputs) -> AttentionInputs:
        """Return the inputs with the head knocked out, or back."""
        one = frozenset({(self.kind, self.layer, self.head)})
        heads = inputs.heads | one if self.out else inputs.heads - one
        return msgspec.structs.replace(inputs, heads=_bounded(heads, inputs.heads))


class KnockOutTokens(Change, frozen=True):
    """Hide tokens from all others, or give them back; `target` for those of the target."""

    tokens: Indices
    target: bool = False
    out: bool = True

    def apply(self, inputs: AttentionInputs) -> AttentionInputs:
        """Return the inputs with the tokens hidden, or back."""
        before = inputs.of_text.target_tokens if self.target else inputs.of_text.tokens
        after = _bounded(before | set(self.tokens) if self.out else before - set(self.tokens), before)
        return inputs.with_own(target_tokens=after) if self.target else inputs.with_own(tokens=after)


class RestoreAll(Change, frozen=True):
    """Give back everything that was knocked out."""

    def apply(self, inputs: AttentionInputs) -> AttentionInputs:
        """Return the inputs with nothing knocked out."""
        whole = inputs.with_own(tokens=frozenset(), target_tokens=frozenset())
        return msgspec.structs.replace(whole, heads=frozenset())


class EditPair(Change, frozen=True):
    """Another second text."""

    text: Text

    def apply(self, inputs: AttentionInputs) -> AttentionInputs:
        """Return the inputs with this second text."""
        return msgspec.structs.replace(inputs, text_pair=self.text)


class EditTarget(Change, frozen=True):
    """Another target; an empty one is written by the model."""

    text: Text

    def apply(self, inputs: AttentionInputs) -> AttentionInputs:
        """Return the inputs with this target."""
        with_target = inputs.with_own(target_ids=None, target_tokens=frozenset())
        return msgspec.structs.replace(with_target, target=self.text if self.text.strip() else None)


def _bounded(after: frozenset[T], before: frozenset[T]) -> frozenset[T]:
    return after if len(after) <= MAX_KNOCKED else before


class MapChoice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One map: a head, the mean or maximum of a layer's heads or of all, or attention rollout, and how it is read."""

    kind: AttentionKind = "self"
    show: Show = "head"
    layer: Index = 0
    head: Index = 0
    all_layers: bool = False
    words: bool = False
    hide_first: bool = False
    hide_special: bool = False

    def normal(self) -> MapChoice:
        """Return the choice without what it does not depend on: two that ask for the same map are equal."""
        show_all = self.show == "rollout" or (self.show != "head" and self.all_layers)
        return msgspec.structs.replace(
            self,
            all_layers=show_all,
            layer=0 if show_all else self.layer,
            head=self.head if self.show == "head" else 0,
        )

    def selection(self) -> AttentionSelection:
        """Return what a trace is asked for. Raises `InvalidOption` for a rollout of cross-attention."""
        one = self.normal()
        return AttentionSelection(
            kind=one.kind,
            layers=None if one.all_layers else (one.layer,),
            heads=(one.head,) if one.show == "head" else None,
            reduction=_reduction(one),
            remove_first=one.hide_first,
            remove_special=one.hide_special,
            words=one.words,
        )


def _reduction(choice: MapChoice) -> Reduction | None:
    if choice.show == "head":
        return None
    if choice.show == "rollout":
        return "rollout"
    if choice.show == "mean":
        return "mean" if choice.all_layers else "head-mean"
    return "max" if choice.all_layers else "head-max"


class FetchMap(Fetch, frozen=True):
    """A map, coarse where it is large."""

    map: MapChoice


class FetchFrame(Fetch, frozen=True):
    """A part of a map at a level of the pyramid: the cells `[top, bottom)` and `[left, right)` of that level."""

    map: MapChoice
    level: Annotated[int, msgspec.Meta(ge=0, le=24)]
    top: Index
    bottom: Index
    left: Index
    right: Index


class FetchLines(Fetch, frozen=True):
    """Whole rows or columns of a map, exactly."""

    map: MapChoice
    axis: Axis
    lines: Annotated[tuple[Index, ...], msgspec.Meta(min_length=1, max_length=64)]


class FetchPrediction(Fetch, frozen=True):
    """What the model predicts at a position."""

    position: Index


class AttentionSelected(Selection, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The open head and what is pinned: tokens of the text and of the target that ask, and one that answers."""

    kind: AttentionKind = "self"
    layer: Index = 0
    head: Index = 0
    target_tokens: Indices = ()
    answer: Index | None = None


class AttentionSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The positions of the controls."""

    show: Show = "head"
    all_layers: bool = False
    words: bool = False
    scale: Literal["map", "one"] = "map"
    hide_first: bool = False
    hide_special: bool = False
    sort: Literal["layer", "entropy", "previous", "first"] = "layer"
    direction: Literal["out", "in"] = "out"
    combine: Literal["mean", "sum"] = "mean"


def check_head(layer: int | None, head: int | None) -> None:
    """Raise `InvalidOption` unless a layer and a head are given together, or neither."""
    for name, value in (("layer", layer), ("head", head)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise InvalidOption(f"{name} must be a whole number from 0, not {value!r}. Layers and heads count from 0.")
    if (layer is None) != (head is None):
        raise InvalidOption("A head is opened by its layer and its number. Give both layer and head, or neither.")


def check_layout(layout: Sequence[AttentionLayout], kind: AttentionKind, layer: int, head: int) -> None:
    """Raise `InvalidOption` for a head that the model does not have."""
    heads = next((one.heads for one in layout if one.kind == kind), None)
    if heads is None:
        known = ", ".join(one.kind for one in layout)
        raise InvalidOption(f"This model has no attention of kind {kind!r}. Use one of: {known}.")
    if layer >= len(heads):
        raise InvalidOption(f"There is no layer {layer}: the layers go from 0 to {len(heads) - 1}.")
    if head >= heads[layer]:
        raise InvalidOption(f"There is no head {head} in layer {layer}: the heads go from 0 to {heads[layer] - 1}.")


def check_tokens(name: str, tokens: Iterable[object], count: int) -> None:
    """Raise `InvalidOption` for tokens that are not among `count`."""
    if not count:
        raise InvalidOption(f"There are no {name} to knock out: this model writes no target. Use tokens.")
    for token in tokens:
        if isinstance(token, bool) or not isinstance(token, int) or not 0 <= token < count:
            raise InvalidOption(f"{name} must be whole numbers from 0 to {count - 1}, not {token!r}.")


def changed(inputs: AttentionInputs, changes: Iterable[Change]) -> AttentionInputs:
    """Return the inputs after changes.

    >>> changed(AttentionInputs(text="a b"), [KnockOutTokens(tokens=(1,))]).of_text.tokens
    frozenset({1})
    """
    for change in changes:
        inputs = change.apply(inputs)
    return inputs
