"""The names of tasks, their options and starter models, for completion and `%models`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..inference import starter, tasks
from ..inference.errors import UnknownTask
from ..inference.tasks.options import check_options, unchecked

# The tasks' own tables come with torch; a test compares them with this one.
TASK_OPTIONS = {
    "text-classification": ("top_k", "function_to_apply", "truncation"),
    "zero-shot-classification": ("candidate_labels", "hypothesis_template", "multi_label", "truncation"),
    "token-classification": ("aggregation_strategy", "grouped_entities", "ignore_labels", "stride"),
    "question-answering": (
        "question",
        "top_k",
        "handle_impossible_answer",
        "max_answer_len",
        "max_seq_len",
        "doc_stride",
        "align_to_words",
    ),
    "fill-mask": ("top_k", "targets", "truncation"),
    "feature-extraction": ("pool", "truncation"),
    "text-generation": (
        "max_new_tokens",
        "min_new_tokens",
        "num_return_sequences",
        "temperature",
        "top_k",
        "top_p",
        "min_p",
        "repetition_penalty",
        "no_repeat_ngram_size",
        "num_beams",
        "length_penalty",
        "early_stopping",
        "seed",
        "do_sample",
        "max_length",
        "return_full_text",
        "stop",
    ),
}


def task_names() -> tuple[str, ...]:
    """Return the names and aliases of all tasks."""
    return tuple(name for row in tasks.TASKS.values() for name in (row.name, *row.aliases))


def check_option_names(task: str, options: Mapping[str, Any]) -> None:
    """Raise `UnknownTask`, or `InvalidOption` for a name that is no option of the task and for one that is missing."""
    row = tasks.find(task)
    check_options(row.name, options, dict.fromkeys(TASK_OPTIONS[row.name], unchecked), row.required)


def task_options(task: str) -> tuple[str, ...]:
    """Return the names of a task's options; none for what is no task.

    >>> task_options("sentiment-analysis")
    ('top_k', 'function_to_apply', 'truncation')
    """
    try:
        return TASK_OPTIONS[tasks.find(task).name]
    except UnknownTask:
        return ()


def starter_names() -> tuple[str, ...]:
    """Return the names of the starter models, as `-m` takes them."""
    return starter.NAMES
