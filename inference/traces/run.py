"""Run a trace: one teacher-forced forward pass of the weight-sharing copy, seen by what was asked for.

`run_trace` is what backends call. A watcher hands the device over at every attention layer, so that nobody's generation
waits for the whole pass.
"""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import torch

from ..errors import NumericalError, OutOfMemory, RequestCancelled
from ..messages import AttentionKind, Predictions, Trace, TraceRequest
from ..out_of_memory import free_caches, is_out_of_memory
from .attention_interface import AttentionCall, watched_by
from .inputs import TraceInputs, drop, prepare
from .plan import Plan, Positions, check_size, make_plan
from .predictions import predict
from .shared_copy import shared_copy

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock

WIDE_GAP = 1e-3  # between recorded and replayed log-probabilities: shown


def run_trace(
    checkpoint: Checkpoint,
    request: TraceRequest,
    *,
    lock: DeviceLock,
    cancelled: threading.Event,
    free: Callable[[], object] = gc.collect,
) -> Trace:
    """Run a request on the calling thread and return what it selects.

    Raises `InvalidInput`, `InvalidOption` and `MissingCapability` before the model runs, `RequestCancelled` at the
    next layer, `NumericalError`, and `OutOfMemory` when memory runs out also after `free`.
    """
    inputs = prepare(checkpoint, request)
    try:
        return _Run(request, checkpoint, inputs, lock=lock, cancelled=cancelled).trace()
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        error.__traceback__ = None  # its frames hold the tensors that did not fit
    free()
    free_caches()
    try:
        return _Run(request, checkpoint, inputs, lock=lock, cancelled=cancelled).trace()
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        raise OutOfMemory(
            f"{checkpoint.info.name} ran out of memory on {checkpoint.info.device} while it was traced over "
            f"{len(inputs.source.tokens):,} tokens, also after unused memory was freed. Select less, shorten the text, "
            "or choose a smaller model."
        ) from None


class _Run:
    """One request on its way through the copy."""

    def __init__(
        self,
        request: TraceRequest,
        checkpoint: Checkpoint,
        inputs: TraceInputs,
        *,
        lock: DeviceLock,
        cancelled: threading.Event,
    ) -> None:
        self.request, self.checkpoint, self.inputs = request, checkpoint, inputs
        self.lock, self.cancelled = lock, cancelled
        self.began = time.perf_counter()

    def trace(self) -> Trace:
        """Plan, check the size, and run: once, and once more unchanged when the model is changed."""
        with self.lock:
            self.copy = shared_copy(self.checkpoint)
        plan = make_plan(self.checkpoint, self.copy, self.inputs, self.request)
        check_size(plan, self.request)
        changed = drop(self.inputs, self.request, model=self.checkpoint.model)
        with self.lock, torch.inference_mode():
            before = None
            if self.request.intervened:
                before = self._forward(Plan(logits=plan.logits), self.inputs.tensors)[0]
            logits, lens, gap = self._forward(plan, changed)
        recomputed = self._recomputed()
        return Trace(
            model=self.checkpoint.info,
            text=self.inputs.source.text,
            tokens=self.inputs.source.tokens,
            words=self.inputs.source.words,
            target_text=self.inputs.target.text if self.inputs.target else "",
            target_tokens=self.inputs.target.tokens if self.inputs.target else (),
            target_words=self.inputs.target.words if self.inputs.target else (),
            layout=tuple(self.copy.layout.values()),
            logits=logits,
            before=before,
            lens=lens,
            attention=tuple(maps.result() for maps in plan.maps),
            overview=tuple(overview.result() for overview in plan.overviews),
            queries_keys=tuple(found.result() for found in plan.queries_keys),
            texts=self._texts(logits, before, lens),
            recomputed=recomputed,
            gap=gap,
            estimate=plan.bytes,
            seconds=time.perf_counter() - self.began,
            notes=tuple(self._notes(gap)),
        )

    def _forward(
        self, plan: Plan, tensors: dict[str, torch.Tensor]
    ) -> tuple[Predictions | None, Predictions | None, float | None]:
        """Run the copy once; return the predictions, the logit lens, and the gap to what was recorded."""
        watcher = _TraceWatcher(self, plan)
        output: Any = None
        with watched_by(watcher), contextlib.suppress(_EnoughSeen):
            output = self.copy.run(**tensors)
        watcher.check_numbers()
        if self.copy.readout is None:
            return self._whole(plan.logits, output), None, None
        logits = self._predict(plan.logits, watcher.hidden(plan.logits))
        lens = self._predict(plan.lens, watcher.hidden(plan.lens, every_layer=True))
        replayed = self._predict(plan.recorded, watcher.hidden(plan.recorded))
        gap = None
        if replayed is not None:
            recorded = torch.tensor(self.request.recorded)
            gap = float((recorded + torch.from_numpy(replayed.surprisal.numpy().copy())).abs().max())
        return logits, lens, gap

    def _predict(self, wanted: Positions | None, hidden: torch.Tensor | None) -> Predictions | None:
        if wanted is None or hidden is None or self.copy.readout is None:
            return None
        return predict(
            hidden,
            self.copy.readout,
            positions=wanted.positions,
            targets=wanted.targets,
            top=wanted.top,
            at_once=self.copy.readout.at_once,
            full=wanted.full,
            boundary=self.boundary,
        )

    def _whole(self, wanted: Positions | None, output: Any) -> Predictions | None:
        """Return the predictions of a model whose layers cannot be read one by one: it gave all its logits."""
        if wanted is None:
            return None
        logits = output.logits[0].float()
        chosen = logits[list(wanted.positions)] if logits.ndim > 1 else logits[None]
        return predict(
            chosen,
            lambda rows: rows,
            positions=wanted.positions,
            targets=wanted.targets,
            top=wanted.top,
            at_once=len(chosen),
            full=wanted.full,
        )

    def boundary(self) -> None:
        """Between two steps: stop when cancelled, and let somebody else have the device."""
        if self.cancelled.is_set():
            raise RequestCancelled("The trace was cancelled before it had a result. Run it again to get one.")
        self.lock.hand_over()

    def _texts(self, *predictions: Predictions | None) -> dict[int, str]:
        """Spell the candidates: tokens, or the labels of a classifier."""
        ids = {int(id_) for found in predictions if found is not None for id_ in found.top_ids.numpy().flat}
        config = self.checkpoint.model.config
        if self.checkpoint.model.get_output_embeddings() is None:
            return {id_: str(config.id2label[id_]) for id_ in sorted(ids)}
        from ..decoding.sequences import TokenNames

        names = TokenNames(self.checkpoint.tokenizer)
        with self.checkpoint.encoding_lock:
            return {id_: names.text(id_) for id_ in sorted(ids)}

    def _recomputed(self) -> bool:
        """Whether generation, step by step, may have computed other logits than one pass does."""
        config = self.checkpoint.model.config.get_text_config()
        window = getattr(config, "sliding_window", None)
        slides = window is not None and len(self.inputs.last.tokens) > window
        experts = any(getattr(config, name, None) for name in ("num_experts", "num_local_experts", "n_routed_experts"))
        return self.checkpoint.info.dtype != "float32" or slides or experts

    def _notes(self, gap: float | None) -> list[str]:
        if gap is None or gap <= WIDE_GAP:
            return []
        note = (
            f"Replayed log-probabilities differ from the recorded ones by up to {gap:.2g}: they are recomputed, in one"
        )
        return [f"{note} pass and in {self.checkpoint.info.dtype}."]


class _EnoughSeen(Exception):  # noqa: N818  (no error: the rest of the forward pass is not needed)
    """Ends a forward pass behind the last block."""


class _TraceWatcher:
    """Looks on for a plan: shows each attention layer to its collectors, and keeps hidden states."""

    def __init__(self, run: _Run, plan: Plan) -> None:
        self.run, self.copy, self.plan = run, run.copy, plan
        self.layers: Counter[AttentionKind] = Counter()
        self.states: list[torch.Tensor] = []  # before each block and behind the last, (P, D) or (T, D)
        self.blocks = 0
        self.last: torch.Tensor | None = None  # (T, D)
        wanted = [part.positions for part in (plan.lens, plan.logits, plan.recorded) if part is not None]
        self.positions = sorted({place for positions in wanted for place in positions})

    def attention(self, call: AttentionCall, output: torch.Tensor) -> torch.Tensor:
        """Show a layer to those who want it, and silence the heads that are knocked out."""
        kind = self.copy.kinds[call.module]
        layer = self.layers[kind]
        self.layers[kind] += 1
        for collector in self.plan.collectors:
            if collector.kind == kind:
                collector.see(layer, call)
        heads = self.plan.knocked.get((kind, layer))
        if heads:
            output = output.clone()  # (B, T, H, D)
            output[:, :, heads] = 0
        self.run.boundary()
        return output

    def block(self, block: torch.nn.Module, before: torch.Tensor, output: Any) -> None:
        """Keep what goes into a block where a lens looks, and what comes out of the last."""
        if block not in self.copy.stack:
            return
        self.blocks += 1
        if self.plan.lens is not None:
            self.states.append(before[0, self.positions])
        if self.blocks == self.copy.depth:
            after = output[0] if isinstance(output, tuple) else output
            self.last = after[0]
            self.states.append(after[0, self.positions])
            if self.copy.readout is not None:
                raise _EnoughSeen

    def check_numbers(self) -> None:
        """Raise `NumericalError` when NaN or infinity came out of the last block."""
        if self.last is not None and not bool(self.last.isfinite().all()):
            info = self.run.checkpoint.info
            advice = "Try --dtype float32." if info.dtype != "float32" else "Its weights are damaged: get it again."
            raise NumericalError(f"{info.name} computed NaN or infinite numbers for this text. {advice}")

    def hidden(self, wanted: Positions | None, *, every_layer: bool = False) -> torch.Tensor | None:
        """Return hidden states at positions: behind the last block (P, D), or those of every layer (L + 1, P, D)."""
        if wanted is None:
            return None
        index = [self.positions.index(place) for place in wanted.positions]
        return torch.stack(self.states)[:, index] if every_layer else self.states[-1][index]
