"""What the BeamPanel shows: the whole tree of a beam search in columns, with the greedy and a drawn path beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from ...inference.errors import InvalidOption
from ...inference.messages import BeamNode, BeamsRequest, BeamTree, Decoding, ModelChoice, Tokenization
from ..visible import shorten, visible
from .codec import array_state, integers_state, texts_state
from .commands import Inputs

if TYPE_CHECKING:
    import numpy as np

MAX_STEPS = 1000  # of all beams together
MAX_NODES = 3000  # what is beyond is counted: the last of the candidates of each step that do not survive
MAX_SPANS = 2048  # tokens of the text that linked panels can mark
_LABEL_LIMITS = (40, 16, 8)  # characters; the first with which all labels are small
_LABELS, _TEXTS = 20_000, 20_000  # bytes; tokens beyond go by their id, texts beyond by their tokens
_LONGEST = 2000  # characters of a text that is shown whole


class BeamInputs(Inputs, frozen=True, kw_only=True):
    """What the search depends on; it begins with `forced`, ids and texts; `seed` draws a path."""

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
    forced: tuple[int | str, ...] = ()

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
            raise InvalidOption(
                f"task must be the name of a task, not {self.task!r}. Leave it out to continue the text."
            )

    def searching(self, request_id: str) -> BeamsRequest:
        """Return the request for the tree."""
        return self._request(
            request_id,
            num_beams=self.num_beams,
            num_return_sequences=self.num_beams,
            length_penalty=self.length_penalty,
            early_stopping=self.early_stopping,
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
            forced=tuple(one for one in self.forced if isinstance(one, int)),  # texts have become ids by now
            task=self.task,
            id=request_id,
        )


def beam_content(
    inputs: BeamInputs, tree: BeamTree, greedy: BeamTree, sampled: BeamTree, tokens: Tokenization
) -> dict[str, Any]:
    """Return the content: at most 200 kB, whatever the model; `tokens` are those of the text."""
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
        "spans": {
            "start": integers_state([token.start for token in tokens.tokens[:MAX_SPANS]]),
            "end": integers_state([token.end for token in tokens.tokens[:MAX_SPANS]]),
        },
        "nodes": _columns(nodes, kept, new, names, left_out=left_out),
        "finished": {
            "node": integers_state([new[ranked.node] for ranked in finished]),
            "text": texts_state(_within([shorten(ranked.text, _LONGEST) for ranked in finished], _TEXTS)),
        },
        "greedy": _path(greedy, names),
        "sampled": _path(sampled, names),
        "tokens": names.state(),
    }


def _held(nodes: Sequence[BeamNode]) -> tuple[list[int], Mapping[int, int]]:
    """Return which candidates are held, and how many of each step are not: the lowest ranks that do not survive."""
    first: dict[int, int] = {}
    for number, node in enumerate(nodes):
        first.setdefault(node.step, number)
    lost = [number for number, node in enumerate(nodes) if node.state in {"pruned", "ended-discarded"}]
    lost.sort(key=lambda number: first[nodes[number].step] - number)  # from the lowest rank up
    dropped = set(lost[: max(len(nodes) - MAX_NODES, 0)])
    return [number for number in range(len(nodes)) if number not in dropped], Counter(
        nodes[number].step for number in dropped
    )


class _Names:
    """The tokens of the trees, each once: a place in a table for each id."""

    def __init__(self, trees: Iterable[BeamTree]) -> None:
        self.texts: dict[int, str] = {}
        for tree in trees:
            self.texts.update(tree.texts)
        self.places = {token: place for place, token in enumerate(self.texts)}

    def state(self) -> dict[str, Any]:
        """Return ids and labels, these so short that all of them are small; where that does not do, some are empty."""
        labels: list[str] = []
        for limit in _LABEL_LIMITS:
            labels = [visible(text, limit=limit) for text in self.texts.values()]
            if sum(map(_size, labels)) <= _LABELS:
                break
        return {"id": integers_state(list(self.texts)), "label": texts_state(_within(labels, _LABELS))}


def _columns(
    nodes: Sequence[BeamNode], kept: Sequence[int], new: dict[int, int], names: _Names, *, left_out: Mapping[int, int]
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


def _within(texts: Iterable[str], room: int) -> list[str]:
    """Return texts, with empty ones in place of those for which no room is left."""
    shown = []
    for text in texts:
        room -= _size(text)
        shown.append(text if room >= 0 else "")
    return shown


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _floats(values: Iterable[float]) -> dict[str, Any]:
    import numpy as np

    array: np.ndarray[Any, Any] = np.fromiter(values, dtype=np.float32)
    return array_state(array)


def same_search(inputs: BeamInputs) -> BeamInputs:
    """Return the inputs without what the tree and the greedy path do not depend on: the seed."""
    return msgspec.structs.replace(inputs, seed=0)
