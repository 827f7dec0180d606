"""zero-shot-classification: a text and labels in, the labels ranked out, by what follows from the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Any, ClassVar

import torch

from ..errors import InvalidInput, InvalidOption
from ..messages import Array, Label, Option, PipelineSteps, RankedLabels
from .base import Passes, Prepared, TextTask, check_texts, named, shorten, which
from .options import Check, texts, true_or_false
from .windows import Window, windows

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint

TEMPLATE = "This example is {}."
_LEAST_CLASSES = 2  # entailment and contradiction


def labels_to_choose(name: str, value: Option) -> tuple[str, ...]:
    """Check for labels: a list, or one text with commas between them; each once."""
    listed: Option = [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
    found = texts(name, listed)
    for label in found:
        if not label.strip():
            raise InvalidOption(f"{name} has an empty label. Leave it out.")
        if found.count(label) > 1:
            raise InvalidOption(f"{name} has {label!r} more than once. Give each label once.")
    return found


def hypothesis_template(name: str, value: Option) -> str:
    """Check for a sentence with one or more `{}` (or `{0}`) where the label goes."""
    advice = f"Write {{}} where the label goes, as in {TEMPLATE!r}"
    if not isinstance(value, str):
        raise InvalidOption(f"{name} must be a sentence, not {value!r}. {advice}")
    try:
        fields = [parts[1:] for parts in Formatter().parse(value) if parts[1] is not None]
    except ValueError:
        fields = []
    if fields == [("", "", None)] or set(fields) == {("0", "", None)}:  # a format such as {:>99} is not for labels
        return value
    raise InvalidOption(f"{name} {value!r} has no place for the label. {advice}")


class ZeroShotClassification(TextTask):
    """Same options and numbers as transformers' pipeline: each label makes a hypothesis, the text is the premise.

    `candidate_labels`: a list, or a text with commas. `hypothesis_template`: the sentence around a label.
    `multi_label`: each label for itself, so that several can be true. `truncation`: cut long texts, never the
    hypothesis.
    """

    name = "zero-shot-classification"
    options: ClassVar[Mapping[str, Check]] = {
        "candidate_labels": labels_to_choose,
        "hypothesis_template": hypothesis_template,
        "multi_label": true_or_false,
        **TextTask.text_options,
    }

    def __init__(self, checkpoint: Checkpoint, options: Mapping[str, Option], *, with_steps: bool = False) -> None:
        super().__init__(checkpoint, options, with_steps=with_steps)
        self.labels: tuple[str, ...] = self.values["candidate_labels"]
        template: str = self.values.get("hypothesis_template", TEMPLATE)
        self.hypotheses = [template.format(label) for label in self.labels]
        self.entailment = self._entailment()
        self._check_room()

    def _entailment(self) -> int:
        """Return the class for "this follows"; without such a name it is the last, as in transformers."""
        config = self.checkpoint.model.config
        if config.num_labels < _LEAST_CLASSES:
            raise InvalidInput(
                f"{self.checkpoint.info.name} has one class only and cannot tell what follows from a text. "
                "Use a model for natural language inference, such as starter/bert-nli."
            )
        for label, number in config.label2id.items():
            if label.lower().startswith("entail"):
                return int(number)
        self.notes.append(
            f"No class of {self.checkpoint.info.name} is named entailment, so its last one, "
            f"{config.id2label[config.num_labels - 1]}, stands in: the scores may mean nothing. "
            "Use a model for natural language inference."
        )
        return -1

    def _check_room(self) -> None:
        """Raise `InvalidOption` for a hypothesis that leaves no room for a text."""
        tokenizer, limit = self.checkpoint.tokenizer, self.checkpoint.info.context_length
        if limit is None:
            return
        with self.checkpoint.encoding_lock:
            rows = tokenizer(self.hypotheses, add_special_tokens=False, verbose=False)["input_ids"]
        room = limit - tokenizer.num_special_tokens_to_add(pair=True)
        for hypothesis, row in zip(self.hypotheses, rows, strict=True):
            if len(row) >= room:
                raise InvalidOption(
                    f"The hypothesis {shorten(hypothesis)!r} has {len(row):,} tokens and leaves no room for a text in "
                    f"the {limit:,} of {self.checkpoint.info.name}. Use a shorter label or hypothesis_template."
                )

    def preprocess(self, inputs: Sequence[str | Array]) -> list[Passes]:
        """Tokenise each text with each hypothesis. Raises `InvalidInput`, also for a long text without `truncation`."""
        premises = check_texts(self.name, inputs)
        cut: dict[str, Any] = {"truncation": "only_first", "max_length": self.cut_at} if self.cut_at else {}
        found = []
        for number, text in enumerate(premises):
            with self.checkpoint.encoding_lock:
                pairs = [windows(self.checkpoint.tokenizer, text, other, **cut)[0] for other in self.hypotheses]
            longest = max(pairs, key=lambda pair: len(pair.ids))
            self.check_length(longest, f"{which(number, inputs)} with a label")
            found.append(Passes(text, tuple(pairs)))
        return found

    def select(self, logits: torch.Tensor, prepared: Prepared) -> torch.Tensor:
        """Return the logits of all classes, (C,)."""
        del prepared
        return logits

    @property
    def _each_alone(self) -> bool:
        return bool(self.values.get("multi_label")) or len(self.labels) == 1

    def _scores(self, logits: torch.Tensor) -> torch.Tensor:
        """Return the score of each label, (N,), from the logits of all pairs, (N, C)."""
        if not self._each_alone:
            return logits[:, self.entailment].softmax(dim=-1)
        contradiction = -1 if self.entailment == 0 else 0
        return logits[:, [contradiction, self.entailment]].softmax(dim=-1)[:, 1]

    def postprocess(self, prepared: Passes, output: list[torch.Tensor]) -> RankedLabels:
        """Rank the labels; output holds logits (C,) for each."""
        scores = self._scores(torch.stack(output))
        best_first = reversed(scores.numpy().argsort().tolist())  # the order of ties is that of transformers, too
        labels = tuple(Label(label=self.labels[index], score=scores[index].item()) for index in best_first)
        return RankedLabels(sequence=prepared.text, labels=labels)

    def steps(self, prepared: Passes, output: list[torch.Tensor]) -> PipelineSteps:
        """Return the tokens of the best label's pair, and for each label the logit of entailment and the score."""
        logits = torch.stack(output)  # (N, C)
        scores = self._scores(logits)
        best = int(scores.argmax())
        pair = prepared.parts[best]
        assert isinstance(pair, Window)
        alone = "softmax of entailment against contradiction, each label alone,"
        return PipelineSteps(
            tokens=pair.tokens,
            shape=tuple(logits.shape),
            logits=named([f"{label}: entailment" for label in self.labels], logits[:, self.entailment]),
            function=alone if self._each_alone else "softmax",
            scores=named(self.labels, scores),
            total=len(self.labels),
            conclusion=f"{self.hypotheses[best]!r} follows best from the text",
            passes=len(self.labels),
        )
