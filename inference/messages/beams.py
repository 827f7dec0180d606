"""Beam search as a tree: the request, and every candidate of every step."""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from ..errors import InvalidOption
from .base import Array, Message, check_whole, request_id
from .decoding import Decoding
from .generation import ChatMessage, FinishReason
from .models import ModelChoice, ModelInfo

BeamState = Literal["kept", "pruned", "ended-saved", "ended-discarded"]

BEAM_STATES: tuple[BeamState, ...] = ("kept", "pruned", "ended-saved", "ended-discarded")
BEAM_ENDS: tuple[FinishReason | None, ...] = (None, "eos", "stop", "length", "context")
MAX_CANDIDATES = 100_000  # of a tree with one EOS id: 3 MB


class BeamsRequest(Message, frozen=True):
    """Search with beams and return the whole tree.

    One beam is greedy decoding, or a draw where `decoding` samples. `forced` are generated token ids that the search
    must begin with, a path from the prompt to a node and a token behind it: the tree holds them with their
    alternatives, and the search goes on below. `task` (`summarization`, `translation_en_to_fr`) puts the prefix before
    the prompt, or the language token before the answer, that the checkpoint wants for it; the decoding stays as asked.
    Raises `InvalidOption` for a search without end or room, and for a conversation with a task.

    >>> BeamsRequest(prompt="We like").decoding.num_beams
    4
    """

    prompt: str | tuple[ChatMessage, ...]
    model: ModelChoice = ModelChoice()
    decoding: Decoding = Decoding(num_beams=4, max_new_tokens=20)
    forced: tuple[int, ...] = ()
    task: str | None = None
    id: str = msgspec.field(default_factory=request_id)

    def __post_init__(self) -> None:
        decoding = self.decoding
        if self.task is not None and not isinstance(self.prompt, str):
            raise InvalidOption("A task reads a text, and this prompt is a conversation. Leave one of them out.")
        most = MAX_CANDIDATES // (2 * decoding.num_beams)
        if decoding.max_new_tokens > most:
            raise InvalidOption(
                f"{decoding.num_beams} beams with {decoding.max_new_tokens:,} tokens make a tree of more than "
                f"{MAX_CANDIDATES:,} candidates. "
                + (f"Lower max_new_tokens to {most:,}, or num_beams." if most else "Lower num_beams.")
            )
        for token in self.forced:
            check_whole("forced", token, low=0, fix="It holds ids of tokens, from the first generated one on.")
        if len(self.forced) >= decoding.max_new_tokens:
            raise InvalidOption(
                f"forced holds {len(self.forced):,} tokens and max_new_tokens is {decoding.max_new_tokens:,}: "
                "nothing is left to search. Raise max_new_tokens, or force fewer tokens."
            )


class BeamNode(NamedTuple):
    """One candidate: a beam and a token behind it. Log-probabilities are natural.

    `logprob` is that of the step after all processors, which the search adds up to `cumulative`; `score` is
    cumulative / step ** length_penalty. `probability` is the model's own, before any processor, and `rest` what the
    model gives to all tokens that are not among the children: 1 where there are none.
    """

    parent: int
    step: int
    id: int
    text: str
    logprob: float
    cumulative: float
    score: float
    probability: float
    rest: float
    state: BeamState
    end: FinishReason | None


class RankedBeam(Message, frozen=True):
    """A finished sequence: the node it ends with, and its normalised score."""

    node: int
    text: str
    finish_reason: FinishReason
    length: int
    cumulative: float
    score: float


class BeamTree(Message, frozen=True, eq=False):
    """The whole search, in columns of N nodes; node 0 is the prompt, and the others stand in the order of the search.

    A node's parent stands before it, the candidates of a step together, best first. States are indices into
    `BEAM_STATES` and ends into `BEAM_ENDS`. *Kept* candidates run on; *pruned* ones were outranked; of those that
    ended, only the ones among the first `num_beams` ranks of their step are saved. `ranking` are the best `num_beams`
    saved ones, best first; the first `num_return_sequences` of them are what generation returns. There are fewer when
    fewer sequences are possible. `outranked` are the other saved ones, best first: another length penalty may prefer
    them.
    """

    model: ModelInfo
    request: BeamsRequest
    prompt: str  # as sent, after the chat template
    prompt_ids: tuple[int, ...]
    parents: Array  # int32 (N,), -1 for the prompt
    steps: Array  # int32 (N,), tokens generated so far
    ids: Array  # uint32 (N,), 0 for the prompt
    logprobs: Array  # float32 (N,)
    cumulative: Array  # float32 (N,)
    scores: Array  # float32 (N,)
    probabilities: Array  # float32 (N,)
    rests: Array  # float32 (N,)
    states: Array  # uint8 (N,)
    ends: Array  # uint8 (N,)
    texts: dict[int, str]  # of each token in the tree, by id
    ranking: tuple[RankedBeam, ...]
    outranked: tuple[RankedBeam, ...]
    stopped: FinishReason | Literal["early"]  # early: no running beam could have won any more, or enough had ended
    max_new_tokens: int  # what the context leaves of those asked for
    processors: tuple[str, ...]  # in the order they ran
    ignored: tuple[str, ...]  # strategy fields of the checkpoint's generation config
    notes: tuple[str, ...] = ()

    def nodes(self) -> list[BeamNode]:
        """Return the nodes as rows; the text of the prompt's is empty."""
        columns = (
            array.numpy().tolist()
            for array in (
                self.parents,
                self.steps,
                self.ids,
                self.logprobs,
                self.cumulative,
                self.scores,
                self.probabilities,
                self.rests,
                self.states,
                self.ends,
            )
        )
        return [
            BeamNode(
                parent=parent,
                step=step,
                id=token,
                text=self.texts[token] if step else "",
                logprob=logprob,
                cumulative=cumulative,
                score=score,
                probability=probability,
                rest=rest,
                state=BEAM_STATES[state],
                end=BEAM_ENDS[end],
            )
            for parent, step, token, logprob, cumulative, score, probability, rest, state, end in zip(
                *columns, strict=True
            )
        ]

    def path(self, node: int) -> tuple[int, ...]:
        """Return the generated ids from the prompt to a node, itself included: what `forced` takes."""
        parents, ids = self.parents.numpy(), self.ids.numpy()
        found: list[int] = []
        while node > 0:
            found.append(int(ids[node]))
            node = int(parents[node])
        return tuple(reversed(found))
