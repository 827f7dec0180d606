"""A model on its way: how far its download or its loading has come."""

from __future__ import annotations

import time

from ..inference.messages import LoadProgress
from . import numbers
from .frame import frame, row
from .html import Html, element, join
from .place import Place, in_notebook

_INTERVAL = 0.1  # seconds between updates


def loading_frame(title: str, event: LoadProgress) -> Html:
    """Return a bar with the model's name and the part that is done."""
    verb = "Downloading" if event.phase == "download" else "Loading"
    part = min(event.done / event.total, 1.0) if event.total > 0 else 0.0
    sizes = [numbers.with_unit(numbers.size(size)) for size in (event.done, event.total)]
    amount = f", {sizes[0]} of {sizes[1]}" if event.total > 0 else ""
    fill = element("i", {"style": f"width:{100 * part:.3g}%"})
    bar = element("span", {"class": "lb-progress", "aria-hidden": "true"}, fill)
    what = join([f"{verb} ", element("b", {"class": "lb-mono"}, event.model), amount])
    stop = element("div", {"class": "lb-readout"}, "To stop, interrupt the kernel.")
    return frame(title, None, bar, row(what), stop, styles=("generation",))


class LiveLoading:
    """Shows a load while it runs and nothing afterwards; nothing at all outside a notebook, or when `quiet`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._live = not quiet and in_notebook()
        self._place = Place()
        self._due = 0.0

    def update(self, event: LoadProgress) -> None:
        """Take in an event, and draw if it is time to; a model that is there already shows nothing."""
        if self._live and event.phase != "ready" and time.perf_counter() >= self._due:
            self._due = time.perf_counter() + _INTERVAL
            self._place.show({"text/plain": "Loading …", "text/html": loading_frame("Models", event)})

    def close(self) -> None:
        """Clear the place: the list of models follows, or an error."""
        self._place.clear()
