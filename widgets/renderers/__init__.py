"""One file per task says how its results look; adding a task is adding a file and a row."""

from __future__ import annotations

from ...inference.errors import UnknownTask
from . import (
    feature_extraction,
    fill_mask,
    question_answering,
    seq2seq,
    text_classification,
    text_generation,
    token_classification,
    zero_shot_classification,
)
from .renderer import Renderer

RENDERERS: dict[str, Renderer] = {
    "text-classification": text_classification.RENDERER,
    "zero-shot-classification": zero_shot_classification.RENDERER,
    "token-classification": token_classification.RENDERER,
    "question-answering": question_answering.RENDERER,
    "fill-mask": fill_mask.RENDERER,
    "feature-extraction": feature_extraction.RENDERER,
    "text-generation": text_generation.RENDERER,
    "summarization": seq2seq.RENDERER,
    "translation": seq2seq.RENDERER,
    "text2text-generation": seq2seq.RENDERER,
}


def renderer(task: str) -> Renderer:
    """Return the renderer of a task."""
    if task not in RENDERERS:
        raise UnknownTask(f"There is no picture of {task!r} results yet. Known: {', '.join(RENDERERS)}.")
    return RENDERERS[task]


__all__ = ["RENDERERS", "Renderer", "renderer"]
