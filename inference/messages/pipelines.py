"""Pipelines: the request, and the output of each task."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from .base import Array, Message, Option, request_id
from .models import ModelChoice, ModelInfo
from .tokens import Token

Task = Literal["text-classification", "fill-mask", "text-generation"]


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
