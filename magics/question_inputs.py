"""Questions with their contexts, as Transformers takes them: dictionaries instead of texts and an option."""

from __future__ import annotations

from typing import Any

from ..inference.errors import InvalidInput, InvalidOption

TASK = "question-answering"
_KEYS = ("question", "context")


def split_questions(task: str, inputs: object, options: dict[str, Any]) -> tuple[object, dict[str, Any]]:
    """Return the contexts as inputs and the questions as an option; what holds no dictionary stays as it is.

    >>> split_questions("question-answering", {"question": "Who?", "context": "I."}, {"top_k": 2})
    (['I.'], {'top_k': 2, 'question': ['Who?']})
    """
    rows: list[Any] = [*inputs] if isinstance(inputs, list | tuple) else [inputs]
    if task != TASK or not any(isinstance(row, dict) for row in rows):
        return inputs, options
    if "question" in options:
        raise InvalidOption("The questions stand in the inputs already. Leave question (--question) out.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or set(row) != set(_KEYS) or not all(isinstance(row[key], str) for key in _KEYS):
            raise InvalidInput(f'Input {number} must be {{"question": "...", "context": "..."}} with two texts.')
    return [row["context"] for row in rows], {**options, "question": [row["question"] for row in rows]}
