"""Generation: the request, the events while it runs, and the result."""

from __future__ import annotations

from typing import Literal

import msgspec

from .base import Message, check_whole, request_id
from .decoding import Decoding
from .models import LoadProgress, ModelChoice, ModelInfo

FinishReason = Literal["eos", "stop", "length", "context", "cancelled"]


class ChatMessage(Message, frozen=True):
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class GenerateRequest(Message, frozen=True):
    """Continue a prompt, or answer a conversation (`chat`, through the model's chat template)."""

    prompt: str | tuple[ChatMessage, ...]
    model: ModelChoice = ModelChoice()
    decoding: Decoding = Decoding()
    top_logprobs: int = 5
    id: str = msgspec.field(default_factory=request_id)

    def __post_init__(self) -> None:
        check_whole(
            "top_logprobs", self.top_logprobs, low=0, high=100, fix="It counts the alternatives kept per token."
        )


class TokenLogprob(Message, frozen=True):
    """An alternative at a step: natural log-probability over the full vocabulary, before any processor."""

    id: int
    text: str
    logprob: float


class GeneratedToken(Message, frozen=True):
    """One generated token.

    `text` is what this token added to the decoded text: the texts of all tokens join to the whole (with the stop text
    that ended it, and what stood behind that in the last token). A token that holds only some bytes of a character adds
    an empty text. `logprob`, `rank` (from 1) and `entropy` (nats) are the
    model's own, over the full vocabulary before any processor; `top` are the best alternatives, best first.
    """

    id: int
    piece: str
    text: str
    logprob: float
    rank: int
    entropy: float
    top: tuple[TokenLogprob, ...] = ()
    special: bool = False


class GeneratedSequence(Message, frozen=True):
    """One generated sequence; `score` is the length-normalised log-probability of beam search, else None."""

    text: str
    tokens: tuple[GeneratedToken, ...]
    finish_reason: FinishReason
    score: float | None = None


class Metrics(Message, frozen=True):
    """Times in seconds, sizes in bytes, lengths in tokens.

    `e2e` = `ttft` + sum of `itl`; `tpot` = (e2e - ttft) / (tokens - 1) and `tokens_per_second` = 1 / tpot, both None
    for a single token. `prefill` is the time from the first forward pass to the first token, `decode` the rest.
    `throughput` counts the tokens of all sequences over `e2e`.
    """

    ttft: float
    tpot: float | None
    itl: tuple[float, ...]
    tokens_per_second: float | None
    throughput: float
    prefill: float
    decode: float
    e2e: float
    kv_cache_bytes: int
    memory: int
    context_used: int
    context_limit: int | None


class GenerationStarted(Message, frozen=True, tag="started"):
    """The first event after loading: what is about to run."""

    model: ModelInfo
    prompt: str  # as sent, after the chat template
    prompt_tokens: int
    max_new_tokens: int
    seed: int | None
    processors: tuple[str, ...]  # in the order they run
    ignored: tuple[str, ...]  # strategy fields of the checkpoint's generation config


class TokensGenerated(Message, frozen=True, tag="tokens"):
    """One decoding step: for each sequence its new token, or None once it has ended.

    `texts` is what may be shown of each sequence so far has been extended by: characters that are still arriving and
    the possible beginning of a stop text are held back.
    """

    step: int
    elapsed: float  # seconds since the request
    tokens: tuple[GeneratedToken | None, ...]
    texts: tuple[str, ...]


class BeamsAdvanced(Message, frozen=True, tag="beams"):
    """One step of beam search: the text of the best running beam."""

    step: int
    elapsed: float
    text: str


class GenerationResult(Message, frozen=True):
    """What generation returns."""

    model: ModelInfo
    request: GenerateRequest
    prompt: str  # as sent, after the chat template
    prompt_ids: tuple[int, ...]
    sequences: tuple[GeneratedSequence, ...]
    seed: int | None
    processors: tuple[str, ...]
    ignored: tuple[str, ...]
    metrics: Metrics
    notes: tuple[str, ...] = ()


class GenerationFinished(Message, frozen=True, tag="finished"):
    """The terminal event; a cancelled request has finish reason `cancelled` and what was written so far."""

    result: GenerationResult


GenerateEvent = LoadProgress | GenerationStarted | TokensGenerated | BeamsAdvanced | GenerationFinished
