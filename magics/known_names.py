"""The names of tasks and starter models, for completion and `%models`."""

from __future__ import annotations

from ..inference import starter, tasks


def task_names() -> tuple[str, ...]:
    """Return the names and aliases of all tasks."""
    return tuple(name for row in tasks.TASKS.values() for name in (row.name, *row.aliases))


def starter_names() -> tuple[str, ...]:
    """Return the names of the starter models, as `-m` takes them."""
    return starter.NAMES


def starter_tasks() -> dict[str, str]:
    """Return what each starter model was trained for.

    >>> starter_tasks()["starter/bert"]
    'fill-mask'
    """
    return {name: one.task for name, one in starter.STARTERS.items()}
