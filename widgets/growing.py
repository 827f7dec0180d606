"""Panels that grow while a generation runs: `%%generate --show tokens,attention,logits,beams`."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from ..inference.errors import InvalidOption, LightboardError, near_names
from ..inference.messages import (
    BeamsAdvanced,
    Decoding,
    GenerateEvent,
    GenerationResult,
    GenerationStarted,
    ModelChoice,
    TokensGenerated,
)
from .frame import frame, row
from .place import Place

if TYPE_CHECKING:
    from ..inference import Backend
    from .panels.growth import Growth
    from .panels.panel import Panel

# The panels that can be shown, in the order in which they are.
_HOMES = {
    "tokens": ("token_panel", "TokenPanel"),
    "attention": ("attention_panel", "AttentionPanel"),
    "logits": ("logit_panel", "LogitPanel"),
    "beams": ("beam_panel", "BeamPanel"),
}
NAMES = tuple(_HOMES)

_INTERVAL = 1 / 12  # seconds between two changes of a panel
_SHARE = 0.5  # of the time may go into computing what one panel shows: it competes with the model
_LAST = 60.0  # seconds that the cell waits for what a panel shows at the end


def shown_names(text: str) -> tuple[str, ...]:
    """Return the names of a list with commas, in the order in which the panels are shown. Raises `InvalidOption`."""
    given = [name.strip() for name in text.split(",") if name.strip()]
    for name in given:
        if name not in NAMES:
            raise InvalidOption(f"There is no panel {name!r}.{near_names(name, NAMES)} Use {', '.join(NAMES)}.")
    if not given:
        raise InvalidOption(f"The list of panels is empty. Use {', '.join(NAMES)}.")
    return tuple(name for name in NAMES if name in given)


def open_panel(name: str, growth: Growth, *, backend: Backend | None) -> Panel:
    """Return a panel, one of `NAMES`, on a generation. Raises the errors of `lightboard.inference.errors`."""
    module, kind = _HOMES[name]
    panel: type[Panel] = getattr(importlib.import_module(f"lightboard.widgets.panels.{module}"), kind)
    return panel.of_generation(growth, backend=backend)


class GrowingPanels:
    """Opens panels when a generation starts, feeds them while it runs, and lets go of them at its end.

    A panel that cannot be opened says why in its place, and the generation goes on.
    """

    def __init__(
        self, names: Sequence[str], *, model: ModelChoice, decoding: Decoding, backend: Callable[[], Backend]
    ) -> None:
        self._names, self._backend = tuple(names), backend
        self._model, self._decoding = model, decoding
        self._panels: list[_GrowingPanel] = []
        self._growth: Growth | None = None

    def update(self, event: GenerateEvent) -> None:
        """Take in an event, and pass on what has been written to the panels that are ready for it."""
        if isinstance(event, GenerationStarted):
            self._open(event)
        elif isinstance(event, TokensGenerated | BeamsAdvanced) and self._growth is not None:
            self._growth = _grown(self._growth, event)
            for panel in self._panels:
                panel.grow(self._growth)

    def finish(self, result: GenerationResult) -> None:
        """Show what has been written in the end; then the panels are live."""
        from .panels.growth import finished_growth

        growth = finished_growth(result)
        for panel in self._panels:
            panel.settle(growth)

    def abandon(self) -> None:
        """Let go of the panels as they are: the generation failed."""
        for panel in self._panels:
            panel.release()

    def _open(self, event: GenerationStarted) -> None:
        from .panels.growth import Growth, model_that_ran

        model = model_that_ran(self._model, event.model)
        self._growth = Growth(prompt=event.prompt, model=model, info=event.model, decoding=self._decoding)
        for name in self._names:
            place = Place()
            try:
                panel = open_panel(name, self._growth, backend=self._backend())
            except LightboardError as error:
                place.show({"text/plain": str(error), "text/html": frame(name.title(), None, row(str(error)))})
            else:
                self._panels.append(_GrowingPanel(panel, place))


class _GrowingPanel:
    """One panel with its place, and when it may change next."""

    def __init__(self, panel: Panel, place: Place) -> None:
        self._panel, self._place = panel, place
        self._began = -_INTERVAL
        panel.growing = True
        self._show()

    def grow(self, growth: Growth) -> None:
        now = time.perf_counter()
        pause = max(_INTERVAL, self._panel.seconds / _SHARE)
        if now >= self._began + pause and self._panel.wait(0):  # what was asked for last is there
            self._began = now
            self._panel.grow(growth)

    def settle(self, growth: Growth) -> None:
        try:
            self._panel.grow(growth)
            self._panel.wait(_LAST)
        finally:
            self.release()
        self._show()

    def release(self) -> None:
        self._panel.growing = False

    def _show(self) -> None:
        bundle, _ = self._panel._repr_mimebundle_()
        self._place.show_result(bundle)


def _grown(growth: Growth, event: TokensGenerated | BeamsAdvanced) -> Growth:
    if isinstance(event, BeamsAdvanced):
        return msgspec.structs.replace(growth, written=event.text, steps=growth.steps + 1)
    token = event.tokens[0]
    ids = growth.ids if token is None else (*growth.ids, token.id)
    return msgspec.structs.replace(growth, written=growth.written + event.texts[0], steps=growth.steps + 1, ids=ids)
