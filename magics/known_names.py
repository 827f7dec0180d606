"""The names of tasks, their options and starter models, for completion and `%models`."""

from __future__ import annotations

from collections.abc import Iterable

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
    "fill-mask": ("top_k", "targets", "truncation"),
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


def check_option_names(task: str, options: Iterable[str]) -> None:
    """Raise `UnknownTask`, or `InvalidOption` for a name that is no option of the task."""
    row = tasks.find(task)
    name, options = row.name, row.with_pair(dict.fromkeys(options))
    check_options(name, dict.fromkeys(options), dict.fromkeys(TASK_OPTIONS[name], unchecked))


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
