"""A model on its way: the start of the backend, then how far a download or a load has come."""

from __future__ import annotations

import time
from typing import Any

from ..inference.messages import LoadProgress
from . import numbers
from .frame import frame, row
from .html import Child, Html, element, join
from .place import Place, in_notebook

_INTERVAL = 0.1  # seconds between updates


def starting_frame(title: str) -> Html:
    """Return what a cell shows while the backend starts."""
    return _waiting(title, row("Starting PyTorch and Transformers: once in each kernel, a few seconds."))


def loading_frame(title: str, event: LoadProgress) -> Html:
    """Return a bar with the model's name and the part that is done."""
    name = element("b", {"class": "lb-mono"}, event.model)
    if event.phase == "ready":
        return _waiting(title, row(name, " is loaded."))
    verb = "Downloading" if event.phase == "download" else "Loading"
    part = min(event.done / event.total, 1.0) if event.total > 0 else 0.0
    sizes = [numbers.with_unit(numbers.size(size)) for size in (event.done, event.total)]
    amount = f", {sizes[0]} of {sizes[1]}" if event.total > 0 else ""
    fill = element("i", {"style": f"width:{100 * part:.3g}%"})
    bar = element("span", {"class": "lb-progress", "aria-hidden": "true"}, fill)
    return _waiting(title, bar, row(join([f"{verb} ", name, amount])))


def _waiting(title: str, *rows: Child) -> Html:
    stop = element("div", {"class": "lb-readout"}, "To stop, interrupt the kernel.")
    return frame(title, None, *rows, stop, styles=("generation",))


class LiveLoading:
    """Shows a start and a load while they run, then the result in their place, or nothing.

    Outside a notebook only the result is shown; when `quiet`, nothing is. A model that is there already shows nothing.
    """

    def __init__(self, title: str, *, quiet: bool = False) -> None:
        self._title = title
        self._quiet = quiet
        self._live = not quiet and in_notebook()
        self._place = Place()
        self._due = 0.0

    def start(self) -> None:
        """Say that the backend starts."""
        if self._live:
            self._place.show({"text/plain": "Starting …", "text/html": starting_frame(self._title)})

    def update(self, event: LoadProgress) -> None:
        """Take in an event, and draw if it is time to; a model that is there already is drawn over a start only."""
        ready = event.phase == "ready"
        if self._live and (self._place.used if ready else time.perf_counter() >= self._due):
            self._due = time.perf_counter() + _INTERVAL
            self._place.show({"text/plain": "Loading …", "text/html": loading_frame(self._title, event)})

    def finish(self, result: Any) -> None:
        """Show the result in place of what was shown."""
        if not self._quiet:
            self._place.show(result._repr_mimebundle_())

    def close(self) -> None:
        """Clear the place: the list of models follows, or an error."""
        self._place.clear()
