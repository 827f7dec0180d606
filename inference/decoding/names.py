"""What each step between raw logits and choice is called, in results and in the stages of a distribution."""

from __future__ import annotations

LOG_SOFTMAX = "log-softmax"


def repetition_penalty(value: float) -> str:
    """Name the penalty on every token of the context: `repetition penalty 1.20`."""
    return f"repetition penalty {_short(value)}"


def no_repeat_ngram(size: int) -> str:
    """Name the ban of n-grams that the context holds already."""
    return f"no repeated {size}-gram"


def min_new_tokens(least: int) -> str:
    """Name the ban of an end before so many tokens."""
    return f"at least {least} tokens"


def presence_and_frequency(presence: float, frequency: float) -> str:
    """Name the penalties that are not neutral.

    >>> presence_and_frequency(0.5, 0)
    'presence penalty 0.50'
    """
    parts = {"presence penalty": presence, "frequency penalty": frequency}
    return " and ".join(f"{name} {_short(value)}" for name, value in parts.items() if value)


def temperature(value: float) -> str:
    """Name the division of all logits."""
    return f"temperature {_short(value)}"


def top_k(count: int) -> str:
    """Name the truncation to the largest logits."""
    return f"top-k {count}"


def top_p(mass: float) -> str:
    """Name the truncation to the likeliest tokens that hold this mass."""
    return f"top-p {_short(mass)}"


def min_p(share: float) -> str:
    """Name the truncation to tokens with this share of the largest probability."""
    return f"min-p {_short(share)}"


def _short(value: float) -> str:
    """Write a setting with two decimals, or with as many digits as it takes: 0.80, 0.001."""
    return f"{value:.2f}" if round(value, 2) == value else f"{value:g}"
