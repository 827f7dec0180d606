"""One place in the output of a cell, for what changes while the cell runs."""

from __future__ import annotations

from typing import Any


class Place:
    """Shows one thing at a time: what is shown next takes the place of what was there."""

    def __init__(self) -> None:
        self._handle: Any = None

    @property
    def used(self) -> bool:
        """Whether something has been shown."""
        return self._handle is not None

    def show(self, data: dict[str, str]) -> None:
        """Show a bundle of MIME types."""
        from IPython.display import display

        if self._handle is None:
            self._handle = display(data, raw=True, display_id=True)
        else:
            self._handle.update(data, raw=True)

    def clear(self) -> None:
        """Leave the place empty; where nothing was shown, do nothing."""
        if self._handle is not None:
            self.show({"text/plain": "", "text/html": ""})


def in_notebook() -> bool:
    """Whether a front end overwrites displays; a terminal would print each update on a line of its own."""
    from IPython.core.getipython import get_ipython

    return getattr(get_ipython(), "kernel", None) is not None
