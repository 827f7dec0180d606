"""A running generation, shown in one place that the final result overwrites."""

from __future__ import annotations

from ..inference.messages import GenerateEvent
from .generation import Generation


class LiveGeneration:
    """Shows the events of a generation while they arrive."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet

    def update(self, event: GenerateEvent) -> None:
        """Take in an event."""

    def finish(self, result: Generation) -> None:
        """Show the result in place of what was shown while it ran."""
        if not self._quiet:
            from IPython.display import display

            display(result)

    def abandon(self) -> None:
        """Clear the place."""
