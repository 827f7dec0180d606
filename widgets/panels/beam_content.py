"""What the BeamPanel shows: the whole tree of a beam search in columns, with the greedy and a drawn path beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from ...inference.errors import InvalidOption
from ...inference.messages import BeamNode, BeamsRequest, BeamTree, Decoding, ModelChoice
from ..visible import shorten, visible
from .codec import array_state, integers_state, texts_state
from .commands import Inputs

if TYPE_CHECKING:
    import numpy as np

MAX_STEPS = 1500  # of all beams together
MAX_NODES = 4000  # what is beyond is counted: the last of the pruned candidates of each step
_LABEL_LIMITS = (40, 16, 8)  # characters; the first with which all labels are small
_LABELS, _TEXTS = 40_000, 30_000  # bytes
_LONGEST = 2000  # characters of a text that is shown whole


class BeamInputs(Inputs, frozen=True, kw_only=True):
    """What the search depends on; `forced` are ids that it begins with, `seed` is that of the drawn path."""

    model: ModelChoice = ModelChoice()
    num_beams: int = 4
    max_new_tokens: int = 20
    min_new_tokens: int = 0
    length_penalty: float = 1.0
    early_stopping: bool | Literal["never"] = False
    repetition_penalty: float = 1.0
    no_repeat_ngram: int = 0
    task: str | None = None
    seed: int = 0
    forced: tuple[int, ...] = ()

    def check(self) -> None:
        """Raise `InvalidOption` for a search that is larger than a panel can show."""
        whole = isinstance(self.num_beams, int) and isinstance(self.max_new_tokens, int)
        if whole and self.num_beams * self.max_new_tokens > MAX_STEPS:
            most = MAX_STEPS // max(self.num_beams, 1)
            raise InvalidOption(
                f"{self.num_beams:,} beams with {self.max_new_tokens:,} tokens are more than a panel can show: at most "
                f"{MAX_STEPS:,} together. "
                + (f"Lower max_new_tokens to {most:,}, or num_beams." if most else "Lower num_beams.")
            )
        if not isinstance(self.task, str | None):
            raise InvalidOption(f"task must be the name of a task, not {self.task!r}. Leave it out to continue the text.")

    def searching(self, request_id: str) -> BeamsRequest:
        """Return the request for the tree."""
        several = {"length_penalty": self.length_penalty, "early_stopping": self.early_stopping}
        return self._request(
            request_id,
            num_beams=self.num_beams,
            num_return_sequences=self.num_beams,
            **several if self.num_beams != 1 else {},
        )

    def greedy(self, request_id: str) -> BeamsRequest:
        """Return the request for the path of the likeliest token at each step."""
        return self._request(request_id)

    def sampled(self, request_id: str) -> BeamsRequest:
        """Return the request for a path that is drawn from the model's own probabilities."""
        return self._request(request_id, temperature=1.0, seed=self.seed)

    def _request(self, request_id: str, **options: Any) -> BeamsRequest:
        decoding = Decoding(
            max_new_tokens=self.max_new_tokens,
            min_new_tokens=self.min_new_tokens,
            repetition_penalty=self.repetition_penalty,
            no_repeat_ngram=self.no_repeat_ngram,
            **options,
        )
        return BeamsRequest(
            prompt=self.text,
            model=self.model,
            decoding=decoding,
            forced=self.forced,
            task=self.task,
            id=request_id,
        )


def beam_content(inputs: BeamInputs, tree: BeamTree, greedy: BeamTree, sampled: BeamTree) -> dict[str, Any]:
    """Return the content: at most 200 kB, whatever the model."""
    nodes = tree.nodes()
    kept, left_out = _held(nodes)
    names = _Names([tree, greedy, sampled])
    finished = (*tree.ranking, *tree.outranked)
    new = {node: number for number, node in enumerate(kept)}
    model = tree.model
    return {
        "model": {
            "name": model.name,
            "source": model.source,
            "revision": model.revision,
            "dtype": model.dtype,
            "device": model.device,
            "family": model.family,
        },
        "search": {
            "beams": inputs.num_beams,
            "tokens": inputs.max_new_tokens,
            "room": tree.max_new_tokens,
            "penalty": float(inputs.length_penalty),
            "early": inputs.early_stopping,
            "seed": inputs.seed,
            "forced": list(inputs.forced),
            "task": inputs.task,
            "stopped": tree.stopped,
            "processors": list(tree.processors[:-1]),
        },
        "prompt": shorten(tree.prompt, _LONGEST) if tree.prompt != inputs.text else "",
        "notes": list(tree.notes),
        "nodes": _columns(nodes, kept, new, names, left_out=left_out),
        "finished": {
            "node": integers_state([new[ranked.node] for ranked in finished]),
            "text": texts_state(_bounded([ranked.text for ranked in finished])),
        },
        "greedy": _path(greedy, names),
        "sampled": _path(sampled, names),
        "tokens": names.state(),
    }


def _held(nodes: Sequence[BeamNode]) -> tuple[list[int], dict[int, int]]:
    """Return which candidates are held, and how many pruned ones of each step are not, the lowest ranks."""
    pruned = [n for n, node in enumerate(nodes) if node.state == "pruned"]
    excess = len(nodes) - MAX_NODES
    if excess <= 0:
        return list(range(len(nodes))), {}
    first: dict[int, int] = {}
    for n in range(len(nodes) - 1, 0, -1):
        first[nodes[n].step] = n
    pruned.sort(key=lambda n: (-(n - first[nodes[n].step]), n))  # from the lowest rank up
    dropped = set(pruned[:excess])
    counts: dict[int, int] = {}
    for n in dropped:
        counts[nodes[n].step] = counts.get(nodes[n].step, 0) + 1
    return [n for n in range(len(nodes)) if n not in dropped], counts


class _Names:
    """The tokens of the trees, each once: a place in a table for each id."""

    def __init__(self, trees: Iterable[BeamTree]) -> None:
        self.texts: dict[int, str] = {}
        for tree in trees:
            self.texts.update(tree.texts)
        self.places = {token: place for place, token in enumerate(self.texts)}

    def state(self) -> dict[str, Any]:
        """Return ids and labels, these so short that all of them are small."""
        labels: list[str] = []
        for limit in _LABEL_LIMITS:
            labels = [visible(text, limit=limit) or f"[id {token}]" for token, text in self.texts.items()]
            if sum(len(label.encode("utf-8", "replace")) for label in labels) <= _LABELS:
                break
        return {"id": integers_state(list(self.texts)), "label": texts_state(labels)}


def _columns(
    nodes: Sequence[BeamNode], kept: Sequence[int], new: dict[int, int], names: _Names, *, left_out: dict[int, int]
) -> dict[str, Any]:
    """Return the held candidates, the prompt first: each column is an array (N,), `starts` the first of each step."""
    from ...inference.messages import BEAM_ENDS, BEAM_STATES

    rests = {n: nodes[n].rest for n in kept}
    for n, node in enumerate(nodes):
        if n not in new and node.parent in rests:
            rests[node.parent] += node.probability
    held = [nodes[n] for n in kept]
    steps = held[-1].step
    starts = [sum(node.step < step for node in held) for step in range(steps + 2)]
    return {
        "starts": integers_state(starts),
        "parent": integers_state([0, *(new[node.parent] for node in held[1:])]),  # the prompt is its own
        "token": integers_state([0, *(names.places[node.id] for node in held[1:])]),
        "logprob": _floats(node.logprob for node in held),
        "sum": _floats(node.cumulative for node in held),
        "p": _floats(node.probability for node in held),
        "rest": _floats(rests[n] for n in kept),
        "state": integers_state([BEAM_STATES.index(node.state) for node in held]),
        "end": integers_state([BEAM_ENDS.index(node.end) for node in held]),
        "left_out": integers_state([left_out.get(step, 0) for step in range(steps + 1)]),
    }


def _path(tree: BeamTree, names: _Names) -> dict[str, Any]:
    """Return the one path of a search with one beam."""
    nodes = tree.nodes()
    (ranked,) = tree.ranking
    path, node = [], ranked.node
    while node:
        path.append(nodes[node])
        node = nodes[node].parent
    path.reverse()
    return {
        "token": integers_state([names.places[node.id] for node in path]),
        "logprob": _floats(node.logprob for node in path),
        "p": _floats(node.probability for node in path),
        "text": shorten(ranked.text, _LONGEST),
        "end": ranked.finish_reason,
    }


def _bounded(texts: Sequence[str]) -> list[str]:
    """Shorten texts, and leave out those for which no room is left: they are put together of their tokens' labels."""
    shown, room = [], _TEXTS
    for text in texts:
        short = shorten(text, _LONGEST)
        size = len(short.encode("utf-8", "replace"))
        shown.append(short if size <= room else "")
        room -= min(size, room)
    return shown


def _floats(values: Iterable[float]) -> dict[str, Any]:
    import numpy as np

    array: np.ndarray[Any, Any] = np.fromiter(values, dtype=np.float32)
    return array_state(array)


def score(total: float, length: int, penalty: float) -> float:
    """Return a sum of log-probabilities divided by length ** penalty; of the prompt, whose length is 0, 0."""
    return total / length**penalty if length else 0.0


def mean_probability(total: float, length: int) -> float:
    """Return the geometric mean of the probabilities of a path; NaN for an empty one."""
    return math.exp(total / length) if length else math.nan


def same_search(inputs: BeamInputs) -> BeamInputs:
    """Return the inputs without what the tree and the greedy path do not depend on: the seed."""
    return msgspec.structs.replace(inputs, seed=0)
