"""Pipelines: the request, and the output of each task."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from .base import Array, Message, Option, request_id
from .generation import GeneratedToken
from .models import ModelChoice, ModelInfo
from .tokens import Token

Task = Literal[
    "text-classification",
    "fill-mask",
    "text-generation",
    "summarization",
    "translation",
    "text2text-generation",
]


class PipelineRequest(Message, frozen=True):
    """Run a task over inputs; `options` are the task's own keyword arguments (`top_k=2`)."""

    task: str
    inputs: tuple[str | Array, ...]
    model: ModelChoice = ModelChoice()
    options: dict[str, Option] = msgspec.field(default_factory=dict)
    steps: bool = False
    id: str = msgspec.field(default_factory=request_id)


class LabelValue(Message, frozen=True):
    """A name with a number: a logit in a step, a probability in a result."""

    label: str
    value: float


class EncoderDecoderSteps(Message, frozen=True):
    """What an encoder read and a decoder wrote: the text with its prefix, and the tokens of the first written text."""

    read: str
    encoder_shape: tuple[int, ...]  # of the encoder's output: batch, tokens, width
    tokens: tuple[GeneratedToken, ...]
    text: str  # the tokens decoded


class PipelineSteps(Message, frozen=True):
    """The three steps for one input: token ids, logits, scores; `written` where a decoder wrote a text of its own.

    Logits and scores are then those of the first token that it was free to choose.
    """

    tokens: tuple[Token, ...]
    shape: tuple[int, ...]  # of the model's output
    logits: tuple[LabelValue, ...]
    function: str  # what turns logits into scores: "softmax"
    scores: tuple[LabelValue, ...]
    written: EncoderDecoderSteps | None = None


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


TextKey = Literal["summary_text", "translation_text", "generated_text"]


class WrittenTexts(Message, frozen=True, tag="written-texts"):
    """Result of summarization, translation or text2text-generation for one input: the texts, and what they are of."""

    texts: tuple[str, ...]
    source: str
    key: TextKey

    def entry(self) -> Any:
        """Return `{summary_text}` or as `key` says, or a list of them for several sequences."""
        rows = [{self.key: text} for text in self.texts]
        return rows if len(rows) > 1 else rows[0]


TaskOutput = Classified | FilledMasks | GeneratedTexts | WrittenTexts


class PipelineTiming(Message, frozen=True):
    """Where the time went, in seconds."""

    load: float
    preprocess: float
    forward: float
    postprocess: float
    total: float


class GenerationSettings(Message, frozen=True):
    """How an encoder-decoder was told what to do, by options and checkpoint together.

    `prefix` stands before each text; `keywords` make `model.generate` do the same; `seed` where tokens were drawn;
    `languages` are source and target, where they are known; `source_language` is what the tokenizer was set to.
    """

    prefix: str
    keywords: dict[str, Option]
    seed: int | None = None
    languages: tuple[str, str] | None = None
    source_language: str | None = None


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
    settings: GenerationSettings | None = None
