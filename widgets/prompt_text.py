"""A prompt before what was written: of a long one the beginning and the end, and the rest on demand."""

from __future__ import annotations

from . import numbers
from .frame import OWN_KEYS, muted
from .html import Html, element, join

_BEGINNING, _END = 300, 100  # characters that stay
_LEAST = 200  # characters that are worth folding


def prompt_text(prompt: str, *, repeated: bool = False, what: str = "prompt") -> Html:
    """Return a prompt as secondary text, cut at spaces where it is folded; `repeated`, its beginning is folded, too."""
    start, end = folded(prompt, repeated=repeated)
    if start == end:
        return muted(prompt)
    more = "" if repeated else "more "
    summary = element("summary", OWN_KEYS, f"{numbers.count(end - start)} {more}characters of the {what}")
    middle = element("details", {"class": "lb-fold"}, summary, muted(prompt[start:end]))
    return join([muted(prompt[:start]) if start else None, middle, muted(prompt[end:])])


def folded(prompt: str, *, repeated: bool = False) -> tuple[int, int]:
    """Return which characters `[start, end)` of a prompt are folded; none of a short one."""
    if len(prompt) < _BEGINNING + _LEAST + _END:
        return 0, 0
    start = 0 if repeated else prompt.rfind(" ", 0, _BEGINNING) + 1 or _BEGINNING
    return start, prompt.find(" ", len(prompt) - _END) + 1 or len(prompt) - _END
