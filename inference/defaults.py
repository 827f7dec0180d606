"""Which model a task uses when none is named: the course's own checkpoint, and a starter model of ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DefaultModel:
    """A task's default models; `revision` pins the course's checkpoint where the course does, else it is `main`."""

    course: str
    starter: str
    revision: str | None = None


# A new task is a new row. `chat` stands for text-generation through a chat template.
DEFAULTS: dict[str, DefaultModel] = {
    "text-classification": DefaultModel(
        "distilbert/distilbert-base-uncased-finetuned-sst-2-english", "starter/bert-sentiment", "714eb0f"
    ),
    "fill-mask": DefaultModel("distilbert/distilroberta-base", "starter/bert", "fb53ab8"),
    "text-generation": DefaultModel("HuggingFaceTB/SmolLM2-360M", "starter/gpt"),
    "chat": DefaultModel("HuggingFaceTB/SmolLM2-360M-Instruct", "starter/chat"),
}


def default_model(task: str, *, chat: bool = False) -> DefaultModel:
    """Return the default models of a task.

    >>> default_model("fill-mask").starter
    'starter/bert'
    """
    return DEFAULTS["chat" if chat else task]
