"""What a task is: options checked once, then preprocess, forward and postprocess, as in transformers' pipelines."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import torch

from ..errors import InvalidInput, NumericalError
from ..messages import Array, GenerationSettings, LabelValue, Option, PipelineSteps, TaskOutput, Token
from ..tokenization import encode, tokenize
from . import find
from .options import Check, check_options, true_or_false

if TYPE_CHECKING:
    import threading

    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock

STEP_ROWS = 10  # candidates shown of a distribution over the vocabulary


@dataclass(frozen=True, slots=True)
class Prepared:
    """One input after preprocessing: its text, and for each input of the model a list of length T."""

    text: str
    encoding: dict[str, list[int]]

    @property
    def ids(self) -> list[int]:
        """The token ids, (T,)."""
        return self.encoding["input_ids"]


@dataclass(frozen=True, slots=True)
class Passes:
    """One input that the model reads in several forward passes; its output is the list of theirs."""

    text: str
    parts: tuple[Prepared, ...]


class Task(ABC):
    """A task on a loaded checkpoint. `notes` collects what the user should know about the results.

    `settings` say how it generated, where the checkpoint had a part in that.

    Raises `InvalidOption` on construction for options that do not exist or cannot be used.
    """

    name: ClassVar[str]
    options: ClassVar[Mapping[str, Check]]
    max_batch: int | None = None  # inputs at once, None for as many as fit

    def __init__(self, checkpoint: Checkpoint, options: Mapping[str, Option], *, with_steps: bool = False) -> None:
        self.checkpoint = checkpoint
        self.with_steps = with_steps
        self.values: dict[str, Any] = check_options(self.name, options, self.options, find(self.name).required)
        self.notes: list[str] = []
        self.settings: GenerationSettings | None = None

    @abstractmethod
    def preprocess(self, inputs: Sequence[str | Array]) -> list[Any]:
        """Turn inputs into what `forward` takes, with a `len(item.ids)` to sort by; raises `InvalidInput`.

        An input that needs several passes is a `Passes`: `forward` gets its parts, and postprocess all their outputs.
        """

    @abstractmethod
    def forward(
        self, batch: Sequence[Any], *, lock: DeviceLock, cancelled: threading.Event, free: Callable[[], object]
    ) -> list[Any]:
        """Run the model over a batch, holding the device meanwhile; returns one output per input.

        A task that tries again by itself when memory runs out calls `free` before.
        """

    @abstractmethod
    def postprocess(self, prepared: Any, output: Any) -> TaskOutput:
        """Turn one output of the model into the task's result."""

    @abstractmethod
    def steps(self, prepared: Any, output: Any) -> PipelineSteps:
        """Return the intermediate values for one input; called only when constructed `with_steps`."""


class TextTask(Task):
    """A task that reads texts and needs forward passes only: tokenise, pad, run, take each row's scores."""

    text_options: ClassVar[Mapping[str, Check]] = {"truncation": true_or_false}
    too_long = "Shorten it, or add truncation=True to use only the first {limit:,} tokens."
    computes = "logits"

    def __init__(self, checkpoint: Checkpoint, options: Mapping[str, Option], *, with_steps: bool = False) -> None:
        super().__init__(checkpoint, options, with_steps=with_steps)
        pad = checkpoint.tokenizer.pad_token_id
        # A decoder finds the end of a text by the pad token of its config.
        wrong_pad = (
            checkpoint.info.family == "decoder" and checkpoint.model.config.get_text_config().pad_token_id != pad
        )
        if pad is None or wrong_pad:
            self.max_batch = 1
        self.cut_at = checkpoint.info.context_length if self.values.get("truncation") else None

    @abstractmethod
    def select(self, logits: torch.Tensor, prepared: Prepared) -> torch.Tensor:
        """Return what postprocess needs of one row of the model's logits."""

    def preprocess(self, inputs: Sequence[str | Array]) -> list[Any]:
        """Tokenise all texts at once, each to a `Prepared`.

        Raises `InvalidInput` for empty or over-long texts and for what is no text.
        """
        texts = check_texts(self.name, inputs)
        with self.checkpoint.encoding_lock:
            rows = encode(self.checkpoint.tokenizer, texts, max_length=self.cut_at)
        found = [Prepared(text, row) for text, row in zip(texts, rows, strict=True)]
        for number, prepared in enumerate(found):
            self.check_length(prepared, which(number, inputs))
        return found

    def check_length(self, prepared: Prepared, subject: str) -> None:
        """Raise `InvalidInput` for more tokens than the model takes: nothing is cut unless it was asked for."""
        limit, length = self.checkpoint.info.context_length, len(prepared.ids)
        if limit is not None and length > limit:
            raise InvalidInput(
                f"{subject} has {length:,} tokens, but {self.checkpoint.info.name} takes at most {limit:,}. "
                + self.too_long.format(limit=limit)
            )

    def forward(
        self, batch: Sequence[Prepared], *, lock: DeviceLock, cancelled: threading.Event, free: Callable[[], object]
    ) -> list[torch.Tensor]:
        """Run the model over a padded batch; returns float32 logits on the CPU, one tensor per input."""
        del cancelled, free  # one forward pass is not interrupted, and tried again by the caller
        inputs = self.pad(batch)
        with lock, torch.inference_mode():
            logits = self.run(inputs)
            rows = [self.select(row, prepared).float().cpu() for row, prepared in zip(logits, batch, strict=True)]
        for row, prepared in zip(rows, batch, strict=True):
            if row.isnan().any() or row.isposinf().any():
                raise NumericalError(
                    f"{self.checkpoint.info.name} computed NaN or infinite {self.computes} "
                    f"for {shorten(prepared.text)!r}. "
                    + (
                        "Try dtype=float32."
                        if self.checkpoint.info.dtype != "float32"
                        else "Its weights are damaged: get it again."
                    )
                )
        return rows

    def run(self, inputs: dict[str, torch.Tensor]) -> torch.Tensor:
        """Run the model over (B, T) inputs; returns what `select` takes a row of, batch first."""
        logits: torch.Tensor = self.checkpoint.model(**inputs).logits
        return logits

    def tokens(self, prepared: Prepared) -> tuple[Token, ...]:
        """Return the tokens of an input, cut where it was cut for the model."""
        with self.checkpoint.encoding_lock:
            return tokenize(self.checkpoint.tokenizer, prepared.text, max_length=self.cut_at)

    def pad(self, batch: Sequence[Prepared]) -> dict[str, torch.Tensor]:
        """Return the model's inputs, each (B, T), shorter rows filled up on the right."""
        tokenizer, device = self.checkpoint.tokenizer, self.checkpoint.model.device
        fill = {"input_ids": tokenizer.pad_token_id or 0, "token_type_ids": tokenizer.pad_token_type_id}
        width = max(len(item.ids) for item in batch)
        return {
            name: torch.tensor(
                [item.encoding[name] + [fill.get(name, 0)] * (width - len(item.ids)) for item in batch], device=device
            )
            for name in batch[0].encoding
        }


def best_candidates(
    tokenizer: Any,
    logits: torch.Tensor,
) -> tuple[tuple[LabelValue, ...], tuple[LabelValue, ...]]:
    """Return the tokens with the largest logits (V,), best first: with their logits, and with their probabilities."""
    best, ids = logits.topk(min(STEP_ROWS, len(logits)))
    names = [tokenizer.decode([id_]) for id_ in ids.tolist()]
    probabilities = logits.softmax(dim=-1)[ids]
    return named(names, best), named(names, probabilities)


def named(names: Sequence[str], values: torch.Tensor) -> tuple[LabelValue, ...]:
    """Put a name to each value, (N,)."""
    return tuple(LabelValue(label=name, value=value) for name, value in zip(names, values.tolist(), strict=True))


def check_texts(task: str, inputs: Sequence[str | Array]) -> list[str]:
    """Return the inputs if all are texts with something in them; raises `InvalidInput`."""
    if not inputs:
        raise InvalidInput(f"{task} was given no input. Give it at least one text.")
    found = []
    for number, text in enumerate(inputs):
        if not isinstance(text, str):
            raise InvalidInput(f"{which(number, inputs)} is no text. {task} takes texts only.")
        if not text.strip():
            raise InvalidInput(f"{which(number, inputs)} is empty. Write the text for {task}.")
        found.append(text)
    return found


def which(number: int, inputs: Sequence[object]) -> str:
    """Name an input in a sentence: `The text`, or `Text 3` of several."""
    return "The text" if len(inputs) == 1 else f"Text {number + 1}"


def shorten(text: str, length: int = 60) -> str:
    """Return the beginning of a text, for a message."""
    return text if len(text) <= length else f"{text[: length - 1]}…"
