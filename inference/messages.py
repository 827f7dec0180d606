"""The one vocabulary: every request, event and result that crosses a layer, a thread, a process or the wire.

All are frozen msgspec structs that forbid unknown fields, so that `msgspec.msgpack.encode(message)` and back is exact.
"""

from __future__ import annotations

import math
import sys
import uuid
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from .errors import InvalidOption

if TYPE_CHECKING:
    import numpy as np

Task = Literal["text-classification", "fill-mask", "text-generation"]
FinishReason = Literal["eos", "stop", "length", "context", "cancelled"]
Preference = Literal["auto", "course", "starter"]
Dtype = Literal["bool", "uint8", "uint16", "uint32", "int32", "int64", "float16", "float32", "float64"]
Option = bool | int | float | str | list[Any] | dict[str, Any] | None

MAX_ARRAY_BYTES = 1 << 30
ITEM_BYTES = {
    "bool": 1,
    "uint8": 1,
    "uint16": 2,
    "uint32": 4,
    "int32": 4,
    "int64": 8,
    "float16": 2,
    "float32": 4,
    "float64": 8,
}
LEAST_TEMPERATURE = 1e-5  # below it, divided logits leave the range of float32
MAX_SEED = 2**53 - 1  # the largest integer that JavaScript, too, holds exactly


class Message(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all messages."""


class Array(Message, frozen=True, eq=False):
    r"""A numpy array as raw little-endian bytes, C order.

    Raises `ValueError` when the bytes do not fill the shape or exceed `MAX_ARRAY_BYTES`.

    >>> Array(dtype="uint8", shape=(2, 1), data=b"\x01\x02").numpy().tolist()
    [[1], [2]]
    """

    dtype: Dtype
    shape: tuple[Annotated[int, msgspec.Meta(ge=0)], ...]
    data: bytes

    def __post_init__(self) -> None:
        expected = math.prod(self.shape) * ITEM_BYTES[self.dtype]
        if expected > MAX_ARRAY_BYTES:
            raise ValueError(f"An array of {expected:,} bytes exceeds the limit of {MAX_ARRAY_BYTES:,}.")
        if len(self.data) != expected:
            raise ValueError(f"Shape {self.shape} of {self.dtype} needs {expected:,} bytes, not {len(self.data):,}.")

    @classmethod
    def from_numpy(cls, array: np.ndarray[Any, Any]) -> Array:
        """Copy a numpy array; its dtype must be one of `Dtype`."""
        import numpy as np

        little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(array.shape)
        return cls(dtype=array.dtype.name, shape=array.shape, data=little.tobytes())

    def numpy(self) -> np.ndarray[Any, Any]:
        """Return a read-only numpy view."""
        import numpy as np

        return np.frombuffer(self.data, dtype=np.dtype(self.dtype).newbyteorder("<")).reshape(self.shape)


# Models ---------------------------------------------------------------------------------------------------------------


class ModelChoice(Message, frozen=True):
    """Which model to use: a name, or none for the task's default by `preference`.

    `name` is a starter model (`starter/gpt`), a local folder or a Hub id; `revision` a branch, tag or commit there.
    With `auto`, the course's model is downloaded when it takes `download_limit` bytes at most.
    `memory_budget` is how many bytes all loaded models of the device may take together; None leaves it to the backend.
    """

    name: str | None = None
    revision: str | None = None
    device: str = "auto"
    dtype: str = "auto"
    preference: Preference = "auto"
    allow_pickle: bool = False
    download_limit: int = 500_000_000
    memory_budget: int | None = None

    def __post_init__(self) -> None:
        if self.memory_budget is not None:
            fix = "It counts bytes; leave it out for 80 % of the device's free memory."
            _whole("memory_budget", self.memory_budget, low=1, fix=fix)


class ModelInfo(Message, frozen=True):
    """What ran: printed with every result. Sizes in bytes, lengths in tokens."""

    name: str
    revision: str | None
    source: Literal["starter", "folder", "hub"]
    architecture: str
    family: Literal["encoder", "decoder", "encoder-decoder"]
    parameters: int
    bytes: int
    dtype: str
    device: str
    context_length: int | None
    vocabulary_size: int
    reason: str = ""  # why this model, when it was not named


class LoadedModel(Message, frozen=True):
    """One row of `%models`."""

    info: ModelInfo
    task: str  # what its head is for: `text-generation` for a causal language model
    in_use: bool
    last_used: float  # seconds since the epoch
    pinned: bool = False  # stays until it is unpinned, whatever else is loaded


class CachedModel(Message, frozen=True):
    """One row of `%models --cached`: a revision of a model in the Hub's cache, where the backend runs."""

    name: str
    revision: str  # the commit
    refs: tuple[str, ...]  # branches and tags that stand for it: `main`
    bytes: int
    last_used: float  # of the model in any revision, seconds since the epoch


class LoadProgress(Message, frozen=True, tag="load-progress"):
    """How far a model has come; `done` and `total` are bytes."""

    model: str
    phase: Literal["download", "load", "ready"]
    done: int
    total: int
    info: ModelInfo | None = None  # set once `ready`


# Backends -------------------------------------------------------------------------------------------------------------


class Capabilities(Message, frozen=True):
    """What a backend can do, for one model or in general."""

    tasks: tuple[str, ...]
    generate: bool = True
    tokenize: bool = True
    beams: bool = True
    penalties: bool = True  # repetition, presence, frequency, no-repeat-ngram
    min_p: bool = True
    seed: bool = True
    chat: bool = True
    cancel: bool = True
    steps: bool = True  # the intermediate values of a pipeline
    max_top_logprobs: int = 100


class BackendInfo(Message, frozen=True):
    """Where a backend runs and what it holds."""

    kind: Literal["local", "shared", "cluster", "hub"]
    address: str | None
    version: str
    devices: tuple[str, ...]
    memory: int  # of the process, bytes
    models: tuple[LoadedModel, ...]


def request_id() -> str:
    """Return a fresh name for a request."""
    return uuid.uuid4().hex


# Tokens ---------------------------------------------------------------------------------------------------------------


class TokenizeRequest(Message, frozen=True):
    """Split a text with a model's tokenizer."""

    text: str
    model: ModelChoice = ModelChoice()
    task: str = "text-generation"
    special_tokens: bool = True


class Token(Message, frozen=True):
    """One token: its id, the piece as the vocabulary spells it, and the characters `[start, end)` it stands for."""

    id: int
    piece: str
    start: int
    end: int
    special: bool = False


class Tokenization(Message, frozen=True):
    """The tokens of a text."""

    model: str
    text: str
    tokens: tuple[Token, ...]


# Pipelines ------------------------------------------------------------------------------------------------------------


class PipelineRequest(Message, frozen=True):
    """Run a task over inputs; `options` are the task's own keyword arguments (`top_k=2`)."""

    task: str
    inputs: tuple[str | Array, ...]
    model: ModelChoice = ModelChoice()
    options: dict[str, Option] = {}
    steps: bool = False
    id: str = msgspec.field(default_factory=request_id)


class LabelValue(Message, frozen=True):
    """A name with a number: a logit in a step, a probability in a result."""

    label: str
    value: float


class PipelineSteps(Message, frozen=True):
    """The three steps for one input: token ids, logits, scores."""

    tokens: tuple[Token, ...]
    shape: tuple[int, ...]  # of the model's output
    logits: tuple[LabelValue, ...]
    function: str  # what turns logits into scores: "softmax"
    scores: tuple[LabelValue, ...]


class Label(Message, frozen=True):
    """A class and its probability."""

    label: str
    score: float


class Classified(Message, frozen=True, tag="classified"):
    """Result of text-classification for one input; `ranked` when `top_k` was given."""

    labels: tuple[Label, ...]
    ranked: bool

    def entry(self) -> Any:
        """Return `{label, score}`, or a list of them when ranked."""
        rows = [msgspec.to_builtins(label) for label in self.labels]
        return rows if self.ranked else rows[0]


class MaskFill(Message, frozen=True):
    """One candidate for a mask."""

    score: float
    token: int
    token_str: str
    sequence: str


class FilledMasks(Message, frozen=True, tag="filled-masks"):
    """Result of fill-mask for one input: candidates for each mask, best first."""

    masks: tuple[tuple[MaskFill, ...], ...]

    def entry(self) -> Any:
        """Return a list of candidates, or a list of lists for several masks."""
        rows = [[msgspec.to_builtins(fill) for fill in mask] for mask in self.masks]
        return rows if len(rows) > 1 else rows[0]


class GeneratedTexts(Message, frozen=True, tag="generated-texts"):
    """Result of text-generation for one input."""

    texts: tuple[str, ...]
    prompt: str

    def entry(self) -> Any:
        """Return a list of `{generated_text}`, one per sequence."""
        return [{"generated_text": text} for text in self.texts]


TaskOutput = Classified | FilledMasks | GeneratedTexts


class PipelineTiming(Message, frozen=True):
    """Where the time went, in seconds."""

    load: float
    preprocess: float
    forward: float
    postprocess: float
    total: float


class PipelineOutput(Message, frozen=True):
    """What a pipeline returns: one output per input, in order."""

    task: str
    model: ModelInfo
    inputs: tuple[str | Array, ...]
    outputs: tuple[TaskOutput, ...]
    options: dict[str, Option]
    timing: PipelineTiming
    steps: tuple[PipelineSteps, ...] = ()
    notes: tuple[str, ...] = ()


# Generation -----------------------------------------------------------------------------------------------------------


def _number(name: str, value: object, *, low: float, high: float, fix: str, open_low: bool = False) -> None:
    """Raise `InvalidOption` unless value is a finite number in the interval (open at `low` if `open_low`)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:  # NaN
        raise InvalidOption(f"{name} must be a number, not {value!r}. {fix}")
    if value < low or value > high or (open_low and value == low):
        raise InvalidOption(f"{name} must be {_interval(low, high, open_low=open_low)}, not {float(value):g}. {fix}")


def _interval(low: float, high: float, *, open_low: bool) -> str:
    if high == math.inf:
        return f"above {low:g}" if open_low else f"{low:g} or more"
    return f"above {low:g} and at most {high:g}" if open_low else f"between {low:g} and {high:g}"


def _whole(name: str, value: object, *, low: int, high: int | None = None, fix: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidOption(f"{name} must be a whole number, not {value!r}. {fix}")
    if value < low or (high is not None and value > high):
        allowed = f"{low} or more" if high is None else f"between {low} and {high}"
        raise InvalidOption(f"{name} must be {allowed}, not {value}. {fix}")


class Decoding(Message, frozen=True):
    """Everything that steers the choice of tokens, validated on construction.

    None, or the value below, is neutral: max_new_tokens (default 50); min_new_tokens 0; temperature, top_k, top_p,
    min_p None (greedy when all of them and the seed are None); repetition_penalty 1; presence_penalty and
    frequency_penalty 0, over generated tokens only, as OpenAI and vLLM define them; no_repeat_ngram 0; stop ();
    num_beams 1; length_penalty 1 (beams: the sum of log-probabilities is divided by length ** length_penalty);
    early_stopping False; num_return_sequences 1; seed None (one is drawn and reported when sampling); kv_cache True.

    Raises `InvalidOption` with a sentence that says what to do.

    >>> Decoding(temperature=0.8, top_p=0.9).sampled
    True
    """

    max_new_tokens: int = 50
    min_new_tokens: int = 0
    temperature: float | None = None
    top_k: int | None = None
    top_p: float | None = None
    min_p: float | None = None
    repetition_penalty: float = 1.0
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    no_repeat_ngram: int = 0
    stop: tuple[str, ...] = ()
    num_beams: int = 1
    length_penalty: float = 1.0
    early_stopping: bool | Literal["never"] = False
    num_return_sequences: int = 1
    seed: int | None = None
    kv_cache: bool = True

    @property
    def sampled(self) -> bool:
        """Whether tokens are drawn; otherwise greedy, or beams."""
        return any(value is not None for value in (self.temperature, self.top_k, self.top_p, self.min_p, self.seed))

    def __post_init__(self) -> None:
        self._check_lengths()
        self._check_sampling()
        self._check_penalties()
        self._check_beams()
        if not isinstance(self.kv_cache, bool):
            raise InvalidOption(
                f"kv_cache must be true or false, not {self.kv_cache!r}. Leave it out to use the cache."
            )

    def _check_lengths(self) -> None:
        _whole("max_new_tokens", self.max_new_tokens, low=1, fix="It counts the tokens to generate.")
        _whole("min_new_tokens", self.min_new_tokens, low=0, fix="Leave it out for no minimum.")
        if self.min_new_tokens > self.max_new_tokens:
            raise InvalidOption(
                f"min_new_tokens ({self.min_new_tokens}) is above max_new_tokens ({self.max_new_tokens}). "
                "Lower the one or raise the other."
            )
        stop: object = self.stop
        if not isinstance(stop, tuple) or any(not isinstance(text, str) or not text for text in stop):
            raise InvalidOption("stop must be a list of texts that are not empty. Leave it out for no stop text.")

    def _check_sampling(self) -> None:
        if self.temperature is not None:
            fix = "Leave temperature (-t) out for greedy decoding."
            _number("temperature", self.temperature, low=0, high=math.inf, open_low=True, fix=fix)
            if self.temperature < LEAST_TEMPERATURE:
                raise InvalidOption(
                    f"temperature must be {LEAST_TEMPERATURE:g} or more, not {self.temperature:g}. {fix}"
                )
        if self.top_k is not None:
            _whole("top_k", self.top_k, low=1, fix="Leave top_k (-k) out to keep every token.")
        if self.top_p is not None:
            _number("top_p", self.top_p, low=0, high=1, open_low=True, fix="Leave top_p (-p) out to keep every token.")
        if self.min_p is not None:
            _number("min_p", self.min_p, low=0, high=1, fix="Leave min_p out to keep every token.")
        if self.seed is not None:
            _whole("seed", self.seed, low=0, high=MAX_SEED, fix="Leave seed out to have one drawn and reported.")

    def _check_penalties(self) -> None:
        fix = "1 is neutral, above 1 discourages repetition."
        _number("repetition_penalty", self.repetition_penalty, low=0, high=math.inf, open_low=True, fix=fix)
        fix = "0 is neutral, above 0 discourages repetition."
        _number("presence_penalty", self.presence_penalty, low=-2, high=2, fix=fix)
        _number("frequency_penalty", self.frequency_penalty, low=-2, high=2, fix=fix)
        _whole("no_repeat_ngram", self.no_repeat_ngram, low=0, fix="0 allows every repetition.")

    def _check_beams(self) -> None:
        _whole("num_beams", self.num_beams, low=1, fix="1 means no beam search.")
        _whole("num_return_sequences", self.num_return_sequences, low=1, fix="1 returns the best sequence.")
        _number("length_penalty", self.length_penalty, low=-10, high=10, fix="1 is the default.")
        if not isinstance(self.early_stopping, bool) and self.early_stopping != "never":
            raise InvalidOption(f"early_stopping must be true, false or never, not {self.early_stopping!r}.")
        if self.num_beams > 1:
            if self.sampled:
                raise InvalidOption(
                    "Sampling options (temperature, top_k, top_p, min_p, seed) do not go with num_beams above 1. "
                    "Leave them out for beam search, or leave num_beams out for sampling."
                )
            if self.num_return_sequences > self.num_beams:
                raise InvalidOption(
                    f"num_return_sequences ({self.num_return_sequences}) is above num_beams ({self.num_beams}). "
                    f"Ask for at most {self.num_beams} sequences, or raise num_beams."
                )
        elif self.num_return_sequences > 1 and not self.sampled:
            raise InvalidOption(
                f"Greedy decoding gives one sequence, not {self.num_return_sequences}. "
                "Add a temperature to sample several, or num_beams to search for several."
            )
        elif self.length_penalty != 1 or self.early_stopping is not False:
            raise InvalidOption("length_penalty and early_stopping steer beam search only. Add num_beams above 1.")


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
        _whole("top_logprobs", self.top_logprobs, low=0, high=100, fix="It counts the alternatives kept per token.")


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
