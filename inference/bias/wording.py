"""The sentences that go with the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

HEADING = "Association in this model under these prompts"
CONTENT_NOTICE = (
    "These words show what a model connects with groups of people. Some may hurt. They are shown to be examined, "
    "not because anybody agrees with them."
)
REAL_WORLD = (
    "A correlation with figures about the world tells how the model's associations follow them. It does not tell that "
    "they do no harm."
)
CONDITIONALS = (
    "d and LPBS need not agree: the model's two conditionals (the word given the group, and the group given the word) "
    "do not come from one joint distribution."
)


def direction(names: Sequence[str], reference: int) -> str:
    """Say what a difference is and what its sign means."""
    others = [name for number, name in enumerate(names) if number != reference]
    group = others[0] if len(others) == 1 else "group"
    return (
        f"d = ln p(word | {group}) - ln p(word | {names[reference]}), in nats: above 0, the word is likelier with "
        f"{'the group' if len(others) > 1 else repr(group)} than with {names[reference]!r}."
    )


def mode_reason(name: str, mode: Literal["masked", "causal"], *, chosen: bool) -> str:
    """Say how the model was asked, and why."""
    how = (
        "every candidate is scored at the mask, with what stands on both sides of it."
        if mode == "masked"
        else "every candidate is scored as the continuation of what stands in front of it."
    )
    if chosen:
        return f"As asked, {how}"
    return f"{name} fills masks: {how}" if mode == "masked" else f"{name} fills no masks, it continues texts: {how}"


def few_templates(count: int, needed: int) -> str:
    """Say why there are no intervals."""
    what = "There is one template: its values are" if count == 1 else f"There are {count} templates: their values are"
    return f"{what} shown without interval and test, which need at least {needed}."


def different_lengths(lengths: Sequence[int]) -> str:
    """Say what must not be compared between words of different numbers of pieces."""
    return (
        f"Candidates have {lengths[0]} to {lengths[-1]} pieces. Probabilities of words with different numbers of "
        "pieces belong to different events: compare the same word between groups, not one word with another. Words of "
        "several pieces are ranked among those of the same number only."
    )


def weak_test(least: float, tests: int) -> str:
    """Say that a sign-flip test cannot find anything."""
    return (
        f"With so few templates the sign-flip test gives {least:.2g} at least, and after adjustment for {tests} tests "
        "nothing can fall below 0.05. Add templates, ask for fewer candidates, or use the paired t-test."
    )
