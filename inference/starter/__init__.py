"""Starter models: small checkpoints that this project trained itself on text that its own generators write.

>>> path("starter/gpt").name
'gpt'
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

__all__ = ["NAMES", "STARTERS", "TRAINABLE", "Starter", "path"]

_MODELS = Path(__file__).parent / "models"


class Starter(NamedTuple):
    """What a starter model is: the task it was trained for, its family and one line about it."""

    task: str
    family: str
    description: str


# Every model that there is a recipe for.
TRAINABLE = {
    "starter/gpt": Starter(
        "text-generation",
        "decoder",
        "A small Llama-style decoder that continues simple English.",
    ),
    "starter/chat": Starter(
        "text-generation",
        "decoder",
        "starter/gpt tuned on instructions: lists, the past tense, questions about a sentence, counting, opposites.",
    ),
    "starter/bert": Starter(
        "fill-mask", "encoder", "A 4-layer BERT of 2.5 million parameters that guesses masked words of simple English."
    ),
    "starter/bert-sentiment": Starter(
        "text-classification",
        "encoder",
        "starter/bert fine-tuned to tell positive from negative opinions in short English texts.",
    ),
    "starter/bert-nli": Starter(
        "zero-shot-classification",
        "encoder",
        "starter/bert fine-tuned to tell whether a sentence follows from a text; it also tells what a text is about.",
    ),
    "starter/bert-ner": Starter(
        "token-classification",
        "encoder",
        "A cased 4-layer BERT of 2.3 million parameters that marks the names of people, organisations and places.",
    ),
    "starter/bert-qa": Starter(
        "question-answering",
        "encoder",
        "starter/bert-ner fine-tuned to find the answer to a question in a text, or to say that there is none.",
    ),
    "starter/t5": Starter(
        "translation",
        "encoder-decoder",
        "A 3+3-layer T5 of 3 million parameters that translates simple English and French and shortens texts.",
    ),
}

# Those whose trained weights are in the package.
STARTERS = {name: one for name, one in TRAINABLE.items() if (_MODELS / name.removeprefix("starter/")).is_dir()}
NAMES = tuple(STARTERS)


def path(name: str) -> Path:
    """Give the folder of a starter model, named "gpt" or "starter/gpt".

    Raises
    ------
    ValueError
        There is no such starter model; the sentence names those there are.

    Examples
    --------
    >>> path("gpt") == path("starter/gpt")
    True
    """
    short = name.removeprefix("starter/")
    if f"starter/{short}" not in STARTERS:
        raise ValueError(f"There is no starter model {name!r}; there are {', '.join(NAMES)}.")
    return _MODELS / short
