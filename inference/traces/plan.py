"""What a request wants of a model: checked, resolved to layers, heads and positions, and its size estimated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..errors import InvalidOption, MissingCapability
from ..messages import AttentionKind, AttentionSelection, HeadChoice, LogitSelection, TraceRequest
from ..sizes import in_units
from .arrange import arrange, resolve
from .collectors import Collector, Smaller
from .inputs import TraceInputs
from .maps import Maps, ReducedMaps
from .overview import Overview, thumbnail_size
from .predictions import NO_TARGET, prediction_bytes
from .queries_keys import QueriesAndKeys

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint
    from .shared_copy import SharedCopy

KIND_NAMES = {"self": "self-attention", "decoder": "decoder attention", "cross": "cross-attention"}


@dataclass(frozen=True, slots=True)
class Positions:
    """Where predictions are wanted: P positions, and the token that is in fact at each."""

    positions: tuple[int, ...]
    targets: tuple[int, ...]
    top: int
    full: bool
    what: str
    bytes: int


@dataclass(eq=False)
class Plan:
    """What one trace computes."""

    maps: list[Maps | ReducedMaps] = field(default_factory=list)
    overviews: list[Overview] = field(default_factory=list)
    queries_keys: list[QueriesAndKeys] = field(default_factory=list)
    logits: Positions | None = None
    lens: Positions | None = None
    recorded: Positions | None = None
    knocked: dict[tuple[AttentionKind, int], list[int]] = field(default_factory=dict)

    @property
    def collectors(self) -> list[Collector]:
        """Everything that sees the attention layers."""
        return [*self.maps, *self.overviews, *self.queries_keys]

    @property
    def bytes(self) -> int:
        """The most memory that the trace takes beside the model's own forward pass."""
        predictions = [part.bytes for part in (self.logits, self.lens, self.recorded) if part is not None]
        return sum(collector.bytes for collector in self.collectors) + sum(predictions)


def make_plan(checkpoint: Checkpoint, copy: SharedCopy, inputs: TraceInputs, request: TraceRequest) -> Plan:
    """Resolve a request; raises `InvalidOption`, and `MissingCapability` for a model that cannot be looked into."""
    return _Planner(checkpoint, copy, inputs, request).plan()


class _Planner:
    def __init__(self, checkpoint: Checkpoint, copy: SharedCopy, inputs: TraceInputs, request: TraceRequest) -> None:
        self.checkpoint, self.copy, self.inputs, self.request = checkpoint, copy, inputs, request
        self.device = checkpoint.model.device

    def plan(self) -> Plan:
        request = self.request
        plan = Plan()
        if request.attention or request.overview or request.queries_keys or request.knockout:
            self._check_attention()
        plan.maps = [self._maps(selection) for selection in request.attention]
        plan.overviews = self._overviews(request.overview)
        plan.queries_keys = [self._queries_keys(head) for head in request.queries_keys]
        for head in request.knockout:
            found = self._head(head)
            plan.knocked.setdefault((found.kind, found.layer), []).append(found.head)
        selected = request.logits
        if selected is not None and not self.copy.gives_logits:
            raise MissingCapability(
                f"{self.checkpoint.info.name} ({self.checkpoint.info.architecture}) gives no logits. Leave logits out, "
                "or choose a model that predicts tokens or labels."
            )
        if selected is None and request.intervened and self.copy.gives_logits:
            selected = LogitSelection(positions=self._focus())
        if selected is not None:
            plan.logits = self._positions(selected, rows=1, what="logits")
        if request.lens is not None:
            self._check_lens()
            plan.lens = self._positions(request.lens, rows=self.copy.depth + 1, what="the logit lens")
        if request.recorded:
            plan.recorded = self._recorded()
        return plan

    def _check_attention(self) -> None:
        if not self.copy.layout:
            raise MissingCapability(
                f"The attention of {self.checkpoint.info.name} ({self.checkpoint.info.architecture}) cannot be read: "
                "transformers does not let one choose how this architecture computes it. Its logits can be traced; for "
                "attention, choose a model such as starter/gpt or starter/bert."
            )

    def _check_lens(self) -> None:
        if self.copy.readout is None:
            raise MissingCapability(
                f"The layers of {self.checkpoint.info.name} ({self.checkpoint.info.architecture}) cannot be read "
                "through its head. The logit lens needs a language model, such as starter/gpt or starter/bert."
            )

    def _layout(self, kind: AttentionKind) -> tuple[int, ...]:
        """Return the heads of each layer of a kind."""
        if kind not in self.copy.layout:
            there = " and ".join(f"{KIND_NAMES[kind]} (kind {kind!r})" for kind in self.copy.layout)
            raise InvalidOption(f"{self.checkpoint.info.name} has no {KIND_NAMES[kind]}; it has {there}.")
        return self.copy.layout[kind].heads

    def _maps(self, selection: AttentionSelection) -> Maps | ReducedMaps:
        counts = self._layout(selection.kind)
        layers = resolve(selection.layers, len(counts), "layer", "layer")
        heads = resolve(selection.heads, min(counts[layer] for layer in layers), "head", "head")
        rows, columns = self.inputs.sides(selection.kind)
        arrangement = arrange(
            selection,
            row_tokens=rows.tokens,
            row_words=rows.words,
            column_tokens=columns.tokens,
            column_words=columns.words,
            device=self.device,
        )
        kind: type[Maps | ReducedMaps] = ReducedMaps if selection.reduction else Maps
        return kind(selection, arrangement, layers, heads, tokens=len(columns.tokens))

    def _overviews(self, kinds: Sequence[AttentionKind]) -> list[Overview]:
        for kind in kinds:
            self._layout(kind)
        layouts = [self.copy.layout[kind] for kind in kinds]
        side, head_mean = thumbnail_size(layouts)
        found = []
        for layout in layouts:
            rows, columns = (len(reading.tokens) for reading in self.inputs.sides(layout.kind))
            found.append(
                Overview(layout, side=side, head_mean=head_mean, rows=rows, columns=columns, device=self.device)
            )
        return found

    def _queries_keys(self, head: HeadChoice) -> QueriesAndKeys:
        rows, columns = (len(reading.tokens) for reading in self.inputs.sides(head.kind))
        return QueriesAndKeys(self._head(head), rows=rows, columns=columns, width=self._width())

    def _head(self, head: HeadChoice) -> HeadChoice:
        counts = self._layout(head.kind)
        (layer,) = resolve((head.layer,), len(counts), "layer", "layer")
        (number,) = resolve((head.head,), counts[layer], "head", "head")
        return HeadChoice(layer=layer, head=number, kind=head.kind)

    def _width(self) -> int:
        return int(self.checkpoint.model.config.get_text_config().hidden_size)

    def _focus(self) -> tuple[int, ...]:
        """Return the positions that a learner looks at: the masks, or else what comes next."""
        mask = self.checkpoint.tokenizer.mask_token_id
        masks = tuple(place for place, id_ in enumerate(self.inputs.source.ids) if id_ == mask)
        return masks if masks and self.checkpoint.info.family == "encoder" and self.copy.readout else (-1,)

    def _targets(self) -> list[int]:
        """Return for each position the token that its prediction is about."""
        ids = self.inputs.last.ids
        return ids if self.checkpoint.info.family == "encoder" else [*ids[1:], NO_TARGET]

    def _positions(self, selection: LogitSelection, *, rows: int, what: str) -> Positions:
        targets = self._targets() if self.copy.per_token else [NO_TARGET]
        positions = resolve(selection.positions, len(targets), "position", "position")
        return self._at(positions, targets, selection.top, full=selection.full, rows=rows, what=what)

    def _at(
        self, positions: Sequence[int], targets: Sequence[int], top: int, *, full: bool, rows: int, what: str
    ) -> Positions:
        size = prediction_bytes(
            rows * len(positions),
            self.checkpoint.info.vocabulary_size,
            top=top,
            at_once=self.copy.readout.at_once if self.copy.readout else len(targets),
            width=self._width(),
            full=full,
        )
        return Positions(tuple(positions), tuple(targets[place] for place in positions), top, full, what, size)

    def _recorded(self) -> Positions:
        """Return the positions whose predictions became the last tokens."""
        count, tokens = len(self.request.recorded), len(self.inputs.last.tokens)
        if self.copy.readout is None or self.checkpoint.info.family == "encoder":
            raise InvalidOption("Recorded log-probabilities belong to generated text. Leave recorded out.")
        if count > tokens - 1:
            raise InvalidOption(
                f"There are {count} recorded log-probabilities for a text of {tokens} tokens, whose first has none. "
                "Give one for each of its last tokens."
            )
        positions = range(tokens - 1 - count, tokens - 1)
        return self._at(positions, self._targets(), 1, full=False, rows=1, what="recorded log-probabilities")


def check_size(plan: Plan, request: TraceRequest) -> None:
    """Raise `InvalidOption` when a plan takes more than the request's budget, with a smaller selection that fits."""
    total = plan.bytes
    if total <= request.budget:
        return
    parts: list[Collector | Positions] = [*plan.collectors]
    parts += [part for part in (plan.logits, plan.lens, plan.recorded) if part is not None]
    largest = max(parts, key=lambda part: part.bytes)
    rest = total - largest.bytes
    fits = next((smaller for smaller in _smaller(largest) if rest + smaller.bytes <= request.budget), None)
    ask = f"Ask for {fits.words}, which takes {in_units(rest + fits.bytes)}" if fits else "Give it a shorter text"
    raise InvalidOption(
        f"This trace would take {in_units(total)} of memory, {in_units(largest.bytes)} of it for {largest.what}, and "
        f"its budget is {in_units(request.budget)}. {ask}, or raise the budget."
    )


def _smaller(part: Collector | Positions) -> Sequence[Smaller]:
    if not isinstance(part, Positions):
        return part.smaller()
    count = len(part.positions)
    fewer = [Smaller(f"{count // share:,} positions at a time", part.bytes // share) for share in (2, 4, 8, 16, 32)]
    return [option for option, share in zip(fewer, (2, 4, 8, 16, 32), strict=True) if count >= share]
