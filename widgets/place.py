"""One place in the output of a cell, for what changes while the cell runs."""

from __future__ import annotations

from typing import Any

from .html import element

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class Place:
    """Shows one thing at a time: what is shown next takes the place of what was there."""

    def __init__(self) -> None:
        self._handle: Any = None
        self._live: Place | None = None  # where the live panel of a result stands
        self._view: dict[str, Any] | None = None  # that panel

    @property
    def used(self) -> bool:
        """Whether something has been shown."""
        return self._handle is not None

    def show(self, data: dict[str, Any]) -> None:
        """Show a bundle of MIME types."""
        from IPython.display import display

        if self._handle is None:
            self._handle = display(data, raw=True, display_id=True)
        else:
            self._handle.update(data, raw=True)

    def show_result(self, bundle: dict[str, Any]) -> None:
        """Show a result's bundle here, and its live panel as an output of its own behind it.

        A page exported by nbconvert, and a notebook without the panel's state, show only the panel of an output that
        has one, which then stays empty. Apart, the script-free form is there, and gives way where the panel is.
        """
        view = {WIDGET_VIEW: bundle[WIDGET_VIEW]} if WIDGET_VIEW in bundle else {}
        if not view or _one_output_a_frame():
            self.show(bundle)
            return
        static = element("div", {"class": "lb-static"}, bundle["text/html"])
        self.show({"text/plain": bundle["text/plain"], "text/html": static})
        if self._live is None:
            self._live = Place()
        if self._view != view:  # drawing it again would lose what the browser knows
            self._live.show(view)
            self._view = view

    def reserve(self) -> None:
        """Keep room for the live panel of a result, before what else the cell shows."""
        self._live = Place()
        self._live.show({"text/plain": ""})

    def clear(self) -> None:
        """Leave the place empty; where nothing was shown, do nothing."""
        if self._handle is not None:
            self.show({"text/plain": "", "text/html": ""})


def _one_output_a_frame() -> bool:
    from .panels.panel import one_output_a_frame

    return one_output_a_frame()


def in_notebook() -> bool:
    """Whether a front end overwrites displays; a terminal would print each update on a line of its own."""
    from IPython.core.getipython import get_ipython

    return getattr(get_ipython(), "kernel", None) is not None
