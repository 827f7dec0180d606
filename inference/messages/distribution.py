"""One next-token distribution on its way through decoding: the request, and every stage from raw to final."""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

from ..errors import InvalidInput, InvalidOption
from .base import Array, Message, check_choice, check_number, check_whole, request_id
from .decoding import Decoding
from .generation import ChatMessage
from .models import ModelChoice, ModelInfo

Order = Literal["transformers", "vllm", "llama.cpp"]
ORDERS: tuple[Order, ...] = get_args(Order)


class DistributionRequest(Message, frozen=True):
    """Show what decoding does to the distribution of the token behind a context.

    The context is a prompt (a text, a conversation, or `prompt_ids` as the model reads them) and the ids `generated`
    behind it so far, which the penalties count. `order` is the engine whose order of steps is followed.
    `count_prompt` says whether presence and frequency penalties count the prompt's tokens, too; None leaves it to the
    engine (of the three, only llama.cpp counts them). `top` tokens of every stage are described; `full` adds the raw
    logits of the whole vocabulary, from which `recompute` answers other settings without the model.

    A draw uses `u` in [0, 1) if given, else what generation with the decoding's seed draws for the sequence number
    `sequence` at this step. Raises `InvalidInput` and `InvalidOption` with a sentence that says what to do.

    >>> DistributionRequest(prompt="The soup is", decoding=Decoding(temperature=0.7, top_p=0.9), order="llama.cpp").top
    20
    """

    prompt: str | tuple[ChatMessage, ...] | None = None
    prompt_ids: tuple[int, ...] = ()
    generated: tuple[int, ...] = ()
    model: ModelChoice = ModelChoice()
    decoding: Decoding = Decoding()
    order: Order = "transformers"
    count_prompt: bool | None = None
    top: int = 20
    u: float | None = None
    sequence: int = 0
    full: bool = False
    id: str = msgspec.field(default_factory=request_id)

    def __post_init__(self) -> None:
        if (self.prompt is None) == (not self.prompt_ids):
            raise InvalidInput("Give the context either as a prompt or as prompt_ids.")
        for name in ("prompt_ids", "generated"):
            for number in getattr(self, name):
                if type(number) is not int or number < 0:  # contexts are long: no call for each
                    check_whole(name, number, low=0, fix="Give the ids of tokens.")
        check_whole("top", self.top, low=1, high=1000, fix="It counts the tokens described in each stage.")
        check_whole("sequence", self.sequence, low=0, high=2**32 - 1, fix="It counts the sequences of a generation.")
        check_choice("order", self.order, ORDERS)
        if self.decoding.num_beams > 1 and self.order != "transformers":
            raise InvalidOption(
                f"Beam search is shown in the order of transformers only, not of {self.order}. "
                "Leave order out, or leave num_beams out."
            )
        self._check_u()

    def _check_u(self) -> None:
        if self.u is None:
            return
        if not self.decoding.sampled:
            raise InvalidOption(
                "u draws a token, and without a sampling option decoding is greedy. "
                "Leave u out, or add a temperature (1 changes nothing)."
            )
        check_number("u", self.u, low=0, high=1, fix="Leave u out to have it drawn.")
        if self.u == 1:
            raise InvalidOption("u must be below 1. Leave u out to have it drawn.")


class CheckpointRule(Message, frozen=True):
    """What a rule of the checkpoint itself does here, whatever the logits are.

    `add` adds `bias` to the logits of `ids`, `forbid` removes them, `force` removes all others and sets theirs to 0. A
    rule without ids has nothing to say at this position.
    """

    name: str
    kind: Literal["sequence bias", "bad words", "structure"]
    effect: Literal["add", "forbid", "force"] = "forbid"
    ids: tuple[int, ...] = ()
    bias: tuple[float, ...] = ()


class TokenName(Message, frozen=True):
    """How an id is written: the vocabulary's piece, and a readable text. Rows without a token are `[unused id N]`."""

    id: int
    piece: str
    text: str
    special: bool


class StageToken(Message, frozen=True):
    """One token in one stage.

    `rank` counts from 1, equal logits share one; `cumulative` is the probability of this token and of all before it, in
    the order probability descending, id ascending; all three of `rank`, `logit` and `cumulative` are None once the
    token is removed. `before` is its probability one stage earlier, and for a removed token the last that it had.
    `tied` says that another token has exactly the same logit.
    """

    id: int
    rank: int | None
    logit: float | None
    probability: float
    cumulative: float | None
    before: float
    tied: bool


class RemovedToken(Message, frozen=True):
    """A token that a stage removed, with the probability that it had before."""

    id: int
    probability: float


class DistributionStage(Message, frozen=True):
    """The distribution after one step; every number is over the full vocabulary, computed in float64.

    `kept` tokens can still be chosen; they held `kept_mass` before this step made their probabilities sum to 1 again.
    The `removed` ones held `removed_mass`; the likeliest of them are listed. `entropy` is in nats, `entropy_bits` in
    bits, `perplexity` exp(entropy). A probability is exp(logit - `log_normaliser`). `rest` is what all tokens that are
    not listed hold together. `tokens` come by rank, the removed ones last.
    """

    name: str
    kept: int
    kept_mass: float
    removed: int
    removed_mass: float
    removed_tokens: tuple[RemovedToken, ...]
    entropy: float
    entropy_bits: float
    perplexity: float
    log_normaliser: float
    tokens: tuple[StageToken, ...]
    rest: float


class BarToken(Message, frozen=True):
    """A kept token's interval [lower, upper) on the cumulative bar; `position` counts from 0 along it."""

    id: int
    position: int
    lower: float
    upper: float
    tied: bool


class TokenChoice(Message, frozen=True):
    """Which token is chosen, and why.

    A draw takes the token whose interval holds `u`, which is the hash of (`seed`, `sequence`, `step`) unless given;
    greedy decoding (`u` None) takes the first. `bar` holds the chosen token and its neighbours. `close` says that
    another machine may choose otherwise: u lies within 1e-5 of an edge, or the second logit within 1e-5 of the first.
    """

    id: int
    u: float | None
    seed: int | None
    sequence: int
    step: int
    bar: tuple[BarToken, ...]
    close: bool


class Distribution(Message, frozen=True):
    """The stages from raw to final; every id in them has its name in `names`.

    `prompt_ids` are what the model read as the prompt, `decoder_ids` what its decoder began with: the same, or the
    start token of an encoder-decoder. `choice` is None with beams, which choose by whole sequences. `logits` (V,)
    float32 are the raw ones, when asked for. `rules` and `ends` (the ids that end a text) are what `recompute` needs
    besides; `ignored` are the strategy fields that the checkpoint sets and a request ignores.
    """

    model: ModelInfo
    request: DistributionRequest
    prompt: str  # as sent, after the chat template
    prompt_ids: tuple[int, ...]
    decoder_ids: tuple[int, ...]
    stages: tuple[DistributionStage, ...]
    choice: TokenChoice | None
    names: tuple[TokenName, ...]
    rules: tuple[CheckpointRule, ...]
    ends: tuple[int, ...]
    ignored: tuple[str, ...]
    logits: Array | None = None
    notes: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[int, str]:
        """The text of each token in the stages, by id."""
        return {name.id: name.text for name in self.names}
