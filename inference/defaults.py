"""Which model a task uses when none is named: the course's own checkpoint, and a starter model of ours."""

from __future__ import annotations

from dataclasses import dataclass

from .language_pairs import Pair, hub_model, language_pair


@dataclass(frozen=True, slots=True)
class DefaultModel:
    """A task's default models; `revision` pins the course's checkpoint where the course does, else it is `main`.

    `starter` is None where no starter model knows the languages.
    """

    course: str
    starter: str | None
    revision: str | None = None


STARTER_PAIRS: tuple[Pair, ...] = (("en", "fr"), ("fr", "en"))  # what starter/t5 translates

# A new task is a new row. `chat` stands for text-generation through a chat template, `bias` for the verb that compares
# groups; `translation` holds the course's own example, other languages have a model of their own.
DEFAULTS: dict[str, DefaultModel] = {
    "text-classification": DefaultModel(
        "distilbert/distilbert-base-uncased-finetuned-sst-2-english", "starter/bert-sentiment", "714eb0f"
    ),
    "zero-shot-classification": DefaultModel("facebook/bart-large-mnli", "starter/bert-nli", "d7645e1"),
    "token-classification": DefaultModel(
        "dbmdz/bert-large-cased-finetuned-conll03-english", "starter/bert-ner", "4c53496"
    ),
    "question-answering": DefaultModel("distilbert/distilbert-base-cased-distilled-squad", "starter/bert-qa"),
    "feature-extraction": DefaultModel("distilbert/distilbert-base-cased", "starter/bert", "6ea8117"),
    "fill-mask": DefaultModel("distilbert/distilroberta-base", "starter/bert", "fb53ab8"),
    "bias": DefaultModel("google-bert/bert-base-uncased", "starter/bert"),
    "text-generation": DefaultModel("HuggingFaceTB/SmolLM2-360M", "starter/gpt"),
    "chat": DefaultModel("HuggingFaceTB/SmolLM2-360M-Instruct", "starter/chat"),
    "summarization": DefaultModel("sshleifer/distilbart-cnn-12-6", "starter/t5"),
    "translation": DefaultModel(hub_model(("fr", "en")), "starter/t5"),
    "text2text-generation": DefaultModel("google-t5/t5-small", "starter/t5"),
}


def default_model(task: str, *, chat: bool = False) -> DefaultModel:
    """Return the default models of a task.

    >>> default_model("fill-mask").starter
    'starter/bert'
    >>> default_model("translation_en_to_fr").course
    'Helsinki-NLP/opus-mt-en-fr'
    """
    pair = language_pair(task)
    if pair is not None:
        return DefaultModel(hub_model(pair), "starter/t5" if pair in STARTER_PAIRS else None)
    return DEFAULTS["chat" if chat else task]
