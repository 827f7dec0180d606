"""Models and backends: which to use, what it is, how far it has come, what a backend holds and can do."""

from __future__ import annotations

from typing import Literal

from .base import Message, check_whole

Preference = Literal["auto", "course", "starter"]


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
            check_whole("memory_budget", self.memory_budget, low=1, fix=fix)


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


class Capabilities(Message, frozen=True):
    """What a backend can do, for one model or in general."""

    tasks: tuple[str, ...]
    generate: bool = True
    tokenize: bool = True
    beams: bool = True  # beam search, and its whole tree
    kv_cache: bool = True  # what the key-value cache holds
    penalties: bool = True  # repetition, presence, frequency, no-repeat-ngram
    min_p: bool = True
    seed: bool = True
    chat: bool = True
    cancel: bool = True
    trace: bool = True  # the inside: attention, logits of every layer, knock-outs
    steps: bool = True  # the intermediate values of a pipeline
    bias: bool = True
    distribution: bool = True  # the stages of a next-token distribution
    max_top_logprobs: int = 100


class BackendInfo(Message, frozen=True):
    """Where a backend runs and what it holds."""

    kind: Literal["local", "shared", "cluster", "hub"]
    address: str | None
    version: str
    devices: tuple[str, ...]
    memory: int  # of the process, bytes
    models: tuple[LoadedModel, ...]
