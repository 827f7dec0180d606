"""What an attention panel asks the backend for, and what it remembers of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ...inference import Backend
from ...inference.errors import InvalidInput, MissingCapability
from ...inference.messages import (
    AttentionKind,
    AttentionSelection,
    Decoding,
    GenerateRequest,
    GenerationFinished,
    LogitSelection,
    ModelChoice,
    Trace,
    TraceRequest,
)
from .attention_inputs import AttentionInputs, MapChoice
from .attention_maps import Map
from .attention_predictions import CANDIDATES

if TYPE_CHECKING:
    import numpy as np

    from .worker import Run

REMEMBERED = 64_000_000  # bytes of maps
TARGET_TOKENS = 50  # that the model writes where no target is given
EVERY_POSITION = 64  # tokens of texts whose predictions are all computed
LOGITS = 8_000_000  # numbers that are computed at once for all positions
ALL_KINDS: tuple[AttentionKind, ...] = ("self", "decoder", "cross")


class Reader:
    """Traces of one panel's inputs; maps are remembered until the inputs change."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self._maps: OrderedDict[tuple[AttentionInputs, MapChoice], Map] = OrderedDict()
        self._guard = threading.Lock()
        self._kinds: dict[ModelChoice, tuple[AttentionKind, ...]] = {}
        self._written: tuple[AttentionInputs, tuple[int, ...]] | None = None

    def overview(self, inputs: AttentionInputs, run: Run) -> Trace:
        """Return a trace with an overview of every kind of attention that the model has."""
        kinds = self._kinds.get(inputs.model)
        if kinds is None:
            trace = self._trace(inputs, run, overview=("self",))
            kinds = tuple(kind for kind in ALL_KINDS if any(layout.kind == kind for layout in trace.layout))
            self._kinds[inputs.model] = kinds
            if kinds == ("self",):
                return trace
        if "cross" in kinds and _no_target(inputs):
            self._write_target(inputs, run)
        return self._trace(inputs, run, overview=kinds)

    def opened(self, inputs: AttentionInputs, choice: MapChoice, trace: Trace, run: Run) -> Trace:
        """Return a trace with one map and with predictions: of every position of a short text, else of the last."""
        count = len(trace.target_tokens or trace.tokens)
        everywhere = count <= EVERY_POSITION and count * trace.model.vocabulary_size <= LOGITS
        positions = None if everywhere else masked(trace) or (-1,)
        try:
            found = self._with_map(inputs, choice, run, positions, wanted=True)
        except MissingCapability:  # a body without a head, a head that marks spans
            found = self._with_map(inputs, choice, run, None, wanted=False)
        self._remember(inputs, choice, found)
        return found

    def _with_map(
        self, inputs: AttentionInputs, choice: MapChoice, run: Run, positions: tuple[int, ...] | None, *, wanted: bool
    ) -> Trace:
        logits = LogitSelection(positions=positions, top=CANDIDATES, full=True) if wanted else None
        return self._trace(inputs, run, attention=(choice.selection(),), logits=logits)

    def map(self, inputs: AttentionInputs, choice: MapChoice, run: Run) -> Map:
        """Return a map in full, remembered or traced."""
        with self._guard:
            found = self._maps.get((inputs, choice.normal()))
        if found is None:
            trace = self._trace(inputs, run, attention=(choice.selection(),))
            found = self._remember(inputs, choice, trace)
        return found

    def prediction(self, inputs: AttentionInputs, position: int, run: Run) -> Trace:
        """Return a trace with the prediction at one position."""
        logits = LogitSelection(positions=(position,), top=CANDIDATES, full=True)
        return self._trace(inputs, run, logits=logits)

    def every_head(
        self, inputs: AttentionInputs, kinds: Sequence[AttentionKind], run: Run
    ) -> list[np.ndarray[Any, Any]]:
        """Return the weights (L, H, T, S) of all heads of each kind."""
        selections = tuple(AttentionSelection(kind=kind) for kind in kinds)
        return [maps.numpy() for maps in self._trace(inputs, run, attention=selections).attention]

    def _remember(self, inputs: AttentionInputs, choice: MapChoice, trace: Trace) -> Map:
        maps = trace.attention[0]
        weights = maps.numpy()
        shape = weights.shape[-2:]
        removed = None if maps.removed is None else maps.removed.numpy().reshape(shape[0])
        found = Map(maps.rows, maps.columns, weights.reshape(shape), removed)
        with self._guard:
            for key in [key for key in self._maps if key[0] != inputs]:
                del self._maps[key]
            self._maps[inputs, choice.normal()] = found
            while len(self._maps) > 1 and sum(one.weights.nbytes for one in self._maps.values()) > REMEMBERED:
                self._maps.popitem(last=False)
        return found

    def _write_target(self, inputs: AttentionInputs, run: Run) -> None:
        """Let an encoder-decoder write its target, greedily, unless it did so for this text already."""
        same = self._written is not None and _asks(self._written[0]) == _asks(inputs)
        if same or inputs.of_text.ids is not None:
            return
        decoding = Decoding(max_new_tokens=TARGET_TOKENS)
        request = GenerateRequest(
            prompt=inputs.text, model=inputs.model, decoding=decoding, top_logprobs=0, id=run.request_id
        )
        for event in self.backend.generate(request):
            if isinstance(event, GenerationFinished):
                sequences = event.result.sequences
                self._written = inputs, tuple(token.id for token in sequences[0].tokens) if sequences else ()

    def _trace(self, inputs: AttentionInputs, run: Run, **selected: object) -> Trace:
        own = inputs.of_text
        written = self._written[1] if self._written and _asks(self._written[0]) == _asks(inputs) else None
        target_ids = own.target_ids if own.target_ids is not None else None if inputs.target else written
        if own.ids is not None and inputs.text_pair is not None:
            raise InvalidInput("A text pair goes with a text, not with token ids. Leave text_pair out.")
        request = TraceRequest(
            text=inputs.text if own.ids is None else None,
            text_pair=inputs.text_pair,
            ids=own.ids,
            target=inputs.target if target_ids is None else None,
            target_ids=target_ids,
            model=inputs.model,
            task=None,
            knockout=inputs.knocked(),
            drop_tokens=tuple(sorted(own.tokens)),
            drop_target_tokens=tuple(sorted(own.target_tokens)),
            id=run.request_id,
            **selected,  # type: ignore[arg-type]
        )
        return self.backend.trace(request)


def masked(trace: Trace) -> tuple[int, ...]:
    """Return the positions of masks that an encoder fills."""
    if trace.model.family != "encoder":
        return ()
    return tuple(place for place, token in enumerate(trace.tokens) if token.special and "mask" in token.piece.lower())


def _no_target(inputs: AttentionInputs) -> bool:
    return inputs.target is None and inputs.of_text.target_ids is None


def _asks(inputs: AttentionInputs) -> tuple[object, ...]:
    """Return what a target that the model writes depends on."""
    return inputs.text, inputs.model
