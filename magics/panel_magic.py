"""What the magics that open a live panel share: a text, a model, the panel as the result."""

from __future__ import annotations

import abc
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from ..inference.messages import ModelChoice
from .functions import chosen_backend, model_choice
from .interrupts import PANEL, interrupt_says
from .magic import Call, TextMagic
from .model_options import add_model_options, loading_options
from .option_parser import OptionParser
from .starting import is_started

if TYPE_CHECKING:
    from ..widgets.panels.panel import Panel


class PanelMagic(TextMagic):
    """A magic that opens a panel on a text."""

    offers_code = False
    usage: ClassVar[str] = "[options] [text]"
    description: ClassVar[str]

    def build_parser(self) -> OptionParser:
        """Return the parser of the options: those of the model, and those of the panel."""
        epilog = f"In one line:  {self.example}"
        parser = OptionParser(f"%{self.name}", usage=self.usage, description=self.description, epilog=epilog)
        self.add_options(parser)
        return parser

    def add_options(self, parser: OptionParser) -> None:
        """Declare the panel's own options, and the choice of a model."""
        add_model_options(parser)

    @abc.abstractmethod
    def open(self, call: Call, text: str, **shared: Any) -> Panel:
        """Return the panel; `shared` are keyword arguments that every panel takes."""

    def run(self, call: Call) -> object:
        """Compute the panel and hand it over."""
        from ..widgets.loading import starting_frame
        from ..widgets.place import Place

        text = self.text(call, call.words)
        if text is None:
            text = self.default_text(call)
        place = Place()
        if not is_started() and call.body is not None and not call.options.quiet:
            place.show({"text/plain": "", "text/html": starting_frame(self.name.title())})
        try:
            with interrupt_says(PANEL):
                panel = self.open(call, text, backend=chosen_backend())
        finally:
            place.clear()
        return self.hand_over(call, panel)

    def default_text(self, call: Call) -> str:
        """Return what the panel opens on without a text. Raises `UsageError` where it needs one."""
        del call
        raise self.no_text()

    def model(self, call: Call) -> ModelChoice:
        """Return the model that the options choose, with what `%config Lightboard` says."""
        return model_choice(call.options.model, **loading_options(call.options))

    def complete(self, words: list[str]) -> Iterable[str]:
        """Offer nothing: the text is free."""
        del words
        return ()
