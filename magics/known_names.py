"""The names of tasks and models that are known before any model is loaded."""

from __future__ import annotations

from ..inference import starter, tasks
from ..inference.defaults import DEFAULTS


def task_names() -> tuple[str, ...]:
    """Return the names and aliases of all tasks."""
    return tuple(name for row in tasks.TASKS.values() for name in (row.name, *row.aliases))


def starter_names() -> tuple[str, ...]:
    """Return the names of the starter models, as `-m` takes them."""
    return tuple(f"starter/{name}" for name in starter.NAMES)


def task_of(model: str) -> str | None:
    """Return the task whose default this model is, None for any other model.

    >>> task_of("starter/bert")
    'fill-mask'
    """
    for task, default in DEFAULTS.items():
        if model in (default.starter, default.course) and task in tasks.TASKS:  # chat is a use of one of them
            return task
    return None
