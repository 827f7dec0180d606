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
    "zero-shot-classification",
    "token-classification",
    "question-answering",
    "fill-mask",
    "feature-extraction",
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

    Logits and scores are then those of the first token that it was free to choose. An input that was read in several
    passes shows one of them (`shown_pass`, from 1), or one row for each.
    """

    tokens: tuple[Token, ...]
    shape: tuple[int, ...]  # of the model's output
    logits: tuple[LabelValue, ...]
    function: str  # what turns logits into scores: "softmax"
    scores: tuple[LabelValue, ...]
    total: int | None = None  # of the values, where some are left out; None: the last dimension of the shape
    conclusion: str = ""  # in words, where it is not the label with the highest score
    passes: int = 1
    shown_pass: int | None = None
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


class RankedLabels(Message, frozen=True, tag="ranked-labels"):
    """Result of zero-shot-classification for one input: all labels, best first."""

    sequence: str
    labels: tuple[Label, ...]

    def entry(self) -> Any:
        """Return `{sequence, labels, scores}`."""
        return {
            "sequence": self.sequence,
            "labels": [label.label for label in self.labels],
            "scores": [label.score for label in self.labels],
        }


class Entity(Message, frozen=True):
    """A token, or a group of tokens, with its label and the characters `[start, end)` of the text it stands for."""

    label: str
    score: float
    word: str
    start: int
    end: int
    index: int | None = None  # of a token that is not part of a group


class FoundEntities(Message, frozen=True, tag="found-entities"):
    """Result of token-classification for one input, in the order of the text."""

    entities: tuple[Entity, ...]
    grouped: bool

    def entry(self) -> Any:
        """Return a list of `{entity_group, score, word, start, end}`, or of single tokens with `entity`, `index`."""
        return [self._row(entity) for entity in self.entities]

    def _row(self, entity: Entity) -> dict[str, Any]:
        place = {"word": entity.word, "start": entity.start, "end": entity.end}
        if self.grouped:
            return {"entity_group": entity.label, "score": entity.score, **place}
        return {"entity": entity.label, "score": entity.score, "index": entity.index, **place}


class Answer(Message, frozen=True):
    """An answer: the characters `[start, end)` of the context; nothing at 0 when there is no answer."""

    score: float
    start: int
    end: int
    answer: str


class Answers(Message, frozen=True, tag="answers"):
    """Result of question-answering for one input: `top_k` answers were asked for, those after them are also kept."""

    question: str
    answers: tuple[Answer, ...]
    top_k: int = 1

    def entry(self) -> Any:
        """Return the best `{score, start, end, answer}`, or a list of them when `top_k` is above 1."""
        rows = [msgspec.to_builtins(answer) for answer in self.answers[: self.top_k]]
        return rows if self.top_k > 1 else rows[0]


class Features(Message, frozen=True, tag="features", eq=False):
    """Result of feature-extraction for one input: vectors (T, D) with the pieces of their tokens, or one (D,)."""

    vectors: Array
    pieces: tuple[str, ...] = ()

    def entry(self) -> Any:
        """Return a numpy array of float32."""
        return self.vectors.numpy().copy()


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


TaskOutput = (
    Classified | RankedLabels | FoundEntities | Answers | FilledMasks | Features | GeneratedTexts | WrittenTexts
)


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
