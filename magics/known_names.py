"""The names of tasks, their options and starter models, for completion and `%models`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..inference import starter, tasks
from ..inference.errors import UnknownTask
from ..inference.tasks.options import check_options, unchecked

_SEQ2SEQ = (
    "max_length",
    "min_length",
    "max_new_tokens",
    "min_new_tokens",
    "num_beams",
    "length_penalty",
    "early_stopping",
    "no_repeat_ngram_size",
    "repetition_penalty",
    "num_return_sequences",
    "do_sample",
    "temperature",
    "top_k",
    "top_p",
    "min_p",
    "seed",
    "truncation",
    "clean_up_tokenization_spaces",
)

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
    "summarization": _SEQ2SEQ,
    "translation": ("src_lang", "tgt_lang", *_SEQ2SEQ),
    "text2text-generation": _SEQ2SEQ,
}


def task_names() -> tuple[str, ...]:
    """Return the names and aliases of all tasks."""
    return tuple(name for row in tasks.TASKS.values() for name in (row.name, *row.aliases))


def check_option_names(task: str, options: Mapping[str, Any]) -> None:
    """Raise `UnknownTask`, or `InvalidOption` for a name that is no option of the task and for one that is missing."""
    row = tasks.find(task)
    given = row.with_pair(options)
    check_options(row.name, given, dict.fromkeys(TASK_OPTIONS[row.name], unchecked), row.required)


def task_options(task: str) -> tuple[str, ...]:
    """Return the names of a task's options; none for what is no task.

    >>> task_options("sentiment-analysis")
    ('top_k', 'function_to_apply', 'truncation')
    """
    try:
        row = tasks.find(task)
    except UnknownTask:
        return ()
    said = row.with_pair({})
    return tuple(name for name in TASK_OPTIONS[row.name] if name not in said)


def starter_names() -> tuple[str, ...]:
    """Return the names of the starter models, as `-m` takes them."""
    return starter.NAMES
