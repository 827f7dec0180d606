"""`%models`: list, load and unload models."""

from __future__ import annotations

from collections.abc import Iterable

from ..inference.errors import near_names
from .functions import chosen_backend, model_choice
from .interrupts import LOADING, interrupt_says
from .known_names import starter_names, starter_tasks, task_names
from .magic import Call, Magic
from .model_options import add_loading_options, loading_options
from .one_line_errors import UsageError
from .option_parser import OptionParser

DESCRIPTION = """\
List the models that are loaded and the starter models.

%models load NAME [TASK]   load a model, so that the next cell starts at once
%models unload NAME        free its memory"""

_VERBS = ("load", "unload")


class ModelsMagic(Magic):
    """`%models`."""

    name = "models"
    kind = "line"

    def build_parser(self) -> OptionParser:
        """Return the parser of the options."""
        parser = OptionParser("%models", usage="[load NAME [TASK] | unload NAME] [options]", description=DESCRIPTION)
        add_loading_options(parser)
        return parser

    def run(self, call: Call) -> object:
        """Do what the first word says and hand over a `ModelsTable`."""
        from ..widgets.tables import ModelsTable

        backend = chosen_backend()
        match call.words:
            case []:
                pass
            case ["load", name]:
                self._load(call, name, starter_tasks().get(name))
            case ["load", name, task]:
                self._load(call, name, task)
            case ["unload", name]:
                backend.unload(name)
            case [verb, *_]:
                near = near_names(verb, _VERBS) if verb not in _VERBS else ""
                usage = "Use %models load NAME [TASK], %models unload NAME, or %models alone."
                raise UsageError(f"'%models {' '.join(call.words)}' is not understood.{near} {usage}")
        return self.hand_over(call, ModelsTable(backend.info(), starter_tasks()))

    def complete(self, words: list[str]) -> Iterable[str]:
        """List the verbs, the models, the tasks."""
        match words:
            case []:
                return _VERBS
            case ["load" | "unload"]:
                return starter_names()
            case ["load", _]:
                return task_names()
        return ()

    def _load(self, call: Call, name: str, task: str | None) -> None:
        from ..widgets.loading import LiveLoading

        if task is None:
            raise UsageError(f"What is {name} for? Add its task: %models load {name} {task_names()[0]}")
        choice = model_choice(name, **loading_options(call.options))
        backend = chosen_backend()
        live = LiveLoading("Models", quiet=call.options.quiet)
        try:
            with interrupt_says(LOADING):
                for event in backend.load(choice, task=task):
                    live.update(event)
        finally:
            live.close()
