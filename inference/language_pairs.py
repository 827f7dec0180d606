"""Languages in the name of a task: `translation_en_to_fr`."""

from __future__ import annotations

import re

Pair = tuple[str, str]  # source and target, as two or three letters

_TASK = re.compile(r"translation_([a-z]{2,3})_to_([a-z]{2,3})")


def language_pair(task: str) -> Pair | None:
    """Return the languages that the name of a task says, None when it says none.

    >>> language_pair("translation_en_to_fr"), language_pair("translation")
    (('en', 'fr'), None)
    """
    match = _TASK.fullmatch(task)
    return (match[1], match[2]) if match else None


def pair_task(pair: Pair) -> str:
    """Return the name of the task that translates from the first language into the second.

    >>> pair_task(("en", "fr"))
    'translation_en_to_fr'
    """
    return f"translation_{pair[0]}_to_{pair[1]}"


def hub_model(pair: Pair) -> str:
    """Return the name that the University of Helsinki gives its model for these languages on the Hub.

    >>> hub_model(("en", "fr"))
    'Helsinki-NLP/opus-mt-en-fr'
    """
    return f"Helsinki-NLP/opus-mt-{pair[0]}-{pair[1]}"
