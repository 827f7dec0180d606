"""Beam search: `model.generate` does it, and what it considers is watched and kept as a tree.

At each step a LogitsProcessor sees the running beams with their scores, and a StoppingCriteria sees the candidates that
`generate` ranks: max(2, 1 + number of EOS ids) * num_beams extensions of these beams, best first. Both together are the
whole search. So the sequences are those of `generate`, with its cache and whatever a model does there of its own, and
nothing of the algorithm is written a second time.
"""

from __future__ import annotations

import itertools
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import torch
from transformers import LogitsProcessor, LogitsProcessorList, StoppingCriteria

from ..errors import MissingCapability, NumericalError
from ..messages import BeamsAdvanced, FinishReason, GeneratedSequence
from .recorder import RecordLogits, StepChoice
from .sampling import NOTHING_LEFT
from .sequences import stop_ids
from .text import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .generation import Run

State = Literal["kept", "pruned", "ended-saved", "ended-discarded"]
Path = tuple[int, ...]  # the generated ids of a beam


@dataclass(slots=True)
class Candidate:
    """A running beam and a token behind it. Log-probabilities are natural."""

    parent: int  # index of the candidate that it extends; the prompt, which has index 0, has none: -1
    step: int  # tokens generated, this one included
    token: int
    processed: float  # log-probability of the step after all processors: what the search adds up
    cumulative: float  # their sum, in float32 as `generate` computes it
    logprob: float  # the model's own
    rank: int  # from 1, in the model's own distribution
    state: State
    end: FinishReason | None

    def score(self, length_penalty: float) -> float:
        """Return the sum of log-probabilities divided by length ** length_penalty."""
        return self.cumulative / self.step**length_penalty if self.step else 0.0


@dataclass(frozen=True, slots=True)
class Expansion:
    """What the model said behind a candidate that ran on: entropy in nats, and the likeliest tokens."""

    entropy: float
    top_ids: list[int]
    top_logprobs: list[float]


class RecordBeams(LogitsProcessor):
    """Run last: build the tree of candidates, and change nothing.

    `generate` fills missing beams with copies that no score can save (at the first step, or when few tokens are
    allowed): candidates of these repeat others and are left out. Where a single beam runs, because there is but one or
    because the next token is `forced`, `generate` ranks nothing: the `considered` best tokens are taken as candidates.
    """

    def __init__(
        self, raw: RecordLogits, *, beams: int, considered: int, top: int, start: int, forced: Path = ()
    ) -> None:
        self.raw = raw
        self.beams, self.considered, self.top, self.start, self.forced = beams, considered, top, start, forced
        self.tree = [Candidate(-1, 0, -1, 0.0, 0.0, 0.0, 0, "kept", None)]
        self.index: dict[tuple[int, int], int] = {}  # (parent, token) -> candidate
        self.expansions: dict[int, Expansion] = {}
        self._open: dict[Path, int] = {(): 0}  # those that may run on, of the last step
        self.running: dict[Path, tuple[int, int]] = {}  # row of the batch, and candidate
        self._scores: torch.Tensor  # (B, V)

    @property
    def single(self) -> bool:
        """Whether only one beam runs at this step."""
        return self.beams == 1 or len(next(iter(self.running))) < len(self.forced)

    @property
    def best_running(self) -> Path | None:
        """The best candidate of the last step that runs on, if any."""
        return next((path for path, node in self._open.items() if self.tree[node].state == "kept"), None)

    def paths(self, input_ids: torch.Tensor) -> list[Path]:
        """Return the generated ids of each row of input_ids (B, T)."""
        return [tuple(row) for row in input_ids[:, self.start :].tolist()]

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Note which candidates run on. Shapes: input_ids (B, T), scores (B, V)."""
        if bool(scores.amax(dim=-1).isneginf().all()):
            raise NumericalError(NOTHING_LEFT)
        self._scores = scores.log_softmax(dim=-1) if self.beams == 1 else scores  # greedy decoding works on logits
        self.running = {}
        for row, path in enumerate(self.paths(input_ids)):
            if (node := self._open.pop(path, None)) is not None:
                self.running[path] = (row, node)
                self.tree[node].state = "kept"
        for node in self._open.values():
            self.tree[node].state = "pruned"
        if self.running:
            self._expand()
        return scores

    def _expand(self) -> None:
        rows = torch.tensor([row for row, _ in self.running.values()], device=self._scores.device)
        logprobs = self.raw.logprobs[rows]  # (R, V)
        best = logprobs.topk(min(self.top, logprobs.shape[-1]))
        entropies = torch.special.entr(logprobs.exp()).sum(-1)
        described = zip(entropies.tolist(), best.indices.tolist(), best.values.tolist(), strict=True)
        for (_, node), values in zip(self.running.values(), described, strict=True):
            self.expansions[node] = Expansion(*values)

    def candidates(self, input_ids: torch.Tensor) -> list[Path]:
        """Return the paths of this step's candidates, best first; input_ids (K, T + 1) are those of `generate`."""
        paths = self.paths(input_ids)
        if not self.single:
            return list(dict.fromkeys(path for path in paths if path[:-1] in self.running))
        [(before, (row, _))] = self.running.items()
        scores = self._scores[row]  # (V,)
        found = [(*before, token) for token in scores.topk(min(self.considered, len(scores))).indices.tolist()]
        return found if paths[0] in found else [*found, paths[0]]

    def take(self, paths: list[Path], ends: list[FinishReason | None], chosen: Path) -> None:
        """Add this step's candidates to the tree; `chosen` is the best of `generate`, the only one of a single beam."""
        single, places = self.single, itertools.count()
        added = self._add(paths, ends)
        self._open = {}
        for rank, (path, node) in enumerate(added.items()):
            candidate = self.tree[node]
            first = path == chosen if single else rank < self.beams
            if candidate.end is not None:
                candidate.state = "ended-saved" if first else "ended-discarded"
                continue
            self._open[path] = node
            runs_on = first if single else next(places) < self.beams
            candidate.state = "kept" if runs_on else "pruned"

    def _add(self, paths: list[Path], ends: list[FinishReason | None]) -> dict[Path, int]:
        """Append the possible ones of these candidates to the tree and return where they stand."""
        parents = [self.running[path[:-1]] for path in paths]
        rows = torch.tensor([row for row, _ in parents], device=self._scores.device)  # (K,)
        tokens = torch.tensor([path[-1] for path in paths], device=self._scores.device)  # (K,)
        processed = self._scores[rows, tokens].float().cpu()  # (K,)
        before = torch.tensor([self.tree[node].cumulative for _, node in parents])  # (K,)
        own = self.raw.logprobs[rows, tokens]  # (K,)
        ranks = [(self.raw.logprobs[row] > own[k]).sum() + 1 for k, (row, _) in enumerate(parents)]
        measures = zip(
            processed.tolist(),
            (before + processed).tolist(),
            own.tolist(),
            torch.stack(ranks).tolist(),
            strict=True,
        )
        added = {}
        for path, end, (_, parent), (step, total, logprob, rank) in zip(paths, ends, parents, measures, strict=True):
            if step == -torch.inf:
                continue
            added[path] = self.index[parent, path[-1]] = len(self.tree)
            self.tree.append(Candidate(parent, len(path), path[-1], step, total, logprob, rank, "pruned", end))
        return added

    def index_of(self, path: Sequence[int]) -> int | None:
        """Return the candidate with these generated ids; None for a path that takes a token of probability 0."""
        node: int | None = 0
        for token in path:
            if node is None:
                return None
            node = self.index.get((node, token))
        return node

    def describe(self, node: int) -> list[StepChoice]:
        """Describe each token on the way to a candidate."""
        choices: list[StepChoice] = []
        while node:
            own, before = self.tree[node], self.expansions[self.tree[node].parent]
            choices.append(
                StepChoice(own.token, own.logprob, own.rank, before.entropy, before.top_ids, before.top_logprobs)
            )
            node = own.parent
        return choices[::-1]


def record_beams(run: Run, *, forced: Path = ()) -> RecordBeams:
    """Return an empty tree behind the prompt of a run."""
    beams = run.decoding.num_beams
    considered = max(2, 1 + len(run.eos)) * beams
    return RecordBeams(
        run.raw,
        beams=beams,
        considered=considered,
        top=run.request.top_logprobs,
        start=run.prompt.decoder_length,
        forced=forced,
    )


def search(run: Run, record: RecordBeams, prefill_chunk_size: int | None, *more: LogitsProcessor) -> list[list[int]]:
    """Search with `model.generate`, `more` processors behind the record; return the final sequences, best first."""
    decoding, start = run.decoding, run.prompt.decoder_length
    several: dict[str, Any] = {
        "num_beams": decoding.num_beams,
        "num_return_sequences": decoding.num_return_sequences,
        "length_penalty": float(decoding.length_penalty),
        "early_stopping": decoding.early_stopping,
    }
    processors = LogitsProcessorList([run.raw, *(item.processor for item in run.processors), record, *more])
    try:
        output = run.generate(
            processors, BeamSteps(run, record), 1, prefill_chunk_size, **several if decoding.num_beams > 1 else {}
        )
    except ValueError as error:
        if "cannot be reordered" not in str(error):  # transformers' words for a cache that beams cannot share
            raise
        raise MissingCapability(
            f"{run.checkpoint.info.name} cannot run beam search with its cache. Add --no-kv-cache (kv_cache=False), "
            "or leave num_beams out."
        ) from None
    found: list[list[int]] = output.sequences[:, start:].tolist()
    if decoding.num_beams == 1:
        return [ids[: len(run.times)] for ids in found]
    lengths = (output.beam_indices >= 0).sum(dim=-1).tolist()  # what stands behind is padding
    return [ids[:length] for ids, length in zip(found, lengths, strict=True)]


def generate_beams(run: Run, prefill_chunk_size: int | None) -> tuple[GeneratedSequence, ...]:
    """Beam search, as `model.generate` does it; the sequences come best first."""
    record = record_beams(run)
    nodes = [record.index_of(path) for path in search(run, record, prefill_chunk_size)]
    if None in nodes:  # fewer sequences are possible than beams
        raise NumericalError("Beam search ran out of tokens. Lower num_beams, or loosen what forbids tokens.")
    return tuple(finished_sequence(run, record, node) for node in nodes if node is not None)


def finished_sequence(run: Run, record: RecordBeams, node: int) -> GeneratedSequence:
    """Describe the sequence that ends with a candidate."""
    sequence = run.growing()
    for choice in record.describe(node):
        sequence.add(choice)
    score = record.tree[node].score(run.decoding.length_penalty) if node else None
    return sequence.finish(run.end_reason(), score=score)


class BeamSteps(StoppingCriteria):
    """After each step of beam search: end candidates, stream the best running beam, hand the device over."""

    def __init__(self, run: Run, record: RecordBeams) -> None:
        self.run = run
        self.record = record
        self.stop_ids = stop_ids(run.tokenizer, run.decoding.stop)
        encoder_decoder = run.checkpoint.info.family == "encoder-decoder"
        self.context = [] if encoder_decoder else run.prompt.ids[-CONTEXT:]
        self.ended = False
        self._finished: set[Path] = set()

    def ends(self, paths: list[Path]) -> list[FinishReason | None]:
        """Say why each path ends with its last token, if it does."""
        run = self.run
        texts = self.texts(paths) if run.decoding.stop else [""] * len(paths)
        found: list[FinishReason | None] = []
        for path, text in zip(paths, texts, strict=True):
            if path[-1] in run.eos:
                found.append("eos")
            elif path[-1] in self.stop_ids or any(stop in text for stop in run.decoding.stop):
                found.append("stop")
            elif run.cancelled.is_set() or len(path) >= run.prompt.max_new_tokens:
                found.append(run.end_reason())
            else:
                found.append(None)
        return found

    def texts(self, paths: list[Path]) -> list[str]:
        """Decode each path behind the prompt's end."""
        tokenizer = self.run.tokenizer
        before = len(tokenizer.decode(self.context, skip_special_tokens=True))
        texts = tokenizer.batch_decode([[*self.context, *path] for path in paths], skip_special_tokens=True)
        return [text[before:] for text in texts]

    def __call__(self, input_ids: torch.Tensor, scores: object, **_: object) -> torch.Tensor:  # noqa: ARG002
        """Return which candidates (K,) have ended; all of them when cancelled."""
        if not self.ended:  # on Apple's GPUs transformers sees the end of a single beam one step late
            self._advance(input_ids)
        if self.ended:
            return torch.ones(len(input_ids), dtype=torch.bool, device=input_ids.device)
        ended = [path in self._finished for path in self.record.paths(input_ids)]
        return torch.tensor(ended, device=input_ids.device)

    def _advance(self, input_ids: torch.Tensor) -> None:
        """Take the candidates of a step, best first, as `generate` ranks them: input_ids (K, T + 1)."""
        run, record = self.run, self.record
        if not record.running:  # everything possible has ended: `generate` would go on with copies
            self.ended = True
            return
        run.times.append(time.perf_counter())
        paths = record.candidates(input_ids)
        ends = self.ends(paths)
        chosen = record.paths(input_ids[:1])[0]
        record.take(paths, ends, chosen)
        self._finished = {path for path, end in zip(paths, ends, strict=True) if end is not None}
        self.ended = run.cancelled.is_set() or (record.single and chosen in self._finished)
        if self.ended:
            return
        if (best := record.best_running) is not None:
            elapsed = run.times[-1] - run.requested
            run.emit(BeamsAdvanced(step=len(run.times) - 1, elapsed=elapsed, text=self.texts([best])[0]))
        run.lock.hand_over()
