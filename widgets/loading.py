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
_SETTLED = 1.0  # seconds until a pace can be told
_MINUTES_FROM = 90  # seconds


def starting_frame(title: str) -> Html:
    """Return what a cell shows while the backend starts."""
    return _waiting(title, row("Starting PyTorch and Transformers: once in each kernel, a few seconds."))


class Pace:
    """How long a download or a load will still take, at the pace that it has had so far."""

    def __init__(self) -> None:
        self._phase: tuple[str, str] | None = None
        self._began = 0.0
        self._first = 0

    def seconds_left(self, event: LoadProgress) -> float | None:
        """Take in an event; return None while it is too early to tell."""
        now = time.perf_counter()
        if self._phase != (event.model, event.phase):
            self._phase, self._began, self._first = (event.model, event.phase), now, event.done
        arrived, elapsed = event.done - self._first, now - self._began
        if arrived <= 0 or elapsed < _SETTLED:
            return None
        return elapsed * (event.total - event.done) / arrived


def loading_frame(title: str, event: LoadProgress, left: float | None = None) -> Html:
    """Return a bar with the model's name, the part that is done and the seconds that are left."""
    name = element("b", {"class": "lb-mono"}, event.model)
    if event.phase == "ready":
        return _waiting(title, row(name, " is loaded."))
    verb = "Downloading" if event.phase == "download" else "Loading"
    part = min(event.done / event.total, 1.0) if event.total > 0 else 0.0
    sizes = [numbers.with_unit(numbers.size(size)) for size in (event.done, event.total)]
    amount = f", {sizes[0]} of {sizes[1]}" if event.total > 0 else ""
    if left is not None:
        amount += f", {_duration(left)} left"
    fill = element("i", {"style": f"width:{100 * part:.3g}%"})
    bar = element("span", {"class": "lb-progress", "aria-hidden": "true"}, fill)
    return _waiting(title, bar, row(join([f"{verb} ", name, amount])))


def _duration(seconds: float) -> str:
    """Return a rough duration: `40 s`, `3 min`."""
    number, unit = (seconds / 60, "min") if seconds >= _MINUTES_FROM else (seconds, "s")
    return numbers.with_unit((f"{max(number, 1):.0f}", unit))


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
        self._pace = Pace()

    def start(self) -> None:
        """Say that the backend starts."""
        if self._live:
            self._place.show({"text/plain": "Starting …", "text/html": starting_frame(self._title)})

    def update(self, event: LoadProgress) -> None:
        """Take in an event, and draw if it is time to; a model that is there already is drawn over a start only."""
        ready = event.phase == "ready"
        left = self._pace.seconds_left(event)
        if self._live and (self._place.used if ready else time.perf_counter() >= self._due):
            self._due = time.perf_counter() + _INTERVAL
            self._place.show({"text/plain": "Loading …", "text/html": loading_frame(self._title, event, left)})

    def finish(self, result: Any) -> None:
        """Show the result in place of what was shown."""
        if not self._quiet:
            self._place.show_result(result._repr_mimebundle_())

    def close(self) -> None:
        """Clear the place: the list of models follows, or an error."""
        self._place.clear()
