"""How numbers read: units after a space, digits grouped from 1,000, a true minus, a dash for what is not known."""

from __future__ import annotations

import math

DASH = "–"
_LEAST_PROBABILITY = 0.0005  # that rounds to 0.001


def _known(value: float | None) -> bool:
    return value is not None and not math.isnan(value)


def _signed(text: str) -> str:
    """Put a true minus, and none before a zero."""
    negative = text.startswith("-") and any(digit in text for digit in "123456789")
    return ("\N{MINUS SIGN}" if negative else "") + text.removeprefix("-")


def fixed(value: float | None, decimals: int) -> str:
    """Return a number with so many decimals.

    >>> fixed(-1234.5, 2), fixed(float("nan"), 2), fixed(float("-inf"), 2)
    ('−1,234.50', '–', '−∞')
    """
    if value is None or not _known(value):
        return DASH
    if math.isinf(value):
        return "∞" if value > 0 else "\N{MINUS SIGN}∞"
    if value > 0:
        return f"{value:,.{decimals}f}"
    return _signed(f"{value:,.{decimals}f}")


def count(value: float | None) -> str:
    """Return a whole number: `50,257`."""
    return fixed(value, 0)


def probability(value: float | None) -> str:
    """Return a probability: `0.213`; only zero reads as zero.

    >>> probability(0.2131), probability(0.0004), probability(0.0)
    ('0.213', '<0.001', '0')
    """
    if value is None or not abs(value) < _LEAST_PROBABILITY:
        return fixed(value, 3)
    return "<0.001" if value > 0 else "0"


def score(value: float | None) -> str:
    """Return the score of a pipeline: `0.9598`."""
    return fixed(value, 4)


def logit(value: float | None) -> str:
    """Return a logit: `−1.56`."""
    return fixed(value, 2)


def log_probability(value: float | None) -> str:
    """Return a natural log-probability: `−4.017`."""
    return fixed(value, 3)


def bits(nats: float | None) -> str:
    """Return nats as bits: `2.91 bits`."""
    return DASH if nats is None or not _known(nats) else f"{fixed(nats / math.log(2), 2)} bits"


def three_digits(value: float | None) -> str:
    """Return a quantity with three significant digits: `9.81`, `38.4`, `102`, `1,204`.

    >>> three_digits(9.806), three_digits(0.04213), three_digits(9.9996), three_digits(0)
    ('9.81', '0.042', '10.0', '0')
    """
    if value is None or not _known(value):
        return DASH
    size = abs(value)
    decimals = 0 if size >= 99.95 or not size else 1 if size >= 9.995 else 2 if size >= 0.1 else 3  # noqa: PLR2004
    return fixed(value, decimals)


def seconds(value: float | None) -> tuple[str, str]:
    """Return a duration and its unit: `("38.4", "ms")`, `("1.27", "s")`."""
    if value is None or not _known(value):
        return DASH, ""
    return (three_digits(value * 1e3), "ms") if abs(value) < 1 else (three_digits(value), "s")


def size(value: float | None) -> tuple[str, str]:
    """Return bytes and their decimal unit: `("3.61", "MB")`."""
    if value is None or not _known(value):
        return DASH, ""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if abs(value) >= 0.9995 * scale:
            return three_digits(value / scale), unit
    return count(value), "bytes"


def with_unit(value: tuple[str, str]) -> str:
    r"""Join a number and its unit by a space that does not break.

    >>> with_unit(("38.4", "ms"))
    '38.4\xa0ms'
    """
    return "\N{NO-BREAK SPACE}".join(part for part in value if part)


def plural(number: int, singular: str, several: str | None = None) -> str:
    """Return a number with its noun: `1 token`, `1,204 tokens`."""
    return f"{count(number)} {singular if number == 1 else several or singular + 's'}"
