"""The tree of a beam search: what `beams.py` records while `model.generate` searches, as a message."""

from __future__ import annotations

import gc
import math
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import numpy as np
import torch
from transformers import LogitsProcessor

from ..errors import InvalidOption, RequestCancelled
from ..messages import BEAM_ENDS, BEAM_STATES, Array, BeamTree, FinishReason, GenerateRequest, RankedBeam
from .beams import BeamSteps, Path, RecordBeams, finished_sequence, record_beams, search
from .generation import Run
from .processors import ignored_fields
from .prompt import fit_prompt
from .recorder import Selection
from .text import StopText

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock
    from ..messages import BeamsRequest
    from .prompt import Prompt


def search_tree(
    checkpoint: Checkpoint,
    request: BeamsRequest,
    *,
    lock: DeviceLock,
    cancelled: threading.Event,
    free: Callable[[], object] = gc.collect,
) -> BeamTree:
    """Search on the calling thread and return the tree; the device is handed over after each step.

    Raises `InvalidOption` for a forced token that cannot follow, `RequestCancelled` within one step, and what
    generation raises.
    """
    checkpoint, prompt, notes = read_for_task(checkpoint, request)
    run = TreeRun(checkpoint, request, lock=lock, cancelled=cancelled, prompt=prompt)
    run.notes += notes
    run.run(free)
    if cancelled.is_set():
        raise RequestCancelled("The beam search was cancelled before it had a result. Run it again to get one.")
    return run.tree()


def read_for_task(checkpoint: Checkpoint, request: BeamsRequest) -> tuple[Checkpoint, Prompt | None, tuple[str, ...]]:
    """Return the checkpoint as its task sets it up, the prompt as the task has it read, and what there is to know.

    Raises `InvalidOption` for a task that writes no text from a text.
    """
    from ..tasks import find
    from ..tasks.seq2seq import Seq2SeqTask

    if request.task is None:
        return checkpoint, None, ()
    row, wanted = find(request.task), request.decoding.max_new_tokens
    if not issubclass(kind := row.task_class(), Seq2SeqTask):
        raise InvalidOption(
            f"Beams search for texts, and {row.full_name} writes none from a text. Use summarization, a translation "
            "such as translation_en_to_fr, or text2text-generation; leave the task out to continue the text."
        )
    task = kind(checkpoint, row.with_pair({"max_new_tokens": wanted}))
    (source,) = task.preprocess([str(request.prompt)])
    return task.checkpoint, fit_prompt(checkpoint, source.read, source.ids, wanted=wanted), task.instruction.notes


class ForceTokens(LogitsProcessor):
    """Leave only the forced token possible at each of the first steps, at its own log-probability."""

    def __init__(self, forced: Path, *, start: int, describe: Callable[[int], str]) -> None:
        self.forced, self.start, self.describe = forced, start, describe

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Shapes: input_ids (B, T), scores (B, V)."""
        step = input_ids.shape[1] - self.start
        if step >= len(self.forced):
            return scores
        token = self.forced[step]
        only = torch.full_like(scores, -torch.inf)
        only[:, token] = scores[:, token]
        if bool(only[0, token].isneginf()):
            raise InvalidOption(
                f"Forced token {step + 1}, {self.describe(token)}, cannot follow: an option forbids it. "
                "Force another one, or loosen what forbids tokens."
            )
        return only


class TreeRun(Run):
    """A beam search on its way through `model.generate`."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        request: BeamsRequest,
        *,
        lock: DeviceLock,
        cancelled: threading.Event,
        prompt: Prompt | None = None,
    ) -> None:
        decoding = request.decoding
        everything = GenerateRequest(
            prompt=request.prompt,
            model=request.model,
            decoding=msgspec.structs.replace(decoding, num_return_sequences=decoding.num_beams),
            top_logprobs=0,
        )
        super().__init__(checkpoint, everything, lock=lock, cancelled=cancelled, emit=lambda _: None, prompt=prompt)
        self.asked = request
        self.record: RecordBeams = record_beams(self, forced=request.forced)
        self.paths: list[list[int]] = []
        self._check_forced(request.forced)

    def _check_forced(self, forced: Path) -> None:
        vocabulary, ends = self.checkpoint.info.vocabulary_size, BeamSteps(self, self.record)
        for length, token in enumerate(forced, start=1):
            if token >= vocabulary:
                raise InvalidOption(
                    f"Forced token {length} has id {token:,}, and {self.checkpoint.info.name} has {vocabulary:,} "
                    f"tokens. Use ids below {vocabulary:,}."
                )
            if (end := ends.ends([forced[:length]])[0]) is not None:
                why = {
                    "eos": f"{self._name(token)} ends a text",
                    "stop": f"a stop text is complete with {self._name(token)}",
                    "context": "the model's context is full with it",
                }
                raise InvalidOption(
                    f"Forced token {length} leaves nothing to search: {why.get(end, 'it is the last')}. "
                    f"Force at most {length - 1} of these tokens."
                )

    def _name(self, token: int) -> str:
        return f"{self.names.text(token)!r} (id {token:,})"

    def decode(self, prefill_chunk_size: int | None) -> None:
        """Search, and keep the record with the final paths."""
        self.record = record_beams(self, forced=self.asked.forced)
        force = ForceTokens(self.asked.forced, start=self.prompt.decoder_length, describe=self._name)
        draw = [] if self.seed is None else [Selection(seed=self.seed)]
        self.paths = search(self, self.record, prefill_chunk_size, force, *draw)

    def tree(self) -> BeamTree:
        """Put the message together."""
        tree = self.record.tree
        penalty = self.decoding.length_penalty
        ranking = self._ranking()
        columns: dict[str, Any] = {
            "parents": ("int32", [node.parent for node in tree]),
            "steps": ("int32", [node.step for node in tree]),
            "ids": ("uint32", [max(node.token, 0) for node in tree]),
            "logprobs": ("float32", [node.processed for node in tree]),
            "cumulative": ("float32", [node.cumulative for node in tree]),
            "scores": ("float32", [node.score(penalty) for node in tree]),
            "probabilities": ("float32", [math.exp(node.logprob) for node in tree]),
            "rests": ("float32", self._rests()),
            "states": ("uint8", [BEAM_STATES.index(node.state) for node in tree]),
            "ends": ("uint8", [BEAM_ENDS.index(node.end) for node in tree]),
        }
        return BeamTree(
            model=self.checkpoint.info,
            request=self.asked,
            prompt=self.prompt.text,
            prompt_ids=tuple(self.prompt.ids),
            **{name: Array.from_numpy(np.array(values, dtype)) for name, (dtype, values) in columns.items()},
            texts={token: self.names.text(token) for token in {node.token for node in tree[1:]}},
            ranking=ranking,
            outranked=self._outranked({ranked.node for ranked in ranking}),
            stopped=self._stopped(),
            max_new_tokens=self.prompt.max_new_tokens,
            processors=self.processor_names(),
            ignored=ignored_fields(self.checkpoint.generation_config),
            notes=tuple(self.notes),
        )

    def _rests(self) -> list[float]:
        """Return for each node the model's probability of all tokens that are not among its children."""
        rests = [1.0] * len(self.record.tree)
        for node in self.record.tree[1:]:
            rests[node.parent] -= math.exp(node.logprob)
        return [max(rest, 0.0) for rest in rests]

    def _ranking(self) -> tuple[RankedBeam, ...]:
        """Describe the finished sequences; `generate` fills missing ones up with copies, which are left out."""
        tree, ranked = self.record.tree, []
        possible = (node for path in self.paths if (node := self.record.index_of(path)) is not None)
        for node in dict.fromkeys(possible):
            if tree[node].state != "ended-saved":
                continue
            sequence = finished_sequence(self, self.record, node)
            ranked.append(self._ranked(node, sequence.text, sequence.finish_reason))
        wanted = self.asked.decoding.num_return_sequences
        if len(ranked) < wanted:
            self.notes.append(f"Only {len(ranked)} of the {wanted} sequences asked for are possible.")
        return tuple(ranked)

    def _outranked(self, ranked: set[int]) -> tuple[RankedBeam, ...]:
        """Describe the saved candidates that are not in the ranking, all decoded at once: there may be hundreds."""
        tree = self.record.tree
        nodes = [n for n, node in enumerate(tree) if node.state == "ended-saved" and n not in ranked]
        nodes.sort(key=lambda node: -tree[node].score(self.decoding.length_penalty))
        if not nodes:
            return ()
        texts = BeamSteps(self, self.record).texts([self._path(node) for node in nodes])
        found = []
        for node, text in zip(nodes, texts, strict=True):
            stop = StopText(self.decoding.stop)
            end = tree[node].end
            assert end is not None
            found.append(self._ranked(node, stop.push(text) + stop.flush(), end))
        return tuple(found)

    def _ranked(self, node: int, text: str, reason: FinishReason) -> RankedBeam:
        candidate = self.record.tree[node]
        return RankedBeam(
            node=node,
            text=text,
            finish_reason=reason,
            length=candidate.step,
            cumulative=candidate.cumulative,
            score=candidate.score(self.decoding.length_penalty),
        )

    def _path(self, node: int) -> Path:
        tree, found = self.record.tree, []
        while node:
            found.append(tree[node].token)
            node = tree[node].parent
        return tuple(reversed(found))

    def _stopped(self) -> FinishReason | Literal["early"]:
        """Say why the search ended: by the end of every running beam, or before."""
        if self.record.best_running is not None:
            return "early"
        return next(
            node.end for node in reversed(self.record.tree) if node.end is not None and node.state == "ended-saved"
        )
