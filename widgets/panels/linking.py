"""`lightboard.link`: what is pinned or pointed at in one panel is marked in all of them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from ...inference.errors import InvalidInput

if TYPE_CHECKING:
    from .panel import Panel

LEAST = 2


def link(*panels: Panel) -> None:
    """Link panels: they share the pinned tokens and the one under the pointer, matched by the characters of the text.

    The browser passes on what happens there at once, without the kernel; what Python selects goes the same way. Linking
    again adds to the groups that a panel is in. Raises `InvalidInput` for fewer than two panels.

    >>> tokens, attention = TokenPanel("Hello"), AttentionPanel("Hello")  # doctest: +SKIP
    >>> link(tokens, attention)  # doctest: +SKIP
    """
    from .panel import Panel

    if len(panels) < LEAST:
        raise InvalidInput("link needs at least two panels. Give them all at once: link(a, b).")
    for panel in panels:
        if not isinstance(panel, Panel):
            raise InvalidInput(f"link takes panels, not {type(panel).__name__}.")
    group = uuid.uuid4().hex
    for panel in panels:
        panel.groups = [*panel.groups, group]
        panel.observe(lambda change, source=panel: _pass_on(source, panels, change["new"]), "selection")


def _pass_on(source: Panel, panels: tuple[Panel, ...], selection: dict[str, Any]) -> None:
    spans = source.spans()
    chosen = [spans[token] for token in selection.get("tokens", ()) if token < len(spans)]
    for panel in panels:
        if panel is not source:
            found = overlapping(panel.spans(), chosen)
            if found != list(panel.selection.get("tokens", ())):
                panel.selection = {**panel.selection, "tokens": found}


def overlapping(spans: list[tuple[int, int]], chosen: list[tuple[int, int]]) -> list[int]:
    """Return the numbers of the spans that share a character with a chosen one.

    >>> overlapping([(0, 2), (2, 5), (5, 6)], [(1, 3)])
    [0, 1]
    """
    return [
        number
        for number, (start, end) in enumerate(spans)
        if any(start < other_end and other_start < end for other_start, other_end in chosen)
    ]
