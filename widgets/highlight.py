"""Parts of a text in place: what stands between them stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from . import numbers
from .frame import OWN_KEYS
from .html import Child, Html, element, join

Span = tuple[int, int, Callable[[str], Html]]  # characters [start, end), and how they look

_KEPT = 300  # characters before and after, where the rest of a long text is folded
_LEAST = 200  # characters that are worth folding


def highlighted(text: str, spans: Iterable[Span]) -> Html:
    """Return a text with its spans, from left to right; of spans that overlap the first stays.

    White space at the ends of a span is no part of it.
    """
    parts: list[Child] = []
    position = 0
    for first, last, show in sorted(spans, key=lambda span: span[:2]):
        inside = text[first:last]
        start = first + len(inside) - len(inside.lstrip())
        end = start + len(inside.strip())
        if start < position or start >= end:
            continue
        parts += [text[position:start], show(text[start:end])]
        position = end
    return join([*parts, text[position:]])


def in_context(text: str, start: int, end: int, show: Callable[[str], Html]) -> Html:
    """Return one span with the text around it; what is far from it is folded."""
    before, after = text[:start], text[end:]
    cut = before.rfind(" ", 0, len(before) - _KEPT) + 1 if len(before) >= _KEPT + _LEAST else 0
    rest = after.find(" ", _KEPT) if len(after) >= _KEPT + _LEAST else -1
    rest = len(after) if rest < 0 else rest
    return join([_fold(before[:cut]), before[cut:], show(text[start:end]), after[:rest], _fold(after[rest:])])


def _fold(text: str) -> Html | None:
    if not text:
        return None
    summary = element("summary", OWN_KEYS, f"{numbers.count(len(text))} more characters of the text")
    return element("details", {"class": "lb-fold"}, summary, text)
