"""The kinds of model a task can ask for: a body with a head on it."""

from __future__ import annotations

from enum import Enum
from typing import Any, Literal

Family = Literal["encoder", "decoder", "encoder-decoder"]


class Head(Enum):
    """What sits on top of a model's body, and the class of transformers that loads both."""

    CAUSAL_LM = "AutoModelForCausalLM"
    SEQ2SEQ_LM = "AutoModelForSeq2SeqLM"
    MASKED_LM = "AutoModelForMaskedLM"
    SEQUENCE_CLASSIFICATION = "AutoModelForSequenceClassification"
    TOKEN_CLASSIFICATION = "AutoModelForTokenClassification"  # noqa: S105  (no password)
    QUESTION_ANSWERING = "AutoModelForQuestionAnswering"
    NONE = "AutoModel"  # the body alone

    @property
    def auto_class(self) -> Any:
        """The class of transformers that builds such a model from a config."""
        import transformers

        return getattr(transformers, self.value)

    @property
    def task(self) -> str:
        """The task that this head is for."""
        return _TASKS[self]

    def fits(self, config: Any) -> bool:
        """Whether this architecture can carry the head in a useful way.

        An encoder such as BERT can be built with a causal head, but was trained to look both ways: it writes nonsense.
        """
        if self is Head.CAUSAL_LM and family(config) == "encoder":
            return False
        return type(config) in self.auto_class._model_mapping  # noqa: SLF001  (there is no public way to ask)


_TASKS = {
    Head.CAUSAL_LM: "text-generation",
    Head.SEQ2SEQ_LM: "text2text-generation",
    Head.MASKED_LM: "fill-mask",
    Head.SEQUENCE_CLASSIFICATION: "text-classification",
    Head.TOKEN_CLASSIFICATION: "token-classification",
    Head.QUESTION_ANSWERING: "question-answering",
    Head.NONE: "feature-extraction",
}


def family(config: Any) -> Family:
    """Say whether an architecture is an encoder, a decoder or both."""
    if config.is_encoder_decoder:
        return "encoder-decoder"
    if getattr(config, "is_decoder", False) or getattr(config, "causal", False):
        return "decoder"
    masked = type(config) in Head.MASKED_LM.auto_class._model_mapping  # noqa: SLF001
    causal = type(config) in Head.CAUSAL_LM.auto_class._model_mapping  # noqa: SLF001
    return "decoder" if causal and not masked else "encoder"
