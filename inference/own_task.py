"""The task that a model was made for: for verbs that look at any model, whatever its head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .heads import Head
from .tasks import TaskRow

# How the names of transformers' classes end; the first that fits counts.
_ENDINGS = (
    ("ForConditionalGeneration", Head.SEQ2SEQ_LM),
    ("ForMaskedLM", Head.MASKED_LM),
    ("ForPreTraining", Head.MASKED_LM),
    ("ForSequenceClassification", Head.SEQUENCE_CLASSIFICATION),
    ("ForTokenClassification", Head.TOKEN_CLASSIFICATION),
    ("ForQuestionAnswering", Head.QUESTION_ANSWERING),
    ("LMHeadModel", Head.CAUSAL_LM),
    ("ForCausalLM", Head.CAUSAL_LM),
    ("MTModel", Head.SEQ2SEQ_LM),  # MarianMTModel
)


@dataclass(frozen=True, slots=True)
class OwnTask(TaskRow):
    """Load a model with the head that its checkpoint names; without a model, that of text generation.

    >>> OwnTask().choose_head({"architectures": ["BertForMaskedLM"]}).value
    'AutoModelForMaskedLM'
    """

    name: str = "text-generation"  # whose default model is taken where none is named
    description: str = "Look at any model."
    implementation: str = ""
    head: Head = Head.CAUSAL_LM

    def choose_head(self, config: Mapping[str, Any]) -> Head:
        """Return the head to load for a checkpoint's config.json."""
        architecture = next(iter(config.get("architectures") or ()), "")
        for ending, head in _ENDINGS:
            if architecture.endswith(ending):
                return head
        if architecture:
            return Head.NONE
        return Head.SEQ2SEQ_LM if config.get("is_encoder_decoder") else self.head
