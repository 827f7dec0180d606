"""Traces: what to look at inside a model while it reads a text, and what was found.

A trace replays a text in one forward pass and returns what its request selects, and no more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from ..errors import InvalidInput, InvalidOption
from .base import Array, Message, check_choice, check_whole, request_id
from .models import ModelChoice, ModelInfo
from .tokens import Token

if TYPE_CHECKING:
    import numpy as np

AttentionKind = Literal["self", "decoder", "cross"]
Coding = Literal["float32", "float16", "uint8"]
Reduction = Literal["head-mean", "head-max", "layer-mean", "layer-max", "mean", "max", "rollout"]
TRACE_BUDGET = 256_000_000  # bytes


class HeadChoice(Message, frozen=True):
    """One attention head; layers and heads count from 0, and -1 is the last."""

    layer: int
    head: int
    kind: AttentionKind = "self"

    def __post_init__(self) -> None:
        fix = "It counts from 0; -1 is the last."
        check_whole("layer", self.layer, low=-math.inf, fix=fix)
        check_whole("head", self.head, low=-math.inf, fix=fix)
        check_choice("kind", self.kind, AttentionKind)


class LogitSelection(Message, frozen=True):
    """What the model predicts at some positions: None for all, -1 for the last.

    `top` likeliest candidates each; `full` also asks for all logits. Classifiers have a single position, 0.
    """

    positions: tuple[int, ...] | None = None
    top: int = 10
    full: bool = False

    def __post_init__(self) -> None:
        _check_indices("positions", self.positions)
        check_whole("top", self.top, low=1, high=1000, fix="It counts the candidates kept per position.")


class AttentionSelection(Message, frozen=True):
    """Some attention weights: of these layers and heads, for these rows (queries); None stands for all.

    `kind` is `self` (an encoder-decoder's encoder), `decoder` (the self-attention of its decoder) or `cross`.
    `reduction` makes one map of several: mean or maximum over heads, over layers or over both, or attention rollout.
    Then tokens are removed (`remove_special`, `remove_first`, and the positions in `remove`) as rows and as columns,
    with what is left of each row scaled to 1 if `renormalise`. At last `words` merges the parts of words: columns are
    summed, rows averaged; `rows` then counts words.
    """

    kind: AttentionKind = "self"
    layers: tuple[int, ...] | None = None
    heads: tuple[int, ...] | None = None
    rows: tuple[int, ...] | None = None
    reduction: Reduction | None = None
    remove_special: bool = False
    remove_first: bool = False
    remove: tuple[int, ...] = ()
    renormalise: bool = False
    words: bool = False
    coding: Coding = "float32"

    def __post_init__(self) -> None:
        for name in ("layers", "heads", "rows"):
            _check_indices(name, getattr(self, name))
        _check_indices("remove", self.remove or None)
        check_choice("kind", self.kind, AttentionKind)
        check_choice("coding", self.coding, Coding)
        if self.reduction is not None:
            check_choice("reduction", self.reduction, Reduction)
        if self.reduction == "rollout" and self.kind == "cross":
            raise InvalidOption(
                "Rollout multiplies square maps layer by layer, and cross-attention has none. Use kind self or decoder."
            )


class TraceRequest(Message, frozen=True):
    """Replay a text and return what is selected.

    The text is `text` (with `text_pair` for models that read two), or `ids`: a prompt and what was generated behind
    it. Encoder-decoders read it as their source and write `target` or `target_ids`. `task` chooses the
    model's head; None stands for the one it was made with.

    `attention`, `overview` (thumbnails and figures of every head of these kinds), `queries_keys`, `logits` and `lens`
    (the logit lens: the prediction after every layer) select what is returned. `knockout` sets the output of heads
    (`HeadChoice`, or a pair `(layer, head)`) to zero, `drop_tokens` and `drop_target_tokens` hide tokens from all
    others; the trace then is that of the changed model, with its prediction before and after. `recorded` are the
    log-probabilities that generation reported for the last tokens: the largest difference to the replayed ones is
    returned.

    Raises `InvalidInput` and `InvalidOption`. What would take more than `budget` bytes is refused before it runs.
    """

    text: str | None = None
    text_pair: str | None = None
    ids: tuple[int, ...] | None = None
    target: str | None = None
    target_ids: tuple[int, ...] | None = None
    model: ModelChoice = ModelChoice()
    task: str | None = None
    logits: LogitSelection | None = None
    lens: LogitSelection | None = None
    attention: tuple[AttentionSelection, ...] = ()
    overview: tuple[AttentionKind, ...] = ()
    queries_keys: tuple[HeadChoice, ...] = ()
    knockout: tuple[HeadChoice, ...] = ()
    drop_tokens: tuple[int, ...] = ()
    drop_target_tokens: tuple[int, ...] = ()
    recorded: tuple[float, ...] = ()
    budget: int = TRACE_BUDGET
    id: str = msgspec.field(default_factory=request_id)

    def __post_init__(self) -> None:
        if (self.text is None) == (self.ids is None):
            raise InvalidInput("A trace reads either a text or token ids. Give one of the two.")
        if self.text_pair is not None and self.text is None:
            raise InvalidInput("A text pair goes with a text, not with token ids. Give both texts, or ids alone.")
        if self.target is not None and self.target_ids is not None:
            raise InvalidInput("The target is either a text or token ids. Give one of the two.")
        if self.lens is not None and self.lens.full:
            raise InvalidOption("The logit lens returns its top candidates only. Leave full out.")
        for name in ("knockout", "queries_keys"):
            msgspec.structs.force_setattr(self, name, tuple(_head(choice) for choice in getattr(self, name)))
        for kind in self.overview:
            check_choice("kind", kind, AttentionKind)
        check_whole("budget", self.budget, low=1, fix="It counts the bytes that a trace may take.")

    @property
    def intervened(self) -> bool:
        """Whether the model is changed: heads knocked out, or tokens dropped."""
        return bool(self.knockout or self.drop_tokens or self.drop_target_tokens)


class Word(Message, frozen=True):
    """A word: the characters `[start, end)` of the text and the tokens `[first, last]` that write it."""

    start: int
    end: int
    first: int
    last: int


class AttentionLayout(Message, frozen=True):
    """The attention of one kind that a model has: how many heads in each layer, and how many keys they share."""

    kind: AttentionKind
    heads: tuple[int, ...]
    key_value_heads: tuple[int, ...]


class Predictions(Message, frozen=True, eq=False):
    """What the model predicts at P positions; the logit lens has a leading axis for its L + 1 rows.

    Row 0 of the lens is the embedding, row l the hidden state after layer l; the last row is the model's prediction.
    `top_ids` and `top_logprobs` (..., P, K), best first, are natural logarithms over the full vocabulary; `entropy`
    (..., P) is in nats. `targets` (P,) is the token that is in fact there, -1 where there is none: the next one for a
    decoder, the same one for a masked model; `surprisal` (..., P) is its negative log-probability in nats, NaN where
    there is none. `logits` (P, V) when asked for.
    """

    positions: tuple[int, ...]
    top_ids: Array
    top_logprobs: Array
    entropy: Array
    targets: Array
    surprisal: Array
    logits: Array | None = None


class AttentionMaps(Message, frozen=True, eq=False):
    """Attention weights: `(layers, heads, rows, columns)`, without the axes that a reduction took away.

    `layers` and `heads` are those that were read; `rows` and `columns` are the tokens, or the words, behind the axes.
    `removed` has the shape of `weights` without its columns: how much of each row lay on removed tokens, before any
    renormalisation; None where nothing was removed. `weights` are coded; `numpy()` decodes them.
    """

    selection: AttentionSelection
    layers: tuple[int, ...]
    heads: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    weights: Array
    removed: Array | None = None

    def numpy(self) -> np.ndarray[Any, Any]:
        """Return the weights as float32."""
        return decode_weights(self.weights)


class AttentionMask(Message, frozen=True, eq=False):
    """What a layer lets its rows look at: row t sees the columns `[first[t], end[t])`; both (T,) uint32."""

    first: Array
    end: Array


class AttentionOverview(Message, frozen=True, eq=False):
    """Every head of a kind at a glance: L layers, H heads.

    `thumbnails` (L, H, side, side), or (L, 1, side, side) when `head_mean`, are coded weights of blocks of tokens: of a
    block's rows the mean, of its columns the sum, so that each row still adds up to 1. Short texts have one
    token to a block. `entropy` (nats, mean of all rows), `previous` (weight on the token before) and `first` (weight
    on the first token) are (L, H); the latter two leave the first row out, and `previous` is None for cross-attention.
    `masks` are the different masks of the layers, and `layer_masks` (L,) says which of them each layer has.
    """

    kind: AttentionKind
    side: int
    head_mean: bool
    thumbnails: Array
    entropy: Array
    first: Array
    previous: Array | None = None
    masks: tuple[AttentionMask, ...] = ()
    layer_masks: tuple[int, ...] = ()


class QueriesKeys(Message, frozen=True, eq=False):
    """Queries (T, D) and keys (S, D) of one head as they are multiplied, positions rotated in.

    Weights are the softmax of `scale` * queries @ keys.T over what the mask leaves, plus a position bias in T5.
    """

    head: HeadChoice
    queries: Array
    keys: Array
    scale: float


class Trace(Message, frozen=True, eq=False):
    """What was found. All is of the changed model where the request changed it; `before` is not.

    `texts` spells the ids of all candidates; a classifier's ids are its labels. `recomputed` tells that replayed
    logits may differ from those of generation: not float32, or a text longer than a sliding window, or experts.
    `gap` is the largest difference to the recorded log-probabilities. `estimate` is the size in bytes that was
    expected.
    """

    model: ModelInfo
    text: str
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    target_text: str
    target_tokens: tuple[Token, ...]
    target_words: tuple[Word, ...]
    layout: tuple[AttentionLayout, ...]
    logits: Predictions | None
    before: Predictions | None
    lens: Predictions | None
    attention: tuple[AttentionMaps, ...]
    overview: tuple[AttentionOverview, ...]
    queries_keys: tuple[QueriesKeys, ...]
    texts: dict[int, str]
    recomputed: bool
    gap: float | None
    estimate: int
    seconds: float
    notes: tuple[str, ...] = ()

    def candidates(
        self, found: Predictions | None, *, place: int = -1, layer: int | None = None
    ) -> list[tuple[str, float]]:
        """Return the likeliest texts and their probabilities, best first, at one place among `found.positions`.

        `found` is `logits`, `before` or `lens`, of which `layer` chooses a row. Raises `InvalidInput` when it is None.
        """
        if found is None:
            raise InvalidInput("This trace has no such predictions. Ask for them with logits or lens.")
        ids, logprobs = found.top_ids.numpy(), found.top_logprobs.numpy()  # (P, K), of a lens (L + 1, P, K)
        row = -1 if layer is None else layer
        if ids.ndim > 2:  # noqa: PLR2004  (the lens)
            ids, logprobs = ids[row], logprobs[row]
        pairs = zip(ids[place].tolist(), logprobs[place].tolist(), strict=True)
        return [(self.texts[id_], math.exp(logprob)) for id_, logprob in pairs]


def decode_weights(array: Array) -> np.ndarray[Any, Any]:
    """Return coded weights as float32; uint8 holds 255 times their square root.

    Weights below 1/255 would all be 0 in a linear code, and those of a row of 256 equal ones are.

    >>> decode_weights(Array(dtype="uint8", shape=(2,), data=bytes([0, 255]))).tolist()
    [0.0, 1.0]
    """
    import numpy as np

    values = array.numpy().astype(np.float32)
    return (values / 255) ** 2 if array.dtype == "uint8" else values


def _head(choice: Any) -> HeadChoice:
    if isinstance(choice, HeadChoice):
        return choice
    if not isinstance(choice, list | tuple) or len(choice) != 2:  # noqa: PLR2004  (layer and head)
        raise InvalidOption(f"{choice!r} is no head. Write a pair (layer, head), or a HeadChoice.")
    return HeadChoice(layer=choice[0], head=choice[1])


def _check_indices(name: str, values: Sequence[object] | None) -> None:
    if values is None:
        return
    if not values:
        raise InvalidOption(f"{name} is empty. Name at least one, or leave {name} out for all.")
    for value in values:
        check_whole(name, value, low=-math.inf, fix="It counts from 0; -1 is the last.")
    if len(set(values)) < len(values):
        raise InvalidOption(f"{name} names one of its entries twice. Name each once.")
