"""text-classification: a text in, its most likely classes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from ..messages import Classified, Label, LabelValue, PipelineSteps
from .base import Prepared, TextTask, named
from .options import Check, one_of, whole_number

if TYPE_CHECKING:
    import torch


class TextClassification(TextTask):
    """Same options and numbers as transformers' pipeline.

    `top_k`: that many classes, best first (None: all); without it the best one. `function_to_apply`: softmax, sigmoid
    or none, else what the checkpoint's config asks for. `truncation`: cut long texts.
    """

    name = "text-classification"
    options: ClassVar[Mapping[str, Check]] = {
        "top_k": whole_number(1, or_none=True),
        "function_to_apply": one_of("softmax", "sigmoid", "none"),
        **TextTask.text_options,
    }

    @property
    def function(self) -> str:
        """What turns logits into scores."""
        chosen: str | None = self.values.get("function_to_apply")
        return chosen or default_function(self.checkpoint.model.config)

    def select(self, logits: torch.Tensor, prepared: Prepared) -> torch.Tensor:
        """Return the logits of all classes, (C,)."""
        del prepared
        return logits

    def postprocess(self, prepared: Prepared, output: torch.Tensor) -> Classified:
        """Rank the classes; output holds their logits, (C,)."""
        del prepared
        labels = [Label(label=row.label, score=row.value) for row in self._named(scores(output, self.function))]
        best_first = sorted(labels, key=lambda label: label.score, reverse=True)
        if "top_k" not in self.values:
            return Classified(labels=(best_first[0],), ranked=False)
        return Classified(labels=tuple(best_first[: self.values["top_k"]]), ranked=True)

    def steps(self, prepared: Prepared, output: torch.Tensor) -> PipelineSteps:
        """Return tokens, logits and scores, classes in the order of the model's output."""
        return PipelineSteps(
            tokens=self.tokens(prepared),
            shape=(1, *output.shape),
            logits=self._named(output),
            function=self.function,
            scores=self._named(scores(output, self.function)),
        )

    def _named(self, values: torch.Tensor) -> tuple[LabelValue, ...]:
        names = self.checkpoint.model.config.id2label
        return named([str(names[index]) for index in range(len(values))], values)


def default_function(config: Any) -> str:
    """Return what the config asks for, by the rules of transformers' TextClassificationPipeline."""
    if config.problem_type == "regression":
        return "none"
    if config.problem_type == "multi_label_classification" or config.num_labels == 1:
        return "sigmoid"
    return "softmax"


def scores(logits: torch.Tensor, function: str) -> torch.Tensor:
    """Apply softmax, sigmoid or nothing to logits (C,)."""
    if function == "softmax":
        return logits.softmax(dim=-1)
    return logits.sigmoid() if function == "sigmoid" else logits
